# --allow: rules by path and pair, each with a reason that the report shows.
. "$TOOLS/articles.sh"
mkdir -p feed/wire feed/ours feed/odd
ferry > feed/wire/ferry.txt; ferry > feed/ours/ferry.txt; orchard > feed/ours/orchard.txt; orchard > 'feed/odd/or "chard".txt'
chess > feed/ours/chess.txt
cat > rules <<'END'
# agencies that we pay for

path feed/wire/* because we pay Northlight for its reports
  pair	"feed/odd/or \"chard\".txt" "feed/ours/o*"  because a standing column   
END
check() { "$DEDUPE" --check --passages=0 --allow rules feed; echo "exit $?"; }
check
echo "-- one more copy of ours is new, whatever the wire has"
ferry > feed/ours/ferry-again.txt; orchard > feed/ours/o2.txt; check
"$DEDUPE" -f json --allow rules feed | jq -c '.gate, [.clusters[].members[] | [.id, .verdict, .reason]]'
"$DEDUPE" -f json --allow rules feed | python3 "$TOOLS/validate.py" "$DOCS/report.schema.json"
"$DEDUPE" -f sarif --allow rules feed | jq -c '.runs[0].results[] | [.ruleId, .level, .suppressions]'
"$DEDUPE" -f sarif --allow rules feed | python3 "$TOOLS/check_sarif.py"
"$DEDUPE" -f github --passages=0 --check --allow rules feed
"$DEDUPE" -f junit --passages=0 --check --allow rules feed | grep -o '<system-out>.*</system-out>'
echo "-- with a baseline, which does not list what a rule accepts"
"$DEDUPE" -q --allow rules --baseline known.json --update-baseline -o /dev/null feed
grep -o '"article_id": "[^"]*", "of_id": "[^"]*"' known.json
"$DEDUPE" --check --passages=0 --allow rules --baseline known.json feed; echo "exit $?"
echo "-- lines that are wrong"
printf '%s\n' 'path' 'paths a because b' 'path a' 'path a because' 'path "a because b' 'pair a because b' 'path a becausereason' 'path a b because c' '' '# fine' 'path "a b" because c d' > rules
"$DEDUPE" --allow rules feed; echo "exit $?"
"$DEDUPE" --allow nowhere feed; echo "exit $?"
echo "-- by source"
ferry | record one | jq -c '.source = "Northlight"' > items.jsonl; ferry | record two | jq -c '.source = "Ours"' >> items.jsonl
echo 'source Northlight because we pay for it' > rules
"$DEDUPE" --check --passages=0 --allow rules items.jsonl; echo "exit $?"
echo 'source Nobody because we do not know them' > rules
"$DEDUPE" -q --check --passages=0 --allow rules items.jsonl > /dev/null; echo "exit $?"
