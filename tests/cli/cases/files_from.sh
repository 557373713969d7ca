# --files-from reads a list of names, -0 one with NUL bytes; both join what is named.
. "$TOOLS/articles.sh"
mkdir news; ferry > news/a.txt; ferry > "news/with space.txt"; orchard > c.txt
ferry > 'news/line
end.txt'
printf 'news/a.txt\n\nc.txt\n' > list
"$DEDUPE" --files-from list "news/with space.txt"
find news -type f -print0 | "$DEDUPE" -0 --files-from - -f jsonl | grep -o '"id": "[^"]*"' | sort
printf 'news/a.txt\r\n\r\nnews/with space.txt\r\n' | "$DEDUPE" --files-from - -f jsonl | grep -c '"id"'
printf 'news/a.txt\nnews/gone.txt' | "$DEDUPE" --files-from -
echo "$?"
: > nothing
"$DEDUPE" --files-from nothing
"$DEDUPE" --files-from missing
"$DEDUPE" --files-from news
: | "$DEDUPE" --check --files-from - --against news # nothing is new
echo "$?"
printf '"news/caf\\303\\251.txt"\n' | "$DEDUPE" --files-from -
