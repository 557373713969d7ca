#!/usr/bin/env python3
"""Five articles of samples/harbour stand for five papers on one event: a reprint, a cut copy, a rewrite, a copy
translated there and back, and an independent piece with two quotes in common. By themselves and among everything
else:

- by default four are one cluster and the independent piece is its "see also";
- --level related makes all five one cluster, and nothing else joins them;
- --level near separates all five.

usage: seeds_like.py --dedupe PROGRAM --samples FOLDER
"""
import argparse
import os
import sys

import measure
from newsroom import Outlet
from prose import story

COPIES = {"harbour/reprint.txt", "harbour/cut.txt", "harbour/rewrite.txt", "harbour/translated.txt"}
INDEPENDENT = "harbour/independent.txt"
OTHER_VERSIONS = {"harbour/wire.txt", "harbour/restyled.txt"}  # of the same report
QUOTING = "briefing/morning.txt"  # quotes the same report


def read_samples(folder):
    articles = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            if name.endswith(".txt"):
                with open(path, encoding="utf-8", newline="") as file:
                    articles[os.path.relpath(path, folder)] = file.read()
    return articles


def crowd(samples):
    """The five, everything else in samples/, and 300 pages of other news in the frames of six papers."""
    articles = {name: text for name, text in samples.items() if name not in OTHER_VERSIONS | {QUOTING}}
    outlets = [Outlet(f"crowd {number}", 0.7) for number in range(6)]
    for number in range(300):
        articles[f"crowd/{number:03d}"] = outlets[number % 6].print(story(f"crowd {number}"))
    return articles


def check(dedupe, articles, where):
    """What is wrong, a sentence each."""
    def touching(*options):
        report = measure.run(dedupe, articles, *options)
        found = zip(measure.clusters(report), report["clusters"])
        return [(members, cluster) for members, cluster in found if members & (COPIES | {INDEPENDENT})]

    found = touching()
    if [members for members, _ in found] != [COPIES]:
        yield f"{where}: by default the clusters are {[sorted(members) for members, _ in found]}"
    elif [measure.plain(article["id"]) for article in found[0][1]["related"]] != [INDEPENDENT]:
        yield f"{where}: see also lists {[article['id'] for article in found[0][1]['related']]}"
    found = [members for members, _ in touching("--level", "related")]
    if found != [COPIES | {INDEPENDENT}]:
        yield f"{where}: at related the clusters are {[sorted(members) for members in found]}"
    found = [members for members, _ in touching("--level", "near")]
    if found:
        yield f"{where}: at near the clusters are {[sorted(members) for members in found]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dedupe", required=True, type=os.path.abspath)
    parser.add_argument("--samples", required=True, type=os.path.abspath)
    options = parser.parse_args()
    samples = read_samples(options.samples)
    five = {name: samples[name] for name in COPIES | {INDEPENDENT}}
    wrong = list(check(options.dedupe, five, "alone")) + list(check(options.dedupe, crowd(samples), "in a crowd"))
    print("\n".join(wrong) or "the five are grouped as they should be, alone and in a crowd")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
