. "$TOOLS/articles.sh"
ferry > a.txt; ferry | tr '\n' ' ' > b.txt
"$DEDUPE" diff a.txt b.txt
"$DEDUPE" diff -f json a.txt b.txt | python3 -c 'import json, sys; r = json.load(sys.stdin); print(r["relation"], r["resemblance"], r["coverage_of_a"], r["coverage_of_b"])'
