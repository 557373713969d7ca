# Empty lines before the head line of a table tell nothing of what divides its columns.
. "$TOOLS/articles.sh"
row() { printf '%s;"%s"\n' "$1" "$(chess | tr '"' "'")"; }
{ printf '\r\n\n'; echo 'id;text'; row 1; row 2; } > table.csv
"$DEDUPE" --passages 0 table.csv
echo "-- the last letter of a text whose encoding joins letters with marks"
printf 'Hello Banana' > end.txt
"$DEDUPE" diff --encoding CP1258 end.txt end.txt | sed -n 1p
