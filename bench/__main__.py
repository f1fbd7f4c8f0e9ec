"""`python -m bench [--quick]`: measure, print one table and write it to `bench/results.md`."""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from bench.day import REST, UNUSUAL
from bench.practice import PASSPHRASE, lent, practice
from bench.table import Row, table

Figures = dict[str, float]
_SMALL: Final = 1_000
_USUAL: Final = 20_000
_LARGE: Final = 100_000
_TEXT_OF_50_MB: Final = 4_000
_STARTS: Final = 7
_ROUNDS: Final = 3
_SAVED: Final = ("draft", "note", "disk")
_RESULTS: Final = Path(__file__).with_name("results.md")


def main() -> None:
    """Measure everything, one thing after another, so that none disturbs the next."""
    parser = ArgumentParser(prog="python -m bench")
    parser.add_argument("--quick", action="store_true", help="1,000 sessions only, and fewer starts")
    quick: bool = parser.parse_args().quick
    sizes = (_SMALL,) if quick else (_SMALL, _USUAL, _LARGE)
    say(f"making practices of {', '.join(f'{size:,}' for size in sizes)} sessions, unless they are there")
    with ThreadPoolExecutor(2) as both_cores:
        list(both_cores.map(lambda size: probe("probes", "make", size), reversed(sizes)))
    loads = [_load()]
    rows = list(measure(sizes, starts=3 if quick else _STARTS))
    text = table(rows)
    print(text)
    if not quick:
        loads.append(_load())
        _RESULTS.write_text(f"{_heading(loads)}\n{text}", encoding="utf-8")


def measure(sizes: Sequence[int], *, starts: int) -> Iterator[Row]:
    """Yield the lines of the table as they are measured."""
    main_size = sizes[min(1, len(sizes) - 1)]
    yield from searches(sizes)
    yield from saves(sizes)
    yield from documents()
    yield from backups(main_size)
    yield from windows(sizes, main_size, starts)
    yield from files(main_size)
    yield from stalls(main_size)
    yield from opening(sizes)
    yield from sixty_clients(main_size)
    yield from looking_back(main_size)
    yield from a_year()
    yield from writing()
    yield from locks(sizes)


def searches(sizes: Sequence[int]) -> Iterator[Row]:
    """Search in the vault and in the same index without encryption; then the largest against the smallest."""
    found = {}
    for size in sizes:
        say(f"searching {size:,} notes")
        rounds = [
            (probe("probes", "search", size, "vault"), probe("probes", "search", size, "plain"))
            for _ in range(_ROUNDS)
        ]
        found[size] = median(ours["p95"] for ours, _ in rounds)
        yield Row(
            what=f"search as you type, {size:,} notes of 400 words, p95",
            measured=found[size],
            baseline=median(plain["p95"] for _, plain in rounds),
            beside="unencrypted",
            limit=8 if size == _USUAL else None,
            most=1.1,
        )
    yield from growth("search, p95", found)


def saves(sizes: Sequence[int]) -> Iterator[Row]:
    """Save drafts and notes."""
    note = {}
    for size in sizes:
        say(f"saving into {size:,} notes")
        rounds = [probe("probes", "saves", size) for _ in range(_ROUNDS)]
        draft, note[size], disk = (median(figures[name] for figures in rounds) for name in _SAVED)
        row = partial(Row, baseline=disk, beside="two pages alone")
        yield row(what=f"autosave of a draft, {size:,} sessions, p95", measured=draft, limit=4)
        yield row(what=f"note saved with its index, {size:,} sessions, p95", measured=note[size], limit=10)
    yield from growth("note saved, p95", note)


def growth(what: str, by_size: dict[int, float]) -> Iterator[Row]:
    """Compare the largest practice with the smallest."""
    least, most = min(by_size), max(by_size)
    if least != most:
        yield Row(
            what=f"{what}: {most:,} against {least:,}",
            measured=by_size[most],
            baseline=by_size[least],
            most=1.5,
        )


def documents() -> Iterator[Row]:
    """Print the agreement."""
    say("printing agreements")
    figures = probe("probes", "pdf")
    yield Row(what="agreement PDF, first in the process", measured=figures["cold"])
    yield Row(
        what="agreement PDF, second in the process",
        measured=figures["warm"],
        baseline=figures["cold"],
        beside="the first",
        limit=150,
    )
    typed = [probe("agreement") for _ in range(_ROUNDS)]
    yield Row(
        what="live preview of 40 clauses, from the last key to the pages",
        measured=median(figures["shown"] for figures in typed),
        limit=150,
    )
    yield Row(
        what="longest stall of the window while typing there",
        measured=median(figures["stall"] for figures in typed),
        limit=50,
    )


def backups(sessions: int) -> Iterator[Row]:
    """Back up small and large vaults, and save meanwhile."""
    say("backing up")
    made = probe("backups", "automatic", min(sessions, _TEXT_OF_50_MB), 50)
    yield Row(what="automatic backup of a 50 MB vault, processor time", measured=made["cpu"], limit=2_000)
    for megabytes in (20, 500):
        waited = probe("backups", "leaving", _SMALL, megabytes)["waited"]
        yield Row(what=f"locking waits for a backup, {megabytes} MB vault", measured=waited, limit=1_000)
    saves = probe("backups", "save_latency", sessions, 500)
    for what, name in (("p95", "p95"), ("longest", "longest")):
        yield Row(
            what=f"a save while a 500 MB vault is backed up, {what}",
            measured=saves[name],
            baseline=saves[f"alone_{name}"],
            beside="without",
            limit=100,
        )
    yield Row(what="two pages to a plain file in the same minutes, longest", measured=saves["disk_longest"])


def files(sessions: int) -> Iterator[Row]:
    """Add the largest file that a vault takes, and save meanwhile."""
    say("adding a file")
    saves = probe("files", "save_latency", sessions)
    for what, name, beside in (
        ("a save while a file of 100 MB is added, p95", "added_p95", "alone_p95"),
        ("a save while a file of 100 MB is added, longest", "added_longest", "alone_longest"),
        ("a save while its room is freed again, longest", "freed_longest", "alone_longest"),
    ):
        yield Row(what=what, measured=saves[name], baseline=saves[beside], beside="without", limit=100)


def stalls(sessions: int) -> Iterator[Row]:
    """Go through a day and look at how long the window answers nothing."""
    say("living through a day")
    days = [probe("day", sessions) for _ in range(_ROUNDS)]
    rest = median(figures[REST] for figures in days)
    usual = {step: median(figures[step] for figures in days) for step in days[0].keys() - {REST, *UNUSUAL}}
    longest = max(usual, key=usual.__getitem__)
    for what, stalled in (
        (f"longest stall in a day, {sessions:,} sessions ({longest})", usual[longest]),
        *(
            (f"longest stall of the window: {step}", median(figures[step] for figures in days))
            for step in UNUSUAL
        ),
    ):
        yield Row(what=what, measured=stalled, baseline=rest, beside="at rest", limit=50)


def opening(sizes: Sequence[int]) -> Iterator[Row]:
    """Open sessions and their briefs."""
    shown = {}
    for size in sizes:
        say(f"opening sessions, {size:,} of them")
        runs = [probe("opening", size) for _ in range(_ROUNDS)]
        for page, what in (("session", "a session"), ("brief", "the brief of a session")):
            for name, which in ((f"{page}_first", "the first"), (page, "another")):
                taken = median(run[name] for run in runs)
                yield Row(what=f"opening {what}, {which}, {size:,} sessions", measured=taken, limit=100)
        shown[size] = median(run["session"] for run in runs)
    yield from growth("opening a session", shown)


def sixty_clients(size: int) -> Iterator[Row]:
    """Look at the day with sixty active clients, of each of whom something waits, and change something."""
    say(f"Today with sixty active clients and {size:,} sessions")
    runs = [probe("today", size) for _ in range(_ROUNDS)]
    figures = {name: median(run[name] for run in runs) for name in runs[0]}
    shown = figures["shown"]
    yield Row(what=f"key known → Today shown, 60 clients, {size:,} sessions", measured=shown, limit=150)
    for name, what, limit in (
        ("refreshed", "Today read and painted anew", 50),
        ("put_off", "a line of Today put off, kept and painted", 100),
    ):
        row = partial(Row, what=f"{what}, 60 clients, {size:,} sessions", limit=limit)
        yield row(measured=figures[name], baseline=shown, beside="from the key")


def looking_back(size: int) -> Iterator[Row]:
    """Look back on the practice and on the work with a client, until the plots are painted."""
    say(f"looking back on {size:,} sessions")
    runs = [probe("looking_back", size) for _ in range(_ROUNDS)]
    for name, what in (
        ("practice_first", "twelve months of the practice, for the first time"),
        ("practice", "twelve months of the practice, again"),
        ("practice_whole", "the whole practice"),
        ("client_first", "the work with a client, for the first time"),
        ("client", "the work with another client"),
    ):
        taken = median(run[name] for run in runs)
        yield Row(what=f"looking back on {what}, {size:,} sessions", measured=taken, limit=300)


def a_year() -> Iterator[Row]:
    """Open the pages of the relationship on a year that was lived by the application's own verbs."""
    say("opening pages on a year of forty clients")
    runs = [probe("lived") for _ in range(_ROUNDS)]
    limits = {"today": 50, "look-back": 300, "practice": 300}
    for place in runs[0]:
        taken = median(run[place] for run in runs)
        yield Row(
            what=f"opening “{place}” after a year of 40 clients, median",
            measured=taken,
            limit=limits.get(place, 100),
        )


def writing() -> Iterator[Row]:
    """Write in a note of 50,000 letters, and in a bare editor beside it."""
    say("writing a long note")
    runs = [probe("writing") for _ in range(_ROUNDS)]
    figures = {name: median(run[name] for run in runs) for name in runs[0]}
    yield Row(
        what="a key in a note of 50,000 letters, until it is seen, p95",
        measured=figures.pop("ours"),
        baseline=figures.pop("bare"),
        beside="bare editor",
        limit=16,
    )
    longest = max(figures, key=figures.__getitem__)
    yield Row(what=f"longest stall there ({longest})", measured=figures[longest], limit=50)


def windows(sizes: Sequence[int], main_size: int, starts: int) -> Iterator[Row]:
    """Open windows, the bare one and ours in turn, so that both see the same machine."""
    say("opening windows")
    folder = practice(main_size).vault
    pairs = [(probe("windows", "bare"), probe("windows", "unlock", folder)) for _ in range(starts)]
    for unit, name in (("wall", "time"), ("cpu", "processor time")):
        yield Row(
            what=f"process start → unlock window, {name}",
            measured=median(ours[unit] for _, ours in pairs),
            baseline=median(bare[unit] for bare, _ in pairs),
            beside="bare window",
            most=1.3,
        )
    shown, used, unlocked = {}, {}, {}
    memory = 0.0
    for size in sizes:
        runs = [probe("unlocking", practice(size).vault, PASSPHRASE) for _ in range(_ROUNDS)]
        shown[size] = median(run["shown"] for run in runs)
        used[size] = median(run["cpu"] for run in runs)
        unlocked[size] = median(run["unlocked"] for run in runs)
        memory = median(run["memory"] for run in runs) if size == main_size else memory
    for size in sizes:
        for what, taken in (
            ("key known → Today shown", shown),
            ("key known → Today shown, processor time", used),
            ("Enter → Today shown, without Argon2", unlocked),
        ):
            yield Row(what=f"{what}, {size:,} sessions", measured=taken[size], limit=150)
    yield from growth("Today shown", shown)
    yield Row(
        what=f"memory at rest after unlock, {main_size:,} sessions",
        measured=memory,
        unit="MB",
        baseline=median(bare["memory"] for bare, _ in pairs),
        beside="bare window",
        most=2,
    )


def locks(sizes: Sequence[int]) -> Iterator[Row]:
    """Lock while a note is being written."""
    for size in sizes:
        say(f"locking {size:,} sessions")
        with lent(size) as vault:
            megabytes = (vault / "practice.db").stat().st_size / 1e6
            runs = [probe("locking", vault, PASSPHRASE) for _ in range(_ROUNDS)]
        for name, what in (("hidden", "nothing in sight"), ("left", "saved and closed")):
            yield Row(
                what=f"lock → {what}, vault of {megabytes:,.0f} MB",
                measured=median(run[name] for run in runs),
                limit=1_000,
            )


def probe(module: str, *arguments: object) -> Figures:
    """Measure one thing in a process of its own, away from the coach's settings.

    Modules are compiled once and kept, as where CoachDesk is installed, whatever the shell says of that.
    """
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "coachdesk-bench" / "compiled"),
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": home,
            "XDG_STATE_HOME": home,
            "BENCH_STARTED": repr(time.monotonic()),
        }
        done = subprocess.run(
            [sys.executable, "-m", f"bench.{module}", *map(str, arguments)],
            env=environment,
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def say(text: str) -> None:
    """Tell how far it is, beside the table."""
    print(f"… {text}", file=sys.stderr, flush=True)


def _load() -> float:
    """Return how many programs wanted a core in the last minute; 0 where the system does not say."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _heading(loads: Sequence[float]) -> str:
    return (
        "# Measured\n\n"
        f"By `make bench` on {platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, "
        f"load {' to '.join(f'{load:.1f}' for load in loads)}. Ratios travel, absolute figures do not.\n"
    )


if __name__ == "__main__":
    main()
