#!/usr/bin/env python3
"""The short notices of a financial wire: dividends, results, headlines sent ahead and the figures of a week. Each is one
form filled in hundreds of times, in words that nearly all have capitals. No two of them may be taken for one, and what is
sent twice, corrected, or sent ahead as a headline must be found. All firms and figures are made up.

usage: wire_notices.py --dedupe PROGRAM [--seed N]
"""
import argparse
import os
import sys

import measure
from dice import Dice

FIRST = ("Alder Brackwater Calloway Dunmore Ellerton Farrow Gantry Hollis Inverlake Jessop Kestrel Lorimer Marchbank Norland "
         "Oakhurst Pellworth Quarrier Ravenscar Stanmoor Tilbrook Umberley Vantry Westover Yarrow Zellick").split()
SECOND = ("Marine Optical Timber Cement Foods Textile Shipping Electric Paper Glass Dairy Steel Transport Chemical "
          "Leasing").split()
MONTHS = "January February March April May June July August September October November December".split()
FIRMS, WEEKS = 90, 16


def money(dice):
    return f"{dice.between(2, 98)},{dice.between(100, 999)},000"


def firm(number, seed):
    dice = Dice(f"firm {seed} {number}")
    first, second = FIRST[number % len(FIRST)], SECOND[(number * 7 + number // len(FIRST)) % len(SECOND)]
    return f"{first} {second} {dice.pick(['Corp', 'Inc', 'Co'])}", (first[:3] + second[0]).upper()


def dividend(number, seed):
    """The notice, and the same sent again by another desk."""
    (name, sign), dice = firm(number, seed), Dice(f"dividend {seed} {number}")
    cents, paid, held = dice.between(3, 95), dice.below(12), dice.between(1, 28)
    day, month, before = dice.between(1, 28), MONTHS[paid], MONTHS[paid - 1]
    notice = (f"{name} <{sign}> DECLARES DIVIDEND\n\nQuarterly dividend {cents} cts vs {cents} cts before. Paid {month} {day}. "
              f"Record {before} {held}. Wire")
    again = (f"{name} <{sign}> REGULAR PAYOUT SET\n\nQuarterly dividend {cents} cts vs {cents} cts in quarter before. "
             f"Payable {month} {day}. Record {before} {held}. Wire")
    return notice, again


def results(number, seed):
    """The notice, its correction and the headline that is sent ahead."""
    (name, sign), dice = firm(number, seed), Dice(f"results {seed} {number}")
    share, last = dice.between(101, 499) / 100, dice.between(101, 499) / 100
    year, last_year = dice.between(501, 999) / 100, dice.between(501, 999) / 100
    figures = [money(dice) for _ in range(9)]

    def write(head, figures):
        return (f"{head}{name.upper()} <{sign}> 4TH QUARTER NET\n\nShare {share} dlrs vs {last} dlrs. Net {figures[0]} vs {figures[1]}. "
                f"Sales {figures[2]} vs {figures[3]}. Year Share {year} dlrs vs {last_year} dlrs. Net {figures[4]} vs {figures[5]}. "
                f"Sales {figures[6]} vs {figures[7]}. Wire")
    headline = f"{name.upper()} 4TH QUARTER SHARE {share} DLRS VS {last} DLRS"
    return write("", figures), write("CORRECTED - ", figures[:3] + [figures[8]] + figures[4:]), headline


def week(number, seed):
    dice = Dice(f"week {seed} {number}")
    return (f"HARBOUR BANKS LEND {dice.between(1, 9)}.{dice.between(11, 99)} BILLION CROWNS IN {MONTHS[number // 4][:3].upper()} "
            f"{7 * (number % 4) + dice.between(1, 6)} WEEK, CENTRAL BANK SAYS")


def notices(seed):
    """Name to text, and name to story."""
    articles, truth = {}, {}

    def add(story, *texts):
        for number, text in enumerate(texts):
            articles[f"{story} {number}"], truth[f"{story} {number}"] = text, story
    for number in range(FIRMS):
        notice, again = dividend(number, seed)
        add(f"dividend {number:02d}", *([notice, again] if number % 3 == 0 else [notice]))
        told, corrected, headline = results(number, seed)
        add(f"results {number:02d}", *[[told], [told, corrected], [told, headline]][number % 3])
    for number in range(WEEKS):
        add(f"week {number:02d}", week(number, seed))
    return articles, truth


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dedupe", required=True, type=os.path.abspath)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    articles, truth = notices(options.seed)
    found = measure.labels(measure.run(options.dedupe, articles), articles)
    names = sorted(articles)
    both = [(a, b) for i, a in enumerate(names) for b in names[i + 1:]]
    wanted = {pair for pair in both if truth[pair[0]] == truth[pair[1]]}
    got = {pair for pair in both if found[pair[0]] == found[pair[1]]}
    for title, pairs in (("two notices called one", got - wanted), ("not found", wanted - got)):
        for one, other in sorted(pairs)[:10]:
            print(f"{title}: {one}, {other}")
    precision, recall = (len(got & wanted) / len(group) if group else 1 for group in (got, wanted))
    print(f"notices {len(articles)}  precision {precision:.4f}  recall {recall:.4f}")
    return 0 if precision >= 0.97 and recall >= 0.97 else 1


if __name__ == "__main__":
    sys.exit(main())
