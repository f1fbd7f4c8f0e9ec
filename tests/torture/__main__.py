"""The long tests and the fuzzers, and what they measured: `make torture`.

First come those that look at the clock, with nothing beside them. Then the fuzzers take what the other
long tests leave of the processor, which is much: who kills waits for the disk most of the time.
"""

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from attrs import frozen

from tests.torture.figures import FIGURES_FILE, Figure, append, collected
from tests.torture.fuzz import TARGETS

_ROOT: Final = Path(__file__).parents[2]
_REPORT: Final = _ROOT / "bench" / "torture.md"
LOOK_AT_THE_CLOCK: Final = frozenset(
    f"tests/faults/test_{name}.py" for name in ("going_away", "keychain", "kill")
)
_FUZZ_S: Final = 600
_STATISTICS: Final = {
    "number_of_executed_units": "inputs tried",
    "slowest_unit_time_sec": "slowest input, whole s",
    "peak_rss_mb": "memory of the whole fuzzer, MB",
}


@frozen
class Ran:
    """A job that has ended, and how."""

    name: str
    code: int
    seconds: float
    said: str


def run(name: str, command: Sequence[str], figures: Path) -> Ran:
    """Run a job and keep what it said."""
    began = time.monotonic()
    environment = os.environ | {FIGURES_FILE: str(figures), "QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run(  # noqa: S603  (our own programs)
        [sys.executable, *command], capture_output=True, text=True, cwd=_ROOT, env=environment, check=False
    )
    done = Ran(name, ran.returncode, time.monotonic() - began, ran.stdout + ran.stderr)
    print(f"{name}: {'ended well' if done.code == 0 else 'FAILED'} after {done.seconds:.0f} s", flush=True)  # noqa: T201
    return done


def one_by_one(modules: Iterable[str], figures: Path) -> list[Ran]:
    """Run the long tests of these modules."""
    return [run(module, ["-m", "pytest", "-m", "slow", module], figures) for module in modules]


def long_modules() -> list[str]:
    """Return the modules that have long tests."""
    command = [sys.executable, "-m", "pytest", "-m", "slow", "--collect-only", "-q"]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=_ROOT, check=False)  # noqa: S603
    if ran.returncode:
        raise SystemExit(ran.stdout + ran.stderr)
    return sorted(set(re.findall(r"^(tests/\S+\.py)(?:::|:)", ran.stdout, re.MULTILINE)))


def fuzz(target: str, seconds: int, figures: Path) -> Ran:
    """Run one fuzzer and take down its figures."""
    ran = run(f"fuzzing: {target}", ["-m", "tests.torture.fuzz", target, str(seconds)], figures)
    for key, name in _STATISTICS.items():
        found = re.search(rf"stat::{key}: +(\d+)", ran.said)
        append(figures, Figure(ran.name, name, int(found[1]) if found else "?"))
    append(figures, Figure(ran.name, "findings", 0 if ran.code == 0 else 1))
    return ran


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as Markdown."""
    rows = sorted((figure.module.rpartition(".")[2], figure.name, _shown(figure.value)) for figure in figures)
    lines = [f"| {_title(module)} | {name} | {value} |" for module, name, value in rows]
    return "\n".join(["| where | what | figure |", "|---|---|---:|", *lines])


def _title(module: str) -> str:
    return module.removeprefix("test_").replace("_", " ")


def _shown(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:,}"


def report(jobs: Sequence[Ran], figures: Sequence[Figure], seconds: float) -> str:
    """Return the page for `bench/torture.md`; `seconds` is what all of it took, several at a time."""
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    took = "\n".join(f"- {job.name}: {job.seconds / 60:.1f} minutes" for job in jobs)
    return (
        "# What the vault went through\n\n"
        f"Written by `make torture` on {datetime.now(UTC):%Y-%m-%d}, on {system}, {os.cpu_count()} cores.\n\n"
        f"{table(figures)}\n\n## How long it took\n\n"
        f"{seconds / 60:.1f} minutes in all, several jobs at a time:\n\n{took}\n"
    )


def everything(fuzz_seconds: int, figures: Path) -> list[Ran]:
    """Run all there is, in an order that fits into half an hour on two cores."""
    modules = long_modules()
    ran = one_by_one([module for module in modules if module in LOOK_AT_THE_CLOCK], figures)
    with ThreadPoolExecutor(len(TARGETS) + 1) as lanes:
        fuzzers = [lanes.submit(fuzz, target, fuzz_seconds, figures) for target in TARGETS]
        others = [module for module in modules if module not in LOOK_AT_THE_CLOCK]
        ran += lanes.submit(one_by_one, others, figures).result()
        return ran + [fuzzer.result() for fuzzer in fuzzers]


def main() -> int:
    """Run everything; the report is written where all went well."""
    parser = argparse.ArgumentParser(prog="torture")
    parser.add_argument("--fuzz-seconds", type=int, default=_FUZZ_S)
    fuzz_seconds, began = parser.parse_args().fuzz_seconds, time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.jsonl"
        ran = everything(fuzz_seconds, figures)
        measured = collected(figures.read_text(encoding="utf-8").splitlines())
    seconds = time.monotonic() - began
    failed = [job for job in ran if job.code]
    for job in failed:
        sys.stdout.write(f"\n{job.name}\n{job.said}\n")
    if not failed:
        _REPORT.write_text(report(ran, measured, seconds), encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
