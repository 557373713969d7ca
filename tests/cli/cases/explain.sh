# --explain shows how pairs spread round the cut, those nearest to it, and what to try; nothing else changes.
. "$TOOLS/articles.sh"
mkdir news
ferry > news/a.txt; ferry > news/b.txt; { ferry | head -n 3; orchard; } > news/c.txt
{ ferry | tail -n 1; chess; } > news/d.txt; bridge > news/e.txt
"$DEDUPE" --explain news > explained
"$DEDUPE" news > plain
head -n "$(wc -l < plain)" explained | cmp - plain && echo "the report is the same"
tail -n +"$(($(wc -l < plain) + 1))" explained
# As JSON the section is a field of its own, there only when asked for.
"$DEDUPE" -f json news > plain.json
"$DEDUPE" -f json --explain news > explained.json
grep -c '"explain"' plain.json explained.json
python3 - <<'END'
import json
report = json.load(open("explained.json"))
plain = json.load(open("plain.json"))
explain = report.pop("explain")
print(report == plain, list(explain))
print([sum(row[relation] for row in explain["coverage"]) for relation in ("identical", "near", "excerpt", "derived", "related")])
for side in ("above", "below"):
    print(side, [(pair["a"], pair["b"], pair["relation"], len(pair["passages"])) for pair in explain[side]])
print(explain["apart"], [list(trial) for trial in explain["trials"]])
END
# It quotes one passage of each pair though the report quotes none, and the cut is drawn where --threshold is.
"$DEDUPE" --explain --passages 0 --threshold 0.52 news | grep -A 1 -e '=====' -e ' of news/c'
"$DEDUPE" --explain --passages 0 --threshold 0.525 news | grep '====='
# Nothing to explain; one cluster a line has no place for it.
"$DEDUPE" --explain news/e.txt
"$DEDUPE" --explain -f jsonl news; echo "$?"
