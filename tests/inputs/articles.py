"""The same made-up articles, written in every format that is read."""
import bz2
import csv
import gzip
import html
import io
import json
import lzma
import os
import subprocess
import sys
import tarfile
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "quality"))
from newsroom import cut, restyle  # noqa: E402
from prose import story  # noqa: E402

STORIES = 80


def articles():
    """200 articles: 80 stories, of which each second one has two copies, one restyled and one cut, and a few that
    are alone. Lists of (name, title, paragraphs)."""
    made = []
    for number in range(STORIES):
        paragraphs = story(f"inputs {number}")
        versions = [paragraphs]
        if number % 4 != 3:
            versions = [paragraphs, restyle(paragraphs)] + ([cut(paragraphs, 0.6)] if number % 2 == 0 else [])
        for version, text in enumerate(versions):
            made.append((f"story{number:03}-{version}", text[0], text[1:]))
    extra = 0
    while len(made) < 200:
        paragraphs = story(f"inputs extra {extra}")
        made.append((f"extra{extra:03}-0", paragraphs[0], paragraphs[1:]))
        extra += 1
    return made[:200]


def plain(title, paragraphs):
    return title + "\n\n" + "\n\n".join(paragraphs) + "\n"


def page(title, paragraphs):
    """A page as a site has it, with all that is no article round it."""
    body = "\n".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)} | The Kelmouth Post</title>
<script>var page = "<p>not text</p>";</script><style>p {{ color: red }}</style></head>
<body><header><a href="/">The Kelmouth Post</a><nav><ul><li><a href="/news">News</a><li><a href="/sport">Sport</a></ul></nav>
</header><main><article><h1>{html.escape(title)}</h1>
{body}
<div class="share">Share this on all the networks that there are</div></article>
<aside><h3>Most read</h3><p>Ten things that nobody knew about the weather</p></aside></main>
<form action="/search"><label>Search our archive of a hundred years</label><input name="q"></form>
<footer><p>The Kelmouth Post is published by the Kelmouth Printing House. All rights reserved.</p></footer>
<script src="x.js"></script></body></html>
"""


def feed(made):
    items = "".join(
        f"<item><title>{html.escape(title)}</title><link>https://news.example/{name}</link>"
        f"<guid isPermaLink=\"false\">{name}</guid><pubDate>Tue, 03 Mar 2026 10:00:00 GMT</pubDate>"
        f"<description>{html.escape(html.escape(paragraphs[0][:40]))}</description>"
        f"<content:encoded><![CDATA[{''.join(f'<p>{html.escape(p)}</p>' for p in paragraphs)}]]></content:encoded></item>\n"
        for name, title, paragraphs in made)
    return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
            "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>The Kelmouth Post</title>"
            f"<link>https://news.example/</link><language>en</language>\n{items}</channel></rss>\n")


def warc_record(kind, uri, content, content_type="application/http; msgtype=response"):
    head = (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2026-03-03T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{abs(hash((kind, uri))):032x}>\r\nContent-Type: {content_type}\r\n"
            f"Content-Length: {len(content)}\r\n\r\n").encode()
    return head + content + b"\r\n\r\n"


def answer(body, content_type="text/html; charset=utf-8", status="200 OK", fields=""):
    body = body.encode() if isinstance(body, str) else body
    return f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{fields}\r\n".encode() + body


def warc(made):
    """A web archive, each record packed by itself, as crawlers write it."""
    records = [warc_record("warcinfo", "", b"software: none\r\n", "application/warc-fields")]
    for name, title, paragraphs in made:
        uri = f"https://news.example/{name}/"
        records.append(warc_record("request", uri, b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"))
        records.append(warc_record("response", uri, answer(page(title, paragraphs))))
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def tar(made):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, title, paragraphs in made:
            content = plain(title, paragraphs).encode()
            entry = tarfile.TarInfo(name + ".txt")
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def zipped(made):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, title, paragraphs in made:
            archive.writestr(name + ".txt", plain(title, paragraphs))
    return out.getvalue()


def records(made):
    return [{"id": name, "title": title, "text": "\n\n".join(paragraphs)} for name, title, paragraphs in made]


def table(made, **how):
    out = io.StringIO()
    writer = csv.writer(out, **how)
    writer.writerow(["id", "title", "text"])
    for record in records(made):
        writer.writerow(record.values())
    return out.getvalue()


def packed(content, extension):
    if extension == ".zst":
        return subprocess.run(["zstd", "-q", "-c"], input=content, stdout=subprocess.PIPE, check=True).stdout
    pack = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}[extension]
    return pack(content)


def json_lines(made):
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records(made))
