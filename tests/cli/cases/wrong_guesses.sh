# What other programs call it, and a command that does not come first.
. "$TOOLS/articles.sh"
ferry > a.txt; orchard > b.txt
for option in --json --json=yes --jsonl --recursive -r -R -V -qr; do
    "$DEDUPE" "$option" a.txt
done
"$DEDUPE" diff --json a.txt b.txt
"$DEDUPE" diff -V
"$DEDUPE" diff -r a.txt b.txt
"$DEDUPE" --check diff a.txt b.txt
"$DEDUPE" -q scan a.txt
"$DEDUPE" help
echo "$?"
