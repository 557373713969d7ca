# Records in a .txt are read as one text, which is told; a name without an extension is read by its content, as is
# stdin. Text that only begins like JSON is text.
. "$TOOLS/articles.sh"
record() { printf '{"id": "%s", "text": "%s"}\n' "$1" "$(ferry | tr '\n"' '  ')"; }
{ record a; record b; } > feed
"$DEDUPE" - < feed
"$DEDUPE" --input-format jsonl - < feed | tail -n 1
{ printf '\357\273\277\n  {"headline": "no text here"}\n'; } > other.txt
{ printf ' [\n'; record a; echo ']'; } > array.txt
{ printf '{Editors: see below}\n'; orchard; } > curly.txt
{ printf '[Updated] '; chess; } > square.txt
"$DEDUPE" *.txt | tail -n 1
"$DEDUPE" -q other.txt
"$DEDUPE" --input-format text other.txt
echo "-- tables by the names of their columns"
{ echo 'id,text'; printf '1,"%s"\n2,"%s"\n' "$(chess | tr '\n"' '  ')" "$(chess | tr '\n"' '  ')"; } > table.csv
"$DEDUPE" - < table.csv | tail -n 1
tr , '\t' < table.csv | "$DEDUPE" - | tail -n 1
cp table.csv table.txt
"$DEDUPE" table.txt
{ echo 'Text, photos and sound'; chess; } | "$DEDUPE" -
{ echo 'id,headline'; chess; } | "$DEDUPE" -
