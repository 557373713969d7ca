# Empty, too short and binary files are told apart, listed, and no error.
. "$TOOLS/articles.sh"
mkdir news
ferry > news/a.txt; : > news/empty.txt; printf ' \n\t\n' > news/blank.txt; printf '?! --\n' > news/marks.txt
head -c 4096 /dev/zero > news/zeros.bin
"$DEDUPE" -f json news > report.json
echo "$?"
sed -n '/"skipped": \[/,/^\]/p' report.json
grep -o '"articles": 1, "clusters": 0, "clustered_articles": 0, "skipped": 4, "errors": 0' report.json
"$DEDUPE" -q --check news/empty.txt news/blank.txt
"$DEDUPE" diff news/a.txt news/empty.txt
echo "$?"
