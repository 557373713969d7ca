# A baseline and a file of rules that lie among the articles are none of them; a rule that matches nothing says so.
. "$TOOLS/articles.sh"
mkdir feed; ferry > feed/a.txt; { ferry; echo "Again."; } > feed/b.txt; orchard > feed/c.txt
"$DEDUPE" -q --baseline feed/known.json --update-baseline -o /dev/null feed; echo "$?"
"$DEDUPE" -q --baseline feed/known.json --update-baseline -o /dev/null feed; echo "$?"
"$DEDUPE" --check -q --baseline feed/known.json feed | tail -n 1; echo "$?"
{ echo 'path feed/* because all are wanted'; echo 'path feed/ because this was meant'; echo 'source Nobody because of that'
  echo 'pair feed/a.txt feed/x.txt because one is gone'; } > feed/rules.txt
"$DEDUPE" --allow feed/rules.txt --exclude known.json feed | tail -n 1
echo "named it is read"; "$DEDUPE" -q --allow feed/rules.txt --exclude known.json feed feed/rules.txt | tail -n 1
