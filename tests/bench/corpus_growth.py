"""How a run grows with the corpus: a table, and a plot as SVG."""
import os

from growth_plot import draw
from measured_job import table

SIZES = [100000, 200000, 400000, 800000]
SMOKE_SIZES = [40, 80, 160]


def measure(bench, count):
    path = bench.make("news", count)
    job = bench.dedupe(path)
    os.remove(path)
    return job


def run_benchmark(bench):
    rows, results, last = [], [], None
    for count in bench.size(bench.programs.sizes or SIZES, SMOKE_SIZES):
        job = measure(bench, count)
        stats = job.stats
        rows.append([f"{count:,}", f"{stats['read_bytes'] / 1e6:,.0f}", f"{job.wall:.1f}", f"{job.cpu:.1f}",
                     f"{job.cpu * 1e6 / count:.0f}", f"{job.wall / last:.2f}" if last else "",
                     f"{stats['peak_bytes'] / 1e6:,.0f}", f"{job.peak_share:.2f}", f"{stats['verified_pairs']:,}",
                     f"{stats['clusters']:,}"])
        results.append({"articles": count, "wall": job.wall, "cpu": job.cpu, "stats": stats})
        last = job.wall
        print(" ".join(rows[-1]), flush=True)
    print(table(["articles", "MB", "s", "s of CPU", "CPU µs an article", "times the line above", "peak MB", "peak / input",
                 "pairs verified", "clusters"], rows))
    plot = bench.programs.plot or os.path.join(bench.folder, "growth.svg")
    with open(plot, "w", encoding="utf-8") as file:
        file.write(draw(results))
    return results
