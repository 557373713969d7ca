"$DEDUPE"
echo "$?"
"$DEDUPE" diff a.txt
echo "$?"
