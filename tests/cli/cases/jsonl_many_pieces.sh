# A file of several pieces: ids, lines and results are the same for any number of threads.
python3 - <<'END'
import json
import random

random.seed(7)
words = ["".join(random.choice("abdefgiklmnoprstu") for _ in range(random.randint(3, 9))) for _ in range(4000)]
with open("news.jsonl", "w") as file:
    for i in range(6000):
        length = 120 if i % 500 else 30000
        text = " ".join(random.choice(words) for _ in range(length))
        file.write(json.dumps({"id": i if i != 5555 else 3, "text": text}) + "\n")
        if i % 1000 == 999:
            file.write("broken\n")
            file.write(json.dumps({"id": f"copy {i}", "text": text}) + "\n")
END
for threads in 1 2 7; do
    "$DEDUPE" -j "$threads" -f json news.jsonl > report.$threads 2> errors.$threads
    echo "$?"
done
cmp report.1 report.2; cmp report.1 report.7; cmp errors.1 errors.2; cmp errors.1 errors.7
cat errors.1
grep -o '"articles": [0-9]*, "clusters": [0-9]*' report.1
