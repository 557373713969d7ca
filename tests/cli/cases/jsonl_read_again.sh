# Texts of JSON Lines in a plain file are read a second time, not kept: from where the record stands behind a
# mark, skipped lines, bad ones and lines of several records. Through a pipe they are kept. Both say the same.
python3 - <<'END'
import json
import random

random.seed(11)
words = ["".join(random.choice("abdefgiklmnoprstu") for _ in range(random.randint(3, 9))) for _ in range(4000)]


def text(count):
    sentences = []
    while count > 0:
        sentence = random.sample(words, 12)
        sentences.append(" ".join(sentence).capitalize() + random.choice([".", " \u2014 \u201cyes\u201d.", "\t\\\"ja\"."]))
        count -= 12
    return "\n".join(sentences)


frame = text(60)
with open("news.jsonl", "w", newline="") as file:
    file.write("\ufeff")
    last = text(200)
    for i in range(400):
        own = text(200)
        body = own
        if i % 5 == 1:
            body = last + text(40)
        if i % 5 == 2:
            body = last
        if i % 5 == 3:
            body = own + "\n" + frame
        record = {"id": i, "title": text(6), "source": f"s{i % 3}", "text": body}
        line = json.dumps(record, ensure_ascii=i % 2 == 0)
        if i % 50 == 7:
            line = json.dumps({"articles": [record, {"id": f"more {i}", "text": body + text(12)}]})
        file.write(line + ("\r\n" if i % 3 == 0 else "\n"))
        if i % 40 == 0:
            file.write("broken\n\n")
        if i == 99:
            file.write(json.dumps({"id": "long", "text": "x" * 3000000}) + "\n")
        last = own
END
for threads in 1 3; do
    "$DEDUPE" -j "$threads" --max-article 1M --pairs -f json news.jsonl 2> /dev/null |
        sed 's/"path": "[^"]*"/"path": "-"/g' > file.$threads
    < news.jsonl cat | "$DEDUPE" -j "$threads" --max-article 1M --input-format jsonl --pairs -f json - 2> /dev/null |
        sed 's/"path": "[^"]*"/"path": "-"/g' > pipe.$threads
done
cmp file.1 pipe.1; cmp file.1 file.3; cmp file.1 pipe.3
grep -o '"articles": [0-9]*, "clusters": [0-9]*' file.1
grep -c '"relation": "near"' file.1
