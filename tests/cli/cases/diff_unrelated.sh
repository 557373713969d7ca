. "$TOOLS/articles.sh"
ferry > a.txt; orchard > b.txt
"$DEDUPE" diff a.txt b.txt | head -4
echo '{}' > c.jsonl
"$DEDUPE" diff a.txt c.jsonl
