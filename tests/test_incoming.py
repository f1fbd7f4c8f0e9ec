import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from coachdesk import incoming
from coachdesk.errors import InvalidInputError
from coachdesk.incoming import ChangedFileError, UnreadableFileError, pieces_in, pieces_of, size_of
from coachdesk.models.attachments import PART_BYTES, TooLargeError
from coachdesk.models.entities.attachment import MOST_BYTES
from tests.drivers.keyboard import wait_until


def a_file(folder: Path, content: bytes) -> Path:
    path = folder / "a.bin"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("size", [0, 1, PART_BYTES, 6 * PART_BYTES + 3])
def test_a_file_is_read_to_its_end(tmp_path: Path, size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    with pieces_of(a_file(tmp_path, content[:size])) as pieces:
        assert b"".join(pieces) == content[:size]


def test_bytes_in_memory_come_in_pieces_too() -> None:
    content = bytes(2 * PART_BYTES + 1)
    with pieces_in(content) as pieces:
        assert [len(piece) for piece in pieces] == [PART_BYTES, PART_BYTES, 1]


def meddle(path: Path, act: Callable[[Path], object]) -> None:
    """Take a file in while somebody does something to it."""
    with pieces_of(path) as pieces:
        for _piece in pieces:
            act(path)


def append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def test_a_file_that_is_written_to_meanwhile_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ChangedFileError):
        meddle(a_file(tmp_path, bytes(8 * PART_BYTES)), append)


def test_a_file_that_is_cut_short_meanwhile_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ChangedFileError):
        meddle(a_file(tmp_path, bytes(8 * PART_BYTES)), lambda path: os.truncate(path, PART_BYTES))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="This is a folder"):
        size_of(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_is_no_file_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InvalidInputError), pieces_of(tmp_path / "pipe") as pieces:
        list(pieces)


def test_what_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="No such file"):
        size_of(tmp_path / "gone")
    with pytest.raises(UnreadableFileError, match="No such file"), pieces_of(tmp_path / "gone") as pieces:
        list(pieces)


def test_a_disk_that_fails_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(incoming, "_hand_on", fail)
    with (
        pieces_of(a_file(tmp_path, b"x")) as pieces,
        pytest.raises(UnreadableFileError, match="Input/output"),
    ):
        list(pieces)


def test_a_file_that_is_too_large_is_not_even_begun(tmp_path: Path) -> None:
    path = a_file(tmp_path, b"")
    os.truncate(path, MOST_BYTES)
    assert size_of(path) == MOST_BYTES
    os.truncate(path, MOST_BYTES + 1)
    with pytest.raises(TooLargeError):
        size_of(path)


def test_the_reader_ends_where_nobody_takes_the_rest(tmp_path: Path) -> None:
    def readers() -> list[str]:
        return [one.name for one in threading.enumerate() if one.name == "reading"]

    with pieces_of(a_file(tmp_path, bytes(20 * PART_BYTES))) as pieces:
        next(pieces)
        assert readers()
    wait_until(lambda: not readers(), "for the reader")
