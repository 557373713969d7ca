# --help of each command names every option that the table gives it.
"$DEDUPE" --help-options > table
for command in scan diff; do
    "$DEDUPE" "$command" --help > help || echo "--help of $command ends with $?"
    cut -f 1,4 table | grep -w "$command" | cut -f 1 | while read -r name; do
        grep -q -- "--$name" help || echo "$command --help lacks --$name"
    done
    awk 'length > 80' help
done
"$DEDUPE" --help > a && "$DEDUPE" -h > b && "$DEDUPE" scan -h > c && cmp a b && cmp a c
wc -l < table
