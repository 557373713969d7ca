#!/usr/bin/env python3
"""Runs cases of the command line.

A case is a shell script cases/NAME.sh. It runs in an empty folder of its own, with $DEDUPE the program,
$TOOLS the folder of helpers and $DOCS that of the documents. What it writes has to be the content of
NAME.stdout and NAME.stderr, its exit status that in NAME.exit; a file that is missing stands for no
output, and for 0. A script that cannot test anything here ends with 77, and the case is skipped.

usage: run.py --dedupe PROGRAM [--update] [NAME]...      no NAME: all cases; --update rewrites what is expected
"""
import argparse
import difflib
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(HERE, "cases")
SKIPPED = 77
LIMIT_SECONDS = 300


def run_script(name, dedupe):
    """Runs a case; returns its output, errors and exit status as bytes."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    sanitizers = {key: value for key, value in os.environ.items() if key.endswith("SAN_OPTIONS")}
    with tempfile.TemporaryDirectory(prefix="dedupe-case-") as folder:
        environment = {
            **kept,
            **sanitizers,
            "DEDUPE": dedupe,
            "TOOLS": os.path.join(HERE, "tools"),
            "DOCS": os.path.join(HERE, "..", "..", "docs"),
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        script = os.path.join(CASES, name + ".sh")
        done = subprocess.run(["sh", "-u", script], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=LIMIT_SECONDS, check=False)
    return {"stdout": done.stdout, "stderr": done.stderr, "exit": b"%d\n" % done.returncode}


def path_of(name, part):
    return os.path.join(CASES, name + "." + part)


def expected(name, part):
    try:
        with open(path_of(name, part), "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b"0\n" if part == "exit" else b""


def update(name, got):
    for part, content in got.items():
        path = path_of(name, part)
        if content == (b"0\n" if part == "exit" else b""):
            if os.path.exists(path):
                os.remove(path)
        else:
            with open(path, "wb") as file:
                file.write(content)


def show_difference(name, part, wanted, got):
    lines = [[line.decode("utf-8", "backslashreplace") for line in text.splitlines(True)] for text in (wanted, got)]
    sys.stdout.writelines(difflib.unified_diff(*lines, f"{name}.{part} expected", f"{name}.{part} found"))
    print()


def run_case(name, options):
    """Runs one case; returns "passed", "failed", "skipped" or "updated"."""
    got = run_script(name, options.dedupe)
    if got["exit"] == b"%d\n" % SKIPPED:
        sys.stdout.write(got["stdout"].decode("utf-8", "backslashreplace"))
        return "skipped"
    if options.update:
        update(name, got)
        return "updated"
    wrong = [part for part, content in got.items() if content != expected(name, part)]
    for part in wrong:
        show_difference(name, part, expected(name, part), got[part])
    return "failed" if wrong else "passed"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dedupe", required=True, type=os.path.abspath)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    names = options.names or sorted(file[:-3] for file in os.listdir(CASES) if file.endswith(".sh"))
    outcomes = []
    for name in names:
        outcomes.append(run_case(name, options))
        print(f"{outcomes[-1]} {name}")
    if "failed" in outcomes:
        return 1
    return SKIPPED if set(outcomes) == {"skipped"} else 0


if __name__ == "__main__":
    sys.exit(main())
