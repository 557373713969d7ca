# A feed over three commits: the check passes, fails on a new copy, and passes once that is accepted. Moving files,
# and edits that change no relation, change nothing.
. "$TOOLS/articles.sh"
mkdir feed
ferry > feed/ferry.txt; { ferry; chess | head -n 2; } > feed/ferry-long.txt; orchard > feed/orchard.txt
gate() { "$DEDUPE" --check -q --passages=0 --baseline accepted.json "$@" feed | sed -n '/^check/,$p'; }
status() { "$DEDUPE" --check --baseline accepted.json -o /dev/null "$@" feed; echo "exit $?"; }
echo "-- no baseline yet"; status
echo "-- commit 1: what is there is accepted"
"$DEDUPE" --check --baseline accepted.json --update-baseline -o /dev/null feed; echo "exit $?"
status; cp accepted.json first.json
echo "-- a move changes nothing"
mkdir feed/old; mv feed/ferry.txt feed/old/renamed.txt; status
"$DEDUPE" -q --baseline accepted.json --update-baseline -o /dev/null feed; sed 's/"article_id.*"article"//' accepted.json | cmp - first.json > /dev/null; sed 's/"[a-z_]*_id": "[^"]*", //g' accepted.json > a; sed 's/"[a-z_]*_id": "[^"]*", //g' first.json > b; cmp a b && echo "but for the names the file is the same"
echo "-- an edit that changes no relation changes nothing"
sed -i 's/Ann Lowe/Anne Low/' feed/old/renamed.txt; status
sed -i 's/bread/BREAD/' feed/ferry-long.txt; status
echo "-- commit 2: a new copy"
orchard | tr a-z A-Z > feed/copy.txt; status; gate
echo "-- a further copy of a known text is new too"
cp feed/old/renamed.txt feed/again.txt; gate; rm feed/again.txt
echo "-- commit 3: it is accepted"
"$DEDUPE" --check --baseline accepted.json --update-baseline -o /dev/null feed; echo "exit $?"; status
echo "-- an edit that changes the relation is told"
orchard | head -n 3 > feed/copy.txt; bridge >> feed/copy.txt; status; gate
echo "-- what is gone is stale"
rm feed/copy.txt; status
"$DEDUPE" -q --baseline accepted.json --update-baseline -o /dev/null feed; grep -c relation accepted.json
echo "-- a new fullest copy is the one that is new"
{ ferry; chess; } > feed/longest.txt; gate; rm feed/longest.txt
echo "-- the same for any number of threads"
"$DEDUPE" -q -j 1 --baseline one.json --update-baseline -o /dev/null feed; "$DEDUPE" -q -j 5 --baseline other.json --update-baseline -o /dev/null feed/orchard.txt feed/old feed/ferry-long.txt; cmp one.json other.json && echo same
if "$DEDUPE" -q --baseline b.json --update-baseline -o /dev/null feed; then python3 "$TOOLS/validate.py" "$DOCS/baseline.schema.json" < b.json; fi
