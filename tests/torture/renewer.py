"""Replaces the recovery kit of copies of a vault, and kills each replacement at another point.

`python -m tests.torture.renewer SCRATCH CARE HOW POINT…` prints one line for each kill: `former` or
`newer`, whichever words open the vault afterwards, or `done` where nothing was left to kill. The
passphrase has to open it as well; where it does not, or neither words do, or both, the line is `lost`.
HOW tells what is counted up to the kill: `file` the files opened, synced, renamed and removed, `time`
thousandths of the time that a replacement takes. CARE is `careful`, or takes a protection away, as a
control: see `CONTROLS`.
"""

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Final

from coachdesk.crypto import renewal, vault
from coachdesk.crypto.connection import find_damage
from coachdesk.crypto.database import CHECKS
from coachdesk.crypto.opened import OpenedVault
from coachdesk.crypto.renewal import Renewal
from coachdesk.errors import KnownError
from tests.crypto.conftest import CHEAP, PASSPHRASE, make_files
from tests.torture.upgrader import Fuse

NOTE: Final = "what only the vault knows"
_VAULT, _NEWER, _FORMER = "Mine.coachdesk", "newer words", "former words"
_LARGE: Final = 3_000_000  # copied in more than one step
_FILE_EVENTS: Final = frozenset({"open", "os.rename", "os.remove"})


def keys_first() -> None:
    """Let the key files come before the database."""
    rename = Renewal._put_in_force  # noqa: SLF001  (the protection taken away)

    def both(self: Renewal) -> None:
        renewal.promote(self._folder)
        rename(self)

    Renewal._put_in_force = both  # type: ignore[method-assign]  # noqa: SLF001


def unprepared() -> None:
    """Let no key file wait: it is written once the database is there."""
    prepare, promote = Renewal._write_keys, renewal.promote  # noqa: SLF001

    def later(self: Renewal, *how: Any) -> None:  # noqa: ANN401  (handed through)
        def write(folder: Path) -> None:
            prepare(self, *how)
            promote(folder)

        renewal.promote = write

    Renewal._write_keys = later  # type: ignore[assignment,method-assign]  # noqa: SLF001


CONTROLS: Final[dict[str, Callable[[], object]]] = {
    "careful": tuple,
    "keys_first": keys_first,
    "unprepared": unprepared,
}


def make_source(folder: Path) -> None:
    """Make a vault with a note, and its words beside it."""
    folder.mkdir(parents=True)
    made = make_files(folder / _VAULT)
    (folder / _FORMER).write_text(made.words, encoding="ascii")
    with vault.unlock(made.folder, PASSPHRASE) as opened, closing(opened.connect()) as connection:
        connection.execute("CREATE TABLE note (text TEXT) STRICT")
        connection.execute("INSERT INTO note VALUES (?)", [NOTE])
        connection.execute("CREATE TABLE attachment AS SELECT randomblob(?) AS content", [_LARGE])


def _light(fuse: Fuse, inside: str) -> None:
    """Let every look at a file of the vault, and every sync, burn the fuse."""
    sync = os.fsync

    def fsync(descriptor: int) -> None:
        fuse.touch()
        sync(descriptor)

    os.fsync = fsync  # type: ignore[assignment]  # Path and files hand over descriptors only
    sys.addaudithook(
        lambda event, facts: (
            fuse.touch() if event in _FILE_EVENTS and str(facts[0]).startswith(inside) else None
        )
    )


def replace(folder: Path, how: str = "", at: int = 0) -> float:
    """Replace the kit; once the new words are beside it, a kill is on its way; return how long it took."""
    with vault.unlock(folder / _VAULT, PASSPHRASE) as opened:
        prepared = opened.prepare_renewal()
        words = folder / _NEWER
        words.with_suffix(".tmp").write_text(" ".join(prepared.words()), encoding="ascii")
        words.with_suffix(".tmp").rename(words)
        if how == "file":
            _light(Fuse(at), str(folder / _VAULT))
        began = time.monotonic()
        opened.replace_kit(prepared, PASSPHRASE, cost=CHEAP)
        return time.monotonic() - began


def killed(folder: Path, how: str, at: int, takes_s: float) -> bool:
    """Replace the kit in a process that is killed at a point; tell whether it got that far."""
    child = os.fork()
    if child == 0:
        replace(folder, how, at)
        os._exit(0)
    if how == "time":
        while not (folder / _NEWER).exists():
            time.sleep(0.001)
        time.sleep(takes_s * at / 1000)
        os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code not in {0, -signal.SIGKILL}:
        raise ValueError(code)
    return code != 0


def opens(way: Callable[[], OpenedVault]) -> bool:
    """Tell whether a way in leads to a whole vault with its note, and leaves nothing unsettled."""
    try:
        opened = way()
    except KnownError:
        return False
    with opened:
        return _is_whole(opened) and not renewal.is_under_way(opened.folder)


def _is_whole(opened: OpenedVault) -> bool:
    for check in CHECKS:
        with closing(opened.connect()) as connection:
            if find_damage(connection, check):
                return False
    with closing(opened.connect()) as connection:
        return bool(connection.execute("SELECT text FROM note").fetchone() == (NOTE,))


def found_in(folder: Path) -> str:
    """Return whose words open the vault, `lost` where something does not hold; each way comes first once."""
    place = folder / "try.coachdesk"
    former, newer = ((folder / name).read_text(encoding="ascii") for name in (_FORMER, _NEWER))
    ways = {
        "passphrase": partial(vault.unlock, place, PASSPHRASE),
        "former": partial(vault.unlock_with_words, place, former),
        "newer": partial(vault.unlock_with_words, place, newer),
    }
    seen: set[frozenset[str]] = set()
    for first in ways:
        shutil.copytree(folder / _VAULT, place)
        order = sorted(ways, key=lambda name: name != first)
        seen.add(frozenset(name for name in order if opens(ways[name])))
        shutil.rmtree(place)
    return next(
        (state for state in ("former", "newer") if seen == {frozenset({"passphrase", state})}), "lost"
    )


def main(scratch: Path, care: str, how: str, *points: str) -> None:
    """Kill a replacement at each of these points."""
    source = scratch / "source"
    make_source(source)
    takes_s = replace(shutil.copytree(source, scratch / "unharmed"))
    CONTROLS[care]()
    for at in map(int, points):
        folder = scratch / f"{how}-{at}"
        shutil.copytree(source, folder)
        was_killed = killed(folder, how, at, takes_s)
        found = found_in(folder)
        shutil.rmtree(folder)
        is_done = found == "newer" and not was_killed
        print("done" if is_done else found, flush=True)  # noqa: T201  (its only output)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
