"""Brings copies of an old vault up to date, and kills each upgrade at another point.

`python -m tests.torture.upgrader VAULT SCRATCH HOW POINT…` prints one line for each kill: what was
found afterwards, `old` or `new`, or `done` where nothing was left to kill. HOW tells what is counted up to
the kill: `file` the files opened, renamed and removed, `tick` thousands of the database's instructions,
`time` milliseconds; `tear` leaves in SCRATCH what a kill and a lost journal make of a vault. The next
opening has to complete the upgrade; otherwise this ends with an error.
"""

import os
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from attrs import define

from coachdesk.crypto import vault
from coachdesk.crypto.connection import Connection, find_damage
from coachdesk.crypto.opened import OpenedVault
from coachdesk.crypto.upgrading import SafetyCopy
from coachdesk.errors import DamagedVaultError
from coachdesk.models.schema import STEPS
from coachdesk.models.upgrade import connect_up_to_date
from coachdesk.sample.vault import PASSPHRASE

# A step that touches a page in two, with so little memory that they are written before the commit.
_REWRITE: Final = """
PRAGMA cache_size = 10;
UPDATE private_note SET body = body || ' (taken over)';
UPDATE session SET place = 'harbour';
CREATE TABLE spare AS SELECT randomblob(2000) AS x FROM private_note, check_in;
DROP TABLE spare;
"""
HEAVY: Final = {**STEPS, "m9000_rewrite": _REWRITE}
_TICK: Final = 1_000
_FILE_EVENTS: Final = frozenset({"open", "os.rename", "os.remove"})


@define
class Fuse:
    """Kills this process when it was touched for the nth time."""

    left: int

    def touch(self) -> int:
        """Count down."""
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0


@define
class TickingVault:
    """A vault whose connections light a fuse."""

    opened: OpenedVault
    fuse: Fuse
    is_read_only: bool = False

    def connect(self) -> Connection:
        """Open the database and count what it does."""
        connection = self.opened.connect()
        connection.set_progress_handler(self.fuse.touch, _TICK)
        return connection

    def safety_copy(self) -> SafetyCopy:
        """Return the real one."""
        return self.opened.safety_copy()


def upgrade(folder: Path, around: Callable[[OpenedVault], Any] = lambda opened: opened) -> None:
    """Bring a vault up to date, and one step further."""
    with vault.unlock(folder, PASSPHRASE) as opened:
        connect_up_to_date(around(opened), steps=HEAVY).close()


def _dying(folder: Path, how: str, at: int) -> None:
    fuse = Fuse(at)
    if how == "tick":
        upgrade(folder, lambda opened: TickingVault(opened, fuse))
        return
    if how == "file":
        inside = str(folder)
        sys.addaudithook(
            lambda event, facts: (
                fuse.touch() if event in _FILE_EVENTS and str(facts[0]).startswith(inside) else None
            )
        )
    upgrade(folder)


def killed(folder: Path, how: str, at: int) -> bool:
    """Upgrade in a process that is killed at a point; tell whether it got that far."""
    child = os.fork()
    if child == 0:
        _dying(folder, how, at)
        os._exit(0)
    if how == "time":
        time.sleep(at / 1000)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def tear(source: Path, folder: Path) -> None:
    """Leave a vault that was killed in the middle of the last step, without its journal.

    Raises:
        ValueError: no kill left it half-written.
    """
    for at in range(70, 130):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(source, folder)
        killed(folder, "tick", at)
        database, copy, journal = (
            folder / f"practice.db{end}" for end in ("", ".before-upgrade", "-journal")
        )
        if copy.exists() and journal.exists() and database.read_bytes() != copy.read_bytes():
            journal.unlink()
            if _is_lost_without(copy):
                return
    raise ValueError


def _is_lost_without(copy: Path) -> bool:
    """Tell whether nothing but its copy can bring a vault back: another page may read as it did before."""
    alone = copy.parent.with_suffix(".alone")
    shutil.copytree(copy.parent, alone)
    (alone / copy.name).unlink()
    try:
        found_in(alone)
    except (DamagedVaultError, ValueError):
        return True
    finally:
        shutil.rmtree(alone)
    return False


def found_in(folder: Path) -> str:
    """Return whether a vault is `old` or `new`.

    Raises:
        ValueError: it is something between.
    """
    with vault.unlock(folder, PASSPHRASE) as opened:
        for check in ("cipher_integrity_check", "integrity_check"):
            with closing(opened.connect()) as connection:
                if find_damage(connection, check):
                    raise ValueError(check)
        with closing(opened.connect()) as connection:
            return _state_of(connection)


def _state_of(connection: Connection) -> str:
    (steps,) = connection.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()
    marks = Counter(
        row[0] for row in connection.execute("SELECT body LIKE '% (taken over)' FROM private_note")
    )
    places = Counter(row[0] for row in connection.execute("SELECT place = 'harbour' FROM session"))
    is_new = steps == len(HEAVY)
    if marks != {int(is_new): 31} or places[1] != (37 if is_new else 0):
        raise ValueError((steps, marks, places))
    return "new" if is_new else "old"


def main(source: Path, scratch: Path, how: str, *points: str) -> None:
    """Kill an upgrade at each of these points, or `tear` one."""
    if how == "tear":
        tear(source, scratch)
    for at in map(int, points):
        folder = scratch / f"{how}-{at}.coachdesk"
        shutil.copytree(source, folder)
        was_killed = killed(folder, how, at)
        found = found_in(folder)
        upgrade(folder)
        left = {path.name for path in folder.iterdir()} - {
            ".lock",
            "practice.db-journal",
        }  # a cold one is SQLite's
        if found_in(folder) != "new" or left != {"practice.db", "practice.keys", "practice.keys.bak"}:
            raise ValueError(left)
        shutil.rmtree(folder)
        print(found if was_killed else "done", flush=True)  # noqa: T201  (its only output)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
