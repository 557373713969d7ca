# Every way of writing an option, before and after the paths.
. "$TOOLS/articles.sh"
ferry > a.txt; ferry > b.txt; ferry > -c.txt; ferry > diff; ferry > scan
same() { "$DEDUPE" "$@" > out; cmp -s out wanted && echo "same: $*"; }
"$DEDUPE" --format=json --passages=2 --threads=2 --quiet a.txt b.txt > wanted
same --format json --passages 2 --threads 2 --quiet a.txt b.txt
same -f json --passages 2 -j 2 -q a.txt b.txt
same -fjson --passages=2 -j2 -q a.txt b.txt
same -qj2 -fjson a.txt --passages=2 b.txt
same a.txt b.txt -qfjson --passages 2
same scan -q -f json --passages=2 a.txt b.txt
same -q -f json --passages=2 -- a.txt b.txt
same --passages=5 -f json --passages=2 a.txt b.txt
"$DEDUPE" -f jsonl -- -c.txt a.txt | grep -o '"id": "-c.txt"'
"$DEDUPE" ./diff ./scan -f jsonl | grep -o '"id": "./[a-z]*"'
"$DEDUPE" scan diff scan -f jsonl | grep -o '"id": "[a-z]*"'
