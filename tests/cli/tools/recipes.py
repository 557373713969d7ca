#!/usr/bin/env python3
"""Prints the commands of docs/ci.md, so that a case can run them.

usage: recipes.py FILE LANGUAGE [N]     code blocks of a language, each on its own; or the N-th of them, from 1
       recipes.py FILE --steps NAME     what the `run:` of a step, or the `script:` of a job of that name, runs
"""
import re
import sys


def blocks(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)


def steps(text, name):
    for block in blocks(text, "yaml"):
        found = re.search(rf"name: {name}\n +run: \|\n((?: {{10,}}.*\n)+)", block)
        if found:
            return re.sub(r"^ {10}", "", found.group(1), flags=re.M)
        if block.startswith(name + ":"):
            return "".join(line[6:] + "\n" for line in re.findall(r"^    - .*$", block, re.M))
    raise SystemExit(f"recipes.py: there is no step {name}")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        text = file.read()
    if sys.argv[2] == "--steps":
        sys.stdout.write(steps(text, sys.argv[3]))
    elif len(sys.argv) > 3:
        sys.stdout.write(blocks(text, sys.argv[2])[int(sys.argv[3]) - 1])
    else:
        print(len(blocks(text, sys.argv[2])))


if __name__ == "__main__":
    main()
