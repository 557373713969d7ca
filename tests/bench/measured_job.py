"""Runs programs and measures them: wall time, processor time, and what dedupe --stats says of itself."""
import dataclasses
import json
import os
import resource
import subprocess
import time


@dataclasses.dataclass
class Job:
    """One run of a program. others is what else ran meanwhile, as a share of the machine; stats is None unless the
    program was dedupe."""
    wall: float
    cpu: float
    others: float
    stats: dict = None

    def stage(self, name):
        return next(stage for stage in self.stats["stages"] if stage["name"] == name)

    @property
    def peak_share(self):
        """Peak memory over the bytes of the input."""
        return self.stats["peak_bytes"] / self.stats["read_bytes"]


QUIET = 0.05       # others may have this share of the machine in a run that counts as undisturbed
MOST_ROUNDS = 6    # times the rounds that were asked for, while too few runs are undisturbed


def busy_seconds():
    """Processor time of the whole machine since it started, or None where the system does not tell."""
    try:
        with open("/proc/stat", encoding="utf-8") as file:
            user, nice, system, _, _, irq, softirq, steal = map(int, file.readline().split()[1:9])
    except (OSError, ValueError):
        return None
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def run(command, stdout=subprocess.DEVNULL, **options):
    """Runs a program to its end, which must be a good one."""
    busy = busy_seconds()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=stdout, **options)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    others = 0 if busy is None else max(0.0, busy_seconds() - busy - cpu) / wall / os.cpu_count()
    return Job(wall, cpu, others)


def least(repeats, **works):
    """Does each of the works in turn, so that what else the machine does meets all of them alike, until each had
    `repeats` runs that were not disturbed, or for MOST_ROUNDS times as many rounds; returns of each the run that took
    least wall time."""
    best, quiet = {}, dict.fromkeys(works, 0)
    for number in range(repeats * MOST_ROUNDS):
        for name, work in works.items():
            job = work()
            quiet[name] += job.others <= QUIET
            if name not in best or job.wall < best[name].wall:
                best[name] = job
        if number + 1 >= repeats and min(quiet.values()) >= repeats:
            break
    return best


class Bench:
    """The programs, the folder to work in, and how large everything is to be."""

    def __init__(self, options, folder):
        self.programs = options
        self.folder = folder
        self.smoke = options.smoke
        self.repeats = 1 if options.smoke else options.repeats
        self.corpus = options.corpus

    def size(self, full, smoke):
        return smoke if self.smoke else full

    def make(self, shape, count, mean_bytes=3000, seed=1):
        """A JSONL file of made-up articles; kept until the benchmark ends."""
        path = os.path.join(self.folder, f"{shape}-{count}-{mean_bytes}-{seed}.jsonl")
        if not os.path.exists(path):
            with open(path, "wb") as file:
                subprocess.run([self.programs.make_articles, shape, str(count), str(mean_bytes), str(seed)],
                               check=True, stdout=file)
        return path

    def make_files(self, count, mean_bytes=3000):
        """A folder with a text file an article, out of the user's corpus if there is one."""
        folder = os.path.join(self.folder, f"files-{count}")
        os.makedirs(folder)
        if self.corpus is None:
            subprocess.run([self.programs.make_articles, "news", str(count), str(mean_bytes), "1", folder], check=True)
            return folder
        with open(self.corpus, encoding="utf-8") as lines:
            for number, line in zip(range(count), lines):
                with open(os.path.join(folder, f"{number:06}.txt"), "w", encoding="utf-8") as file:
                    file.write(json.loads(line)["text"])
        return folder

    def plain_dedupe(self, path):
        """A whole run as people start it, its text report written to a file."""
        with open(os.path.join(self.folder, "report.txt"), "wb") as report:
            return run([self.programs.dedupe, "-q", path], stdout=report)

    def dedupe(self, path, threads=None):
        """A whole run that says what each stage cost, its JSON report written to a file."""
        report = os.path.join(self.folder, "report.json")
        command = [self.programs.dedupe, "-q", "--stats", "-f", "json", "-o", report, path]
        job = run(command + ([f"-j{threads}"] if threads else []), stderr=subprocess.DEVNULL)
        with open(report, encoding="utf-8") as file:
            tail = file.read().rpartition('\n"stats": ')[2]
        job.stats = json.loads(tail.rstrip()[:-1])
        return job


def table(heads, rows):
    """A table in Markdown."""
    lines = [heads, ["---"] * len(heads)] + rows
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def verdict(value, most=None, fewest=None):
    """Whether a ratio is as wanted."""
    fine = value <= most if most is not None else value >= fewest
    return "yes" if fine else "**no**"
