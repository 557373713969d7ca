"""Corpora that ask for quadratic work: each at n and at 2 n in the same run."""
from measured_job import least, table, verdict

# shape of make_articles, what it is, n, n of a smoke run
SHAPES = [
    ("identical", "the same article again and again", 20000, 40),
    ("one_word", "articles that differ in one word", 20000, 40),
    ("footer", "articles of their own over one footer", 20000, 40),
    ("sentence", "a sentence repeated 200 times; 50 different ones", 1000, 60),
    ("large", "one article of n MiB, quoted by 100 others", 32, 1),
    ("letter", "four articles of n thousand times one letter", 500, 2),
    ("chain", "each article has half of the next", 20000, 40),
    ("one_letter", "articles of one letter", 20000, 40),
]
MOST = 2.3  # times the time for twice the input


def run_benchmark(bench):
    rows, results = [], []
    for shape, what, full, smoke in SHAPES:
        count = bench.size(full, smoke)
        small, large = (bench.make(shape, n, bench.size(3000, 600)) for n in (count, 2 * count))
        jobs = least(bench.repeats, small=lambda path=small: bench.dedupe(path),
                     large=lambda path=large: bench.dedupe(path))
        ratio = jobs["large"].wall / jobs["small"].wall
        cpu = jobs["large"].cpu / jobs["small"].cpu
        stats = jobs["large"].stats
        slowest = max(stats["stages"], key=lambda stage: stage["wall_seconds"])
        rows.append([what, count, f"{jobs['small'].wall:.2f}", f"{jobs['large'].wall:.2f}", f"{ratio:.2f}", f"{cpu:.2f}",
                     verdict(ratio, most=MOST), f"{jobs['large'].peak_share:.2f}", stats["verified_pairs"],
                     f"{slowest['name']} {100 * slowest['wall_seconds'] / stats['wall_seconds']:.0f} %"])
        results.append({"shape": shape, "count": count, "ratio": ratio, "stats": stats})
    print(table(["shape", "n", "s, n", "s, 2 n", "ratio", "CPU ratio", f"≤ {MOST}", "peak / input, 2 n", "pairs, 2 n",
                 "most of it"], rows))
    return results
