# A folder is read with all that is in it, in sorted order; hidden entries, links to folders, pipes are left
# out, links to files are not. A link to a folder that is named is followed.
. "$TOOLS/articles.sh"
mkdir -p news/deep/deeper news/.hidden other
ferry > news/b.txt; orchard > news/deep/a.txt; chess > news/deep/deeper/a; bridge > news/.hidden/x.txt
ferry > news/.hidden.txt; ferry > other/x.txt
mkfifo news/pipe
ln -s ../../other news/deep/link; ln -s .. news/deep/up; ferry > outside.txt; ln -s ../outside.txt news/link.txt
ln -s news named
"$DEDUPE" news -f json | grep -o '"id": "news[^"]*"'
"$DEDUPE" news/ | tail -1
"$DEDUPE" named | tail -1
ln -s nowhere news/dangling
"$DEDUPE" news | tail -1
