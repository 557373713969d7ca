#!/usr/bin/env python3
"""What other tools fall for, a check each: furniture, hot stories, bridges, forms of which there are only two, quotes,
very short and very long articles, and company. All articles are made up (prose.py, other_scripts.py).

usage: check_traps.py --dedupe PROGRAM --samples FOLDER [NAME]...      no NAME: all checks
"""
import json
import subprocess
import sys
import tempfile

import measure
import other_scripts
from dice import Dice
from newsroom import Outlet, cut, digest, misread, restyle
from prose import FORMS, form, quotes, story, write_form

FOOTER = " ".join(" ".join(story("footer", 14)[1:]).split())[:900]
STOCK = ["The company did not immediately respond to a request for comment.",
         "The accuracy of the report could not be confirmed independently."]
# Names of bodies, formulae, mastheads: 50 to 70 letters each, a Han character being three.
SET_PHRASES = ["the Interior Ministry's Standing Commission on Harbour and Waterway Safety",
               "war bis Redaktionsschluss für eine Stellungnahme nicht zu erreichen",
               "del Instituto Nacional de Pesca y Recursos de las Aguas Interiores",
               "para a Comissão Permanente de Obras Públicas e Saneamento Básico",
               "海湾早报网消息（早间新闻）：据港务部门介绍"]
# Two notices of one body: its name, its offices and its formulae fill a good part of both.
BODY_NOTICES = ["""海湾省第九届港务代表大会常务委员会第三次会议昨日在临江城举行。海湾省港务代表大会常务委员会主任林若川主持会议并讲话。会议听取了省渔业局
局长关于修订近海捕捞许可办法的说明，决定自明年春季起缩短禁渔期。全面落实安全生产责任制，各渔村须在月底前登记船只。海湾省港务代表大会常务委员会副
主任列席会议。""",
                """为期四天的灯塔修缮工程验收昨天结束。海湾省第九届港务代表大会常务委员会派员到场。海湾省港务代表大会常务委员会主任林若川登上北礁灯塔察看新换的透镜，
询问守塔人的起居。工程队介绍，塔身裂缝已灌浆封固，备用电源改为太阳能板。全面落实安全生产责任制仍是今后重点。海湾省港务代表大会常务委员会副主任赠送
了图书。"""]
DUPLICATE = {"identical", "near", "excerpt", "derived"}


def text(paragraphs):
    return "\n\n".join(paragraphs)


def with_own_text(paragraphs, share, seed):
    """A story with text of the outlet's own before and after it, so that this is `share` of the whole."""
    wanted = int(share / (1 - share) * len(text(paragraphs)))
    own = " ".join(story(f"own {seed}", 60)[1:])[:wanted]
    return [paragraphs[0], own[:wanted // 2]] + paragraphs[1:] + [own[wanted // 2:]]


class Traps:
    def __init__(self, dedupe, samples):
        self.dedupe, self.samples = dedupe, samples
        self.wrong = []

    def require(self, what, holds, found=""):
        print(f"{'ok ' if holds else 'BAD'} {what}{'' if holds else f': {found}'}")
        if not holds:
            self.wrong.append(what)

    def run(self, articles):
        return measure.run(self.dedupe, articles, "--pairs")

    def relation(self, one, other):
        """What `dedupe diff` says of two texts."""
        with tempfile.TemporaryDirectory(prefix="dedupe-traps-") as folder:
            measure.write(folder, {"one": one, "other": other})
            done = subprocess.run([self.dedupe, "diff", "-f", "json", "one", "other"], cwd=folder, capture_output=True,
                                  check=True)
        return json.loads(done.stdout)["relation"]

    def require_relation(self, what, one, other, wanted):
        found = self.relation(one, other)
        self.require(f"{what}: {' or '.join(sorted(wanted))}", found in wanted, found)

    # ---- 1

    def check_footer(self):
        """A footer of 900 letters changes no cluster and is reported with its count, from 8 articles on."""
        for count in (8, 20, 300):
            plain = {f"{number:03d}": story(f"footer {number}") for number in range(count)}
            pair = story("footer pair", 20)
            plain["copy-1"], plain["copy-2"] = pair, cut(pair, 0.8)
            without = self.run({name: text(paragraphs) for name, paragraphs in plain.items()})
            report = self.run({name: text(paragraphs + [FOOTER]) for name, paragraphs in plain.items()})
            self.require(f"{count} articles with a footer: clusters as without it",
                         measure.clusters(report) == measure.clusters(without) == [{"copy-1", "copy-2"}],
                         measure.clusters(report))
            # An article whose border of the footer was found elsewhere may have an entry of its own.
            found = [(entry["articles"], len(entry["text"])) for entry in report["boilerplate"]]
            self.require(f"{count} articles with a footer: reported with its count", found and found[0][1] >= 800 and
                         count + 1 <= found[0][0] <= count + 2 and len(found) <= 2, found)
            relations = measure.relations(report)
            above = [pair for pair in relations if relations[pair] in DUPLICATE | {"variant"}]
            self.require(f"{count} articles with a footer: no other pair above related",
                         above == [("copy-1", "copy-2")], above)

    # ---- 2

    def hot(self, versions, make):
        articles = {f"hot-{number:03d}": make(number) for number in range(versions)}
        wanted = set(articles)
        articles.update({f"other-{number:03d}": text(story(f"beside {number}")) for number in range(versions)})
        return self.run(articles), wanted

    def require_story(self, what, report, wanted):
        found = measure.clusters(report)
        self.require(f"{what}: one cluster", found == [wanted], [len(members) for members in found][:5])
        self.require(f"{what}: no boilerplate", not report["boilerplate"],
                     [(entry["articles"], len(entry["text"])) for entry in report["boilerplate"]][:5])

    def check_hot_versions(self):
        hot = story("hot trap", 24)

        def version(number):
            dice = Dice(f"version {number}")
            paragraphs = cut(hot, 0.5 + dice.below(500) / 1000)
            return misread(text(restyle(paragraphs) if dice.chance(0.5) else paragraphs), 0.02, f"version {number}")
        self.require_story("200 versions, cut, damaged and restyled", *self.hot(200, version))

    def check_hot_framed(self):
        """Each outlet prints it in a frame that nobody else has."""
        hot = story("hot framed", 24)
        for versions in (8, 60):
            self.require_story(f"{versions} versions, each in a frame of its own",
                               *self.hot(versions, lambda n: Outlet(f"framed {n}", 0.3).print(cut(hot, 1 - n % 4 / 10))))

    def check_hot_extended(self):
        """Each outlet adds text of its own. Above 15 % the story may be taken for the frame of unrelated pages: a known
        limit (docs/quality.md), because photo galleries on real pages look just so."""
        hot = story("hot extended", 24)
        for versions in (8, 20, 100):
            for share in (0.05, 0.1):
                self.require_story(f"{versions} versions, each with {share:.0%} of its own",
                                   *self.hot(versions, lambda n, s=share: text(with_own_text(hot, s, f"extended {n}"))))

    def check_hot_briefs(self):
        """A brief that 120 outlets carry, cut and badly scanned. Some versions are spoilt too much for duplicates: they
        must not make stock text of what all others share."""
        for name in ("hot brief", "hot notice", "hot item"):
            hot = story(name, 3)

            def version(number, hot=hot, name=name):
                dice = Dice(f"{name} {number}")
                paragraphs = cut(hot, 0.6 + dice.below(400) / 1000)
                return misread(text(paragraphs), dice.pick([0.06, 0.1, 0.14]), f"{name} {number}")
            report, wanted = self.hot(120, version)
            found = sorted(measure.clusters(report), key=len)
            self.require(f"{name}: nearly all versions in one cluster, and nothing else",
                         len(found) <= 2 and len(found[-1]) >= 0.95 * len(wanted) and set.union(*found) <= wanted,
                         [len(members) for members in found])

    # ---- 3

    def require_bridge(self, what, first, second, bridge):
        articles = {}
        for number in range(5):
            for name, paragraphs in (("a", first), ("b", second)):
                articles[f"{name}-{number}"] = text(restyle(cut(paragraphs, 1 - number / 10)))
        articles["bridge"] = text(bridge)
        report = self.run(articles)
        wanted = [{f"{name}-{number}" for number in range(5)} for name in "ab"]
        found = sorted(measure.clusters(report), key=min)
        self.require(f"{what}: two clusters", found == wanted, [sorted(members) for members in found])
        seen = [[measure.plain(article["id"]) for article in cluster["related"]] for cluster in report["clusters"]]
        self.require(f"{what}: see also of both", seen == [["bridge"]] * 2, seen)

    def check_bridges(self):
        first, second = story("bridge a", 20), story("bridge b", 20)
        own = story("bridge own", 12)[1:]
        self.require_bridge("a digest", first, second, digest([first, second], "bridge"))
        quoting = own[:3] + cut(first, 0.33)[1:] + own[3:5] + cut(second, 0.33)[1:] + own[5:]
        self.require_bridge("an article that quotes a third of either", first, second, ["Two reports compared"] + quoting)
        live = ["Live: the day as it happens"]
        for number, paragraph in enumerate(cut(first, 0.4)[1:]):
            live += [f"{9 + number}.15", paragraph, own[number % len(own)]]
        for number, paragraph in enumerate(cut(second, 0.4)[1:]):
            live += [f"{15 + number}.40", paragraph]
        self.require_bridge("a live blog", first, second, live)

    def check_whole_items(self):
        """Digests that print whole briefs, of stories that hardly anybody or everybody carries, tie nothing together; nor do
        digests with items in common."""
        briefs = {name: story(f"item {name}", 7) for name in "abcdefg"}
        copies = {"a": 90, "b": 90}
        articles, wanted = {}, []
        for name, paragraphs in briefs.items():
            group = {f"{name}-{number:02d}": text(restyle(paragraphs) if number % 2 else cut(paragraphs, 1 - number % 4 / 20))
                     for number in range(copies.get(name, 3))}
            wanted.append(set(group))
            articles.update(group)
        for number, items in enumerate(("abcd", "defa", "bgec", "cfgd")):
            articles[f"digest-{number}"] = text([paragraph for name in items for paragraph in briefs[name]])
        found = measure.clusters(self.run(articles))
        self.require("seven stories and four digests that print them whole: seven clusters",
                     sorted(found, key=min) == sorted(wanted, key=min), [len(members) for members in found])

    # ---- 4

    def check_two_forms(self):
        """Two articles alone, nothing to learn from."""
        for kind in range(len(FORMS)):
            one, other = form(kind, f"alone {kind} a"), form(kind, f"alone {kind} b")
            corrected = (kind, dict(one[1], c="512.7"))
            filled = write_form(one)
            self.require_relation(f"form {kind}, refilled", filled, write_form(other), {"variant"})
            self.require_relation(f"form {kind}, corrected", filled, "CORRECTED: " + write_form(corrected), {"near"})
            self.require_relation(f"form {kind}, scanned", filled, misread(filled, 0.04, f"alone {kind}"),
                                  {"near", "excerpt", "derived"})
            self.require_relation(f"form {kind}, restyled", filled, text(restyle(filled.split("\n\n"))),
                                  {"near", "identical"})

    def check_forms_without_capitals(self):
        for script in other_scripts.FORMS:
            for number in range(5):
                one = other_scripts.facts(script, f"{script} {number} a")
                other = other_scripts.facts(script, f"{script} {number} b")
                filled = other_scripts.write(script, one)
                self.require_relation(f"{script} form {number}, refilled", filled, other_scripts.write(script, other),
                                      {"variant"})
                self.require_relation(f"{script} form {number}, corrected", filled,
                                      other_scripts.write(script, dict(one, c="512")), {"near"})

    def check_few_blanks(self):
        """Two or three blanks are all that changes in a short notice; one corrected fact leaves it near."""
        for language, (notice, one, other) in other_scripts.FEW_BLANKS.items():
            first = notice.format(*one)
            self.require_relation(f"{language} notice, refilled", first, notice.format(*other), {"variant"})
            self.require_relation(f"{language} notice, another figure", first, notice.format(other[0], *one[1:]), {"near"})
            self.require_relation(f"{language} notice, another name", first,
                                  notice.format(one[0], other[1], *one[2:]), {"near"})

    # ---- 5

    def check_stock(self):
        """Quotes and stock sentences in common are `related` at most, in long articles and in short ones."""
        for length in (5, 8, 16):
            articles = {}
            for number in range(12):
                said = quotes(f"stock {number // 2}", 1 if length < 16 else 2)
                paragraphs = story(f"stock {length} {number}", length)
                articles[f"{number:02d}"] = text(paragraphs[:2] + said + STOCK[:1] + paragraphs[2:] + STOCK[1:])
            report = self.run(articles)
            found = measure.relations(report)
            self.require(f"{length} sentences with quotes in common: nothing above related",
                         set(found.values()) <= {"related"} and not report["clusters"], found)
        statement = quotes("statement", 6)
        one, other = (text(story(f"minister {name}", 6) + statement) for name in "ab")
        own_words = [paragraph.replace('"', "") for paragraph in statement]
        self.require_relation("a long statement that both quote", one, other, {"related"})
        self.require_relation("the same words, quoted by neither", *(text(story(f"minister {name}", 6) + own_words)
                                                                    for name in "ab"), {"derived"})
        whole = '"' + " ".join(own_words) + '"'
        self.require_relation("a statement quoted in parts and printed below, beside one that quotes it whole",
                              text(story("minister a", 6) + statement[:2] + own_words), text(story("minister b", 6) + [whole]),
                              {"related"})
        self.require_relation("a statement that only one quotes", text(story("minister a", 6) + own_words),
                              text(story("minister b", 6) + [whole]), {"derived"})
        one, other = text(story("alone a", 5) + STOCK), text(story("alone b", 5) + STOCK)
        self.require_relation("two briefs with two stock sentences", one, other, {"none", "related"})

    def check_set_phrases(self):
        """The name of a body or a formula that two articles use says nothing, not even `related`; a sentence does."""
        for phrase in SET_PHRASES:
            one, other = story("phrase a", 9), story("phrase b", 9)
            self.require_relation(f"\"{phrase[:30]}…\" in common", text(one[:2] + [phrase] + one[2:]),
                                  text(other[:3] + [phrase] + other[3:]), {"none"})
        self.require_relation("two notices of one body", *BODY_NOTICES, {"none", "related", "variant"})
        one, other, said = story("phrase a", 9), story("phrase b", 9), quotes("phrase", 1)
        self.require_relation("a quote in common", text(one[:2] + said + one[2:]), text(other[:3] + said + other[3:]),
                              {"related"})

    def notices(self, count):
        """Notices of one body, its standing sentences between sentences of their own. 0 and 1 have all six; each of the
        others has four, so that four of them have each, and two that have one have at least one more in common."""
        standing = [sentence + "." for paragraph in story("standing", 40)[1:] for sentence in paragraph.split(". ")
                    if 60 < len(sentence) < 100][:6]
        articles = {}
        for number in range(count):
            own = story(f"notice {number}", 16)[1:]
            taken = standing if number < 2 else [standing[(number + step) % 6] for step in range(4)]
            for place, sentence in enumerate(taken):
                own.insert(2 * place, sentence)
            articles[f"notice-{number}"] = text(own)
        return articles

    def check_standing_sentences(self):
        """Two notices with the same standing sentences look derived alone. Others of the body show what these are; a
        copy of a notice stays a copy."""
        pair, others = ("notice-0", "notice-1"), {f"other-{n}": text(story(f"beside {n}")) for n in range(70)}
        alone = self.run({name: body for name, body in self.notices(2).items()} | others)
        self.require("two notices with six sentences in common: derived", measure.relations(alone).get(pair) == "derived",
                     measure.relations(alone))
        report = self.run(self.notices(8) | others | {"copy": self.notices(1)["notice-0"] + "\n\nCorrected at noon."})
        found = measure.relations(report)
        self.require("the same among other notices: related", found.get(pair) == "related", found.get(pair))
        self.require("the copy of one is near, and nothing else is clustered",
                     found.get(("copy", "notice-0")) == "near" and measure.clusters(report) == [{"copy", "notice-0"}],
                     measure.clusters(report))

    # ---- 6

    def check_lengths(self):
        headlines = {f"head-{number:02d}": story(f"head {number}", 1)[0] for number in range(20)}
        briefs = {f"brief-{number:02d}": " ".join(" ".join(story(f"brief {number}", 6)[1:]).split()[:40])
                  for number in range(20)}
        articles = {**headlines, **briefs, "head-00-copy": headlines["head-00"].upper(),
                    "brief-00-copy": briefs["brief-00"] + " (agencies)"}
        report = self.run(articles)
        self.require("headlines and briefs: a copy is found, no other pair",
                     measure.relations(report) == {("head-00", "head-00-copy"): "identical",
                                                   ("brief-00", "brief-00-copy"): "near"}, measure.relations(report))
        contained = cut(story("contained", 24), 0.8)
        entries = [paragraph for number in range(110) for paragraph in story(f"live {number}", 18)]
        live = text(entries[:400] + contained + entries[400:])
        self.require("the live blog has 200 KB, the story 2", len(live) > 200000 and 1800 < len(text(contained)) < 3000,
                     (len(live), len(text(contained))))
        report = self.run({**{f"other-{n}": text(story(f"other {n}")) for n in range(20)}, "live": live,
                           "story": text(contained)})
        self.require("a story in a live blog of 200 KB: excerpt",
                     measure.relations(report).get(("live", "story")) == "excerpt" and
                     measure.clusters(report) == [{"live", "story"}], measure.relations(report))

    # ---- 7

    def known_pairs(self, seed):
        articles = {}
        for number in range(8):
            paragraphs = story(f"company {seed} {number}", 18)
            other = story(f"company other {seed} {number}", 18)
            articles[f"{number}-wire"] = text(paragraphs)
            articles[f"{number}-near"] = text(restyle(paragraphs))
            articles[f"{number}-cut"] = text(cut(paragraphs, 0.4))
            articles[f"{number}-derived"] = text(other[:9] + paragraphs[3:7])
            articles[f"{number}-scan"] = misread(text(paragraphs), 0.06, f"company {seed} {number}")
            articles[f"{number}-related"] = text(story(f"company third {seed} {number}", 18) + paragraphs[4:5])
        return articles

    def check_company(self):
        """Unrelated articles, half of them in frames, change no relation of a pair to nothing."""
        for seed in range(3):
            known = self.known_pairs(seed)
            alone = measure.relations(self.run(known))
            self.require(f"set {seed} has pairs of every kind",
                         {"near", "excerpt", "derived", "related"} <= set(alone.values()), set(alone.values()))
            outlets = [Outlet(f"company {seed} {number}") for number in range(4)]
            for count in (50, 500):
                crowd = dict(known)
                for number in range(count):
                    paragraphs = story(f"crowd {seed} {number}")
                    crowd[f"crowd-{number:03d}"] = outlets[number % 8].print(paragraphs) if number % 8 < 4 else \
                        text(paragraphs)
                among = measure.relations(self.run(crowd))
                self.require(f"set {seed} among {count} others: every pair has the relation it had",
                             {pair: among.get(pair) for pair in alone} == alone,
                             [(p, alone[p], among.get(p)) for p in alone if among.get(p) != alone[p]][:5])

    def check_company_of_a_passage(self):
        """Two articles have a paragraph in common. Others that carry it too turn it into boilerplate; the report says so."""
        shared = " ".join(story("paragraph in company", 4)[1:])
        pair = ("pair-1", "pair-2")
        articles = {name: text(story(name, 12) + [shared]) for name in pair}
        articles.update({f"beside-{number}": text(story(f"beside {number}", 12)) for number in range(10)})
        report = self.run(articles)
        self.require("two alone with a paragraph in common: related, no boilerplate",
                     measure.relations(report) == {pair: "related"} and not report["boilerplate"], report["boilerplate"])
        articles.update({f"more-{number}": text(story(f"more {number}", 12) + [shared]) for number in range(10)})
        report = self.run(articles)
        self.require("twelve with it: no pair", not measure.relations(report), measure.relations(report))
        self.require("twelve with it: the report counts them", [entry["articles"] for entry in report["boilerplate"]] == [12],
                     [(entry["articles"], entry["text"][:60]) for entry in report["boilerplate"]])


if __name__ == "__main__":
    sys.exit(measure.check(Traps, __doc__))
