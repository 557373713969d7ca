# An id is a string or a number; without one the record is called path:line.
. "$TOOLS/articles.sh"
body=$(ferry | tr '\n' ' ' | sed 's/"/\\"/g')
for id in '"id": "word", ' '"id": 17, ' '"id": -3, ' '"id": 1.5, ' '"id": 18446744073709551615, ' '"id": null, ' '' \
    '"id": "", ' '"id": "caf\u00e9 \"x\"", ' '"extra": [{"deep": [1, null, "x"]}], '; do
    printf '{%s"text": "%s"}\n' "$id" "$body"
done > news.jsonl
"$DEDUPE" -f jsonl news.jsonl | grep -o '"id": "[^}]*", "path"' | sort
