# A byte order mark and CRLF are fine; UTF-16 with a mark too.
. "$TOOLS/articles.sh"
{ printf '\357\273\277'; { ferry | record one; ferry | record two; } | sed 's/$/\r/'; } > news.jsonl
"$DEDUPE" -f jsonl news.jsonl | grep -o '"id": "[a-z]*"'
python3 -c 'open("wide.jsonl", "wb").write("{\"id\": 1, \"text\": \"x\"}\n{}\n".encode("utf-16"))'
"$DEDUPE" wide.jsonl
