. "$TOOLS/articles.sh"
ferry > a.txt
{ echo "Night boats to end"; ferry | sed 's/hundred families/thousand households/' | head -n 4; orchard | head -n 2; } > b.txt
"$DEDUPE" diff a.txt b.txt | grep -v '%\|resemblance\|letters'
