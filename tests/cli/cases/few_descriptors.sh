# Few files may be open: those of JSON Lines that are kept open to be read again leave enough for all threads.
. "$TOOLS/articles.sh"
mkdir lines texts
head -c 500000 /dev/zero | tr '\0' ' ' > blank
for i in $(seq 70); do
    { echo "$i"; ferry; } | record "line $i" > "lines/$i.jsonl"
    { ferry; echo "$i"; cat blank; } > "texts/$i.txt"
done
for limit in 24 40; do
    (ulimit -n "$limit" && "$DEDUPE" -j 8 -q texts lines > report.$limit); echo "$?"
done
cmp report.24 report.40
tail -n 1 report.24
