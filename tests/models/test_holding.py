"""What befalls the file while it is open, with real files; where a disk fails is told beside each."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coachdesk.crypto.connection import Access, open_database
from coachdesk.crypto.secret import Secret
from coachdesk.errors import (
    DamagedVaultError,
    DiskFullError,
    KnownError,
    ReadOnlyError,
    ReplacedError,
    StorageError,
)
from coachdesk.models.clock import Clock
from coachdesk.models.holding import Holding
from coachdesk.models.store import Store

KEY, SALT = Secret(bytes(32)), bytes(16)
PAGE = 4096


def keep(word: str) -> Callable[[Store], None]:
    def job(store: Store) -> None:
        with store.transaction():
            store.db.execute("INSERT INTO word VALUES (?)", [word])

    return job


def words(store: Store) -> list[str]:
    return [row["text"] for row in store.db.query("SELECT text FROM word ORDER BY rowid")]


def is_in_trouble(holding: Holding) -> bool:
    return holding.trouble is not None


class Place:
    """A folder with a database; `copy` is where a rescue goes."""

    def __init__(self, folder: Path, connect: Callable[[], Any], clock: Clock) -> None:
        self.file = folder / "practice.db"
        self.copy = folder / "copy.db"
        self.access = Access.WRITE
        self.opened = 0
        self.clock = clock
        with_table = Store(connect(), clock)
        with_table.db.execute("CREATE TABLE word (text TEXT NOT NULL) STRICT")
        keep("first")(with_table)
        with_table.close()

    def open(self) -> Store:
        self.opened += 1
        return Store(open_database(self.file, KEY, SALT, access=self.access), self.clock)

    def rescue(self, store: Store) -> tuple[Store, str]:
        target = open_database(self.copy, KEY, SALT, create=True)
        store.db.conn.backup(target)
        return Store(target, self.clock), "the copy"

    def replace(self, content: bytes) -> None:
        self.file.with_name("incoming").write_bytes(content)
        self.file.with_name("incoming").replace(self.file)


@pytest.fixture
def place(tmp_path: Path, connect: Callable[[], Any], clock: Clock) -> Place:
    return Place(tmp_path, connect, clock)


@pytest.fixture
def holding(place: Place) -> Iterator[Holding]:
    held = Holding(place.open, place.rescue)
    yield held
    held.close()


def test_a_replaced_file_takes_nothing_and_a_copy_takes_the_words(place: Place, holding: Holding) -> None:
    older = place.file.read_bytes()
    holding.run(keep("second"))
    place.replace(older)
    with pytest.raises(ReplacedError, match="kept in a copy of the vault, the copy"):
        holding.run(keep("third"))
    with pytest.raises(ReplacedError):
        holding.run(keep("fourth"))
    assert isinstance(holding.trouble, ReplacedError)
    assert place.file.read_bytes() == older
    holding.close()
    place.file = place.copy
    assert words(place.open()) == ["first", "second", "third", "fourth"]


def test_a_deleted_file_comes_back_as_a_copy(place: Place, holding: Holding) -> None:
    holding.run(keep("second"))
    place.file.unlink()
    with pytest.raises(ReplacedError, match="no longer where it was"):
        holding.run(keep("third"))
    assert (place.file.exists(), place.copy.exists()) == (False, True)


def test_what_was_read_before_is_read_on_after_the_file_is_gone(place: Place, holding: Holding) -> None:
    holding.run(keep("second"))
    place.file.unlink()
    with pytest.raises(ReplacedError):
        holding.run(keep("third"))
    assert holding.run(words) == ["first", "second"]


def test_the_same_file_back_in_its_place_is_gone_on_with(place: Place, holding: Holding) -> None:
    holding.run(keep("second"))
    away = place.file.rename(place.file.with_name("away"))
    with pytest.raises(ReplacedError):
        holding.run(keep("lost?"))
    place.replace(away.read_bytes())
    holding.run(keep("third"))
    assert holding.trouble is None
    holding.close()
    assert words(place.open()) == ["first", "second", "third"]


def test_a_copy_that_parted_at_the_same_generation_is_another(place: Place, holding: Holding) -> None:
    base = place.file.read_bytes()
    holding.run(keep("ours"))
    ours, place.file = place.file, place.file.with_name("theirs.db")
    place.file.write_bytes(base)
    theirs = place.open()
    keep("theirs")(theirs)
    theirs.close()
    place.file.replace(ours)
    place.file = ours
    with pytest.raises(ReplacedError):
        holding.run(keep("more of ours"))


def test_without_a_rescue_only_what_happened_is_said(place: Place) -> None:
    held = Holding(place.open)
    held.run(words)
    place.file.unlink()
    with pytest.raises(ReplacedError, match="connect that and try again"):
        held.run(keep("second"))
    held.close()


def test_a_copy_that_can_not_be_made_is_not_claimed(place: Place, holding: Holding) -> None:
    place.copy.write_bytes(b"in the way")
    holding.run(words)
    place.file.unlink()
    with pytest.raises(ReplacedError) as failed:
        holding.run(keep("second"))
    assert "copy" not in failed.value.text()


def fail(error: KnownError) -> Callable[[Store], None]:
    def job(_store: Store) -> None:
        raise error

    return job


def test_after_a_disk_that_failed_the_file_is_opened_anew_and_saves_again(
    place: Place, holding: Holding
) -> None:
    with pytest.raises(StorageError):
        holding.run(fail(StorageError()))
    assert is_in_trouble(holding)
    holding.run(keep("second"))
    assert not is_in_trouble(holding)
    assert place.opened == 2


def test_trouble_lasts_until_something_is_saved(holding: Holding) -> None:
    with pytest.raises(ReadOnlyError):
        holding.run(fail(ReadOnlyError()))
    holding.run(words)
    assert isinstance(holding.trouble, ReadOnlyError)
    holding.run(keep("second"))
    assert holding.trouble is None


def test_a_full_disk_is_no_reason_to_open_anew(place: Place, holding: Holding) -> None:
    with pytest.raises(DiskFullError):
        holding.run(fail(DiskFullError()))
    holding.run(keep("second"))
    assert (holding.trouble, place.opened) == (None, 1)


def test_a_ruined_page_ends_what_needs_it_and_nothing_else(place: Place, holding: Holding) -> None:
    holding.run(keep("x" * 3 * PAGE))
    holding.close()
    content = bytearray(place.file.read_bytes())
    for page in range(3):
        content[-page * PAGE - 100] ^= 1
    place.file.write_bytes(content)
    with pytest.raises(DamagedVaultError):
        holding.run(words)
    holding.run(keep("after it"))
    assert holding.run(lambda store: store.value("SELECT text FROM word WHERE rowid = 3")) == "after it"


def test_what_is_opened_to_read_only_says_so_from_the_start(place: Place, holding: Holding) -> None:
    place.access = Access.READ_ONLY
    assert holding.run(words) == ["first"]
    assert isinstance(holding.trouble, ReadOnlyError)
    with pytest.raises(ReadOnlyError, match="Opened to read only"):
        holding.run(keep("second"))


def test_a_bug_of_ours_in_a_copy_stays_a_bug(place: Place, holding: Holding) -> None:
    def stumble(store: Store) -> None:
        with store.transaction():
            pass
        raise ZeroDivisionError

    holding.run(words)
    place.file.unlink()
    with pytest.raises(ZeroDivisionError):
        holding.run(stumble)
