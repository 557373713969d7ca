# --pairs lists every pair that has a relation, copies of copies included.
. "$TOOLS/articles.sh"
for name in a b c; do ferry > $name.txt; done; orchard > d.txt
"$DEDUPE" --pairs . | sed -n '/^pairs/,$p'
"$DEDUPE" --pairs . -f json | grep -o '"a": "[^"]*", "b": "[^"]*", "relation": "[a-z]*"'
"$DEDUPE" . -f json | grep '"pairs"' || echo "none without --pairs"
