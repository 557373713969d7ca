# Pages in chunks: one that was cut off leaves nothing to the next, and the size of a chunk is found wherever
# the reader's blocks of 64 KiB end.
. "$TOOLS/articles.sh"
ferry > ferry.txt; orchard > orchard.txt
python3 - <<'END'
import pathlib

def page(name):
    return ("<html><body><p>" + pathlib.Path(name).read_text().replace("\n", " ") + "</p></body></html>").encode()

def chunks(body, size):
    parts = [body[i : i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"

def record(address, body, pad=b""):
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n" + pad + b"\r\n" + body
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nContent-Length: %d\r\n\r\n"
    return head % (address, len(answer)) + answer + b"\r\n\r\n"

second = record(b"http://a/two", chunks(page("ferry.txt"), 200))
pathlib.Path("fine.warc").write_bytes(second)
pathlib.Path("cut.warc").write_bytes(record(b"http://a/one", chunks(page("orchard.txt"), 400)[:100]) + second)
body = chunks(page("ferry.txt"), 200)
for before in range(8):
    first = record(b"http://a/one", chunks(page("orchard.txt"), 300))
    plain = record(b"http://a/two", body, b"X: \r\n")
    start = len(first) + plain.index(body)
    pathlib.Path("edge%d.warc" % before).write_bytes(
        first + record(b"http://a/two", body, b"X: " + b"x" * (65536 - start - before) + b"\r\n"))
END
"$DEDUPE" diff cut.warc fine.warc cut.warc:http://a/two fine.warc:http://a/two | sed -n 4p
for before in 0 1 2 3 4 5 6 7; do
    "$DEDUPE" diff "edge$before.warc" fine.warc "edge$before.warc:http://a/two" fine.warc:http://a/two | sed -n 4p
done
