# All samples as files, and as records with every letter escaped: each quotes its own source exactly, and both
# reports say the same.
cp -R "$DOCS/../samples" samples
find samples -type f ! -name '*.txt' -exec rm {} +
python3 - <<'EOF'
import json
import os

with open("all.jsonl", "w") as out:
    for folder, _, names in sorted(os.walk("samples")):
        for name in sorted(names):
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8", newline="") as file:
                out.write(json.dumps({"text": file.read(), "id": path}) + "\n")
EOF
"$DEDUPE" -f json --pairs --passages 50 samples > files.json
"$DEDUPE" -f json --pairs --passages 50 all.jsonl > records.json
python3 "$TOOLS/check_quotes.py" < files.json
python3 "$TOOLS/check_quotes.py" all.jsonl < records.json
python3 - <<'EOF'
import json

files, records = (json.load(open(name + ".json")) for name in ("files", "records"))
for part in ("summary", "clusters", "pairs", "boilerplate"):
    found = [json.loads(json.dumps(report[part]).replace('"path": "all.jsonl', '"path": "')) for report in (files, records)]
    for report in found:
        for cluster in report if part == "clusters" else []:
            for article in cluster["members"] + cluster["related"]:
                del article["path"]
                article.pop("line", None)
    print(part, "the same" if found[0] == found[1] else "differ")
EOF
