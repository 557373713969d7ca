. "$TOOLS/articles.sh"
ferry > a.txt
{ ferry | sed 's/hundred families/thousand households/'; orchard | head -n 2; } > b.txt
"$DEDUPE" diff --color=always a.txt b.txt | grep -v '%\|resemblance' | sed "s/$(printf '\033')/<ESC>/g"
