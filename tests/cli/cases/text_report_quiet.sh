# -q leaves warnings out, not errors.
. "$TOOLS/articles.sh"
ferry > a.txt; : > empty.txt
"$DEDUPE" -q a.txt empty.txt missing.txt
