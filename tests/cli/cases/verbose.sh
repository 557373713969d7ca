# -v tells the time on stderr.
. "$TOOLS/articles.sh"
ferry > a.txt; ferry > b.txt
"$DEDUPE" -v a.txt b.txt 2>&1 > /dev/null | sed 's/[0-9]*\.[0-9]*/N/g'
