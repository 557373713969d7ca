# A line of more than 256 MiB is an error of its own, wherever it stands; the lines round it are read.
. "$TOOLS/articles.sh"
longer() { printf '{"id": "long", "text": "'; head -c $((257 * 1024 * 1024)) /dev/zero | tr '\0' 'x'; printf '"}'; }
{ ferry | record one; longer; echo; ferry | record two; } > news.jsonl
"$DEDUPE" -j 1 -f json news.jsonl > report.json; echo "$?"
grep -o '"id": "[a-z]*"' report.json
{ ferry | record three; longer; } > ends.jsonl
"$DEDUPE" -j 1 ends.jsonl; echo "$?"
