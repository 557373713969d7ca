#!/usr/bin/env python3
"""Quality on a small scale: made-up news whose groups are known, and bounds that the program must reach.

Stories come from a seeded generator (prose.py) and from samples/; newsroom.py does to them what newsrooms and
scanners do. The bounds lie a little below what was measured when they were written down, so that a change for the
worse is noticed; raise them when the program gets better. docs/quality.md has the figures on real text.

usage: check_miniature.py --dedupe PROGRAM --samples FOLDER [NAME]...      no NAME: all checks
"""
import os
import sys

import measure
from dice import Dice
from newsroom import Outlet, cut, digest, misread, republish
from prose import FORMS, form, quotes, story, write_form

SOURCES = ["harbour/wire", "forest-fire/wire", "interview/full", "german/erdrutsch-abendblatt", "chinese/metro-evening"]


class Checks:
    def __init__(self, dedupe, samples):
        self.dedupe, self.samples = dedupe, samples
        self.wrong = []

    def require(self, what, found, least):
        print(f"{'ok ' if found >= least else 'BAD'} {what}: {found:.3f}, at least {least:.3f}")
        if found < least:
            self.wrong.append(what)

    def forbid(self, what, found):
        print(f"{'BAD' if found else 'ok '} {what}: {len(found)}{' ' if found else ''}{', '.join(map(str, found[:5]))}")
        if found:
            self.wrong.append(what)

    def sample_stories(self):
        """Articles of samples/ as paragraphs: one of every story that is not in a frame."""
        names = SOURCES + ["singles/" + name[:-4] for name in sorted(os.listdir(os.path.join(self.samples, "singles")))]
        for name in names:
            with open(os.path.join(self.samples, name + ".txt"), encoding="utf-8-sig") as file:
                yield [paragraph for paragraph in file.read().strip().split("\n\n") if paragraph]

    # ---- one story in many versions

    def republished(self, label, error_rate, least_share, families):
        dice, articles, truth = Dice(label), {}, {}
        outlets = [Outlet(f"{label} {number}") for number in range(6)] if error_rate < 0.01 else []  # paper has no menu
        stories = list(self.sample_stories()) + [story(f"{label} {number}") for number in range(families)]
        for number, paragraphs in enumerate(stories):
            for version in range(dice.pick([1, 1, 2, 3, 4, 6, 9])):
                name = f"{dice.below(1000000):06d}-{number}-{version}.txt"
                articles[name] = republish(paragraphs, f"{label} {name}", outlets, error_rate, least_share)
                truth[name] = str(number)
        found = measure.labels(measure.run(self.dedupe, articles), truth)
        return measure.rand_index(truth, found)

    def require_republished(self, what, error_rate, least_share, least):
        """The mean of three newsrooms: one story that falls apart moves a single one by some per cent."""
        found = [self.republished(f"{what} {number}", error_rate, least_share, 80) for number in range(3)]
        self.require(f"{what}, adjusted Rand index", sum(found) / 3, least)

    def check_copies(self):
        self.require_republished("copies with cuts and house style", 0.004, 0.4, 0.99)

    def check_scans(self):
        self.require_republished("scans", 0.04, 0.5, 0.99)

    def check_bad_scans(self):
        self.require_republished("bad scans, cut short", 0.08, 0.4, 0.95)

    # ---- forms

    def check_forms(self):
        """Every form is filled in twelve times; of some there is a correction, which belongs to it."""
        articles, truth = {}, {}
        for kind in range(len(FORMS)):
            for number in range(12):
                filled = form(kind, f"form {kind} {number}")
                name = f"{kind}-{number:02d}"
                articles[name], truth[name] = write_form(filled), name
                if number % 3 == 0:
                    corrected = (kind, dict(filled[1], c="512.7"))
                    articles[name + "-corrected"] = "CORRECTED: " + write_form(corrected)
                    truth[name + "-corrected"] = name
        for number in range(30):
            name = f"news-{number:02d}"
            articles[name], truth[name] = "\n\n".join(story(name)), name
        report = measure.run(self.dedupe, articles)
        self.require("forms and their corrections, adjusted Rand index",
                     measure.rand_index(truth, measure.labels(report, truth)), 0.95)
        self.forbid("clusters of different forms",
                    [sorted(members) for members in measure.clusters(report) if len({truth[m] for m in members}) > 1])

    # ---- furniture

    def folder(self, number):
        """Pages of two outlets, whose frames are half of a page; up to two stories are in both."""
        dice, articles, truth = Dice(f"folder {number}"), {}, {}
        outlets = [Outlet(f"folder {number} {paper}", 0.6 + dice.below(80) / 100) for paper in range(2)]
        for paper, outlet in enumerate(outlets):
            for page in range(dice.between(3, 6)):
                name = f"{paper}-{page}"
                articles[name] = outlet.print(story(f"folder {number} {name}", dice.between(8, 20)))
                truth[name] = name
        for shared in range(dice.below(3)):
            paragraphs = story(f"folder {number} shared {shared}", dice.between(10, 20))
            for paper, outlet in enumerate(outlets):
                name = f"{paper}-shared-{shared}"
                articles[name] = outlet.print(cut(paragraphs, 0.6 + dice.below(40) / 100))
                truth[name] = f"shared-{shared}"
        return articles, truth

    def check_folders(self):
        right = 0
        for number in range(30):
            articles, truth = self.folder(number)
            found = measure.labels(measure.run(self.dedupe, articles), truth)
            right += measure.rand_index(truth, found) == 1.0
        self.require("small folders of two outlets, all right", right / 30, 0.80)

    # ---- hot stories, digests, quotes

    def check_hot_story(self):
        articles, truth = {}, {}
        outlets = [Outlet(f"hot {number}") for number in range(8)]
        hot = story("hot", 24)
        for number in range(60):
            name = f"hot-{number:02d}"
            articles[name], truth[name] = republish(hot, name, outlets, 0.003), "hot"
        for number in range(60):
            name = f"other-{number:02d}"
            articles[name], truth[name] = republish(story(name), name, outlets, 0.003), name
        report = measure.run(self.dedupe, articles)
        self.require("60 versions of one story among 60 others, adjusted Rand index",
                     measure.rand_index(truth, measure.labels(report, truth)), 0.99)

    def check_digests(self):
        articles, truth, digests = {}, {}, []
        for number in range(12):
            opened = [story(f"digest {number} {part}", 16) for part in range(4)]
            for part, paragraphs in enumerate(opened):
                for version in range(1 + part % 2):
                    name = f"{number:02d}-{part}-{version}"
                    articles[name] = "\n\n".join(paragraphs) if version == 0 else republish(paragraphs, name, [], 0, 0.8)
                    truth[name] = f"{number}-{part}"
            digests.append(f"{number:02d}-digest")
            articles[digests[-1]], truth[digests[-1]] = digest(opened, number), digests[-1]
        report = measure.run(self.dedupe, articles)
        groups = measure.clusters(report)
        self.forbid("clusters with a digest", [sorted(members) for members in groups if members & set(digests)])
        self.forbid("stories tied together", [sorted(m) for m in groups if len({truth[name] for name in m}) > 1])
        self.require("stories opened by a digest, adjusted Rand index",
                     measure.rand_index(truth, measure.labels(report, truth)), 0.99)
        shown = {measure.plain(article["id"]) for cluster in report["clusters"] for article in cluster["related"]}
        self.require("digests shown as \"see also\"", len(shown & set(digests)) / len(digests), 0.99)

    def check_quotes(self):
        articles, pairs = {}, []
        for number in range(30):
            said = quotes(f"quotes {number}")
            pairs.append((f"{number:02d}-a", f"{number:02d}-b"))
            for name in pairs[-1]:
                paragraphs = story(f"quoting {name}", 16)
                articles[name] = "\n\n".join(paragraphs[:3] + said[:1] + paragraphs[3:] + said[1:])
        report = measure.run(self.dedupe, articles, "--pairs")
        self.forbid("clusters by quotes in common", [sorted(members) for members in measure.clusters(report)])
        found = measure.relations(report)
        self.require("pairs related by their quotes", sum(found.get(pair) == "related" for pair in pairs) / 30, 0.99)
        self.forbid("other pairs", [pair for pair in found if pair not in pairs])

    def check_damage(self):
        """One story scanned ever worse: as long as it can be read, it is found."""
        for rate, least in ((0.02, 1.0), (0.05, 1.0), (0.08, 0.85)):
            articles, truth = {}, {}
            for number in range(20):
                text = "\n\n".join(story(f"damage {number}", 20))
                for copy in range(2):
                    name = f"{number:02d}-{copy}"
                    articles[name], truth[name] = misread(text, rate, f"{rate} {name}"), str(number)
            found = measure.labels(measure.run(self.dedupe, articles), truth)
            self.require(f"two scans with {rate:.0%} of the letters misread, adjusted Rand index",
                         measure.rand_index(truth, found), least)


if __name__ == "__main__":
    sys.exit(measure.check(Checks, __doc__))
