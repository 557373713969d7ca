# -o writes the file whole or not at all, keeps its mode and what a link points to, and leaves nothing behind.
. "$TOOLS/articles.sh"
mkdir news; ferry > news/a.txt; ferry > news/b.txt
"$DEDUPE" -f json news > wanted
mkdir out
"$DEDUPE" -f json news -o out/report.json && cmp wanted out/report.json
umask 027; "$DEDUPE" -f json news -o out/masked; stat -c %a out/masked
echo old > out/old; chmod 604 out/old; ln -s old out/link
"$DEDUPE" -f json news -o out/link; stat -c %a out/old; cmp wanted out/old; readlink out/link
"$DEDUPE" -f json news -o - | cmp - wanted
"$DEDUPE" -f json news --output=/dev/stdout | cmp - wanted
# Nothing is written when the work cannot be done.
echo kept > out/kept
"$DEDUPE" -f json -o out/kept --files-from missing; echo "$?"
"$DEDUPE" diff -o out/kept news/a.txt missing
echo "$?"; cat out/kept
"$DEDUPE" news -o out; echo "$?"
"$DEDUPE" news -o no/such/folder; echo "$?"
ls out
