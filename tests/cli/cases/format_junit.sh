# JUnit XML is well formed whatever stands in names and texts, and its counts are those of its elements.
. "$TOOLS/articles.sh"
mkdir news
ferry > 'news/a"<&>.txt'; { printf '\001\357\277\276<x>&amp;]]>'; ferry; } > "$(printf 'news/b\001\n\357\277\277.txt')"
orchard > "$(printf 'news/c\377.txt')"; : > news/empty.txt; echo broken > news/feed.jsonl
"$DEDUPE" -f junit news missing.txt > report 2> /dev/null; echo "$?"
cat > check.py <<'END'
import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
suite = root.find("testsuite")
cases = suite.findall("testcase")
count = lambda name: sum(case.find(name) is not None for case in cases)
assert suite.attrib == root.attrib, "both levels count the same"
for attribute, found in (("tests", len(cases)), ("failures", count("failure")), ("errors", count("error")), ("skipped", count("skipped"))):
    assert int(suite.get(attribute)) == found, attribute
    print(attribute, found)
for case in cases:
    child = next(iter(case), None)
    print(ascii(case.get("name")), case.get("line"), None if child is None else (child.tag, child.get("message"), ascii((child.text or "")[:40])))
END
python3 check.py report
"$DEDUPE" -f junit --against news/empty.txt 'news/a"<&>.txt' | grep -c '<testcase'
"$DEDUPE" -f junit news -j 1 2> /dev/null > one; "$DEDUPE" -f junit news -j 5 2> /dev/null > other; cmp one other && echo same
