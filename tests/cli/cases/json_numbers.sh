# Records of objects that hold a list each are numbered through the file, however many pieces it is read in; one that
# is too long has a number too, and the next file starts anew.
python3 - <<'PYTHON'
import json
import random

random.seed(3)
words = ["".join(random.choice("abdefgiklmnoprstu") for _ in range(random.randint(3, 9))) for _ in range(3000)]


def article(length=200):
    return {"text": " ".join(random.choice(words) for _ in range(length))}


copy = article()
with open("batches.json", "w") as file:
    for i in range(100):
        print(json.dumps({"articles": [article() for _ in range(5)]}), file=file)
    print(json.dumps({"articles": [{"title": "no text"}, copy]}), file=file)
    print(json.dumps({"text": "x" * 700000}), file=file)
    print(json.dumps({"articles": [{"title": "no text"}, article()]}), file=file)
with open("next.json", "w") as file:
    print(json.dumps({"articles": [copy, {"title": "no text"}]}), file=file)
PYTHON
for threads in 1 3; do
    "$DEDUPE" -j "$threads" --max-article 600K --passages 0 batches.json next.json
done
"$DEDUPE" diff batches.json next.json 'batches.json#502' 'next.json#1' | sed -n 1,4p
