# Workflow commands of GitHub Actions: one line each, with what would end a field escaped.
. "$TOOLS/articles.sh"
mkdir news
ferry > news/a.txt; ferry > 'news/b,1:%.txt'; ferry > "$(printf 'news/c\nd.txt')"
orchard | record 'one, two' > news/feed.jsonl; orchard | record 'two::three' >> news/feed.jsonl; echo '{' >> news/feed.jsonl
"$DEDUPE" -f github news missing.txt 2> /dev/null; echo "$?"
echo "-- as a gate"
"$DEDUPE" --check -f github --passages=0 news/a.txt 'news/b,1:%.txt'; echo "$?"
"$DEDUPE" -f github news/a.txt news/feed.jsonl -o none 2> /dev/null; wc -l < none
