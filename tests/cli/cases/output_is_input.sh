# A report is never written over what is read: not by name, nor met in a folder, by a link, stdin or a list.
. "$TOOLS/articles.sh"
mkdir news; ferry > news/a.txt; orchard > news/b.txt; ln -s news/a.txt link; echo news/b.txt > list
ferry > wanted
"$DEDUPE" -o news/a.txt news; echo "$?"
"$DEDUPE" -o ./news/a.txt news/a.txt news/b.txt; echo "$?"
"$DEDUPE" -o link news; echo "$?"
"$DEDUPE" -o news/a.txt - news/b.txt < news/a.txt; echo "$?"
"$DEDUPE" -o list --files-from list; echo "$?"
"$DEDUPE" diff -o news/a.txt news/a.txt news/b.txt; echo "$?"
cmp wanted news/a.txt && cat list
# A new file in the folder is fine, the first time.
"$DEDUPE" -o news/report news; echo "$?"
"$DEDUPE" -o news/report news; echo "$?"
cat news/report
