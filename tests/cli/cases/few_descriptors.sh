# Few files may be open: those of JSON Lines that are kept open to be read again leave enough for all threads.
. "$TOOLS/articles.sh"
mkdir lines texts
for i in $(seq 70); do
    { echo "$i"; ferry; } | record "line $i" > "lines/$i.jsonl"
    { ferry; echo "$i"; } > "texts/$i.txt"
done
for limit in 24 40 64; do
    (ulimit -n "$limit" && "$DEDUPE" -j 8 -q texts lines > report.$limit); echo "$?"
done
(ulimit -n 24 && "$DEDUPE" -j 8 -q lines texts > report.swapped); echo "$?"
cmp report.24 report.40; cmp report.24 report.64; cmp report.24 report.swapped
tail -n 1 report.24
