# --against: what is there already is matched with what is new, never with itself. The representative is a
# reference where there is one.
. "$TOOLS/articles.sh"
mkdir old new
ferry > old/ferry.txt; ferry > old/ferry-again.txt; orchard > old/orchard.txt; orchard > old/orchard-again.txt
{ ferry; bridge; } > new/ferry.txt; chess > new/chess.txt; head -c 350 new/chess.txt > new/chess-cut.txt
"$DEDUPE" --passages=0 --against old new
echo "-- all of it are references: nothing is new"
"$DEDUPE" --passages=0 --against old --against new old/orchard.txt
echo "-- a named file is new, though its folder is there already; a folder in another is a reference"
"$DEDUPE" -f json --against old --against new new/ferry.txt |
    jq -c '.summary.references, [.clusters[].members[] | {id, relation, reference}]'
"$DEDUPE" -f json --against old . | jq -c '.summary.references, .clusters[].members[0].id'
echo "-- no pair of references is listed"
"$DEDUPE" --passages=0 --pairs --level=variant --against old new | sed -n '/^pairs/,/^$/p'
echo "-- the same for any number of threads and any order"
"$DEDUPE" -j 1 -f json --pairs --against old new > one
"$DEDUPE" -j 5 -f json --pairs new/ferry.txt new/chess-cut.txt new --against old > other
cmp one other && echo same
python3 "$TOOLS/validate.py" "$DOCS/report.schema.json" < one
echo "-- as a gate"
"$DEDUPE" --check -q -o /dev/null --against old new; echo "$?"
"$DEDUPE" --check -q -o /dev/null --against old new/chess.txt; echo "$?"
: > empty.txt
"$DEDUPE" --check -q -o /dev/null --against old empty.txt; echo "$?"
"$DEDUPE" --against old; echo "$?"
"$DEDUPE" --against nowhere new/chess.txt -o /dev/null; echo "$?"
echo "-- an archive may be empty, on its first day"
mkdir archive
"$DEDUPE" --check --against archive new/chess.txt -o /dev/null; echo "$?"
