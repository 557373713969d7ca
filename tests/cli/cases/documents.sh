# Documents of other programs are no text: each is skipped, in an archive too, and the report says what makes text of it.
. "$TOOLS/articles.sh"
mkdir news
ferry > news/a.txt
printf '%%PDF-1.7\nThe ferry to Holm is cancelled.\n' > news/b.pdf
printf '{\\rtf1\\ansi The ferry to Holm is cancelled.}' > news/c.rtf
printf '\320\317\021\340\241\261\032\341The ferry to Holm is cancelled.' > news/d.doc
printf 'PK\003\004\024\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\023\0\0\0[Content_Types].xml<Types/>' > news/e.docx
printf 'PK\003\004\024\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\010\0\0\0mimetypeapplication/vnd.oasis.opendocument.text' > news/f.odt
printf 'PK\003\004\024\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\010\0\0\0mimetypeapplication/epub+zip' > news/g.epub
"$DEDUPE" -f json news > report.json
echo "$?"
grep -c '"reason": "binary"' report.json
tar cf news.tar news/a.txt news/b.pdf news/e.docx
"$DEDUPE" news.tar
"$DEDUPE" diff news/a.txt news/c.rtf
echo "$?"
"$DEDUPE" --input-format text news/c.rtf news/a.txt
# The content tells, not the name; nothing is read but the beginning; and an archive with a folder word/ is one.
cp news/c.rtf news.txt; head -c 3000000 /dev/zero | tr '\0' x | cat news/b.pdf - > big.pdf
"$DEDUPE" --max-article 1M news.txt big.pdf news/a.txt
mkdir word; ferry > word/a.txt; python3 -c 'import zipfile; zipfile.ZipFile("mine.zip", "w").write("word/a.txt")'
"$DEDUPE" mine.zip
