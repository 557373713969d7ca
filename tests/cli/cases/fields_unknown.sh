# A field that is named and that no record of JSON has is most likely misspelt: a warning, and the run goes on.
. "$TOOLS/articles.sh"
{ ferry | record one; ferry | record two; } > news.jsonl
"$DEDUPE" --id-field uid --source-field outlet --source-field site --date-field when news.jsonl; echo "$?"
"$DEDUPE" --id-field id news.jsonl > /dev/null; echo "$?"
printf '{"Title":"The ferry ran aground off Kell","Body":"Nobody was hurt, the harbour office said on Monday."}\n' > export.jsonl
"$DEDUPE" --text-field Title --text-field Bdy export.jsonl # one of two is wrong
"$DEDUPE" --text-field Body --title-field Ttl export.jsonl | tail -n 1
for kind in jsonl csv; do # known: the title is shown
    [ $kind = jsonl ] && { sed 'p;s/ferry/boat/;' export.jsonl > two.jsonl; } || printf 'Name,Body\nA boat,"%s"\nA ferry,"%s"\n' "$(ferry)" "$(ferry)" > two.csv
    "$DEDUPE" --text-field Body --title-field Title --title-field Name -f json two.$kind | grep -o '"title": "[^"]*"'
done
