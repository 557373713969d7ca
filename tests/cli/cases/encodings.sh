# UTF-16 with a byte order mark is read; a text that is not UTF-8 is read as Windows-1252, which is told, or in the
# encoding that is asked for.
. "$TOOLS/articles.sh"
mkdir news
ferry > news/plain.txt
ferry | python3 -c 'import sys; sys.stdout.buffer.write(sys.stdin.read().encode("utf-16"))' > news/wide.txt
orchard > news/good.txt
{ orchard; printf '\377\376\n'; } > news/bad.txt
"$DEDUPE" news -f json > report.json
echo "$?"
python3 - <<'END'
import json

report = json.load(open("report.json"))
for cluster in report["clusters"]:
    print(sorted((member["id"], member["relation"]) for member in cluster["members"]))
END
# The same text in three encodings: what has a mark needs no name.
mkdir same
printf '\357\273\277Žluťoučký kůň úpěl ďábelské ódy a dlouho čekal na déšť, řekl Dvořák z Třebíče.\n' > same/marked.txt
tail -c +4 same/marked.txt | iconv -f utf-8 -t iso-8859-2 > same/latin2.txt
tail -c +4 same/marked.txt | iconv -f utf-8 -t utf-16 > same/wide.txt
"$DEDUPE" --encoding iso-8859-2 same | tail -n 1
"$DEDUPE" diff --encoding iso-8859-2 same/latin2.txt same/marked.txt | sed -n 4p
printf 'Der B\374rgermeister er\366ffnete die Stra\337e \226 nach f\374nf Jahren Bauzeit.\n' > western.txt
printf 'Der Bürgermeister eröffnete die Straße – nach fünf Jahren Bauzeit.\n' > utf8.txt
"$DEDUPE" -f jsonl western.txt utf8.txt | grep -o '"relation": "identical"'
"$DEDUPE" --encoding nonsense utf8.txt; echo "$?"
