#!/usr/bin/env python3
"""Runs dedupe and other programs that find near-duplicates on one file, in turn, and prints how they compare.

usage: compare_peers.py --build FOLDER [--corpus FILE] [--articles N] [--repeats N] [--environment FOLDER]

The peers are installed from PyPI into a virtual environment that is thrown away afterwards, unless a folder for it is
named. FOLDER is a build with -DDEDUPE_BENCH=ON; FILE a JSONL file with a field `text` (default: N made-up articles of
6 KB). What is compared: the whole job, from a JSONL file to knowing the duplicates; and sketch and LSH alone on sets of
tokens that are ready-made, for the peers that take such. dedupe does more: it compares each pair in full and writes down
which passages they share. Its time is that of the process with the report that it makes by itself; of the peers,
starting Python and importing is not counted.

Not compared: text-dedup on PyPI wants another Python than Debian 12 has (before 3.10, or 3.12), and takes a table of
Hugging Face; dupey is not on PyPI.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import venv

from measured_job import Bench, table

PACKAGES = {"gaoya": "gaoya", "FastSketchLSH": "FastSketchLSH", "rensa": "rensa", "datasketch": "datasketch"}
TOKENS = {"gaoya": "word 5-grams", "FastSketchLSH": "words", "rensa": "words", "datasketch": "word 5-grams"}
HERE = os.path.dirname(os.path.abspath(__file__))
LIMIT_SECONDS = 1800


def make_environment(folder):
    """A virtual environment with what can be installed; returns its Python and the peers that are there."""
    python = os.path.join(folder, "bin", "python")
    if not os.path.exists(python):
        venv.create(folder, with_pip=True)
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run(install + ["orjson"], check=True)
    there = []
    for peer, package in PACKAGES.items():
        done = subprocess.run(install + [package], check=False, capture_output=True, text=True)
        if done.returncode == 0:
            there.append(peer)
        else:
            print(f"{peer} was left out: {done.stderr.strip().splitlines()[-1]}")
    versions = subprocess.run([python, "-m", "pip", "list", "--format", "json"], check=True, capture_output=True).stdout
    wanted = {package.lower() for package in PACKAGES.values()}
    print(", ".join(f"{item['name']} {item['version']}" for item in json.loads(versions) if item["name"].lower() in wanted))
    return python, there


def run_peer(python, peer, path):
    done = subprocess.run([python, os.path.join(HERE, "peer_jobs.py"), peer, path], check=False, capture_output=True,
                          text=True, timeout=LIMIT_SECONDS)
    if done.returncode != 0:
        print(f"{peer} failed: {done.stderr.strip().splitlines()[-1]}")
        return None
    return json.loads(done.stdout)


def measure(bench, python, peers, path):
    """The least of each over some rounds, in turn. A slow peer runs once: its figure is far from any bound."""
    best, ours = {}, None
    for number in range(bench.repeats):
        for peer in peers:
            if number > 0 and (peer not in best or best[peer]["whole"] > 30):
                continue
            job = bench.plain_dedupe(path)
            ours = job if ours is None or job.wall < ours.wall else ours
            found = run_peer(python, peer, path)
            if found and (peer not in best or found["whole"] < best[peer]["whole"]):
                best[peer] = found
    return ours, best


def show(ours, peers, articles):
    def each(seconds):
        return f"{seconds * 1e6 / articles:.1f}" if seconds else ""

    rows = [["dedupe", "letters", each(ours.wall), "1.0", "", ""]]
    for peer, found in sorted(peers.items(), key=lambda item: item[1]["whole"]):
        step = f"{found['step'] / ours.wall:.2f}" if found["step"] else ""
        rows.append([peer, TOKENS[peer], each(found["whole"]), f"{found['whole'] / ours.wall:.1f}", each(found["step"]),
                     step])
    print(table(["", "of", "whole job, µs an article", "times dedupe", "sketch + LSH alone, µs", "times dedupe's whole job"],
                rows))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True)
    parser.add_argument("--corpus")
    parser.add_argument("--articles", type=int, default=37554)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--environment", help="folder of a virtual environment, made if it is not there, and kept")
    options = parser.parse_args()
    options.smoke = False
    options.dedupe = os.path.join(options.build, "dedupe")
    options.make_articles = os.path.join(options.build, "tests", "bench", "make_articles")
    with tempfile.TemporaryDirectory(prefix="dedupe-peers-") as folder:
        bench = Bench(options, folder)
        python, peers = make_environment(options.environment or os.path.join(folder, "environment"))
        path = options.corpus or bench.make("news", options.articles, 6000)
        sizes = bench.dedupe(path).stats
        ours, theirs = measure(bench, python, peers, path)
        load = " ".join(f"{value:.2f}" for value in os.getloadavg())
        print(f"{sizes['articles']} articles, {sizes['read_bytes']} bytes, {os.cpu_count()} processors, load {load}\n")
        show(ours, theirs, sizes["articles"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
