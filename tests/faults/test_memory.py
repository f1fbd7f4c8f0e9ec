"""Fault 25: after the lock, nothing of the vault is left in the memory of the process."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from attrs import frozen

from coachdesk.crypto import vault
from coachdesk.crypto.kdf import Subkey, subkey
from coachdesk.crypto.recovery import master_from
from coachdesk.models import notes
from coachdesk.models.clock import Clock
from coachdesk.models.store import Store
from tests import making
from tests.canaries.keeper import VAULT
from tests.canaries.memory import hits_in
from tests.drivers.practice import PASSPHRASE, make_vault
from tests.drivers.processes import Started, core_limit, dumpable, has_window, start, umask, wait_for

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/PID/mem")

_WORD: Final = "Quarzkanarie"
_OF_KEYS: Final = ("master", "master, hex", "database key", "database key, hex")


@frozen
class Home:
    """A vault with a word in its notes, and what must not be left of it."""

    folder: Path
    needles: dict[str, bytes]


@pytest.fixture
def home(tmp_path: Path, clock: Clock) -> Home:
    folder = make_vault(tmp_path / "home" / VAULT, clock, _write_word)
    with vault.unlock(folder, PASSPHRASE) as opened:
        words = " ".join(opened.recovery_words())
    with master_from(words) as master, subkey(master, Subkey.DATABASE_KEY) as key:
        keys = bytes(master.reveal()), bytes(key.reveal())
    needles = {
        "word": _WORD.encode(),
        "word, utf-16": _WORD.encode("utf-16-le"),
        "word, utf-32": _WORD.encode("utf-32-le"),
        "passphrase": PASSPHRASE.encode(),
        "passphrase, utf-16": PASSPHRASE.encode("utf-16-le"),
        "words of the kit": words.encode(),
        "master": keys[0],
        "master, hex": keys[0].hex().encode(),
        "database key": keys[1],
        "database key, hex": keys[1].hex().encode(),
    }
    return Home(tmp_path / "home", needles)


def _write_word(store: Store) -> None:
    session = making.a_session(store, making.an_engagement(store))
    notes.save_note(store, session_id=session.id, body=f"She said: {_WORD}.", revision=0)


@contextmanager
def keeper(home: Home, *arguments: str) -> Iterator[Started]:
    """Start the coach, and wait until the note is on the screen."""
    with start(
        home.folder, "-m", "tests.canaries.keeper", str(home.folder), *arguments, talk=True
    ) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "open\n"
            yield process
        finally:
            process.kill()


def look(process: Started, home: Home) -> dict[str, int]:
    try:
        return hits_in(process.pid, home.needles)
    except PermissionError:
        pytest.skip("only an administrator may read the memory of a process that protects itself")


def tell_to_lock(process: Started) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


@pytest.mark.fault(25)
def test_after_the_lock_nothing_is_left(home: Home) -> None:
    with keeper(home) as process:
        before = look(process, home)
        assert before["word, utf-16"]
        assert any(before[name] for name in _OF_KEYS)
        tell_to_lock(process)
        wait_for(lambda: _is_at_the_door(process), "for the next process")
        assert {name: count for name, count in look(process, home).items() if count} == {}


def _is_at_the_door(process: Started) -> bool:
    """Tell whether the process was replaced, and has its window."""
    said = Path(f"/proc/{process.pid}/cmdline").read_text()
    return "tests.canaries" not in said and has_window(process)


@pytest.mark.fault(25, control=True)
def test_closing_alone_would_leave_the_word(home: Home) -> None:
    with keeper(home, "stay") as process:
        tell_to_lock(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "closed\n"
        hits = look(process, home)
        assert hits["word"] + hits["word, utf-16"] > 0


def test_the_next_process_hides_itself_again(home: Home) -> None:
    with keeper(home) as process:
        tell_to_lock(process)
        wait_for(lambda: _is_at_the_door(process), "for the next process")
        assert (core_limit(process), umask(process), dumpable(process)) == ("0 0", "0077", 0)
