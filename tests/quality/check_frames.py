#!/usr/bin/env python3
"""Two pages alone: two articles in one frame, and half an article in two frames. Nothing can be learnt from two pages, so what is
frame and what is story must tell on itself: a story comes back to its names. Frames are made of the lines of furniture/, articles
are those of samples/, which were written for the project and do so seldom, or of a file of articles of your own, one a line as
{"text": ...}, which should have nothing to do with one another.

usage: check_frames.py --dedupe PROGRAM --samples FOLDER [--seed N] [--furniture FILE]... [FILE.jsonl]
"""
import argparse
import glob
import json
import os
import re
import sys

import measure
from dice import Dice

PAIRS = 150
LEAST_TEXT, MOST_TEXT = 600, 6000  # characters of an article of one's own
DUPLICATE = {"identical", "near", "excerpt", "derived"}
SUBJECTS = ["courier/bus-route", "courier/cheese-award", "courier/council-tax", "courier/football", "courier/obituary",
            "courier/school-play", "forest-fire/wire", "harbour/wire", "interview/full", "singles/court", "singles/cycling",
            "singles/film-prize", "singles/hospital-data", "singles/kelp-study", "singles/merger", "singles/museum",
            "singles/teachers-strike"]
# Shares of the pairs of samples that must come out right; without the rule for frames it is .47 and .99 with seed 1.
LEAST_APART, LEAST_TOGETHER = 0.52, 0.97


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def paragraphs(text):
    """Those of a text, or its sentences if it has no empty lines."""
    parts = text.split("\n\n") if "\n\n" in text else re.split(r"(?<=[.!?।。])\s*", text)
    return [part for part in parts if part.strip()]


def read_articles(path):
    with open(path, encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in file]
    return [paragraphs(text) for text in texts if LEAST_TEXT <= len(text) <= MOST_TEXT]


def frame(lines, dice):
    """Paragraphs before, within and behind an article."""
    chosen = dice.sample(lines, 7)
    before, within, behind = dice.below(3), dice.below(3), 1 + dice.below(3)
    return chosen[:before], chosen[2:2 + within], chosen[4:4 + behind]


def page(article, furniture, dice):
    before, within, behind = furniture
    whole = list(article)
    for line in within:
        whole.insert(1 + dice.below(len(whole)), line)
    return "\n\n".join(before + whole + behind)


def relation(dedupe, one, other):
    found = measure.relations(measure.run(dedupe, {"one": one, "other": other}, "--pairs"))
    return found.get(("one", "other"), "none")


def count_duplicates(pairs, dedupe):
    return sum(relation(dedupe, one, other) in DUPLICATE for one, other in pairs)


def pages_in_one_frame(articles, outlets, dice):
    for _ in range(PAIRS):
        one, other = dice.sample(articles, 2)
        furniture = frame(dice.pick(outlets), dice)
        yield page(one, furniture, dice), page(other, furniture, dice)


def story_in_two_frames(articles, outlets, dice):
    for _ in range(PAIRS):
        article, lines = dice.pick(articles), dice.pick(outlets)
        half = len(lines) // 2
        story = article[:max(2, len(article) // 2)]
        yield page(story, frame(lines[:half], dice), dice), page(story, frame(lines[half:], dice), dice)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dedupe", required=True, type=os.path.abspath)
    parser.add_argument("--samples", required=True, type=os.path.abspath)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--furniture", action="append")
    parser.add_argument("file", nargs="?")
    options = parser.parse_args()
    own = os.path.join(os.path.dirname(os.path.abspath(__file__)), "furniture", "en-*.txt")
    outlets = [read(path).splitlines() for path in options.furniture or sorted(glob.glob(own))]
    articles = read_articles(options.file) if options.file else [
        paragraphs(read(os.path.join(options.samples, name + ".txt"))) for name in SUBJECTS]
    dice = Dice(options.seed)
    apart = 1 - count_duplicates(pages_in_one_frame(articles, outlets, dice), options.dedupe) / PAIRS
    together = count_duplicates(story_in_two_frames(articles, outlets, dice), options.dedupe) / PAIRS
    print(f"two articles in one frame, no duplicates: {apart:.3f}")
    print(f"half an article in two frames, duplicates: {together:.3f}")
    return 0 if options.file or apart >= LEAST_APART and together >= LEAST_TOGETHER else 1


if __name__ == "__main__":
    sys.exit(main())
