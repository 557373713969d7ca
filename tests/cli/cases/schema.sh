# Real reports validate against the schemas, with every kind of content in them.
. "$TOOLS/articles.sh"
python3 -c 'import jsonschema' 2> /dev/null || { echo "needs python3-jsonschema"; exit 77; }
mkdir news
ferry > news/a.txt; ferry > news/b.txt; orchard > news/c.txt; : > news/empty.txt
{ ferry; chess; } > news/d.txt; { head -c 300 news/a.txt; bridge; } > news/e.txt
{ chess | record one; echo broken; echo '{"id": 2}'; } > news/list.jsonl
for options in "" --pairs --explain --stats "--explain --level=variant --threshold=0.33" "--pairs --level=related" --passages=0 "--level identical --threshold 0.5 --shingle 12"; do
    # shellcheck disable=SC2086
    "$DEDUPE" -f json $options news missing.txt 2> /dev/null > report.json
    echo "$?"
    python3 "$TOOLS/validate.py" "$DOCS/report.schema.json" < report.json
done
# What records say of themselves, of members and of what stands beside a cluster, and what a gate says.
tell() { jq -cR --arg id "$1" --slurp '{id: $id, text: ., title: "A title", date: "2026-01-02", url: "http://a.example/", source: "Post", language: "en"}'; }
{ ferry | tell 1; ferry | tell 2; { ferry | head -c 200; bridge; orchard; } | tell 3; bridge | tell 4; bridge | tell 5; } > told.jsonl
echo 'path told.jsonl:2 because known' > rules
for options in "" --check "--check --level near" "--allow rules" "--against news/a.txt"; do
    # shellcheck disable=SC2086
    "$DEDUPE" -q -f json $options told.jsonl > told.json
    jq -c '[.clusters[] | [.members[] | has("title")], [.related[] | has("title"), has("verdict")]]' told.json
    python3 "$TOOLS/validate.py" "$DOCS/report.schema.json" < told.json
done
# Errors of all kinds that inputs can have.
mkdir faults; ferry | gzip > faults/packed.txt; ferry | gzip | head -c 100 > faults/cut.gz; echo '<rss><item>' > faults/cut.rss
python3 - <<'PYTHON'
import io, tarfile, zipfile
def pack(name, content):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return out.getvalue()
content = b"some words"
for level in range(10):
    content = pack("in.tar" if level else "in.txt", content)
open("faults/deep.tar", "wb").write(content)
zipfile.ZipFile("faults/none.zip", "w").close()
with zipfile.ZipFile("faults/secret.zip", "w") as archive:
    archive.writestr("in.txt", b"some words")
locked = bytearray(open("faults/secret.zip", "rb").read())
locked[6] |= 1
locked[locked.index(b"PK\1\2") + 8] |= 1
open("faults/secret.zip", "wb").write(locked)
open("faults/closed.html", "w").write("<body><b>" + "<div>" * 200000 + "</b></foo>" * 200000)
PYTHON
"$DEDUPE" -f json --baseline faults.json --update-baseline faults 2> /dev/null > faults.report
jq -r '.errors[].code' faults.report | sort | tr '\n' ' '; echo
python3 "$TOOLS/validate.py" "$DOCS/report.schema.json" < faults.report
"$DEDUPE" -f jsonl --level=related news 2> /dev/null > report.jsonl
test -s report.jsonl && python3 "$TOOLS/validate.py" "$DOCS/report.schema.json" --lines < report.jsonl | grep -o '^valid'
for other in b c d; do
    "$DEDUPE" diff -f json news/a.txt news/$other.txt | python3 "$TOOLS/validate.py" "$DOCS/diff.schema.json"
done
"$DEDUPE" diff -f json --passages 1 news/a.txt news/e.txt | python3 "$TOOLS/validate.py" "$DOCS/diff.schema.json"
# The schema is strict: it refuses what is no report.
for change in 's/"schema"/"skema"/' 's/"summary"/"sumary"/' 's/"clusters": \[/"clusters": [17,/' 's/"cohesion"/"extra": 1, "cohesion"/'; do
    sed "$change" report.json | python3 "$TOOLS/validate.py" "$DOCS/report.schema.json" | tail -1
done
