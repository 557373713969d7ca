# Of one file the first thousand errors are listed, and one more says how many others there are; they count in full.
. "$TOOLS/articles.sh"
python3 -c 'import jsonschema' 2> /dev/null || { echo "needs python3-jsonschema"; exit 77; }
{
    ferry | record same; ferry | record other
    awk 'BEGIN { for (i = 0; i < 900; i++) { print "{\"id\": \"same\", \"text\": \"words\"}"; print "broken" } }'
    printf '{"articles": ['; awk 'BEGIN { for (i = 0; i < 3000; i++) printf "{}, " }'; echo '{"text": "words"}]}'
    echo broken
} > many.jsonl
{ echo '['; awk 'BEGIN { for (i = 0; i < 1001; i++) print "{}," }'; echo '{}]'; } > list.json
echo broken > few.jsonl
for threads in 1 3; do
    "$DEDUPE" -j "$threads" -f json -o "report.$threads" many.jsonl list.json few.jsonl 2> "errors.$threads"
    echo "$?"
done
cmp report.1 report.3; cmp errors.1 errors.3
python3 "$TOOLS/validate.py" "$DOCS/report.schema.json" < report.1
jq -c '.summary | {records, failed, articles, skipped, errors}' report.1
jq -c '[.errors[] | .more // 1] | [length, add]' report.1
jq -c '.errors[] | select(.more)' report.1
sed -n '/list.json/p' errors.1
tail -n 1 errors.1
"$DEDUPE" --passages 0 many.jsonl few.jsonl 2> /dev/null
"$DEDUPE" -f junit list.json 2> /dev/null | grep -c '<testcase'
"$DEDUPE" -f junit list.json 2> /dev/null | sed -n 2p
echo "-- diff"
"$DEDUPE" diff list.json few.jsonl 2>&1 | tail -n 3
"$DEDUPE" diff list.json few.jsonl one two 2>&1 | head -n 1
