# Every report that gives the resemblance of related pairs has it, whichever other report is made beside it.
. "$TOOLS/articles.sh"
{ ferry; orchard | head -n 3; } > a.txt; { chess; orchard | head -n 3; bridge; } > b.txt; ferry > c.txt
"$DEDUPE" a.txt b.txt c.txt | grep -A 9 "see also" | grep -c "b.txt"
for formats in "-f json -o out.json" "-f text -o out.text -f json -o out.json" "-f json -o out.json -f paths -o out.paths"; do
    "$DEDUPE" --pairs $formats a.txt b.txt c.txt; jq -c '.pairs[] | [.a, .b, .relation, .resemblance]' out.json
done
echo "-- as members"
"$DEDUPE" --level related -f csv a.txt b.txt | tr -d '\r' > out.csv
python3 - <<'END'
import csv
with open("out.csv", newline="", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        print(row["id"], row["relation"], row["resemblance"])
END
for format in jsonl sarif; do "$DEDUPE" --level related -f $format a.txt b.txt | grep -o '"resemblance": *0[.0-9]*'; done
