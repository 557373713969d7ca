# A reader that goes away ends the output quietly.
python3 - <<'END'
import json

with open("news.jsonl", "w") as file:
    for i in range(4000):
        text = f"Report {i // 2} tells of matter number {i // 2} and of nothing else at all, {'abcdefghij'[i // 2 % 10]}"
        file.write(json.dumps({"id": i, "text": text}) + "\n")
END
for format in json jsonl text; do
    { "$DEDUPE" --level=identical -f "$format" news.jsonl; echo "$?" > status; } | head -c 1 > /dev/null
    cat status
done
