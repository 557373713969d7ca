# Of errors of one kind in one file ten are written; the report has all. Others are not hidden by them.
. "$TOOLS/articles.sh"
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do ferry | record same; done > feed.jsonl
sed -i '2s/.*/broken/' feed.jsonl
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do printf '{"id":"e%s","text":""}\n' "$i"; done > empty.jsonl
"$DEDUPE" -f json feed.jsonl | jq '.errors | length'
"$DEDUPE" -f json empty.jsonl | jq '.skipped | length'
