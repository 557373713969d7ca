# A pair that covers as much as a duplicate and is none says why.
. "$TOOLS/articles.sh"
form() { echo "Weather for the coast on $1: between $2 and $3 degrees, light wind from the $4, some cloud in the afternoon and a
small chance of rain towards the evening. Sea levels are $5 centimetres above the mean, the harbour office says, and swimmers
are asked to stay between the flags."; }
form Friday 9 13 north 12 > friday.txt; form Monday 14 21 west 31 > monday.txt
ferry > ferry.txt; { ferry | head -n 3; orchard; } > both.txt
"$DEDUPE" --pairs . | sed -n '/^pairs/,/^$/p'
echo "-- what is derived from a member and stands beside the cluster says why, too"
mkdir apart
for copy in 1 2; do ferry > "apart/ferry-$copy.txt"; orchard > "apart/orchard-$copy.txt"; done
{ ferry | head -n 4; orchard | head -n 4; } > apart/digest.txt
"$DEDUPE" --passages 0 apart
echo "-- as does what has too little in common with the other members"
mkdir star
{ ferry; bridge; } > star/release.txt
{ ferry; bridge | head -n 1; } > star/one.txt; { ferry | head -n 5; bridge | head -n 1; } > star/cut.txt
{ bridge | tail -n 4; chess; orchard | head -c 100; } > star/two.txt
"$DEDUPE" --passages 0 star
