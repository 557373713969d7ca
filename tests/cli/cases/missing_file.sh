# One file that cannot be read never stops the rest.
. "$TOOLS/articles.sh"
ferry > a.txt; ferry > b.txt
"$DEDUPE" -f json a.txt missing.txt b.txt a.txt/inside > report.json
echo "$?"
grep '"summary"' report.json | grep -o '"clustered_articles": 2'
sed -n '/"errors"/,$p' report.json
"$DEDUPE" https://news.example/feed.rss ''
