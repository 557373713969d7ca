"""Files that mean harm, or look as if: a clear error, little memory, nothing read or written elsewhere."""
import gzip
import io
import json
import os
import random
import subprocess
import tarfile
import zipfile

from articles import answer, articles, packed, page, plain, warc_record
from harness import Run, adds_up, equal, main, require, sanitized, write

MEGABYTE = 1 << 20


def bounded(run, megabytes):
    """Sanitizers take memory of their own, so that nothing is asked of them."""
    require(sanitized() or run.megabytes < megabytes, f"{run.megabytes:.0f} MB where {megabytes} are allowed")


def entities():
    """Declared entities are no text, no file and no network."""
    write("secret.txt", "the secret word is swordfish")
    item = "<item><guid>{}</guid><title>{} of the harbour bridge</title><description>Text {} of it.</description></item>"
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bombs = {
        "laughs": f'<!DOCTYPE rss [<!ENTITY l0 "ha ha ha ha ha">{levels}]>',
        "blowup": f'<!DOCTYPE rss [<!ENTITY l11 "{"x" * 100000}">]>',
        "outside": f'<!DOCTYPE rss [<!ENTITY l11 SYSTEM "file://{os.getcwd()}/secret.txt">]>',
        "network": '<!DOCTYPE rss [<!ENTITY l11 SYSTEM "http://127.0.0.1:9/x">]>',
        "parameter": f'<!DOCTYPE rss [<!ENTITY % p SYSTEM "file://{os.getcwd()}/secret.txt"> %p;]>',
        "dtd": '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">',
        "loop": '<!DOCTYPE rss [<!ENTITY l11 "&l10;"><!ENTITY l10 "&l11;">]>',
    }
    for name, declarations in bombs.items():
        uses = "&l11;" * 500
        items = item.format("a", "First", uses) + item.format("b", uses + "First", "") + \
            item.format("c", f"<x y='{uses}'/>First", "plain")
        write(f"{name}.xml", f'<?xml version="1.0"?>{declarations}<rss><channel>{items}</channel></rss>')
        run = Run("--level", "related", f"{name}.xml")
        adds_up(run)
        bounded(run, 200)
        text = run.text
        require("swordfish" not in text and "swordfish" not in run.messages, name)
        require("ha ha" not in text and "xxxx" not in text, name)
        equal(run.summary["records"], 3, f"{name}: {run.messages}")
        equal(run.summary["articles"], 3, f"{name}: {run.messages}")


def archives():
    """Names that climb out of a folder, links and devices in an archive do nothing."""
    text = plain(articles()[0][1], articles()[0][2]).encode()
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name in ("../escaped.txt", "/tmp/dedupe-absolute.txt", "a/../../b.txt"):
            entry = tarfile.TarInfo(name)
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text))
        for kind, name in ((tarfile.SYMTYPE, "link"), (tarfile.LNKTYPE, "hard"), (tarfile.CHRTYPE, "device"),
                           (tarfile.FIFOTYPE, "pipe")):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
    write("folder/in/a.tar", out.getvalue())
    os.chdir("folder")
    before = sorted(os.listdir(".."))
    run = Run("in/a.tar")
    adds_up(run)
    equal(run.exit, 0, run.messages)
    equal(run.groups(), [["in/a.tar:../escaped.txt", "in/a.tar:/tmp/dedupe-absolute.txt", "in/a.tar:a/../../b.txt"]])
    equal(run.summary["left_out"], 4)
    equal(sorted(set(os.listdir("..")) - {"stderr"}), before)
    require(not os.path.exists("/tmp/dedupe-absolute.txt") and not os.path.exists("escaped.txt"), "nothing was written")
    # Broken ones are told.
    write("cut.gz", packed(text * 50, ".gz")[:200])
    write("cut.zip", b"PK\3\4" + b"\0" * 100)
    write("bad.tar.xz", packed(out.getvalue(), ".xz")[:-300])
    write("good.txt", text)
    for path in ("cut.gz", "cut.zip", "bad.tar.xz"):
        run = Run(path, "good.txt")
        adds_up(run)
        equal(run.exit, 2, path)
        require(f"dedupe: {path}" in run.messages and "cannot be unpacked" in run.messages, path, run.messages)
    write("secret.zip", encrypted())
    require("this is encrypted" in Run("secret.zip").messages, "encrypted")


def encrypted():
    """A zip file whose member says that it is encrypted."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", b"x" * 40)
    content = bytearray(out.getvalue())
    content[6] |= 1
    content[content.index(b"PK\1\2") + 8] |= 1
    return bytes(content)


def long_fields():
    """A field, line, object or text without an end: an error within bounded memory; what is round it is read."""
    gigabyte = 1 << 30
    script = "import sys\nhead, count, tail = sys.argv[1:]\nout = sys.stdout.buffer\nout.write(head.encode())\n" \
             "try:\n    for _ in range(int(count) >> 20):\n        out.write(b'x' * (1 << 20))\n    out.write(tail.encode())\n    out.flush()\nexcept BrokenPipeError:\n    sys.stdout = None\n"
    long_text = plain(articles()[0][1], articles()[0][2]).replace("\n", " ").replace('"', "'")
    shapes = {
        "csv": (f'id,text\na,"{long_text}"\nlong,"', f'"\nb,"{long_text}"\n', ["a", "b"], "-:3"),
        "jsonl": (f'{{"id": "a", "text": "{long_text}"}}\n{{"id": "long", "text": "', f'"}}\n{{"id": "b", "text": "{long_text}"}}\n',
                  ["a", "b"], "-:2"),
        "json": (f'[{{"id": "a", "text": "{long_text}"}},\n{{"id": "long", "text": "', f'"}},{{"id": "b", "text": "{long_text}"}}]',
                 ["a", "b"], "-:"),
    }
    for kind, (head, tail, wanted, where) in shapes.items():
        writer = subprocess.Popen(["python3", "-c", script, head, str(gigabyte), tail], stdout=subprocess.PIPE)
        limit = ("--max-article", "8M")
        run = Run("--input-format", kind, *limit, "-", stdin=writer)
        adds_up(run)
        equal(run.groups(), [wanted], kind + run.messages)
        require(where in run.messages and "longer than 8 MiB; --max-article" in run.messages, kind, run.messages)
        bounded(run, 150)
    writer = subprocess.Popen(["python3", "-c", script, "", str(gigabyte), ""], stdout=subprocess.PIPE)
    run = Run("-", stdin=writer)
    adds_up(run)
    require("larger than 256 MiB; --max-article" in run.messages, run.messages)
    bounded(run, 700)


def script():
    """Ten megabytes of script in a page, and in an attribute."""
    _, title, paragraphs = articles()[0]
    content = page(title, paragraphs)
    filler = "var a = '<p>no text</p>'; if (a < 5 && b > 6) { run() }\n" * (10 * MEGABYTE // 57)
    write("script.html", content.replace("</head>", f"<script>{filler}</script></head>")
          .replace("</article>", f"<script>{filler}</script></article>"))
    write("image.html", content.replace("<h1>", f"<img src='data:image/png;base64,{'A' * 12 * MEGABYTE}'><h1>"))
    write("plain.txt", plain(title, paragraphs))
    run = Run("script.html", "image.html", "plain.txt")
    adds_up(run)
    equal(run.groups(), [["image.html", "plain.txt", "script.html"]])
    equal({member["relation"] for member in run.members().values()}, {"representative", "identical"})
    bounded(run, 400)


def bombs():
    """What unpacks to far more than it is stops at the limits, and the other files are read."""
    text = plain(articles()[0][1], articles()[0][2]).encode()
    layer = zip_of({f"{n}.txt": 64 for n in range(4)} | {"good.txt": text})
    nested = zip_of({f"{n}.zip": layer for n in range(8)})
    write("bomb.zip", nested)
    require(len(nested) < 4 * MEGABYTE, len(nested))
    write("good.txt", text)
    run = Run("--max-article", "1M", "--max-expanded", "300M", "bomb.zip", "good.txt")
    adds_up(run)
    equal(run.exit, 2)
    require("unpacks to more than 300 MiB, so the rest is not read; --max-expanded SIZE allows more" in run.messages, run.messages)
    require("larger than 1 MiB; --max-article" in run.messages, run.messages)
    require(run.groups()[0][-1] == "good.txt", run.groups())
    bounded(run, 200)
    # One stream of little, packed twice. (Zeros alone are an empty tar file.)
    zeros = io.BytesIO()
    with gzip.GzipFile(fileobj=zeros, mode="wb", mtime=0) as file:
        for _ in range(200):
            file.write(b" x" * (MEGABYTE // 2))
    write("zeros.gz", gzip.compress(zeros.getvalue(), 9))
    run = Run("--max-expanded", "50M", "zeros.gz", "good.txt")
    adds_up(run)
    equal(run.exit, 2)
    require("zeros.gz: unpacks to more than 50 MiB" in run.messages, run.messages)
    bounded(run, 250)
    write("empty.tar.gz", gzip.compress(bytes(10240)))
    write("empty.txt.gz", gzip.compress(b""))
    run = Run("empty.tar.gz", "empty.txt.gz")
    adds_up(run)
    require("empty.tar.gz: there is no file in this archive" in run.messages, run.messages)
    equal([skipped["id"] for skipped in run.report["skipped"]], ["empty.txt.gz"])
    # An archive in an archive in an archive ...
    content = text
    for _ in range(12):
        content = zip_of({"inner.zip": content})
    write("deep.zip", content)
    run = Run("deep.zip")
    adds_up(run)
    require("archives deep" in run.messages, run.messages)
    run = Run("--max-article", "1K", "good.txt")
    require("good.txt: larger than 1 KiB; --max-article SIZE allows more" in run.messages, run.messages)


def members():
    """Members without content count too, where they are packed: 300 MB of heads in a file of one."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=1, mtime=0) as file:
        entry = tarfile.TarInfo("folder")
        entry.type = tarfile.DIRTYPE
        for _ in range(300):
            file.write(entry.tobuf(tarfile.USTAR_FORMAT) * 2048)
    write("heads.tar.gz", out.getvalue())
    write("good.txt", plain(articles()[0][1], articles()[0][2]))
    run = Run("--max-expanded", "50M", "heads.tar.gz", "good.txt")
    adds_up(run)
    require("heads.tar.gz: unpacks to more than 50 MiB, so the rest is not read" in run.messages, run.messages)
    equal((run.exit, run.summary["articles"]), (2, 1))
    # A file with holes: what is not there is zeros.
    holes = tarfile.TarInfo("holes.txt")
    holes.size = 5
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", format=tarfile.PAX_FORMAT) as archive:
        holes.pax_headers = {"GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.size": str(1 << 40),
                             "GNU.sparse.numblocks": "1", "GNU.sparse.map": f"{(1 << 40) - 5},5"}
        archive.addfile(holes, io.BytesIO(b"words"))
    write("holes.tar", content.getvalue())
    run = Run("--max-article", "1M", "--max-expanded", "20M", "holes.tar", "good.txt")
    adds_up(run)
    require("holes.tar:holes.txt: larger than 1 MiB" in run.messages, run.messages)
    bounded(run, 100)


def damage():
    """What is whole before the damage is read, and what is lost is told."""
    text = plain(articles()[0][1], articles()[0][2]).replace("\n", " ")
    lines = "".join(json.dumps({"id": number, "text": f"{random.Random(number).getrandbits(2000):x}"}) + "\n"
                    for number in range(3000)).encode()
    for extension in (".gz", ".zst", ".bz2", ".xz"):
        whole = packed(lines, extension)
        write("cut.jsonl" + extension, whole[:len(whole) * 9 // 10])
        run = Run("cut.jsonl" + extension)
        adds_up(run)
        require(run.exit == 2 and "cannot be unpacked" in run.messages, run.messages)
        require(run.summary["articles"] > 200 or extension == ".bz2", extension, run.summary)
    # Files that are packed under a name that says otherwise.
    for name in ("page.html", "text.txt"):
        write(name, gzip.compress(page(*articles()[0][1:]).encode()))
        run = Run(name)
        adds_up(run)
        kind = "html" if name == "page.html" else "text"
        require(f"{name}: this is packed, which its name does not say; --input-format {kind} unpacks it first" in run.messages,
                run.messages)
    equal(Run("--input-format", "html", "page.html").summary["articles"], 1)
    # A head line that is too long, or all there is; a first record that is too long.
    rows = "".join(f'{number},"{text.replace(chr(34), "")}",z\n' for number in range(3))
    for length, limit, why in ((2, "256M", "what stands before the first record is longer than 1 MiB"),
                               (9, "1M", "the record is longer than 1 MiB")):
        write("head.csv", f'id,text,"{"x" * (length * MEGABYTE)}"\n{rows * 3000}')
        run = Run("--max-article", limit, "head.csv")
        adds_up(run)
        equal((run.errors(), run.summary["records"]), ([("head.csv", 1, "too-large")], 0))
        require(f"head.csv:1: {why}" in run.messages, run.messages)
    write("only.csv", "some words")
    run = Run("only.csv")
    adds_up(run)
    require('only.csv:1: there is no column "text" among some words' in run.messages, run.messages)
    write("first.json", f'[{{"id": "long", "text": "{"x" * 9 * MEGABYTE}"}},\n' +
          ",".join(json.dumps({"id": name, "text": text}) for name in "bc") + "]")
    run = Run("--max-article", "1M", "first.json")
    adds_up(run)
    equal((run.errors(), run.groups()), ([("first.json", 1, "too-large")], [["b", "c"]]), run.messages)
    whole = warc_record("response", "https://a.example/", answer("<p>" + text))
    for left in (len(whole) + 3, len(whole) + 14, len(whole) + 40):
        write("cut.warc", (whole * 2)[:left])
        run = Run("cut.warc")
        adds_up(run)
        equal((run.exit, run.summary["articles"]), (2, 1), left)
        require("cut.warc: record 2 " in run.messages, run.messages)


def depth():
    """Pages that are made to cost time: elements in one another, end tags that close nothing."""
    count = 200000
    write("regions.html", "<body>" + "<article><p>some words here" * count)
    write("ends.html", "<body><b>" + "<div>" * count + "</b></foo>" * count)
    run = Run("regions.html", "ends.html")
    adds_up(run)
    equal(run.errors(), [("ends.html", None, "bad-page")])
    equal(run.summary["articles"], 1)


def errors():
    """Millions of errors: in pieces of a file, and in one record that is as long as an article may be. They are
    written bit by bit, see zip_of."""
    shapes = {
        "close.json": ("", "]", "", 0),
        "close.jsonl": ("", "]\n", "", 0),
        "fields.csv": ("id,text\n", "x\n", "", 0),
        "list.json": ('{"articles": [{"text": "some words"}, ', "1,", "{}]}", 1),
        "list.jsonl": ('{"articles": [{"text": "some words"}, ', "1,", "{}]}\n", 1),
    }
    for name, (start, error, end, articles_in_it) in shapes.items():
        with open(name, "w", encoding="utf-8") as file:
            file.write(start)
            for _ in range(200):
                file.write(error * 10000)
            file.write(end)
        run = Run("-j", 2, name)
        adds_up(run)
        count = 2000000 + (1 if end else 0)
        equal((run.summary["errors"], run.summary["failed"], run.summary["articles"]), (count, count, articles_in_it), name)
        equal(run.report["errors"][-1]["more"], count - 1000)
        bounded(run, 150 if end else 60)


def zip_of(members):
    """Members by their content, or by how many megabytes of zeros they hold: these are written bit by bit, because
    the memory of this process would count as that of the program it starts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members.items():
            with archive.open(name, "w") as file:
                if isinstance(content, bytes):
                    file.write(content)
                for _ in range(content if isinstance(content, int) else 0):
                    file.write(bytes(MEGABYTE))
    return out.getvalue()


if __name__ == "__main__":
    main({check.__name__: check for check in (entities, archives, long_fields, script, bombs, members, damage,
                                               depth, errors)})
