"""Kills undertakings at any point, and looks at what is left.

`python -m tests.torture.interrupter SCRATCH UNDERTAKING CARE HOW POINT…` prints one line for each kill: `old`
where everything is as before, `new` where it is as after an undertaking that nobody killed, `part` where
some of the things in the bin are gone, each of them wholly; `done` where nothing was left to kill. All
else is `lost`: a vault that is neither, one that does not open, a backup that does not open any more, a
damaged vault that is not as it was.
A point is how far on the way the kill comes, in per cent; HOW says of what: `line` of the lines of CoachDesk
that are run, `time` of the time that it takes, where it may come too late.
CARE is `careful`, or `careless` with the protection taken away, as a control.
"""

import filecmp
import hashlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, Final

from attrs import frozen

from coachdesk.crypto import vault
from coachdesk.crypto.backups.reading import open_with_passphrase
from coachdesk.crypto.connection import Connection, find_damage
from coachdesk.crypto.database import CHECKS, DATABASE_NAME
from coachdesk.crypto.opened import OpenedVault
from coachdesk.errors import KnownError
from coachdesk.sample.vault import PASSPHRASE
from tests.drivers.processes import ROOT
from tests.torture.undertakings import (
    BACKUP,
    CARELESS,
    DAMAGED,
    MAKE_A_VAULT,
    NEW,
    UNDERTAKINGS,
    VAULT,
    WORDS,
    Undertaking,
    empty_bin,
    let_go_of_one,
    make_source,
)
from tests.torture.upgrader import Fuse

_OURS: Final = str(ROOT / "coachdesk")
_BEGUN: Final = "begun"
_WHOLE: Final = 100
_TABLES: Final = """
SELECT name FROM pragma_table_list
WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
"""
State = dict[str, str]
_RUINED: Final[State] = {}


@frozen
class Way:
    """How long an undertaking is, from its beginning to its end."""

    lines: int
    seconds: float

    @classmethod
    def of(cls, undertaking: Undertaking, folder: Path) -> "Way":
        """Go it once, unharmed."""
        began: list[float] = []
        lines: list[None] = []

        def begin() -> None:
            began.append(time.monotonic())
            _trace(lambda: lines.append(None))

        undertaking(folder, begin)
        sys.settrace(None)
        return cls(len(lines), time.monotonic() - began[0])

    def killed(self, undertaking: Undertaking, folder: Path, how: str, point: float) -> bool:
        """Undertake it in a process that is killed on the way; tell whether it got that far."""
        child = os.fork()
        if child == 0:
            fuse = Fuse(int(self.lines * point / _WHOLE) + 1)
            undertaking(folder, (folder / _BEGUN).touch if how == "time" else lambda: _trace(fuse.touch))
            os._exit(0)
        if how == "time":
            while not (folder / _BEGUN).exists():
                time.sleep(0.0005)
            time.sleep(self.seconds * point / _WHOLE)
            os.kill(child, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code not in {0, -signal.SIGKILL}:
            raise ValueError(code)
        return code != 0


def _trace(on_line: Callable[[], object]) -> None:
    """From now on, tell of every line of CoachDesk that is about to be run."""

    def local(_frame: FrameType, event: str, _argument: Any) -> Callable[..., Any]:  # noqa: ANN401
        if event == "line":
            on_line()
        return local

    sys.settrace(lambda frame, *_: local if frame.f_code.co_filename.startswith(_OURS) else None)


def _state_of(opened: OpenedVault) -> State:
    """Return what a vault holds, table by table."""
    for check in CHECKS:
        with closing(opened.connect()) as connection:
            if find_damage(connection, check):
                return _RUINED
    with closing(opened.connect()) as connection:
        return {table: _content(connection, table) for (table,) in connection.execute(_TABLES).fetchall()}


def _content(connection: Connection, table: str) -> str:
    rows = connection.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608  (a name just read)
    lasting = [row for row in rows if row[0] != "stamp"]  # it is drawn anew with each change
    return hashlib.sha256(repr(sorted(map(repr, lasting))).encode()).hexdigest()


def _led_to(way: Callable[[], OpenedVault]) -> State | None:
    """Return what a way in leads to, or None where it leads nowhere."""
    try:
        with way() as opened:
            return _state_of(opened)
    except KnownError:
        return None


def _by_passphrase(folder: Path) -> State | None:
    return _led_to(partial(vault.unlock, folder, PASSPHRASE))


def _by_words(folder: Path) -> State | None:
    words = (folder.parent / WORDS).read_text(encoding="ascii")
    return _led_to(partial(vault.unlock_with_words, folder, words))


def _backup_opens(folder: Path) -> bool:
    try:
        open_with_passphrase(folder / BACKUP, PASSPHRASE).close()
    except KnownError:
        return False
    return True


@frozen
class Judge:
    """Knows how the vault was, and how it is to be; `between` is what may be found on the way there."""

    undertaking: Undertaking
    source: Path
    before: State
    after: State
    between: tuple[State, ...] = ()

    def found_in(self, folder: Path) -> str:
        """Return what is left in a folder."""
        here = _by_passphrase(folder / VAULT)
        if here is None or not _backup_opens(folder) or not self._can_be_salvaged_again(folder):
            return "lost"
        if self.undertaking not in MAKE_A_VAULT:
            return self._named(here)
        return "lost" if here != self.before else self._new_one(folder / NEW)

    def _can_be_salvaged_again(self, folder: Path) -> bool:
        damaged = Path(DAMAGED, DATABASE_NAME)
        return filecmp.cmp(self.source / damaged, folder / damaged, shallow=False)

    def _new_one(self, folder: Path) -> str:
        """Look at a vault that may not be there yet; the words open it before there are key files."""
        found = [state for state in (_by_words(folder), _by_passphrase(folder)) if state is not None]
        return "old" if not found else "new" if all(state == self.after for state in found) else "lost"

    def _named(self, state: State) -> str:
        named = [("new", self.after), ("old", self.before), *(("part", one) for one in self.between)]
        return next((name for name, known in named if known == state), "lost")


def tried_out(undertaking: Undertaking, source: Path) -> tuple[Way, Judge]:
    """Find out how long it takes, how everything is before, and how afterwards."""
    for name in ("unharmed", "again"):  # the first time it loads modules, which are lines as well
        folder = shutil.copytree(source, source.with_name(name))
        before, way = _known(folder / VAULT), Way.of(undertaking, folder)
    after = _known(folder / (NEW if undertaking in MAKE_A_VAULT else VAULT))
    between = tuple(_between(source)) if undertaking is empty_bin else ()
    return way, Judge(undertaking, source, before, after, between)


def _between(source: Path) -> Iterator[State]:
    """Yield what is there while the bin is emptied."""
    folder = shutil.copytree(source, source.with_name("piecewise"))
    while let_go_of_one(folder):
        yield _known(folder / VAULT)


def _known(folder: Path) -> State:
    state = _by_passphrase(folder)
    assert state, folder
    return state


def main(scratch: Path, name: str, care: str, how: str, *points: str) -> None:
    """Kill an undertaking at each of these points."""
    source, undertaking = scratch / "source", UNDERTAKINGS[name]
    make_source(source)
    way, judge = tried_out(undertaking, source)
    if care == "careless":
        CARELESS[undertaking]()
    for point in map(float, points):
        folder = scratch / f"{how}-{point}"
        shutil.copytree(source, folder)
        was_killed = way.killed(undertaking, folder, how, point)
        found = judge.found_in(folder)
        shutil.rmtree(folder)
        is_done = found == "new" and not was_killed
        print("done" if is_done else found, flush=True)  # noqa: T201  (its only output)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
