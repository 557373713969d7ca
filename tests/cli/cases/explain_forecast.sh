# What --explain says of another threshold is near what it does: pairs that come into one cluster, or are parted.
cp -R "$DOCS/../samples" samples
find samples -type f ! -name '*.txt' -exec rm {} +
python3 - <<'END'
import json, os, subprocess
def scan(threshold):
    run = subprocess.run([os.environ["DEDUPE"], "-q", "--explain", "--pairs", "-f", "json", "--threshold", str(threshold), "samples"], capture_output=True)
    report = json.loads(run.stdout)
    cluster = {member["id"]: cluster["id"] for cluster in report["clusters"] for member in cluster["members"]}
    linked = {(pair["a"], pair["b"]) for pair in report["pairs"] if pair["relation"] not in ("related", "variant")
              and cluster.get(pair["a"], "a") == cluster.get(pair["b"], "b")}
    together = lambda pair: cluster.get(pair[0], "a") == cluster.get(pair[1], "b")
    return report["explain"]["trials"], linked, together
wrong = told = more = 0
for threshold in (0.2, 0.3, 0.45, 0.55):
    trials, linked, together = scan(threshold)
    for trial in trials:
        if "threshold" not in trial:
            continue
        told += 1
        more += trial.get("more_pairs", 0)
        _, other_linked, other_together = scan(trial["threshold"])
        if "more_pairs" in trial:
            wrong += abs(trial["more_pairs"] - sum(not together(pair) for pair in other_linked))
        else:
            wrong += abs(trial["fewer_pairs"] - sum(not other_together(pair) for pair in linked))
print(told, "forecasts,", more, "pairs more,", "near" if wrong <= 2 else "%d pairs off" % wrong)
END
