# --passages: as many as wanted, 3 in json and 1 in text by default.
. "$TOOLS/articles.sh"
# Four shared paragraphs with something else between them.
{
    ferry; echo "Here one paper ran notices of lost cats, found keys and a brass band in need of drummers."
    orchard; echo "A reader wrote in to praise the new benches, and another to ask who had painted them green."
    chess; echo "Tickets for the flower show go on sale at noon; last year they were gone within the hour."
    bridge
} > a.txt
{
    ferry; echo "Weather, tides, the price of herring, and two long columns about municipal drains."
    orchard; echo "Our cook suggests a soup of leeks and smoked fish, for which no cream is needed at all."
    chess; echo "Under the heading of curiosities we learn that a swan can outlive the lock keeper it knows."
    bridge
} > b.txt
count() { "$DEDUPE" "$@" a.txt b.txt -f jsonl | python3 -c 'import json, sys; print([len(m["passages"]) for m in json.loads(sys.stdin.read())["members"]])'; }
count
count --passages 0
count --passages 1
count --passages 2
count --passages 100
"$DEDUPE" a.txt b.txt | grep -c '^ *"'
"$DEDUPE" --passages 3 a.txt b.txt | grep -c '^ *"'
"$DEDUPE" --passages 0 a.txt b.txt | grep '^ *"' || echo "no quotes"
