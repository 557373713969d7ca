# What is named twice is read once, whichever way it is named.
. "$TOOLS/articles.sh"
mkdir news; ferry > news/a.txt; orchard > b.txt
"$DEDUPE" b.txt news ./b.txt news/a.txt ./news//a.txt news/./a.txt
# A hidden file that is named is read.
ferry > .hidden.txt
"$DEDUPE" .hidden.txt news | head -3
