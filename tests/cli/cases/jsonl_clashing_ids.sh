# Of two articles with one id the first by path and line is kept; the other is an error, never merged.
. "$TOOLS/articles.sh"
{ ferry | record same; orchard | record other; orchard | record same; } > b.jsonl
{ chess | record same; bridge | record b.jsonl; } > c.jsonl
ferry | record a.txt > z.jsonl
ferry > a.txt
for threads in 1 2 7; do
    "$DEDUPE" -j "$threads" -f json z.jsonl c.jsonl b.jsonl a.txt > report.$threads 2> errors.$threads
    echo "$?"
done
cmp report.1 report.2; cmp report.1 report.7; cmp errors.1 errors.2; cmp errors.1 errors.7
cat errors.1
grep -o '"articles": [0-9]*, "clusters": [0-9]*' report.1
grep '"code"' report.1
