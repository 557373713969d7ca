# --progress=always shows the stages and leaves an empty line; never shows nothing; auto needs a terminal.
. "$TOOLS/articles.sh"
ferry > a.txt; ferry > b.txt
"$DEDUPE" --progress=always a.txt b.txt 2>&1 > /dev/null | tr '\r' '\n' | grep -o 'reading' | head -1
"$DEDUPE" --progress=always a.txt b.txt 2>&1 > /dev/null | tail -c 4 | od -An -c
"$DEDUPE" --progress=never a.txt b.txt > /dev/null
"$DEDUPE" --progress=auto a.txt b.txt > /dev/null
