#!/usr/bin/env python3
"""Checks that every passage of a JSON report (stdin) quotes its source exactly: `text` has to be the bytes
[offset, offset + length) of the article, and the other side's stretch has to lie within the other article.
Articles are the files of their ids, or the records of the .jsonl files that are named.

usage: check_quotes.py [FILE.jsonl]... < REPORT
"""
import json
import sys


def source(article, records):
    if article in records:
        return records[article]
    with open(article, "rb") as file:
        return file.read()


def links(report):
    """Each quoted link: the article that is quoted, the other one, the passages."""
    for cluster in report["clusters"]:
        for member in cluster["members"] + cluster["related"]:
            yield member["id"], member["to"], member["passages"]
    for pair in report.get("pairs", []):
        yield pair["a"], pair["b"], pair["passages"]


def main():
    records = {}
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            for line in file:
                record = json.loads(line)
                records[str(record["id"])] = record["text"].encode()
    checked = wrong = 0
    for article, other, passages in links(json.load(sys.stdin)):
        text, other_text = source(article, records), source(other, records)
        for passage in passages:
            start, end = passage["offset"], passage["offset"] + passage["length"]
            other_end = passage["other_offset"] + passage["other_length"]
            exact = text[start:end].decode("utf-8", "replace") == passage["text"]
            checked += 1
            if not exact or end > len(text) or other_end > len(other_text) or passage["other_length"] == 0:
                wrong += 1
                print(f"wrong: {article} {start}..{end}")
    print("all passages exact" if checked and not wrong else f"{wrong} of {checked} wrong")
    return 1 if wrong or not checked else 0


if __name__ == "__main__":
    sys.exit(main())
