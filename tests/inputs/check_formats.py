"""The same articles in every format give the same clusters, and nothing is dropped without a word."""
import json
import os
import random
import re

from articles import articles, feed, json_lines, packed, page, plain, records, table, tar, warc, zipped
from harness import Run, adds_up, equal, main, require, write

FIELDS = ("--text-field", "title", "--text-field", "text")


def name_of(member):
    return re.search(r"(story|extra)\d+-\d", member["id"]).group()


def same_clusters():
    made = articles()
    equal(len(made), 200)
    for name, title, paragraphs in made:
        write(f"txt/{name}.txt", plain(title, paragraphs))
        write(f"html/{name}.html", page(title, paragraphs))
    lines = json_lines(made).encode()
    inputs = {"txt": "txt", "html": "html"}
    for file, content in {
            "a.jsonl": lines, "a.json": json.dumps(records(made)), "indented.json": json.dumps(records(made), indent=2),
            "row.json": "".join(json.dumps(record, indent=1) for record in records(made)),
            "a.csv": table(made), "semicolon.csv": table(made, delimiter=";"), "a.tsv": table(made, delimiter="\t"),
            "quoted.csv": table(made, quoting=1, lineterminator="\n"), "a.rss": feed(made), "feed": feed(made),
            "a.tar": tar(made), "a.tar.zst": packed(tar(made), ".zst"), "a.tar.gz": packed(tar(made), ".gz"),
            "a.zip": zipped(made), "a.warc.gz": warc(made), "a.jsonl.gz": packed(lines, ".gz"),
            "a.jsonl.xz": packed(lines, ".xz"), "a.jsonl.bz2": packed(lines, ".bz2"),
            "a.jsonl.zst": packed(lines, ".zst"), "a.csv.gz": packed(table(made).encode(), ".gz"),
            "wide.csv": table(made).encode("utf-16")}.items():
        inputs[file] = write(file, content)
    wanted = None
    for kind, path in inputs.items():
        run = Run(*FIELDS, path)
        adds_up(run)
        equal(run.exit, 0, f"{kind}: {run.messages}")
        equal(run.summary["articles"], 200, kind)
        groups = run.groups(name_of)
        wanted = groups if wanted is None else wanted
        require(len(groups) >= 40, kind, len(groups))
        equal(groups, wanted, kind)
        serial = Run("-j", 1, *FIELDS, path)
        equal(serial.report["clusters"], run.report["clusters"], f"{kind}: one thread")
    from_stdin = Run(*FIELDS, "-", stdin=packed(lines, ".gz"))
    equal(from_stdin.groups(name_of), wanted, "gzip on stdin")


def counts_add_up():
    """Good and bad records side by side: every one is an article, skipped, or an error that names it."""
    long_text = " ".join(articles()[0][2])
    rows = ["id,text\n", f"one,\"{long_text}\"\n", "two,\n", "three,too,many\n", "four\n", f"one,\"{long_text}\"\n",
            "five,\"a \"\"quoted\"\"\nline\"\n", "six,...\n"]
    write("a.csv", "".join(rows))
    run = Run("a.csv")
    adds_up(run)
    equal(run.errors(), [("a.csv", 4, "bad-record"), ("a.csv", 5, "bad-record"), ("a.csv", 6, "duplicate-id")])
    equal((run.summary["records"], run.summary["articles"], run.summary["skipped"]), (7, 2, 2))
    write("a.json", '[{"id": 1, "text": "first of them"}, {"id": 2}, 17, {"id": 3, "text": 5},\n {"id": 4, "text": "last"}]')
    run = Run("a.json")
    adds_up(run)
    equal(run.errors(), [("a.json", 1, "bad-record"), ("a.json", 1, "bad-record"), ("a.json", 1, "bad-json")])
    equal((run.summary["records"], run.summary["articles"], run.summary["failed"]), (5, 2, 3))
    require("record 2: field \"text\" is missing" in run.messages, run.messages)
    write("cut.json", '[{"id": 1, "text": "first of them"}, {"id": 2, "text": "breaks')
    run = Run("cut.json")
    adds_up(run)
    equal((run.summary["articles"], run.summary["failed"]), (1, 1))
    write("unclosed.json", '[{"id": 1, "text": "first of them"}')
    run = Run("unclosed.json")
    adds_up(run)
    require("closing bracket is missing" in run.messages, run.messages)


def fields():
    """Fields in fields, several of them, and lists of paragraphs."""
    write("a.jsonl", "\n".join(map(json.dumps, [
        {"meta": {"key": 7}, "head": "Headline of it", "body": ["first paragraph", "second one"], "site": "north"},
        {"meta": {"key": 8}, "body": "alone without a headline", "site": "south"},
        {"meta": {"key": 9}, "head": None, "body": None},
        {"meta.key": "dotted", "head": "the key has the dot", "body": "in it"}])))
    run = Run("--level", "related", "--id-field", "site", "--id-field", "meta.key", "--text-field", "head",
              "--text-field", "body", "--source-field", "site", "a.jsonl", "a.jsonl")
    adds_up(run)
    equal((run.summary["articles"], run.summary["failed"]), (3, 1))
    require("a.jsonl:3: field \"head\" is missing, and so are the others" in run.messages, run.messages)
    write("b.jsonl", '{"id": 1, "meta": {"body": ["Same text in a list", "and so on"]}}\n'
                     '{"id": 2, "meta": {"body": "Same text in a list and so on"}}\n{"id": 3, "meta": 5}\n')
    run = Run("--text-field", "meta.body", "b.jsonl")
    equal(run.groups(), [["1", "2"]])
    require("b.jsonl:3: field \"meta.body\" is missing" in run.messages, run.messages)
    run = Run("--text-field", "meta.body.1", "b.jsonl")
    equal(run.summary["articles"], 1)


def noise(number):
    """Some 1000 letters that no other number gives: nothing to compare, so that reading is all that takes time."""
    return f"{random.Random(number).getrandbits(4000):x}"


def csv_shapes():
    text = [" ".join(paragraphs) for _, _, paragraphs in articles()[:3]]
    write("crlf.csv", f'id,text\r\na,"{text[0]}"\r\n\r\nb,"{text[0]}\r\n"\r\n')
    equal(Run("crlf.csv").groups(), [["a", "b"]])
    write("mac.csv", f'id,text\ra,"{text[0]}"\rb,"{text[0]}"\r')
    equal(Run("mac.csv").groups(), [["a", "b"]])
    write("marked.csv", b"\xef\xbb\xbf" + f'"id","TEXT"\na,"{text[0]}"\nb,"{text[0]}"'.encode())
    equal(Run("marked.csv").groups(), [["a", "b"]])
    write("western.csv", f'id,text\na,"Straße über {text[0]}"\nb,"{text[1]}"\n'.encode("windows-1252"))
    run = Run("western.csv")
    require(run.messages.count("western.csv: not UTF-8, so it was read as Windows-1252") == 1, run.messages)
    write("names.csv", "key,body\n1,x\n")
    run = Run("names.csv")
    equal(run.exit, 2)
    require('names.csv:1: there is no column "text" among key, body; --text-field NAME' in run.messages, run.messages)
    write("open.csv", f'id,text\na,"{text[0]}"\nb,"{text[1]}\nc,{text[2][:20]}\n')
    run = Run("open.csv")
    adds_up(run)
    equal(run.errors(), [("open.csv", 3, "bad-record")])
    # Many pieces: a record that says on which line it stands, and line ends in quotes all over.
    lines, rows = 1, ["id,text\n"]
    for number in range(12000):
        body = f"{noise(number)}\nline two of {number}\n\nline \"\"four\"\", with a comma"
        rows.append(f'{number},"{body}"\n')
        lines += body.count("\n") + 1
    rows.append("bad\n")
    write("large.csv", "".join(rows))
    require(os.path.getsize("large.csv") > 9 << 20, "several pieces")
    for threads in (1, 3):
        run = Run("-j", threads, "large.csv", "--level", "identical")
        adds_up(run)
        equal(run.summary["records"], 12001)
        equal(run.errors(), [("large.csv", lines + 1, "bad-record")])


def json_shapes():
    text = " ".join(articles()[0][2])
    one = {"id": "a", "text": text + ' with "quotes", [brackets] and {braces} \\ '}
    two = {"id": "b", "text": text}
    for content in (json.dumps([one, two]), json.dumps([one, two], indent=4), "\n\n[]\n" , json.dumps(one) + json.dumps(two),
                    json.dumps(one, indent=2) + "\n" + json.dumps(two, indent=2), json.dumps(one) + "\n" + json.dumps(two)):
        write("a.json", content)
        write("noname", content)
        for run in (Run("a.json"), Run("--input-format", "json", "noname")):
            equal(run.exit, 0, content[:40] + run.messages)
            equal(run.groups(), [["a", "b"]] if "id" in content else [], content[:40])
    many = [{"text": noise(number)} for number in range(9000)] + [{"body": 1}]
    write("large.json", json.dumps(many))
    for threads in (1, 3):
        run = Run("-j", threads, "--level", "identical", "large.json")
        adds_up(run)
        equal(run.summary["records"], 9001)
        require("large.json:1: record 9001: field" in run.messages, run.messages)
    require("large.json#1" in {member["id"] for member in run.members().values()} or run.summary["articles"] == 9000, "ids")


def json_lists():
    """A list of articles in an object, as news services answer."""
    made = records([articles()[place] for place in (0, 3, 6)])
    made[1]["text"] = made[0]["text"]
    wanted = [sorted([made[0]["id"], made[1]["id"]])]
    head = {"status": "ok", "totalResults": 3, "note": "brackets ] } [ { and \"quotes\" \\"}
    for name, answer in {
            "articles": head | {"articles": made}, "items": {"items": made} | head, "deep": {"response": head | {"results": made}},
            "empty_ones": {"entries": [], "items": [], "data": made}, "of_strings": {"items": ["a", "b"], "data": made},
            "in_data": {"data": {"items": made}, "meta": {"page": 1}}}.items():
        for indent in (None, 2):
            write(f"{name}.json", json.dumps(answer, indent=indent))
            write(f"{name}-noname", json.dumps(answer, indent=indent) + "\n")
            for path in (f"{name}.json", f"{name}-noname"):
                run = Run(path)
                adds_up(run)
                equal((run.exit, run.groups(), run.summary["records"]), (0, wanted, 3), path + run.messages)
    # Pages of results in a row and one a line, records without an id, bad ones among them, and other names.
    bare = [{"text": record["text"]} for record in made]
    write("pages.json", "\n".join(json.dumps({"articles": page}, indent=1) for page in (bare[:1], [], bare[1:])))
    run = Run("pages.json")
    equal((run.exit, run.groups()), (0, [["pages.json#1", "pages.json#2"]]), run.messages)
    write("pages.jsonl", "\n".join(json.dumps({"articles": page}) for page in (bare, made[:1])) + "\n")
    run = Run("pages.jsonl")
    equal((run.exit, run.groups()), (0, [["pages.jsonl:1", "pages.jsonl:1#2", made[0]["id"]]]), run.messages)
    write("bad.json", json.dumps({"items": [made[0], 5, {"id": 7}, made[1]]}, indent=1))
    run = Run("bad.json")
    adds_up(run)
    equal((run.groups(), run.summary["failed"]), (wanted, 2), run.messages)
    require("record 2: field \"text\" is missing" in run.messages, run.messages)
    with open("bad.json", encoding="utf-8") as file:
        lines = file.read().split("\n")
    equal([error[1] for error in run.errors()], [lines.index("  5,") + 1, lines.index("  {", lines.index("  5,")) + 1])
    write("wrong.json", json.dumps({"items": made})[:-1] + ", oops}")
    run = Run("wrong.json")
    adds_up(run)
    equal((run.groups(), run.exit), (wanted, 2), run.messages)
    for cut in (json.dumps({"items": made})[:-2], json.dumps({"items": made})[:-4]):
        for name in ("cut.json", "cut.jsonl"):
            write(name, cut)
            run = Run(name)
            adds_up(run)
            require(run.exit == 2 and "breaks off" in run.messages, name, run.messages)
    for answer, option, why in (
            ({"docs": made}, (), "nor is there one list of articles (articles, items, results, data or entries); --list-field"),
            ({"items": made, "data": made}, (), "it holds several lists of objects, so --list-field NAME has to tell"),
            ({"items": made}, ("--list-field", "docs"), "nor is there the list that --list-field names")):
        write("no.json", json.dumps(answer))
        run = Run(*option, "no.json")
        adds_up(run)
        require(run.exit == 2 and why in run.messages, run.messages)
    # In JSON Lines only a line that holds a list of objects is told of --list-field.
    for line, is_hinted in (({"docs": made}, True), ({"title": "Post", "tags": ["a", "b"]}, False)):
        write("no.jsonl", json.dumps(line) + "\n")
        run = Run("no.jsonl")
        adds_up(run)
        equal(("--list-field" in run.messages, run.exit), (is_hinted, 2), run.messages)
    write("named.json", json.dumps({"response": {"docs": made, "items": made}}))
    for option in (("--list-field", "response.docs"), ("--list-field", "none", "--list-field", "response.items")):
        equal(Run(*option, "named.json").groups(), wanted)
    # An article that has such a field is an article.
    write("article.json", json.dumps(made[0] | {"items": [{"text": "x"}]}) + json.dumps(made[1]))
    equal(Run("article.json").groups(), wanted)
    write("feed.json", json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [
        {"id": record["id"], "url": "https://a.example/", "content_text": record["text"]} for record in made]}))
    equal(Run("--text-field", "content_text", "feed.json").groups(), wanted)


def metadata():
    """Metadata is shown, whatever the format."""
    made = articles()[:1]
    name, title, paragraphs = made[0]
    record = {"id": "of the list", "title": title, "text": "\n\n".join(paragraphs), "date": "2026-03-01", "source": "Post",
              "url": "https://a.example/x", "language": "en"}
    write("a.jsonl", json.dumps(record))
    write("a.csv", "text,title,date,source,url,language\n" + ",".join(
        '"' + str(record[key]).replace('"', '""') + '"' for key in ("text", "title", "date", "source", "url", "language")))
    write("a.rss", feed(made))
    write("a.html", page(title, paragraphs).replace("<head>", "<head><link rel=canonical href='https://a.example/y'>"
                                                    "<meta property='article:published_time' content='2026-03-02'>"))
    run = Run("a.jsonl", "a.csv", "a.rss", "a.html")
    members = {member["path"]: member for member in run.members().values()}
    keys = ("title", "date", "source", "url", "language")
    equal([members["a.jsonl"].get(key) for key in keys], [record[key] for key in keys])
    equal([members["a.csv"].get(key) for key in keys], [record[key] for key in keys])
    equal([members["a.rss"].get(key) for key in keys],
          [title, "Tue, 03 Mar 2026 10:00:00 GMT", "The Kelmouth Post", f"https://news.example/{name}", "en"])
    equal([members["a.html"].get(key) for key in keys], [title, "2026-03-02", None, "https://a.example/y", "en"])
    shown = Run("a.jsonl", "a.csv", report=False).text
    require(", Post, 2026-03-01" in shown, shown)


def folders():
    """--include, --exclude, --follow."""
    made = articles()[:1]
    text = plain(made[0][1], made[0][2])
    for path in ("news/a.txt", "news/b.md", "news/old/c.txt", "news/old/deep/d.txt", "aside/e.txt"):
        write(path, text)
    os.symlink("../aside", "news/link")
    os.symlink("..", "news/old/round")
    ids = lambda *arguments: sorted(Run(*arguments).members())
    equal(ids("news"), ["news/a.txt", "news/b.md", "news/old/c.txt", "news/old/deep/d.txt"])
    equal(ids("--include", "*.txt", "news"), ["news/a.txt", "news/old/c.txt", "news/old/deep/d.txt"])
    equal(ids("--include", "*.txt", "--include", "b.*", "--exclude", "deep", "news"),
          ["news/a.txt", "news/b.md", "news/old/c.txt"])
    equal(ids("--exclude", "old/*", "news"), ["news/a.txt", "news/b.md"])
    equal(ids("--follow", "news"), ["news/a.txt", "news/b.md", "news/link/e.txt", "news/old/c.txt", "news/old/deep/d.txt"])
    equal(ids("--include", "*.md", "news/a.txt", "news"), ["news/a.txt", "news/b.md"])
    write("a.tar", tar(articles()))
    equal(Run("--include", "story00[0-3]-*", "a.tar").summary["left_out"], 200 - Run("--include", "story00[0-3]-*", "a.tar")
          .summary["articles"])


def nested():
    """Archives in archives; members keep their names."""
    import io
    import zipfile
    made = articles()[:4]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("inner.tar.gz", packed(tar(made), ".gz"))
        archive.writestr("page.html", page(made[0][1], made[0][2]))
        archive.writestr("list.jsonl.xz", packed(json_lines(made[:1]).encode(), ".xz"))
        archive.writestr("__MACOSX/._page.html", b"\0\1\2")
        archive.writestr("empty/", b"")
        archive.writestr("größe.txt", plain(made[0][1], made[0][2]))
    write("a.zip", out.getvalue())
    run = Run(*FIELDS, "a.zip")
    adds_up(run)
    equal(run.exit, 0, run.messages)
    equal(run.summary["left_out"], 1)
    require({"a.zip:inner.tar.gz:story000-0.txt", "a.zip:page.html", "story000-0", "a.zip:größe.txt"}
            <= set(run.members()), run.members().keys())
    equal(run.members()["story000-0"]["path"], "a.zip:list.jsonl.xz")


if __name__ == "__main__":
    main({check.__name__: check for check in (same_clusters, counts_add_up, fields, csv_shapes, json_shapes, json_lists, metadata,
                                               folders, nested)})
