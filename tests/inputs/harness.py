"""Runs the program on files that a check writes, and reads its report."""
import argparse
import json
import os
import subprocess
import sys
import tempfile

PROGRAM = ""


class Run:
    """One run: exit status, report, messages, and the most memory it had (in MB). `stdin` is bytes, or a process
    whose output is read."""

    def __init__(self, *arguments, stdin=None, report=True):
        command = [PROGRAM, *(["-f", "json", "--pairs"] if report else []), *map(str, arguments)]
        source = subprocess.PIPE if isinstance(stdin, bytes) else subprocess.DEVNULL if stdin is None else stdin.stdout
        with open("stderr", "wb") as messages:
            process = subprocess.Popen(command, stdin=source, stdout=subprocess.PIPE, stderr=messages)
        if isinstance(stdin, bytes):
            process.stdin.write(stdin)
            process.stdin.close()
        elif stdin is not None:
            stdin.stdout.close()
        output = process.stdout.read()
        process.stdout.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.exit = process.returncode
        if stdin is not None and not isinstance(stdin, bytes):
            stdin.wait()
        self.megabytes = usage.ru_maxrss / 1024
        with open("stderr", encoding="utf-8", errors="backslashreplace") as file:
            self.messages = file.read()
        self.report = json.loads(output) if report and output else None
        self.text = output.decode("utf-8", "backslashreplace")

    @property
    def summary(self):
        return self.report["summary"]

    def groups(self, name=lambda member: member["id"]):
        """The clusters as a sorted list of sorted lists of names."""
        return sorted(sorted(name(member) for member in cluster["members"]) for cluster in self.report["clusters"])

    def members(self):
        return {member["id"]: member for cluster in self.report["clusters"] for member in cluster["members"]}

    def errors(self):
        return [(error.get("path"), error.get("line"), error["code"]) for error in self.report["errors"]]


def require(condition, *what):
    if not condition:
        raise AssertionError(" ".join(map(str, what)))


def equal(found, wanted, what=""):
    require(found == wanted, what, "\n  found ", found, "\n  wanted", wanted)


def adds_up(run):
    """Nothing is dropped without a word."""
    summary = run.summary
    equal(summary["records"], summary["articles"] + summary["skipped"] + summary["failed"], "summary adds up")
    equal(summary["errors"], sum(error.get("more", 1) for error in run.report["errors"]))
    equal(summary["skipped"], len(run.report["skipped"]))
    require(summary["errors"] >= summary["failed"], "each record that failed is an error")
    equal(run.exit, 2 if summary["errors"] else 0, run.messages)


def write(path, content):
    folder = os.path.dirname(path)
    if folder:
        os.makedirs(folder, exist_ok=True)
    with open(path, "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
    return path


def sanitized():
    """Whether the program carries a sanitizer, which takes memory of its own."""
    with open(PROGRAM, "rb") as file:
        content = file.read()
    return b"__asan_init" in content or b"__tsan_init" in content


def main(checks):
    global PROGRAM
    parser = argparse.ArgumentParser()
    parser.add_argument("--dedupe", required=True, type=os.path.abspath)
    parser.add_argument("check", choices=sorted(checks))
    options = parser.parse_args()
    PROGRAM = options.dedupe
    with tempfile.TemporaryDirectory(prefix="dedupe-inputs-") as folder:
        os.chdir(folder)
        try:
            checks[options.check]()
        except AssertionError as failure:
            print("failed:", failure)
            sys.exit(1)
        finally:
            os.chdir("/")
    print("passed", options.check)
