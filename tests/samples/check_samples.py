#!/usr/bin/env python3
"""Runs dedupe on samples/ and checks what comes out against samples/expected.tsv (explained in samples/README.md).

- Every listed pair is reported with one of its relations, and no other pair is reported.
- The clusters are exactly those of the file, with exactly their members.
- What a cluster says of a member is what the file says of the pair.
- "See also" lists each article that must be related to a member without being one, and no other than the file's.

usage: check_samples.py --dedupe PROGRAM SAMPLES
"""
import argparse
import csv
import glob
import json
import os
import subprocess
import sys

STRENGTH = ["none", "variant", "related", "derived", "excerpt", "near", "identical"]


def read_expected(path):
    """The listed pairs, (a, b) to (set of relations, name of the cluster or None), and the clusters."""
    pairs, clusters = {}, {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            a, b = row["a"], row["b"]
            relations = set(row["relation"].split(","))
            if a >= b or (a, b) in pairs or not relations <= set(STRENGTH):
                raise SystemExit(f"{path}: bad line: {a} {b} {row['relation']}")
            pairs[a, b] = relations, None if row["cluster"] == "-" else row["cluster"]
            if row["cluster"] != "-":
                clusters.setdefault(row["cluster"], set()).update((a, b))
    return pairs, clusters


def run(dedupe, folder):
    stories = sorted(os.path.relpath(path, folder) for path in glob.glob(os.path.join(folder, "*", "*.txt")))
    command = [dedupe, "--pairs", "--format", "json", *stories]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"exit {done.returncode}: {done.stderr.decode()}")
    return json.loads(done.stdout)


def ordered(a, b):
    return (a, b) if a < b else (b, a)


def check_pairs(expected, found):
    for pair, (relations, _) in expected.items():
        if found.get(pair, "none") not in relations:
            yield f"{pair[0]} and {pair[1]}: {found.get(pair, 'none')}, not {' or '.join(sorted(relations))}"
    for pair, relation in found.items():
        if pair not in expected:
            yield f"{pair[0]} and {pair[1]}: {relation}, but not listed"


def check_clusters(wanted, report):
    found = {frozenset(member["id"] for member in cluster["members"]) for cluster in report["clusters"]}
    wanted = {frozenset(members): name for name, members in wanted.items()}
    for members in wanted.keys() - found:
        yield f"no cluster is {wanted[members]}: {', '.join(sorted(members))}"
    for members in found - wanted.keys():
        yield f"an unexpected cluster: {', '.join(sorted(members))}"


def check_lines(expected, cluster):
    """What the lines of a cluster say has to be what the file says of the pairs."""
    first = cluster["members"][0]
    if first["id"] != cluster["representative"] or first["relation"] != "representative":
        yield f"{cluster['representative']}: the representative does not come first"
    for line in cluster["members"][1:] + cluster["related"]:
        if line["relation"] not in expected.get(ordered(line["id"], line["to"]), (set(), None))[0]:
            yield f"{line['id']} is listed as {line['relation']} of {line['to']}"


def check_see_also(expected, cluster):
    members = {member["id"] for member in cluster["members"]}
    listed = [article["id"] for article in cluster["related"]]
    may, must = set(), set()
    for (a, b), (relations, group) in expected.items():
        if group is None and (a in members) != (b in members) and relations != {"variant"}:
            may.add(b if a in members else a)
            if "none" not in relations:
                must.add(b if a in members else a)
    if len(set(listed)) != len(listed) or not must <= set(listed) <= may:
        yield f"see also of {cluster['representative']}: {', '.join(listed)}; not {', '.join(sorted(must))}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dedupe", required=True, type=os.path.abspath)
    parser.add_argument("samples")
    options = parser.parse_args()
    expected, clusters = read_expected(os.path.join(options.samples, "expected.tsv"))
    report = run(options.dedupe, options.samples)
    found = {ordered(pair["a"], pair["b"]): pair["relation"] for pair in report["pairs"]}
    wrong = sorted(check_pairs(expected, found)) + sorted(check_clusters(clusters, report))
    for cluster in report["clusters"]:
        wrong += list(check_lines(expected, cluster)) + list(check_see_also(expected, cluster))
    print("\n".join(wrong) or f"all {len(expected)} pairs and {len(clusters)} clusters as expected")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
