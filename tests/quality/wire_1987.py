#!/usr/bin/env python3
"""Reuters notices of 1987, as Debian's package weka has them, and pairs of them that were read: one event or two forms.

    apt-get download weka && dpkg -x weka_*.deb weka
    wire_1987.py --dedupe PROGRAM weka/usr/share/doc/weka/examples/ReutersCorn-{train,test}.arff

The texts belong to their publisher and are not in this project. wire_1987.tsv has numbers of notices, in the order of the
two files, and `right` or `wrong`: whether they are of one event. All pairs were read that dedupe called duplicate at
commit fc212b2 without being identical, six more that it should have, and what later versions found.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

LABELS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "wire_1987.tsv")
DUPLICATE = {"near", "excerpt", "derived"}
NOTICE = re.compile(r"^'((?:[^'\\]|\\.)*)'\s*,\s*\S+", re.MULTILINE | re.DOTALL)
ESCAPES = {"\\'": "'", "\\n": "\n", "\\t": " ", '\\"': '"', "\\\\": "\\"}


def notices(path):
    with open(path, encoding="latin-1") as file:
        data = file.read().partition("@data")[2]
    data = re.sub(r"\s*&#[0-9]+;", "", data.replace("&lt;", "<").replace("&amp;", "&"))
    for match in NOTICE.finditer(data):
        yield re.sub(r"\\.", lambda escape: ESCAPES.get(escape[0], escape[0]), match[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dedupe", required=True, type=os.path.abspath)
    parser.add_argument("arff", nargs=2)
    options = parser.parse_args()
    with open(LABELS, encoding="utf-8") as file:
        labels = {frozenset(one_other): label for *one_other, label in (line.split() for line in file)}
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        texts = [text for path in options.arff for text in notices(path)]
        file.writelines(json.dumps({"id": str(number), "text": text}) + "\n" for number, text in enumerate(texts))
        file.flush()
        done = subprocess.run([options.dedupe, "--pairs", "-q", "-f", "json", file.name], capture_output=True, check=True)
    found = {frozenset((pair["a"], pair["b"])) for pair in json.loads(done.stdout)["pairs"] if pair["relation"] in DUPLICATE}
    count = {label: sum(labels.get(pair) == label for pair in found) for label in ("right", "wrong", None)}
    print(f"notices {len(texts)}  duplicates {len(found)}  right {count['right']} of "
          f"{sum(label == 'right' for label in labels.values())}  wrong {count['wrong']}  not read {count[None]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
