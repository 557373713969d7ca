"""--within: articles farther apart in time are not compared, whatever brought them together."""
import bisect
import json
import random

from articles import articles, feed
from harness import Run, adds_up, equal, main, require, write
from newsroom import cut, restyle
from prose import story


def write_days(path, days, texts):
    write(path, "".join(json.dumps({"id": f"{number}", "text": "\n".join(texts[number % len(texts)]), "date": day}) + "\n"
                        for number, day in enumerate(days)))


def apart(run, most):
    """The pairs and links that are reported, and how far apart each is."""
    days = {member["id"]: number(member.get("date")) for member in run.members().values()}
    links = [(pair["a"], pair["b"]) for pair in run.report["pairs"]]
    links += [(member["id"], member["to"]) for cluster in run.report["clusters"] for member in cluster["members"]
              if member["relation"] != "representative"]
    for a, b in links:
        if days.get(a) is not None and days.get(b) is not None:
            require(abs(days[a] - days[b]) <= most, a, b, days[a], days[b])


def number(date):
    import datetime
    return datetime.date.fromisoformat(date).toordinal() if date else None


def date(day):
    import datetime
    return (datetime.date(2026, 1, 1) + datetime.timedelta(days=day)).isoformat()


def few():
    """Copies of one story: identical, restyled, cut; near and far in time, and without a date."""
    text = story("within")
    write_days("a.jsonl", [date(0), date(2), date(50), date(51), date(200)], [text])
    run = Run("--within", 3, "a.jsonl")
    adds_up(run)
    equal(run.groups(), [["0", "1"], ["2", "3"]])
    equal(Run("a.jsonl").groups(), [["0", "1", "2", "3", "4"]])
    equal(Run("--within", 2, "a.jsonl").groups(), [["0", "1"], ["2", "3"]])
    equal(Run("--within", 1, "a.jsonl").groups(), [["2", "3"]])
    write_days("b.jsonl", [date(0), date(1), date(30), date(31)], [text, restyle(text), restyle(text), cut(text, 0.7)])
    equal(Run("--within", 7, "b.jsonl").groups(), [["0", "1"], ["2", "3"]])
    write_days("c.jsonl", [date(0), None, date(400)], [text])
    run = Run("--within", 7, "c.jsonl")
    require("--within: 1 article has no date that can be read and is compared with all" in run.messages, run.messages)
    equal(run.groups(), [["0", "1", "2"]])
    write("d.csv", "id,text,day\n" + "".join(f'{n},"{" ".join(text[1:]).replace(chr(34), chr(39))}",{day}\n'
                                             for n, day in enumerate(("03.01.2026", "04.01.2026", "1.6.2026"))))
    equal(Run("--within", 5, "--date-field", "day", "d.csv").groups(), [["0", "1"]])
    made = articles()[:1]
    write("e.rss", feed(made))
    write("f.jsonl", json.dumps({"id": "x", "text": "\n\n".join([made[0][1], *made[0][2]]), "date": "2026-03-05"}))
    equal(len(Run("--within", 2, "e.rss", "f.jsonl").groups()), 1)
    equal(len(Run("--within", 1, "e.rss", "f.jsonl").groups()), 0)


def many():
    """A story that comes back for months: every copy is found with those near to it, none with the others."""
    text = story("hot")
    versions = [text, restyle(text), cut(text, 0.8), text + [" ".join(story("more")[1:3])], cut(restyle(text), 0.6)]
    days = [date((number * 37) % 300) for number in range(600)]
    write_days("hot.jsonl", days, versions)
    wanted = Run("--within", 300, "hot.jsonl")
    equal(wanted.summary["clustered_articles"], 600, "all in all")
    for within in (2, 10):
        run = Run("--within", within, "hot.jsonl")
        adds_up(run)
        apart(run, within)
        require(run.summary["clustered_articles"] >= 590, within, run.summary)
        equal(Run("-j", 1, "--within", within, "hot.jsonl").report, run.report, "one thread")


def sparse():
    """A story that never ends: of thousands of copies only a few are near to each in time, and these are found."""
    rng = random.Random(5)
    text = story("endless")
    count, span = 2000, 4000
    days = [rng.randrange(span) for _ in range(count)]
    with open("endless.jsonl", "w", encoding="utf-8") as file:
        for n, day in enumerate(days):
            words = " ".join(cut(text, rng.uniform(0.5, 1)) + story(f"other {n}")[1:2]).split()
            for place in rng.sample(range(len(words)), len(words) // 40):
                words[place] = rng.choice(("said", "police", "new"))
            file.write(json.dumps({"id": str(n), "text": " ".join(words), "date": date(day)}) + "\n")
    days.sort()
    for within in (1, 4):
        near = sum(bisect.bisect_right(days, day + within) - bisect.bisect_left(days, day - within) > 1 for day in days)
        run = Run("--within", within, "endless.jsonl")
        adds_up(run)
        apart(run, within)
        require(run.summary["clustered_articles"] >= near * 0.99, within, near, run.summary)
        equal(Run("-j", 1, "--within", within, "endless.jsonl").report, run.report, "one thread")


if __name__ == "__main__":
    main({check.__name__: check for check in (few, many, sparse)})
