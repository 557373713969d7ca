"""The budget by stage: each beside a floor that was measured in the same run, on one thread."""
import json
import os
import subprocess

from measured_job import table


def texts_of(bench):
    """What bench_stages works on: made-up articles, or the texts of the user's corpus."""
    if bench.corpus is None:
        return [str(bench.size(4000, 30)), str(bench.size(6000, 800))]
    path = os.path.join(bench.folder, "texts")
    with open(bench.corpus, encoding="utf-8") as lines, open(path, "wb") as file:
        for line in lines:
            file.write(json.loads(line)["text"].replace("\0", " ").encode() + b"\0")
    return [path]


def run_benchmark(bench):
    found = json.loads(subprocess.run([bench.programs.bench_stages, str(bench.repeats)] + texts_of(bench), check=True,
                                      capture_output=True).stdout)
    rows = []
    for line in found["stages"]:
        ratio = line["seconds"] / line["floor_seconds"] if line["floor_seconds"] else 0
        each = f"{line['seconds'] * 1e9 / line['units']:,.0f} ns a {line['unit']}" if line.get("units") else ""
        rows.append([line["stage"], f"{line['seconds'] * 1e9 / found['bytes']:.2f}",
                     f"{line['seconds'] * 1e6 / found['articles']:.2f}", each, line["floor"],
                     f"{line['floor_seconds'] * 1e9 / found['bytes']:.2f}", f"{ratio:.1f}"])
    print(f"{found['articles']} articles, {found['bytes']} bytes, one thread, the least processor time of "
          f"{found['repeats']}:\n")
    print(table(["stage", "ns a byte", "µs an article", "", "floor", "ns a byte", "times"], rows))
    return found
