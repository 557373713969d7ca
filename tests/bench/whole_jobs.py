"""Whole runs against each other and against wc -w, as ratios of one run."""
import os

from measured_job import least, run, table, verdict

# A locale with UTF-8, as people have it. wc counts words by character there.
LOCALE = {**os.environ, "LC_ALL": "C.UTF-8"}


def count_words(paths):
    return lambda: run(["wc", "-w"] + paths, env=LOCALE)


def compare_with_wc(bench, name, path, words_of, rows, wanted):
    jobs = least(bench.repeats, one=lambda: bench.dedupe(path, 1), two=lambda: bench.dedupe(path, 2),
                 words=count_words(words_of))
    of_words = jobs["two"].wall / jobs["words"].wall
    faster = jobs["one"].wall / jobs["two"].wall
    rows.append([f"{name}: wall time of `wc -w`", wanted or "", f"{of_words:.2f}",
                 verdict(of_words, most=float(wanted[2:])) if wanted else ""])
    rows.append([f"{name}: two threads against one", "≥ 1.8", f"{faster:.2f}", verdict(faster, fewest=1.8)])
    return jobs


def show_threads(name, jobs):
    """Which stages gain by a second thread, and how much of the run those are that do not."""
    one, two = jobs["one"], jobs["two"]
    rows = []
    for stage in one.stats["stages"]:
        other = two.stage(stage["name"])
        rows.append([stage["name"], f"{stage['wall_seconds'] * 1e3:.1f}", f"{other['wall_seconds'] * 1e3:.1f}",
                     f"{stage['wall_seconds'] / max(other['wall_seconds'], 1e-9):.2f}",
                     f"{100 * other['wall_seconds'] / two.stats['wall_seconds']:.1f} %",
                     f"{stage['cpu_seconds'] * 1e6 / one.stats['articles']:.2f}",
                     f"{stage['cpu_seconds'] * 1e9 / one.stats['read_bytes']:.2f}"])
    print(f"\n{name}: {one.stats['articles']} articles, {one.stats['read_bytes']} bytes, {one.wall:.3f} s with one "
          f"thread, {two.wall:.3f} s with two; `wc -w` {jobs['words'].wall:.3f} s; others had "
          f"{', '.join(f'{100 * jobs[name].others:.0f} %' for name in ('one', 'two', 'words'))} of the machine\n")
    print(table(["stage", "ms, one thread", "ms, two", "ratio", "share of two", "CPU µs an article, one", "CPU ns a byte, one"],
                rows))


def measure_doubling(bench, name, shape, count, factor, most, rows):
    small, large = bench.make(shape, count), bench.make(shape, factor * count)
    jobs = least(bench.repeats, small=lambda: bench.dedupe(small), large=lambda: bench.dedupe(large))
    ratio = jobs["large"].wall / jobs["small"].wall
    cpu = jobs["large"].cpu / jobs["small"].cpu
    articles = [jobs[size].stats["articles"] for size in ("small", "large")]
    rows.append([f"{name}: {articles[1]} against {articles[0]}", f"≤ {most}", f"{ratio:.2f} (CPU {cpu:.2f})",
                 verdict(ratio, most=most)])


def run_benchmark(bench):
    rows = []
    path = bench.corpus or bench.make("news", bench.size(37554, 60), bench.size(6000, 800))
    lines = compare_with_wc(bench, "JSONL", path, [path], rows, None)
    folder = bench.make_files(bench.size(4500, 60), bench.size(3000, 800))
    names = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
    files = compare_with_wc(bench, "small files", folder, names, rows, "≤ 0.5")
    rows.append(["JSONL: peak memory over input bytes", "≤ 1.5", f"{lines['two'].peak_share:.2f}",
                 verdict(lines["two"].peak_share, most=1.5)])
    learning = lines["one"].stage("learning")["cpu_seconds"] * 1e6 / lines["one"].stats["articles"]
    rows.append(["JSONL: learning boilerplate, µs an article", "≤ 5", f"{learning:.2f}", verdict(learning, most=5)])
    measure_doubling(bench, "twice the news", "news", bench.size(20000, 60), 2, 2.3, rows)
    measure_doubling(bench, "four times the hot stories", "hot", bench.size(3000, 60), 4, 4.5, rows)
    print(table(["what", "wanted", "measured", "reached"], rows))
    show_threads("JSONL", lines)
    show_threads("small files", files)
    return {"rows": rows, "jsonl": lines["two"].stats, "files": files["two"].stats}
