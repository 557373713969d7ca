# SARIF validates against the official schema, and its regions are the text they quote.
. "$TOOLS/articles.sh"
python3 -c 'import jsonschema' 2> /dev/null || { echo "needs python3-jsonschema"; exit 77; }
mkdir news "news/a b[1]#"
ferry > news/a.txt; { printf '\357\273\277'; ferry; } > "news/a b[1]#/ü%.txt"; { chess; ferry; } > news/c.txt
orchard | record one > news/feed.jsonl; orchard | record 'two [2]' >> news/feed.jsonl
bridge > news/bridge.txt; cp news/bridge.txt "$(printf 'news/bad\377name.txt')"
check() { python3 "$TOOLS/check_sarif.py"; }
"$DEDUPE" -f sarif news > report; check < report
"$DEDUPE" -f sarif "$PWD/news" | check
"$DEDUPE" -f sarif --passages=0 news | check
"$DEDUPE" -f sarif --level=variant --threshold=0.05 news | check
"$DEDUPE" -f sarif news/bridge.txt | check
"$DEDUPE" -f sarif missing.txt news 2> /dev/null | check
"$DEDUPE" -f sarif missing.txt news 2> /dev/null | jq -c '.runs[0].invocations[0].toolExecutionNotifications[0] | .descriptor.id, .locations[0]'
jq -r '.runs[0].results[] | .ruleId + " " + .level + " " + .message.text' report
jq -c '.runs[0].results[].locations[0] | [.physicalLocation.artifactLocation.uri, .logicalLocations]' report
"$DEDUPE" --check -f sarif news | jq -c '[.runs[0].results[].level] | unique'
# The check can fail.
sed -i 's/"level"/"levels"/' report; check < report | tail -n 1
sed -i 's/"levels"/"level"/; s/"byteOffset": 0/"byteOffset": 1/' report; check < report | tail -n 1
# Fingerprints are of the content: a move changes none.
prints() { "$DEDUPE" -f sarif "$1" | jq -c '[.runs[0].results[].partialFingerprints["duplicateContent/v1"]] | sort'; }
prints news > before; mv news moved; prints moved > after; cmp before after && echo "moved: the same fingerprints"
# What is not the file byte by byte has no region, since it would point elsewhere.
mkdir others; ferry | iconv -t UTF-16 > others/wide.txt; ferry | gzip > others/packed.txt.gz
{ echo '<html><title>t</title><body><nav>menu</nav><p>'; ferry; echo '</p></body></html>'; } > others/page.html
ferry > others/plain.txt; echo "-- regions by file"
"$DEDUPE" -f sarif others | tee others.sarif | check
jq -r '.runs[0].results[] | (.locations + .relatedLocations)[].physicalLocation | .artifactLocation.uri + " " + (.region != null | tostring)' others.sarif | sort -u
"$DEDUPE" -f github others | grep -o 'file=[^:]*'
