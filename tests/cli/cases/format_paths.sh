# Groups of names as jdupes prints them; with -0 any name survives.
. "$TOOLS/articles.sh"
mkdir news
ferry > news/a.txt; ferry > news/b.txt; orchard > news/c.txt; orchard > "$(printf 'news/d\ne.txt')"; chess > news/f.txt
"$DEDUPE" -f paths news/a.txt news/b.txt news/f.txt
echo "-- two groups, NUL"
"$DEDUPE" -f paths -0 news | tr '\0\n' '\n^'
echo "-- all but the first of each group"
"$DEDUPE" -f paths -0 news | python3 -c '
import sys
for group in sys.stdin.buffer.read().split(b"\0\0"):
    for name in group.strip(b"\0").split(b"\0")[1:]:
        print(ascii(name.decode()))'
"$DEDUPE" -f paths news/f.txt | wc -c
find news -name '*.txt' -print0 | "$DEDUPE" --files-from - -0 -f paths | tr '\0\n' '\n^' | wc -l
"$DEDUPE" -0 news; echo "$?"
