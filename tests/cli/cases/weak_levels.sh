# What is less than a duplicate: how clusters of it are called, one figure of variants, and what a diff quotes of no relation.
. "$TOOLS/articles.sh"
{ ferry; orchard | head -n 3; } > a.txt; { chess; orchard | head -n 3; bridge; } > b.txt
match() { echo "$1 beat $2 at home on Saturday with a late goal by $3. $1 stay $4 in the league with two matches to play."; }
match Skaldby "Norrhamn 2-1" "Jens Orre" third > one.txt; match Vikstad "Ellersund 3-0" "Emil Dahl" fifth > two.txt
for level in derived related; do "$DEDUPE" --level $level a.txt b.txt | sed -n 's/ *cohesion.*//; /articles,/p'; done
for level in related variant; do "$DEDUPE" --level $level one.txt two.txt | sed -n 's/ *cohesion.*//; /articles,/p'; done
"$DEDUPE" --explain one.txt two.txt | grep "not counted"
line="Anna Holt writes about ships and harbours for this paper. Her letters reach her at the office in the old customs house."
{ ferry; orchard; bridge; echo; echo "$line"; } > c.txt; { chess; chess | tac; echo; echo "$line"; } > d.txt
"$DEDUPE" diff c.txt d.txt | sed -n '4p;/resemblance/p;/Anna/p'
"$DEDUPE" diff -f json c.txt d.txt | jq -c '[.relation, .resemblance > 0, (.passages | length)]'
