# --text-field and --id-field pick the fields, --input-format the format, extensions do in any case.
. "$TOOLS/articles.sh"
ferry | record one | sed 's/"id"/"url"/; s/"text"/"body"/' > news.data
ferry | record two | sed 's/"id"/"url"/; s/"text"/"body"/' >> news.data
"$DEDUPE" --input-format jsonl --text-field body --id-field=url -f jsonl news.data | grep -o '"id": "[a-z]*"'
cp news.data news.NDJSON
"$DEDUPE" news.NDJSON > /dev/null
echo "$?"
"$DEDUPE" --input-format=text news.NDJSON
echo "-- a name with dots in it comes before a field in a field, in either order"
{ ferry | jq -cR --slurp '{id: "first", "meta.body": ., meta: {body: "nested"}}'; ferry | jq -cR --slurp '{id: "last", meta: {body: "nested"}, "meta.body": .}'; } > dots.jsonl
"$DEDUPE" --passages 0 --text-field meta.body dots.jsonl
