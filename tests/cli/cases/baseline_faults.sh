# A baseline that cannot be used is an error that says what to do; one that cannot be written stays as it was.
. "$TOOLS/articles.sh"
mkdir feed; ferry > feed/a.txt; ferry > feed/b.txt
try() { "$DEDUPE" --check -q --baseline accepted.json -o /dev/null "$@" feed; echo "exit $?"; }
try
"$DEDUPE" --update-baseline feed; echo "exit $?"
try --update-baseline; cp accepted.json good.json
for change in 's/"dedupe-baseline.1"/"dedupe-baseline\/9"/' 's/"duplicates"/"doubles"/' 's/identical/similar/' 's/"article": "./"article": "/' 's/"of_id"/"of_no"/' 's/^{"rel/<<<<<<< HEAD\n&/'; do
    sed "$change" good.json > accepted.json; try
done
try --update-baseline; cmp -s good.json accepted.json || echo "what is no baseline is not written over"
echo "-- an incomplete run changes nothing"
cp good.json accepted.json; "$DEDUPE" -q --baseline accepted.json --update-baseline -o /dev/null feed/a.txt missing.txt; echo "exit $?"; cmp good.json accepted.json
echo "-- nor is an article a baseline"
"$DEDUPE" -q --baseline feed/a.txt --update-baseline -o /dev/null feed; echo "exit $?"
"$DEDUPE" -q --baseline accepted.json -o accepted.json feed; echo "exit $?"
"$DEDUPE" -q --baseline no/where.json --update-baseline -o /dev/null feed; echo "exit $?"
echo "-- a name that is not UTF-8"
mv feed/b.txt "$(printf 'feed/b\377.txt')"; try; try --update-baseline; try; grep -o '"article_id": "[^"]*"' accepted.json; ls
