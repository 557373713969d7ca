# LF, CR LF and CR alone end a line each: errors and ids name the same lines, however many pieces a file is read in, and
# if a piece, or a part of a record that is too long, ends between CR and LF.
python3 - <<'PYTHON'
PIECE_BYTES = 256 << 10


def table(end):
    """A record of two lines before the first of three that are none; the first piece ends within a line end."""
    text = "key,text" + end
    line = 2
    while line < 4000:
        row = f'{line},"' + "x" * 90
        if line in (1500, 3500, 3999):
            row = "broken"
        elif line == 1000:
            row += f'{end}second line"'
        elif len(text) < PIECE_BYTES - 200 <= len(text) + 100:
            row += "x" * (PIECE_BYTES - 2 - len(text) - len(row)) + '"'
            assert len(text + row) == PIECE_BYTES - 1
        else:
            row += '"'
        text += row + end
        line = 2 + text.count(end) - 1
    return text


def write(name, text):
    with open(name, "w", newline="") as file:
        file.write(text)


for name, end in (("lf", "\n"), ("crlf", "\r\n"), ("cr", "\r")):
    write(f"{name}.csv", table(end))
    write(f"{name}.tsv", end.join(["text\tkey", "a\tb", "a\tb\tc"]))
    write(f"{name}.json", end.join(["[", '{"text": "one"},', "", "1,", '{"text": "two"}', "]"]))
write("cr.jsonl", '{"text":\r"one"}\r\nbroken\r\n')
long = 'key,text\r\n1,"' + "y" * (PIECE_BYTES - 14) + "\r\n" + "\r\n" * 500000 + '"\r\nbroken\r\n'
assert long[PIECE_BYTES - 1 : PIECE_BYTES + 1] == "\r\n"
write("long.csv", long)
PYTHON
for threads in 1 3; do
    "$DEDUPE" -j "$threads" --max-article 100K -f json *.csv *.tsv *.json *.jsonl > "report.$threads" 2> "errors.$threads"
done
cmp report.1 report.3; cmp errors.1 errors.3
cat errors.1
grep -o '"id": "[a-z]*.csv:3998", "path": "[a-z.]*", "relation": "identical"' report.1 | sort
