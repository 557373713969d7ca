# -o /dev/null leaves the exit status alone.
. "$TOOLS/articles.sh"
ferry > a.txt; ferry > b.txt; orchard > c.txt
"$DEDUPE" --check -q -o /dev/null a.txt b.txt; echo "$?"
"$DEDUPE" --check -q -o /dev/null a.txt c.txt; echo "$?"
"$DEDUPE" diff --check -q -o /dev/null a.txt b.txt; echo "$?"
test -c /dev/null && echo "still a device"
