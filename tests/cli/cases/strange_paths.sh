# Paths that are not UTF-8 survive as \xNN with a field that says so; control characters never reach a terminal.
. "$TOOLS/articles.sh"
bad=$(printf 'caf\351\\x.txt'); control=$(printf 'red\033[31m.txt'); fine='café\x.txt'
mkdir news; ferry > "news/$bad"; ferry > "news/$control"; ferry > "news/$fine"
"$DEDUPE" news -f json --pairs > report.json
grep -o '"[a-z]*": "news/[^,]*, "[a-z]*_escaped": true' report.json | sort -u
python3 "$TOOLS/validate.py" "$DOCS/report.schema.json" < report.json
python3 - <<'END'
import json
import os

report = json.load(open("report.json"))
for member in sorted(report["clusters"][0]["members"], key=lambda member: member["path"]):
    path = member["path"].encode()
    if member.get("path_escaped"):
        path = path.decode("unicode_escape").encode("latin-1")
    print(os.path.exists(path))
END
"$DEDUPE" news | grep "$(printf '\033')"
"$DEDUPE" news | sed -n 2,10p | grep -o '^ *[^ ]*'
"$DEDUPE" "missing$bad" "missing$control" -f json | sed -n '/"errors"/,$p'
