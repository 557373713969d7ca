# Several reports of one run: each --format with the --output after it, or, if that has one, before it.
. "$TOOLS/articles.sh"
ferry > a.txt; ferry > b.txt; mkdir out
for format in text json jsonl sarif junit github csv paths; do "$DEDUPE" -f $format a.txt b.txt > alone.$format; done
"$DEDUPE" -f json -o out/json -f jsonl -o out/jsonl -f sarif -o out/sarif -f junit -o out/junit -f github -o out/github \
    -f csv -o out/csv -f paths -o out/paths -f text a.txt b.txt > out/text
for format in text json jsonl sarif junit github csv paths; do cmp alone.$format out/$format || echo "$format differs"; done
rm out/*
"$DEDUPE" -o out/1 -f paths a.txt b.txt -f csv -o out/2; head -n 1 out/1 out/2 | tr -d '\r'
"$DEDUPE" -f text -f paths -o out/3 a.txt b.txt | tail -n 1; cat out/3
echo "-- not so"
"$DEDUPE" -f text -f json a.txt; echo "$?"
"$DEDUPE" -f text -o out/x -f json -o out/x a.txt; echo "$?"
"$DEDUPE" -f text -o out/x -o out/y a.txt; echo "$?"
"$DEDUPE" -o out/x -o out/y a.txt; echo "$?"
"$DEDUPE" diff -f json -f text -o out/x a.txt b.txt; echo "$?"
"$DEDUPE" diff -f csv a.txt b.txt; echo "$?"
echo "-- one that cannot be written leaves none behind"
"$DEDUPE" -f json -o out/y -f csv -o no/where a.txt b.txt; echo "$?"
"$DEDUPE" -f csv -o out/y -f json -o a.txt a.txt b.txt; echo "$?"
ls out
