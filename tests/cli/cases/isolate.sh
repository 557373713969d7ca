# --isolate: only articles of different PATHs are compared with one another.
. "$TOOLS/articles.sh"
mkdir a b c
ferry > a/1.txt; ferry > a/2.txt; orchard > a/3.txt; orchard > a/4.txt
ferry > b/1.txt; { chess; bridge; } > b/2.txt; chess > c/1.txt; chess > c/2.txt
"$DEDUPE" --passages=0 --isolate a b c
echo "-- pairs"
"$DEDUPE" -f json --isolate --pairs a b c | jq -r '.parameters.isolate, (.pairs[] | "\(.a) \(.b)")'
echo "-- every name in a list is a PATH of its own, and so is what is given twice"
printf '%s\n' a/1.txt a/2.txt > list
"$DEDUPE" --isolate -f jsonl --files-from list | jq -r '.members[].id'
"$DEDUPE" --isolate a a | tail -n 1
echo "-- a file in two PATHs belongs to the longer one"
"$DEDUPE" --isolate -f jsonl . ./a | jq -c '[.members[].id]'
echo "-- with references"
"$DEDUPE" --isolate -f jsonl a b --against c | jq -c '[.members[] | [.id, .reference]]'
"$DEDUPE" -j 1 -f json --pairs --isolate a b c > one; "$DEDUPE" -j 4 -f json --pairs --isolate c b a > other
cmp one other && echo same
python3 "$TOOLS/validate.py" "$DOCS/report.schema.json" < one
"$DEDUPE" --isolate a; echo "$?"
echo "-- of a copy in another PATH that it is one, though it is also linked to its own other articles"
mkdir d e
{ ferry; bridge; } > d/release.txt; { chess; ferry | head -c 300; } > d/story.txt
cp d/story.txt e/; { ferry | tail -c +160; bridge; } > e/part.txt
"$DEDUPE" -f jsonl --isolate d e | jq -r '.members[] | "\(.id) \(.relation) \(.to)"'
