# All samples: the same bytes for any number of threads and any order of the inputs, in every format.
cp -R "$DOCS/../samples" samples
find samples -type f ! -name '*.txt' -exec rm {} +
find samples -name '*.txt' | sort > sorted
python3 - <<'EOF'
import zlib

names = open("sorted").read().split("\n")[:-1]
for number in range(4):
    shuffled = sorted(names, key=lambda name: zlib.crc32(f"{number}{name}".encode()))
    open(f"order-{number}", "w").write("\n".join(shuffled) + "\n")
EOF
sort -r sorted > order-4
for format in json text jsonl; do
    pairs=--pairs; [ $format = jsonl ] && pairs=--passages=2
    "$DEDUPE" -j 1 -f $format $pairs samples > wanted
    for threads in 1 2 7; do
        for order in order-*; do
            "$DEDUPE" -j $threads -f $format $pairs --files-from "$order" | cmp - wanted && echo same
        done
    done
done | sort | uniq -c
