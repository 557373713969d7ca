# Output that cannot be written is an error, whatever the format.
[ -w /dev/full ] || { echo "needs /dev/full"; exit 77; }
. "$TOOLS/articles.sh"
ferry > a.txt; ferry > b.txt
for format in text json jsonl; do
    "$DEDUPE" -f "$format" a.txt b.txt > /dev/full
    echo "$?"
done
"$DEDUPE" a.txt b.txt -o /dev/full; echo "$?"
"$DEDUPE" diff a.txt b.txt > /dev/full; echo "$?"
"$DEDUPE" --help > /dev/full; echo "$?"
"$DEDUPE" --version > /dev/full; echo "$?"
"$DEDUPE" a.txt b.txt >&-; echo "$?"
