# The man page has an entry for each option of the table, with the same letter and argument, and no other.
command -v mandoc > /dev/null || { echo "needs mandoc"; exit 77; }
mandoc -T lint -W warning "$DOCS/dedupe.1"
"$DEDUPE" --help-options | awk -F '\t' '{
    printf ".It %sFl -%s%s\n", ($2 != "" ? "Fl " $2 " , " : ""), $1, ($3 != "" ? " Ns = Ns Ar " $3 : "")
}' | sort > from_table
grep '^\.It .*Fl -' "$DOCS/dedupe.1" | sort > from_page
diff from_table from_page && echo same
