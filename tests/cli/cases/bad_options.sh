# What is no option is told, with the nearest one; what belongs to the other command too.
for option in --treshold --Pairs --pair --colour --thread --forma --zzzzzz --check=yes -x -qx --=a --diff; do
    "$DEDUPE" "$option" a.txt
done
"$DEDUPE" -j
"$DEDUPE" a.txt --output
"$DEDUPE" diff --pairs a b
"$DEDUPE" diff -f jsonl a b
"$DEDUPE" diff - -
"$DEDUPE" - --files-from -
"$DEDUPE" /dev/stdin --files-from -
"$DEDUPE" -0 a.txt
"$DEDUPE" -f csv --pairs a.txt
"$DEDUPE" -f csv --explain a.txt
echo "$?"
