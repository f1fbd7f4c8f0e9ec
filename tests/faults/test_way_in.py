"""What stands in the way of a vault is said at the door, in words, and nothing is written."""

import os
import platform
from collections.abc import Callable
from pathlib import Path

import pytest

from coachdesk.models.clock import Clock
from tests.drivers.first_start import Entrance
from tests.drivers.keyboard import focused, wait_until, words_in_sight
from tests.drivers.practice import make_vault

PAGE = 4096
PLAIN = b"SQLite format 3\0" + bytes(PAGE * 2 - 16)


def flip_each_page(database: Path) -> None:
    """Change one bit of every page but the first."""
    content = bytearray(database.read_bytes())
    for place in range(PAGE + 100, len(content), PAGE):
        content[place] ^= 1
    database.write_bytes(bytes(content))


def spoil_keys(database: Path) -> None:
    """Put something else in place of the key file and of its copy."""
    for keys in database.parent.glob("practice.keys*"):
        keys.write_bytes(b"?")


CUT = "practice.db is cut short or is not a database."
DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "an empty file": (lambda database: database.write_bytes(b""), CUT),
    "one byte": (lambda database: database.write_bytes(b"\0"), CUT),
    "a letter": (lambda database: database.write_text("Dear Mira, " * 1000, encoding="utf-8"), CUT),
    "cut off": (lambda database: os.truncate(database, PAGE + 100), CUT),
    "cut at a page": (lambda database: os.truncate(database, PAGE * 60), "a part of it is missing"),
    "a plain database": (lambda database: database.write_bytes(PLAIN), "practice.db is not encrypted"),
    "another vault's": (lambda database: database.write_bytes(os.urandom(PAGE * 4)), "belongs to other keys"),
    "gone": (lambda database: database.unlink(), "practice.db, is missing"),
    "ruined inside": (flip_each_page, "A file of this vault is damaged."),
    "without keys": (spoil_keys, "Open the vault with the words of the recovery kit"),
}


@pytest.fixture
def folder(tmp_path: Path, clock: Clock) -> Path:
    return make_vault(tmp_path / "MyPractice.coachdesk", clock)


@pytest.fixture
def door(entrance: Entrance, folder: Path) -> Entrance:
    """Return a coach who has opened CoachDesk before a vault that is there."""
    entrance.settings.vault = folder
    entrance.open()
    return entrance


def test_a_wrong_passphrase_costs_a_moment_and_nothing_else(door: Entrance, folder: Path) -> None:
    before = (folder / "practice.keys").read_bytes()
    door.unlock("another passphrase")
    door.wait_for("That passphrase does not open this vault.")
    assert focused().accessibleName() == "Passphrase"
    assert (folder / "practice.keys").read_bytes() == before


def test_no_passphrase_at_all_is_no_fault(door: Entrance) -> None:
    door.keys.press("Return")
    door.wait_for("That passphrase does not open this vault.")


@pytest.mark.fault(12)
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_vault_is_named_and_left_as_it_is(door: Entrance, folder: Path, damage: str) -> None:
    spoil, said = DAMAGE[damage]
    spoil(folder / "practice.db")
    before = contents(folder)
    door.unlock()
    door.wait_for(said)
    assert contents(folder) == before


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a vault but its lock."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != ".lock"}


def test_a_folder_with_something_in_it_is_not_taken(entrance: Entrance, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "to Mira.txt").touch()
    entrance.open()
    entrance.keys.press("Return")
    entrance.keys.fill("Folder", str(tmp_path / "letters"))
    entrance.keys.press("Return")
    entrance.wait_for("There is something in this folder already.")
    assert "Step 1 of 4" in words_in_sight()


def test_a_folder_that_can_not_be_written_is_said(entrance: Entrance, tmp_path: Path) -> None:
    entrance.open()
    entrance.keys.press("Return")
    entrance.keys.fill("Folder", str(_unwritable(tmp_path)))
    entrance.keys.press("Return")
    wait_until(lambda: "Step 2" in words_in_sight() or _cannot_write())
    if not _cannot_write():  # an administrator finds out only by trying
        entrance.type_passphrase_twice()
    wait_until(_cannot_write, "for what stands in the way")


def _cannot_write() -> bool:
    return any(words in words_in_sight() for words in ("can't be written to", "could not be written"))


def _unwritable(tmp_path: Path) -> Path:
    """Return a place that not even an administrator can write to."""
    if platform.system() == "Linux":
        return Path("/proc/coachdesk")
    (tmp_path / "fixed").mkdir(mode=0o500)
    return tmp_path / "fixed" / "vault"
