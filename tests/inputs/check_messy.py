"""Feeds and pages as they are found: sloppy, mislabelled, half broken. The article comes out all the same."""
import gzip
import html

from articles import answer, articles, packed, page, plain, warc_record
from harness import Run, adds_up, equal, main, require, write

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'


def sample():
    _, title, paragraphs = articles()[0]
    return title, paragraphs


def rss(items, attributes=CONTENT, head=HEAD):
    return f'{head}<rss version="2.0" {attributes}><channel><title>Site</title><link>https://site.example/a/</link>{items}' \
           "</channel></rss>"


def compare(path, heading, paragraphs, wanted_id, relation=("identical",), **fields):
    """One article comes out of the file: the same as the plain text, under that id."""
    write("plain.txt", plain(heading, paragraphs))
    run = Run("plain.txt", path)
    adds_up(run)
    equal(run.exit, 0, f"{path}: {run.messages}")
    equal(run.summary["articles"], 2, path)
    members = run.members()
    require(wanted_id in members, f"{path}: {wanted_id} not in {list(members)}\n{run.messages}")
    relations = {member["relation"] for member in members.values()} - {"representative"}
    require(relations <= set(relation), path, relations)
    for key, value in fields.items():
        equal(members[wanted_id].get(key), value, f"{path}: {key}")
    return run


def feeds():
    title, paragraphs = sample()
    body = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    head = f"<title>{html.escape(title)}</title>"
    items = {
        "cdata": f"{head}<guid>g</guid><description><![CDATA[{body}]]></description>",
        "escaped": f"{head}<guid>g</guid><description>{html.escape(body)}</description>",
        "twice": f"{head}<guid>g</guid><description>{html.escape(html.escape(body))}</description>",
        "twice_in_cdata": f"{head}<guid>g</guid><description><![CDATA[{html.escape(body)}]]></description>",
        "both": f"{head}<guid>g</guid><description>{html.escape(paragraphs[0])}</description>"
                f"<content:encoded><![CDATA[{body}]]></content:encoded>",
        "both_other_way": f"{head}<content:encoded><![CDATA[{body}]]></content:encoded><guid>g</guid>"
                          f"<description>{html.escape(paragraphs[0])}</description>",
        "bare_markup": f"{head}<guid>g</guid><description>{body}</description>",
        "media": f"<media:title>Another title</media:title>{head}<guid>g</guid><media:description>A photo of it"
                 f"</media:description><description><![CDATA[{body}]]></description>",
        "script": f"{head}<guid>g</guid><description><![CDATA[<script>var a = '<p>no text</p>'</script>{body}"
                  "<img src=x width=1><style>p {}</style>]]></description>",
    }
    for name, item in items.items():
        write(f"{name}.xml", rss(f"<item>{item}</item>"))
        compare(f"{name}.xml", title, paragraphs, "g", source="Site")
    # Prefixes that nobody declared, a mark and white space before the declaration, a wrong declaration.
    item = f"<item>{items['both']}</item>"
    write("undeclared.xml", rss(item, ""))
    compare("undeclared.xml", title, paragraphs, "g")
    write("marked.xml", "\ufeff" + rss(item))
    compare("marked.xml", title, paragraphs, "g")
    write("spaces.xml", "\n\n  " + rss(item))
    compare("spaces.xml", title, paragraphs, "g")
    write("wide.xml", rss(item, head='<?xml version="1.0" encoding="utf-16"?>').encode("utf-16"))
    compare("wide.xml", title, paragraphs, "g")
    # The name decides nothing: without one the content does.
    write("noname", rss(item))
    compare("noname", title, paragraphs, "g")
    # An id: the guid, else the link, made absolute; else the number of the item.
    body_item = f"<description><![CDATA[{body}]]></description>"
    write("link.xml", rss(f"<item>{head}<link> ../b/story?x=1&y=2 </link>{body_item}</item>"))
    compare("link.xml", title, paragraphs, "https://site.example/b/story?x=1&y=2", url="https://site.example/b/story?x=1&y=2")
    write("nothing.xml", rss(f"<item>{head}{body_item}</item>"))
    compare("nothing.xml", title, paragraphs, "nothing.xml#1")
    # Atom.
    atom = '{head}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://atom.example/x/"><title>Atom</title>' \
           "<entry>{title}<id>tag:1</id><link rel='self' href='/no'/><link href='story.html'/>" \
           "<updated>2026-03-04T00:00:00Z</updated><published>2026-03-03T00:00:00Z</published>" \
           "<summary>{summary}</summary>{content}</entry></feed>"
    contents = {
        "atom_html": f'<content type="html">{html.escape(body)}</content>',
        "atom_xhtml": f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{body}</div></content>',
        "atom_prefix": f'<content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml">'
                       f'{body.replace("<p>", "<x:p>").replace("</p>", "</x:p>")}</x:div></content>',
        "atom_text": f'<content type="text">{html.escape("  ".join(paragraphs))}</content>',
    }
    for name, content in contents.items():
        write(f"{name}.atom", atom.format(head=HEAD, title=head, content=content, summary=html.escape(paragraphs[0][:50])))
        compare(f"{name}.atom", title, paragraphs, "tag:1", url="https://atom.example/x/story.html",
                date="2026-03-03T00:00:00Z", language="en", source="Atom")
    # RDF.
    rdf = f'{HEAD}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" ' \
          f'xmlns:dc="http://purl.org/dc/elements/1.1/" {CONTENT}><channel rdf:about="c"><title>Rdf</title></channel>' \
          f'<item rdf:about="https://rdf.example/1"><title>{html.escape(title)}</title><dc:date>2026-03-05</dc:date>' \
          f"<content:encoded><![CDATA[{body}]]></content:encoded></item></rdf:RDF>"
    write("a.rdf", rdf)
    compare("a.rdf", title, paragraphs, "https://rdf.example/1", date="2026-03-05", source="Rdf")
    # Entities of HTML, which XML does not know, and ampersands that are none.
    write("entities.xml", rss("<item><guid>g</guid><title>Caf&eacute;&nbsp;R&D &amp; AT&T &amp;#8211; caf&amp;eacute; "
                              "at the harbour front</title></item>"))
    compare("entities.xml", "Café R&D & AT&T – café at the harbour front", [], "g", title="Café R&D & AT&T – café at the harbour front")


def feed_faults():
    """What cannot be read is told, with the place; the items before it are used."""
    title, paragraphs = sample()
    good = f"<item><guid>{{}}</guid><title>{html.escape(title)}</title><description>{html.escape(paragraphs[0])}</description></item>\n"
    write("cut.xml", rss(good.format("a") + good.format("b"))[:-120])
    run = Run("cut.xml")
    adds_up(run)
    equal(run.summary["articles"], 1, run.messages)
    require("cut.xml:3: record 2: the item breaks off" in run.messages, run.messages)
    write("sloppy.xml", rss(good.format("a") + "<br>" + good.format("b")))
    run = Run("sloppy.xml")
    adds_up(run)
    equal(run.summary["articles"], 2, run.messages)
    require("warning: sloppy.xml: line" in run.messages or run.exit == 2, run.messages)
    write("other.xml", HEAD + "<nitf><body>text</body></nitf>")
    run = Run("other.xml")
    adds_up(run)
    require("other.xml: this XML is no feed: it begins with <nitf>" in run.messages, run.messages)
    write("none.rss", "this is no XML at all")
    run = Run("none.rss")
    adds_up(run)
    equal(run.exit, 2, run.messages)
    write("same.xml", rss(good.format("a") + good.format("a")))
    run = Run("same.xml")
    adds_up(run)
    equal([code for _, _, code in run.errors()], ["duplicate-id"])


def pages():
    title, paragraphs = sample()
    body = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    noise = "<nav><p>Menu of the whole site with many words in it</p></nav>"
    pages_of = {
        "semantic": page(title, paragraphs),
        "bare": f"<title>{title}</title>{body}",
        "unclosed": f"<html><head><title>{title}</title><body><div><h1>{title}" + "".join(f"<p>{text}" for text in paragraphs),
        "whole_page_form": f"<html><head><title>{title}</title></head><body>{noise}<form id=aspnetForm><h1>{title}</h1>{body}"
                           "</form></body></html>",
        "article_body": f"<html><head><title>{title}</title></head><body>{noise}<article><p>Teaser of something else entirely"
                        f"</p></article><div itemprop=articleBody>{body}</div><div class='related'><p>Another thing</p></div>"
                        "</body></html>",
        "link_lists": f"<title>{title}</title><ul><li><a href=1>One headline that leads elsewhere</a><li><a href=2>Another "
                      f"headline that leads elsewhere</a></ul>{body}<p class=ad>Buy a new sofa today</p>",
        "hidden": f"<title>{title}</title>{body}<p hidden>secret words</p><p style='display:none'>more</p>"
                  "<div aria-hidden=true>and more</div><noscript>Please switch it on</noscript><template>t</template>",
        "uppercase": f"<HTML><HEAD><TITLE>{title}</TITLE></HEAD><BODY><SCRIPT>x</SCRIPT>{body}<FOOTER>Foot</FOOTER></BODY></HTML>",
        "nul": f"<title>{title}</title>{body[:100]}\0{body[100:]}",
    }
    for name, content in pages_of.items():
        write(f"{name}.html", content)
        compare(f"{name}.html", title, paragraphs, f"{name}.html",
                ("identical", "near") if name == "nul" else ("identical",), title=title)
    write("noname", "\n<!-- made by hand -->" + pages_of["semantic"])
    compare("noname", title, paragraphs, "noname")
    deep = "<div>" * 20000 + pages_of["bare"]
    write("deep.html", deep)
    compare("deep.html", title, paragraphs, "deep.html")
    write("dated.html", page(title, paragraphs).replace("</head>", '<script type="application/ld+json">{"@type": "NewsArticle",'
                                                        ' "datePublished" : "2026-03-04T08:00:00+01:00"}</script></head>'))
    compare("dated.html", title, paragraphs, "dated.html", date="2026-03-04T08:00:00+01:00", language="en")
    write("entities.html", "<title>Caf&eacute; &amp; S&ouml;hne &mdash; &#8222;neu&#8220; er&ouml;ffnet am Hafen</title>")
    compare("entities.html", "Café & Söhne — „neu“ eröffnet am Hafen", [], "entities.html")
    # Two pages that differ in all but the article are the same article to diff.
    run = Run("diff", "plain.txt", "entities.html", report=False)
    require("identical" in run.text, run.text)


def attributes():
    """Entities in attributes are whole characters."""
    text = " ".join(articles()[0][2])
    entries = "".join(f'<entry><title>x</title><link href="https://a.example/caf&eacute;/{number}?a&amp;b"/><content>{text}</content></entry>'
                      for number in range(2))
    write("links.atom", f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>')
    equal(Run("links.atom").groups(), [[f"https://a.example/café/{number}?a&b" for number in range(2)]])


def encodings():
    """What a page declares is believed unless its bytes say otherwise."""
    title = "Der Bürgermeister eröffnete die Brücke über die Weiß — nach fünf Jahren"
    text = ["Zur Eröffnung spielte die Blaskapelle „Frohsinn“, und für die Kinder gab es Würstchen und Getränke."]
    content = '<html><head><meta {}><title>{}</title></head><body><p>{}</p></body></html>'
    for name, declared, written in (
            ("right", 'charset="windows-1252"', "windows-1252"), ("latin", "charset=iso-8859-1", "windows-1252"),
            ("old", 'http-equiv="Content-Type" content="text/html; charset=windows-1252"', "windows-1252"),
            ("wrong", "charset=iso-8859-1", "utf-8"), ("wrong_too", "charset=utf-8", "windows-1252"),
            ("nonsense", "charset=x-nonsense", "utf-8"), ("none", "name=x", "windows-1252"),
            ("marked", "charset=iso-8859-1", "utf-8-sig"), ("wide", "charset=utf-8", "utf-16")):
        write(f"{name}.html", content.format(declared, title, text[0]).encode(written))
        run = compare(f"{name}.html", title, text, f"{name}.html")
        guessed = name in ("wrong_too", "none")
        equal("read as Windows-1252" in run.messages, guessed, f"{name}: {run.messages}")
    greek = "Η γέφυρα άνοιξε ξανά μετά από πέντε χρόνια εργασιών στο λιμάνι της πόλης"
    write("greek.html", content.format("charset=iso-8859-7", greek, greek).encode("iso-8859-7"))
    compare("greek.html", greek, [], "greek.html")
    japanese = "港の橋は五年間の工事を終えて月曜日に再び開通し、市長が式典で挨拶した"
    for encoding in ("shift_jis", "euc-jp", "iso-2022-jp"):
        write("japanese.html", content.format(f"charset={encoding}", japanese, japanese).encode(encoding))
        compare("japanese.html", japanese, [], "japanese.html")
    item = f"<item><guid>g</guid><title>{title}</title><description>{text[0]}</description></item>"
    for declared, written in (("iso-8859-1", "windows-1252"), ("iso-8859-1", "utf-8"), ("windows-1252", "windows-1252"),
                              ("utf-8", "windows-1252")):
        write("a.xml", rss(item, head=f'<?xml version="1.0" encoding="{declared}"?>').encode(written))
        compare("a.xml", title, text, "g")


def web_archive():
    """Records of a web archive: pages that succeeded are read, under their address; the rest is counted."""
    title, paragraphs = sample()
    content = page(title, paragraphs)
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in
                      [content.encode()[at:at + 300] for at in range(0, len(content.encode()), 300)]) + b"0\r\n\r\n"
    uri = "https://news.example/story/"
    records = [
        warc_record("warcinfo", "", b"software: none\r\n", "application/warc-fields"),
        warc_record("request", uri, b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
        warc_record("response", uri, answer(content)),
        warc_record("response", uri + "chunked", answer(chunks, fields="Transfer-Encoding: chunked\r\n")),
        warc_record("response", uri + "not-chunked", answer(content, fields="Transfer-Encoding: chunked\r\n")),
        warc_record("response", uri + "packed", answer(gzip.compress(content.encode()), fields="Content-Encoding: gzip\r\n")),
        warc_record("response", uri + "latin", answer(content.replace('charset="utf-8"', "").encode("windows-1252"),
                                                      "text/html; charset=ISO-8859-1")),
        warc_record("response", uri, answer(content)),
        warc_record("resource", uri + "resource", content.encode(), "text/html"),
        warc_record("response", uri + "gone", answer(content, status="404 Not Found")),
        warc_record("response", uri + "photo.jpg", answer(b"\xff\xd8\xff\xe0", "image/jpeg")),
        warc_record("revisit", uri, b"HTTP/1.1 304\r\n\r\n"),
    ]
    wanted = sorted("{}:" + name for name in (uri, uri + "chunked", uri + "not-chunked", uri + "packed", uri + "latin",
                                              uri + "#2", uri + "resource"))
    for path, data in (("a.warc", b"".join(records)), ("b.warc.gz", b"".join(map(gzip.compress, records))),
                       ("c.warc.zst", packed(b"".join(records), ".zst"))):
        write(path, data)
        write("plain.txt", plain(title, paragraphs))
        run = Run(path, "plain.txt")
        adds_up(run)
        equal(run.exit, 0, run.messages)
        equal(run.groups(), [sorted([name.format(path) for name in wanted] + ["plain.txt"])], path)
        equal(run.summary["left_out"], 5, path)
        equal(run.members()[f"{path}:{uri}"]["url"], uri)
    write("cut.warc", b"".join(records)[:len(records[0]) + len(records[1]) + len(records[2]) + 400])
    run = Run("cut.warc")
    adds_up(run)
    equal((run.exit, run.summary["articles"]), (2, 1), run.messages)
    write("brotli.warc", warc_record("response", uri, answer(b"\x8b\x05\x80", fields="Content-Encoding: br\r\n")))
    require('is packed as "br"' in Run("brotli.warc").messages, "brotli")


if __name__ == "__main__":
    main({check.__name__: check for check in (feeds, feed_faults, attributes, pages, encodings, web_archive)})
