#!/usr/bin/env python3
"""Runs the program on larger labelled sets, where they are present, and says which it skipped.

A set is a file NAME.jsonl or NAME.jsonl.gz of records with `id` and `text`. If its records have the field `cluster`
(null: alone), the adjusted Rand index is printed. gold.tsv has the columns corpus, a, b, label: pairs labelled by
reading, of the set of that name. Labels N, E and D are duplicates; printed is the F1 of duplicates against the rest.

usage: run_larger_sets.py --dedupe PROGRAM [FOLDER]     no FOLDER: that of the environment variable DEDUPE_SETS
"""
import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile

import measure

SETS = ["simnews_light", "simnews_heavy", "simnews_hard", "forms", "planted_2500"]
DUPLICATE = {"identical", "near", "excerpt", "derived"}


def read(folder, name):
    """The bytes of a set, or None if it is not there."""
    for ending, opener in ((".jsonl", open), (".jsonl.gz", gzip.open)):
        path = os.path.join(folder, name + ending)
        if os.path.exists(path):
            with opener(path, "rb") as file:
                return file.read()
    return None


def run(dedupe, content, *options):
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.write(content)
        file.flush()
        done = subprocess.run([dedupe, "--format", "json", *options, file.name], capture_output=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"dedupe ended with {done.returncode}: {done.stderr.decode()}")
    return json.loads(done.stdout)


def clustered(dedupe, content):
    records = [json.loads(line) for line in content.splitlines() if line.strip()]
    if not any("cluster" in record for record in records):
        return "no field `cluster`"
    truth = {str(record["id"]): f"alone {record['id']}" if record.get("cluster") is None else str(record["cluster"])
             for record in records}
    found = measure.labels(run(dedupe, content), truth)
    return f"adjusted Rand index {measure.rand_index(truth, found):.4f} of {len(truth)} articles"


def gold(dedupe, folder):
    """F1 over the pairs of all sets that are there, and the sets that are not."""
    with open(os.path.join(folder, "gold.tsv"), encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t")[:4] for line in file if not line.startswith("#")]
    right = reported = labelled = pairs = 0
    missing = []
    for name in sorted({row[0] for row in rows}):
        content = read(folder, name)
        if content is None:
            missing.append(name)
            continue
        relations = {frozenset((pair["a"], pair["b"])): pair["relation"] for pair in run(dedupe, content, "--pairs")["pairs"]}
        for _, one, other, label in (row for row in rows if row[0] == name):
            is_found, is_true = relations.get(frozenset((one, other))) in DUPLICATE, label in set("NED")
            right, reported, labelled = right + (is_found and is_true), reported + is_found, labelled + is_true
            pairs += 1
    score = 2 * right / (reported + labelled) if reported + labelled else 0
    return f"F1 of duplicates {score:.4f} of {pairs} pairs", missing


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dedupe", required=True, type=os.path.abspath)
    parser.add_argument("folder", nargs="?", metavar="FOLDER", default=os.environ.get("DEDUPE_SETS"))
    options = parser.parse_args()
    if not options.folder or not os.path.isdir(options.folder):
        print(f"skipped all: {options.folder} is no folder" if options.folder else
              "skipped all: no folder given")
        return 0
    skipped = []
    for name in SETS:
        content = read(options.folder, name)
        if content is None:
            skipped.append(name)
        else:
            print(f"{name}: {clustered(options.dedupe, content)}", flush=True)
    if os.path.exists(os.path.join(options.folder, "gold.tsv")):
        line, missing = gold(options.dedupe, options.folder)
        print(f"gold.tsv: {line}")
        skipped += [f"{name} of gold.tsv" for name in missing]
    else:
        skipped.append("gold.tsv")
    print(f"skipped, not in the folder: {', '.join(skipped) or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
