"""Runs the program on articles with known groups and measures how well its clusters agree."""
import argparse
import json
import os
import subprocess
import tempfile
from collections import Counter


def write(folder, articles):
    for name, text in articles.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def run(dedupe, articles, *options):
    """The report on articles, name to text; names become paths."""
    with tempfile.TemporaryDirectory(prefix="dedupe-quality-") as folder:
        write(folder, articles)
        done = subprocess.run([dedupe, "--format", "json", *options, "."], cwd=folder, capture_output=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"dedupe ended with {done.returncode}: {done.stderr.decode()}")
    return json.loads(done.stdout)


def plain(path):
    return path[2:] if path.startswith("./") else path


def clusters(report):
    return [{plain(member["id"]) for member in cluster["members"]} for cluster in report["clusters"]]


def labels(report, names):
    """Name to number of cluster; an article alone has one of its own."""
    found = {name: name for name in names}
    for number, members in enumerate(clusters(report)):
        found.update({name: str(number) for name in members})
    return found


def pairs(counts):
    return sum(count * (count - 1) // 2 for count in counts)


def rand_index(truth, found):
    """Adjusted Rand index (Hubert and Arabie 1985) of two labellings, name to label."""
    names = sorted(truth)
    together = pairs(Counter((truth[name], found[name]) for name in names).values())
    in_truth, in_found = pairs(Counter(truth.values()).values()), pairs(Counter(found[name] for name in names).values())
    expected = in_truth * in_found / pairs([len(names)])
    most = (in_truth + in_found) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)


def relations(report):
    return {tuple(sorted((plain(pair["a"]), plain(pair["b"])))): pair["relation"] for pair in report["pairs"]}


def check(checks, description):
    """Runs the named check_ methods of a class, or all of them, on the program that the command line names; its exit
    status."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dedupe", required=True, type=os.path.abspath)
    parser.add_argument("--samples", required=True, type=os.path.abspath)
    names = [name[len("check_"):] for name in vars(checks) if name.startswith("check_")]
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names))
    options = parser.parse_args()
    made = checks(options.dedupe, options.samples)
    for name in options.names or names:
        getattr(made, "check_" + name)()
    return 1 if made.wrong else 0
