# JSON Lines whose lines end in CR alone are read like others, with or without an end of the last line. Where there is a
# LF, CR is white space of JSON; also when a record is read a second time.
. "$TOOLS/articles.sh"
{
    ferry | record one; ferry | record two; echo; echo broken
    awk 'BEGIN { for (i = 0; i < 5000; i++) print "{\"id\": " i ", \"text\": \"" i " is a text of its own that goes on for a while\"}" }'
    orchard | record three; orchard | record four; echo broken
} > lf.jsonl
sed 's/$/\r/' lf.jsonl > crlf.jsonl
tr '\n' '\r' < lf.jsonl > cr.jsonl
head -c -1 cr.jsonl > cr-open.jsonl
{ cat cr-open.jsonl; echo; } > cr-lf.jsonl # a LF at the end, as an editor adds it
for name in lf crlf cr cr-open cr-lf; do
    "$DEDUPE" -f json "$name.jsonl" 2>&1 > "$name.json" | sed "s/$name/FILE/"
    sed -i "s/$name\.jsonl/FILE/g" "$name.json"
    cmp "$name.json" lf.json
done
jq -c '(.summary | {records, failed}), (.clusters[].members | map(.id) | sort | select(length == 2))' cr.json
"$DEDUPE" -f json - < cr.jsonl 2> /dev/null | jq -c ".summary | {records, failed}"
echo "-- white space"
for id in one two; do
    ferry | record "$id" | sed 's/, /,\r/'
done > within.jsonl
"$DEDUPE" -f json within.jsonl | jq -c '.summary | {records, failed, clusters}'
