#!/usr/bin/env python3
"""Checks a SARIF report (stdin) against the schema beside this file, and what a schema cannot say: that every
region is the text it quotes, that rules and links exist, and that fingerprints are there.

usage: check_sarif.py < REPORT      in the folder that its paths are relative to
"""
import json
import os
import sys
from urllib.parse import unquote_to_bytes

import jsonschema

HERE = os.path.dirname(os.path.abspath(__file__))


def check_region(physical, problems):
    region = physical.get("region", {})
    if "byteOffset" not in region:
        return 0
    path = unquote_to_bytes(physical["artifactLocation"]["uri"]).removeprefix(b"file://")
    with open(path, "rb") as file:
        content = file.read()
    start, end = region["byteOffset"], region["byteOffset"] + region["byteLength"]
    if content[start:end].decode("utf-8", "replace") != region["snippet"]["text"]:
        problems.append("a snippet is not what the bytes say")
    lines = content.decode("utf-8", "replace").split("\n")
    quoted = "\n".join(lines[region["startLine"] - 1 : region["endLine"]])
    last = len(lines[region["endLine"] - 1]) - (region["endColumn"] - 1)
    if quoted[region["startColumn"] - 1 : len(quoted) - last].lstrip("\ufeff") != region["snippet"]["text"].lstrip("\ufeff"):
        problems.append("a snippet is not what lines and columns say")
    return 1


def main():
    report = json.load(sys.stdin)
    with open(os.path.join(HERE, "sarif-2.1.0.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    problems = [f"{e.json_path}: {e.message}" for e in jsonschema.Draft4Validator(schema).iter_errors(report)]
    run = report["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    regions = 0
    for result in run["results"]:
        if rules[result["ruleIndex"]] != result["ruleId"]:
            problems.append("a rule index names another rule")
        if not result["partialFingerprints"]:
            problems.append("a result has no fingerprint")
        if 1 not in [location["id"] for location in result["relatedLocations"]]:
            problems.append("the link of a message leads nowhere")
        for location in result["locations"] + result["relatedLocations"]:
            regions += check_region(location["physicalLocation"], problems)
    for problem in problems:
        print(problem)
    print("not valid" if problems else "valid", len(run["results"]), "results,", regions, "regions in bytes")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
