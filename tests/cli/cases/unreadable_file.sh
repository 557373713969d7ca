# Root may read everything, so there is nothing to see as root.
[ "$(id -u)" != 0 ] || { echo "not as root"; exit 77; }
. "$TOOLS/articles.sh"
ferry > a.txt; ferry > b.txt; mkdir closed; chmod 0 b.txt closed
"$DEDUPE" a.txt b.txt closed
status=$?
chmod 700 closed
exit "$status"
