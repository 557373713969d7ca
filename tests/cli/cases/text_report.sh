. "$TOOLS/articles.sh"
mkdir news; ferry > news/wire.txt; ferry > news/reprint.txt; orchard > news/orchard.txt; chess > news/chess.txt
: > news/empty.txt
"$DEDUPE" news
