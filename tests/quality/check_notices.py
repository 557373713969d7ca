#!/usr/bin/env python3
"""Short notices of newsrooms in sixteen languages (notices/), made up: markets, prices, weather, quakes, police, matches,
draws, results, trains, power cuts. Each form is filled in for four or five events; of two there are further versions:

  copy        the same text under another credit or headline
  short       cut to its first sentences
  update      an hour later: a figure or two, perhaps a sentence more
  correction  one fact put right, with a note
  restyled    told in other words. Most have no passage in common, so these do not count here, found or not.

No two events may be called one, and versions of one must be found.

usage: check_notices.py --dedupe PROGRAM [LANGUAGE]...      no LANGUAGE: all, with bounds
"""
import argparse
import itertools
import json
import os
import subprocess
import sys

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "notices")
DUPLICATE = {"identical", "near", "excerpt", "derived"}
LEAST_PRECISION, LEAST_RECALL = 0.93, 0.85


def run(dedupe, path):
    """The two ids, in order, of what is called duplicate."""
    done = subprocess.run([dedupe, "--pairs", "-q", "-f", "json", path], capture_output=True, check=True)
    return {tuple(sorted((pair["a"], pair["b"]))) for pair in json.loads(done.stdout)["pairs"]
            if pair["relation"] in DUPLICATE}


def check(dedupe, language):
    """Prints a line of a language and each miss; how many pairs were found, called duplicate and wanted."""
    path = os.path.join(FOLDER, language + ".jsonl")
    with open(path, encoding="utf-8") as file:
        notices = {notice["id"]: notice for notice in map(json.loads, file)}
    called = run(dedupe, path)
    same = {pair for pair in itertools.combinations(sorted(notices), 2)
            if notices[pair[0]]["story"] == notices[pair[1]]["story"]}
    told_anew = {pair for pair in same if "restyled" in (notices[pair[0]]["kind"], notices[pair[1]]["kind"])}
    called -= told_anew
    wanted = same - told_anew
    print(f"{language}: {len(notices)} notices, {len(wanted & called)} of {len(wanted)} found, {len(called - wanted)} wrong")
    for what, pairs in (("not found", wanted - called), ("two events", called - wanted)):
        for one, other in sorted(pairs):
            print(f"    {what}: {one} ({notices[one]['kind']}), {other} ({notices[other]['kind']})")
    return len(wanted & called), len(called), len(wanted)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dedupe", required=True, type=os.path.abspath)
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE")
    options = parser.parse_args()
    languages = options.languages or sorted(name[:-len(".jsonl")] for name in os.listdir(FOLDER))
    found, called, wanted = map(sum, zip(*(check(options.dedupe, language) for language in languages)))
    precision, recall = found / max(called, 1), found / wanted
    print(f"precision {precision:.3f}  recall {recall:.3f}")
    return 0 if options.languages or (precision >= LEAST_PRECISION and recall >= LEAST_RECALL) else 1


if __name__ == "__main__":
    sys.exit(main())
