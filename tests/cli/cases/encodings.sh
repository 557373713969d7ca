# UTF-16 with a byte order mark is read; bytes that are not UTF-8 are told and the text is used.
. "$TOOLS/articles.sh"
mkdir news
ferry > news/plain.txt
ferry | python3 -c 'import sys; sys.stdout.buffer.write(sys.stdin.read().encode("utf-16"))' > news/wide.txt
orchard > news/good.txt
{ orchard; printf '\377\376\n'; } > news/bad.txt
"$DEDUPE" news -f json > report.json
echo "$?"
python3 - <<'END'
import json

report = json.load(open("report.json"))
for cluster in report["clusters"]:
    print(sorted((member["id"], member["relation"]) for member in cluster["members"]))
END
