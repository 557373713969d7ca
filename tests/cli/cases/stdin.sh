# - is stdin: plain text, or with --input-format a list of records.
. "$TOOLS/articles.sh"
ferry > a.txt
ferry | "$DEDUPE" - a.txt
{ ferry | record one; ferry | record two; } | "$DEDUPE" --input-format jsonl -f jsonl - | grep -o '"id": "[a-z]*", "path": "-"'
ferry | "$DEDUPE" diff a.txt - -f json | grep -o '"relation": "[a-z]*"'
