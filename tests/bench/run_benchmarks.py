#!/usr/bin/env python3
"""Runs the benchmarks and prints the tables of docs/performance.md.

usage: run_benchmarks.py --build FOLDER [--corpus FILE] [--repeats N] [--save FILE] [NAME]...

  stages    each stage of the library on one thread, beside a floor of the same run
  jobs      whole runs: against wc -w, two threads against one, twice the corpus, hot stories, memory
  hostile   corpora that ask for quadratic work, at n and 2 n
  growth    100,000 to 800,000 articles (5 GB on disk, 6 GB of memory); not run unless it is named

FOLDER is a build with -DDEDUPE_BENCH=ON. Every ratio is of runs in turn, the least of N (3), or of more while others
have more than a twentieth of the machine. FILE is a JSONL file of
articles of your own to be used instead of made-up ones where one fits (jobs, stages). Nothing else should run meanwhile:
the load is printed with the figures.
"""
import argparse
import json
import os
import platform
import sys
import tempfile
import xml.etree.ElementTree

import corpus_growth
import hostile_shapes
import stage_budget
import whole_jobs
from measured_job import Bench

BENCHMARKS = {"stages": stage_budget, "jobs": whole_jobs, "hostile": hostile_shapes, "growth": corpus_growth}
BY_DEFAULT = ["stages", "jobs", "hostile"]


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            return next(line.partition(":")[2].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def show_machine():
    load = " ".join(f"{value:.2f}" for value in os.getloadavg())
    print(f"{processor()}, {os.cpu_count()} processors, {platform.system()} {platform.release()}; load {load}")


def check_smoke(name, results, bench):
    """That something was measured at all; how long it took says nothing on a small scale."""
    if name == "stages":
        assert all(line["seconds"] > 0 and line["floor_seconds"] >= 0 for line in results["stages"])
        assert results["articles"] == 30 and results["sum"] > 0
    elif name == "jobs":
        assert results["jsonl"]["articles"] == results["files"]["articles"] == 60 and results["jsonl"]["clusters"] > 0
    elif name == "hostile":
        found = {result["shape"]: result["stats"] for result in results}
        assert all(stats["articles"] > 0 for stats in found.values())
        assert found["identical"]["clusters"] == found["one_word"]["clusters"] == 1 and found["footer"]["clusters"] == 0
        assert found["letter"]["articles"] == 4 and found["large"]["articles"] == 101
    else:
        assert [result["articles"] for result in results] == [result["stats"]["articles"] for result in results]
        xml.etree.ElementTree.parse(os.path.join(bench.folder, "growth.svg"))


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="benchmarks; default: " + " ".join(BY_DEFAULT))
    parser.add_argument("--build", default=".", help="folder of the build")
    parser.add_argument("--corpus", help="JSONL file of articles with a field text")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--sizes", type=lambda text: [int(size) for size in text.split(",")], help="of growth")
    parser.add_argument("--plot", help="where growth writes its plot")
    parser.add_argument("--save", help="write all figures to this JSON file")
    parser.add_argument("--work", help="folder for made-up articles (default: a temporary one)")
    parser.add_argument("--smoke", action="store_true", help="next to nothing of each, with checks instead of ratios")
    options = parser.parse_args()
    options.dedupe = os.path.join(options.build, "dedupe")
    for program in ("make_articles", "bench_stages"):
        setattr(options, program, os.path.join(options.build, "tests", "bench", program))
    wrong = [name for name in options.names if name not in BENCHMARKS]
    if wrong:
        parser.error(f"no benchmark is called {wrong[0]}")
    return options


def main():
    options = parse_arguments()
    results = {}
    show_machine()
    for name in options.names or BY_DEFAULT:
        with tempfile.TemporaryDirectory(prefix="dedupe-bench-", dir=options.work) as folder:
            bench = Bench(options, folder)
            print(f"\n## {name}\n", flush=True)
            results[name] = BENCHMARKS[name].run_benchmark(bench)
            if options.smoke:
                check_smoke(name, results[name], bench)
    print()
    show_machine()
    if options.save:
        with open(options.save, "w", encoding="utf-8") as file:
            json.dump(results, file, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
