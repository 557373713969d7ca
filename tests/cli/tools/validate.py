#!/usr/bin/env python3
"""Checks a JSON report (stdin) against a JSON Schema. With --lines each line is an element of the schema's
definition "cluster".

usage: validate.py SCHEMA [--lines] < REPORT
"""
import json
import sys

import jsonschema


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    if "--lines" in sys.argv[2:]:
        schema = {"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": "#/$defs/cluster"}
        reports = [json.loads(line) for line in sys.stdin]
    else:
        reports = [json.load(sys.stdin)]
    errors = [error for report in reports for error in validator(schema).iter_errors(report)]
    for error in errors:
        print(f"{error.json_path}: {error.message}")
    print("valid" if not errors else "not valid", len(reports))
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
