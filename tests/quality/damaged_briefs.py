#!/usr/bin/env python3
"""Briefs, cut and badly scanned: 350 of them in two to six versions, one of these in 120, beside 850 others. Prints how
well the clusters agree with that, and fails if it is not well enough.

usage: damaged_briefs.py --dedupe PROGRAM [--seed N] [--least INDEX] [FILE]

FILE: JSON Lines with `text`, of which the beginnings are the briefs, up to 500 characters and to the end of a sentence.
Without it they are made up (prose.py). Its articles should be no duplicates of one another.
"""
import argparse
import json
import os
import re
import sys
from collections import Counter

import measure
from dice import Dice
from newsroom import misread
from prose import story

STORIES, OTHERS, HOT_VERSIONS, MOST_LETTERS, LEAST_LETTERS = 350, 850, 120, 500, 200
SENTENCE_END = re.compile(r"[.!?]['\"”]?\s|[。！？]")


def briefs(path):
    if not path:
        return [" ".join(" ".join(story(f"damaged brief {number}", 4)).split()) for number in range(STORIES + OTHERS)]
    found = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            text = " ".join(json.loads(line)["text"].split())[:MOST_LETTERS]
            ends = [match.end() for match in SENTENCE_END.finditer(text)]
            if ends and ends[-1] >= LEAST_LETTERS:
                found.append(text[:ends[-1]].strip())
    return found


def cut(text, share):
    """The first sentences, up to that share of the text and no less than one."""
    ends = [match.end() for match in SENTENCE_END.finditer(text)] + [len(text)]
    return text[:next((end for end in ends if end >= share * len(text)), len(text))]


def versions(texts, seed):
    """Articles, name to text, and what each is a version of."""
    dice, articles, truth = Dice(f"damaged briefs {seed}"), {}, {}
    for number, text in enumerate(dice.sample(texts, min(STORIES + OTHERS, len(texts)))):
        count = 1 if number >= STORIES else HOT_VERSIONS if number == 0 else dice.pick([2, 2, 2, 3, 3, 4, 6])
        for version in range(count):
            name = f"{number:04d}-{version:03d}"
            part = cut(text, dice.pick([1, 1, 1, 0.8, 0.6])) if count > 1 else text
            articles[name] = misread(part, dice.pick([0, 0.02, 0.04, 0.06, 0.08, 0.1]), f"{seed} {name}")
            truth[name] = str(number)
    return articles, truth


def b_cubed(truth, found):
    """F1 of B-cubed precision and recall (Bagga and Baldwin 1998)."""
    both = Counter((truth[name], found[name]) for name in truth)
    of_truth, of_found = Counter(truth.values()), Counter(found[name] for name in truth)
    precision = sum(count * count / of_found[key[1]] for key, count in both.items()) / len(truth)
    recall = sum(count * count / of_truth[key[0]] for key, count in both.items()) / len(truth)
    return 2 * precision * recall / (precision + recall)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dedupe", required=True, type=os.path.abspath)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--least", type=float, default=0)
    parser.add_argument("file", nargs="?", metavar="FILE")
    options = parser.parse_args()
    articles, truth = versions(briefs(options.file), options.seed)
    found = measure.labels(measure.run(options.dedupe, articles), truth)
    index = measure.rand_index(truth, found)
    print(f"adjusted Rand index {index:.4f}, B-cubed F1 {b_cubed(truth, found):.4f} of {len(truth)} articles")
    return 0 if index >= options.least else 1


if __name__ == "__main__":
    sys.exit(main())
