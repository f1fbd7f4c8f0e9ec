import errno
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.crypto.connection import PAGE_BYTES, open_database
from coachdesk.crypto.pages import Pages, RuinedPageError
from coachdesk.crypto.secret import Secret
from coachdesk.errors import BugError, StorageError
from tests.crypto.ruins import KEY, SALT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "practice.db"
    with closing(open_database(made, KEY, SALT, create=True)) as opened:
        opened.execute("CREATE TABLE note (words TEXT)")
        opened.execute("INSERT INTO note VALUES ('kanarienvogel')")
    return made


@pytest.fixture
def pages(path: Path) -> Iterator[Pages]:
    with Pages(path, KEY, SALT) as opened:
        yield opened


def test_pages_are_read_as_sqlite_wrote_them(pages: Pages) -> None:
    assert pages.count == 2
    assert pages.read(1).startswith(b"SQLite format 3\0")
    assert b"kanarienvogel" in pages.read(2)


@pytest.mark.parametrize("place", [16, 500, PAGE_BYTES - 70, PAGE_BYTES - 1])
@pytest.mark.parametrize("number", [1, 2])
def test_no_changed_bit_passes(path: Path, place: int, number: int) -> None:
    content = bytearray(path.read_bytes())
    content[(number - 1) * PAGE_BYTES + place] ^= 1
    path.write_bytes(content)
    with Pages(path, KEY, SALT) as pages, pytest.raises(RuinedPageError) as ruined:
        pages.read(number)
    assert ruined.value.number == number


def test_ruined_first_bytes_do_not_matter(path: Path) -> None:
    path.write_bytes(os.urandom(16) + path.read_bytes()[16:])
    with Pages(path, KEY, SALT) as pages:
        assert pages.read(1).startswith(b"SQLite format 3\0")


def test_a_page_of_zeros_is_ruined_though_sqlcipher_lets_it_pass(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:PAGE_BYTES] + bytes(PAGE_BYTES))
    with Pages(path, KEY, SALT) as pages, pytest.raises(RuinedPageError):
        pages.read(2)


def test_a_page_in_the_place_of_another_is_ruined(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content + content[PAGE_BYTES:])
    with Pages(path, KEY, SALT) as pages, pytest.raises(RuinedPageError):
        pages.read(3)


@pytest.mark.parametrize("number", [0, -1, 3])
def test_a_page_that_is_not_there_is_ruined(pages: Pages, number: int) -> None:
    with pytest.raises(RuinedPageError):
        pages.read(number)


def test_another_key_reads_nothing(path: Path) -> None:
    with Pages(path, Secret(bytes(32)), SALT) as pages, pytest.raises(RuinedPageError):
        pages.read(1)


def test_pages_outlive_the_key_they_were_opened_with_and_wipe_their_own(path: Path) -> None:
    key = Secret(KEY.reveal())
    with Pages(path, key, SALT) as pages:
        key.wipe()
        assert pages.read(1)
        kept = pages._key  # noqa: SLF001  (a key has no other way out)
    with pytest.raises(BugError, match="wiped"):
        kept.reveal()


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        Pages(tmp_path / "missing", KEY, SALT)


def test_a_disk_that_fails_is_not_taken_for_damage(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing:
        def seek(self, *_: object) -> None:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    opened = pages._file  # noqa: SLF001  (a disk can't be made to fail otherwise)
    monkeypatch.setattr(pages, "_file", Failing())
    with pytest.raises(StorageError, match="Input/output"):
        pages.read(1)
    monkeypatch.setattr(pages, "_file", opened)
