# CSV as RFC 4180 has it: read back by a parser it is what the JSON report says.
. "$TOOLS/articles.sh"
mkdir news
ferry > news/a.txt; ferry > 'news/b, "c".txt'; { ferry; chess; } > "$(printf 'news/d\ne.txt')"
orchard | record 'one' > news/feed.jsonl; orchard | record 'two "2"' >> news/feed.jsonl
"$DEDUPE" -f csv -o report.csv -f json -o report.json news
head -n 2 report.csv | od -c | grep -c '\\r  *\\n'
python3 - <<'END'
import csv, json
with open("report.csv", newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file, strict=True))
with open("report.json", encoding="utf-8") as file:
    report = json.load(file)
members = [(cluster, member) for cluster in report["clusters"] for member in cluster["members"]]
assert len(rows) == len(members) and None not in rows[0]
for row, (cluster, member) in zip(rows, members):
    assert (row["cluster"], row["id"], row["path"], row["relation"], row["to"]) == (
        cluster["id"], member["id"], member["path"], member["relation"], member["to"])
    assert float(row["coverage"]) == member["coverage"] and float(row["resemblance"]) == member["resemblance"]
    print(ascii(row["id"]), row["line"], row["verdict"], row["reference"])
END
"$DEDUPE" -f csv news/a.txt | wc -l
for id in 1 2; do
    chess | jq -cR --arg id "$id" --slurp '{id: $id, text: ., title: "One, \"two\"", source: "Post", url: "http://a.example/"}'
done > told.jsonl
"$DEDUPE" -f csv told.jsonl | cut -d , -f 2,13-
