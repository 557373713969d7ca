# Passages are exactly the bytes of their offsets, in files and records, with any characters in them.
. "$TOOLS/articles.sh"
mkdir news
{ echo "Größere Fähre – « ça suffit »"; ferry; } > news/a.txt
{ orchard; ferry | sed 's/"/”/g'; } > news/b.txt
{ ferry | tail -n 4; chess; } > news/c.txt
printf '\357\273\277' | cat - news/a.txt > news/mark.txt
{ ferry | record one; { bridge; ferry; } | record two; } > list.jsonl
"$DEDUPE" -f json --pairs --passages 50 --level related news > report.json
python3 "$TOOLS/check_quotes.py" < report.json
"$DEDUPE" -f json --pairs --passages 50 --level related news list.jsonl > report.json
python3 "$TOOLS/check_quotes.py" list.jsonl < report.json
