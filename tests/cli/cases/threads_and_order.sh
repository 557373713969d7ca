# The output is the same for any number of threads and any order of the inputs.
. "$TOOLS/articles.sh"
mkdir news
for i in 1 2 3 4 5 6 7 8 9; do
    { ferry; echo "Edition $i of the paper closed early."; } > news/ferry-$i.txt
    orchard | head -n $((i % 5 + 1)) > news/orchard-$i.txt
    { chess; bridge | tail -n 2; } | tail -n $((i % 6 + 1)) > news/mixed-$i.txt
    { bridge | record bridge-$i; chess | head -n $((i % 4 + 2)) | record chess-$i; } > news/list-$i.jsonl
    echo broken >> news/list-$i.jsonl
done
for format in text json jsonl; do
    pairs=--pairs; [ $format = jsonl ] && pairs=--passages=2
    "$DEDUPE" -j 1 $pairs -f $format news > wanted 2> wanted_errors
    for threads in 1 2 7; do
        # shellcheck disable=SC2046
        "$DEDUPE" -j $threads $pairs -f $format $(ls -d news/* | sort -r) > out 2> errors
        cmp out wanted && cmp errors wanted_errors && echo same
        # shellcheck disable=SC2046
        "$DEDUPE" -j $threads $pairs -f $format $(ls -d news/* | sort -t- -k2) > out 2> errors
        cmp out wanted && cmp errors wanted_errors && echo same
    done
done
cat errors | head -2
for format in text json; do
    # shellcheck disable=SC2046
    "$DEDUPE" -j 7 --explain -f $format $(ls -d news/* | sort -r) > out 2> errors
    "$DEDUPE" -j 1 --explain -f $format news 2> wanted_errors | cmp - out && echo same explained
done
