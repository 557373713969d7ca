# Where nothing was compared "no duplicates" would be a lie, and --check does not pass.
. "$TOOLS/articles.sh"
: > empty.txt; ferry > a.txt; : > none.jsonl
"$DEDUPE" -q empty.txt; echo "$?"
"$DEDUPE" --check -q empty.txt; echo "$?"
"$DEDUPE" --check none.jsonl; echo "$?"
"$DEDUPE" --check -f json -o /dev/null none.jsonl; echo "$?"
"$DEDUPE" --check missing.txt; echo "$?"
"$DEDUPE" --check -q a.txt empty.txt; echo "$?"
