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
echo "-- the other reports of the run are whole"
for line in 1 2 3 4 5 6 7 8; do echo broken; done > lines.jsonl
"$DEDUPE" -f json -o alone.json a.txt b.txt lines.jsonl 2> errors; echo "$?"
"$DEDUPE" -f json -o /dev/full -f json -o other.json a.txt b.txt lines.jsonl 2>> errors; echo "$?"
cmp alone.json other.json; grep full errors
