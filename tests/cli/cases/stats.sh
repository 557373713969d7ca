# --stats tells what each stage took: a table on stderr in any format, and a field in JSON. Without it neither.
. "$TOOLS/articles.sh"
mkdir news
ferry > news/a.txt; { ferry; chess; } > news/b.txt; orchard > news/c.txt; : > news/empty.txt
{ bridge | record one; chess | record two; } > news/list.jsonl
for format in text json jsonl; do
    "$DEDUPE" -q -f $format news > plain 2> errors
    cat errors
    grep -c '"stats"' plain
    "$DEDUPE" -q --stats -j 2 -f $format news > report 2> table
    sed -e 's/  *[0-9][0-9]*\.[0-9]*/ N/g' -e '/^candidate/s/[0-9][0-9]*/N/g' table
    grep -v '^"stats"' report | tr -d '}\n' > without # as the field comes last, the brackets after it move
    tr -d '}\n' < plain | sed 's/,$//' > wanted
    sed 's/,$//' without | cmp - wanted && echo "$format: nothing else differs"
done
# What it says agrees with the report and adds up.
"$DEDUPE" -q --stats -j 3 -f json news 2> /dev/null > report.json
cat news/* | wc -c | tr -d ' ' > bytes
python3 - <<'END'
import json
report = json.load(open("report.json"))
stats, summary = report["stats"], report["summary"]
read = int(open("bytes").read())
print(stats["threads"], stats["read_bytes"] == read, 0 < stats["letters"] < stats["text_bytes"] < read)
print([stats[name] == summary[name] for name in ("articles", "clusters", "candidate_pairs", "verified_pairs")])
print(stats["unrelated_pairs"] <= stats["verified_pairs"])
for name in ("wall_seconds", "cpu_seconds"):
    print(name, abs(sum(stage[name] for stage in stats["stages"]) - stats[name]) < 1e-4)
peaks = [stage["peak_bytes"] for stage in stats["stages"]]
print(peaks == sorted(peaks), peaks[0] > 0, peaks[-1] == stats["peak_bytes"])
print(*[stage["name"] for stage in stats["stages"]])
END
