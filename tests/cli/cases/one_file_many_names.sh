# A file that has several names is read once: a way round, a link, a hard link. A name that is no link is kept.
. "$TOOLS/articles.sh"
mkdir -p news/deep; ferry > news/wire.txt; orchard > news/deep/orchard.txt
"$DEDUPE" news/deep/../wire.txt news/wire.txt
ln -s wire.txt news/a-link.txt; ln news/wire.txt news/hard.txt; ln -s ../../news/hard.txt news/deep/link.txt
"$DEDUPE" news
"$DEDUPE" news/a-link.txt "$PWD/news/wire.txt" "$(basename "$PWD")" 2> /dev/null
# The same in any order, and for records, which clashed with themselves.
chess | record one > news/list.jsonl; ln -s list.jsonl news/other.jsonl
"$DEDUPE" -f json news > wanted; tail -n 1 wanted
"$DEDUPE" -f json news/other.jsonl news/hard.txt news/deep news/a-link.txt news/list.jsonl news/wire.txt | cmp - wanted && echo same
# Two files of the same bytes are two files, and a link that is the only name is read.
cp news/wire.txt copy.txt; ln -s news/wire.txt only.txt
"$DEDUPE" copy.txt only.txt
