import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachdesk import files
from coachdesk.errors import DiskFullError, ReadOnlyError, StorageError, known_from_os
from coachdesk.files import remove_file, replacing, temporary_beside, write_atomically, write_pieces
from tests.faults.disks import Pending, fill_up

PIECE = 16 * 1024 * b"x"


def test_writes_what_it_is_given(tmp_path: Path) -> None:
    write_atomically(tmp_path / "kit.pdf", b"pages")
    assert (tmp_path / "kit.pdf").read_bytes() == b"pages"


def test_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    write_atomically(tmp_path / "kit.pdf", b"pages")
    assert stat.S_IMODE((tmp_path / "kit.pdf").stat().st_mode) == 0o600


def test_replaces_the_older_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    write_atomically(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_rejected_content_leaves_the_older_file_alone(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def reject(_content: bytes) -> None:
        raise ValueError("not a key file")

    with pytest.raises(ValueError, match="not a key file"):
        write_atomically(tmp_path / "a", b"new", verify=reject)
    assert (tmp_path / "a").read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]


@pytest.mark.parametrize(
    ("number", "error"),
    [(errno.ENOSPC, DiskFullError), (errno.EROFS, ReadOnlyError), (errno.EACCES, ReadOnlyError)],
)
def test_what_the_disk_refuses_is_a_known_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, error: type[Exception]
) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def fail(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(error):
        write_atomically(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]


def test_a_really_full_disk_is_told(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no device that is always full")
    with pytest.raises(OSError, match="No space left") as caught, full.open("wb", buffering=0) as device:
        device.write(b"x")
    assert isinstance(known_from_os(caught.value), DiskFullError)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        write_atomically(tmp_path / "nowhere" / "a", b"x")


def test_a_name_that_just_fits_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("名" * 80 + ".pdf")
    write_atomically(path, b"pages")
    assert path.read_bytes() == b"pages"


def test_a_file_system_that_can_t_sync_folders_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def only_files(descriptor: int) -> None:
        if Path(f"/proc/self/fd/{descriptor}").resolve() == tmp_path.resolve():
            raise OSError(errno.EINVAL, "")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", only_files)
    write_atomically(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_what_is_too_large_for_memory_is_written_piece_by_piece(tmp_path: Path) -> None:
    def nothing_yet(written: Path) -> None:
        assert written.read_bytes() == b"onetwo"
        assert not (tmp_path / "a").exists()

    with replacing(tmp_path / "a", verify=nothing_yet) as file:
        file.write(b"one")
        file.write(b"two")
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_a_large_file_goes_to_the_disk_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_SYNC_BYTES", 4 * len(PIECE))
    pending = Pending(monkeypatch)
    with replacing(tmp_path / "a", verify=lambda _path: None) as file:
        for _ in range(20):
            file.write(PIECE)
    assert pending.most == 4 * len(PIECE)
    assert (tmp_path / "a").read_bytes() == 20 * PIECE


def test_a_large_file_that_the_disk_does_not_take_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_SYNC_BYTES", 4 * len(PIECE))
    fill_up(monkeypatch)
    with pytest.raises(DiskFullError), replacing(tmp_path / "a", verify=lambda _path: None) as file:
        file.write(20 * PIECE)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def sizes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return how much is in the folder whenever something is synced; what has four pieces is large."""
    monkeypatch.setattr(files, "_FREED_BYTES", len(PIECE))
    found: list[int] = []

    def look(_descriptor: int) -> None:
        found.append(sum(one.stat().st_size for one in tmp_path.iterdir()) // len(PIECE))

    monkeypatch.setattr(os, "fsync", look)
    return found


def test_a_large_temporary_file_is_removed_in_pieces(tmp_path: Path, sizes: list[int]) -> None:
    path = temporary_beside(tmp_path / "a")
    path.write_bytes(4 * PIECE)
    remove_file(path)
    assert sizes == [3, 2, 1]
    assert list(tmp_path.iterdir()) == []


def test_what_has_a_name_of_its_own_is_removed_as_a_whole(tmp_path: Path, sizes: list[int]) -> None:
    (tmp_path / "a").write_bytes(4 * PIECE)
    (tmp_path / "kept").hardlink_to(tmp_path / "a")
    remove_file(tmp_path / "a")
    assert (tmp_path / "kept").read_bytes() == 4 * PIECE
    assert sizes == []


def test_what_can_t_be_shortened_is_removed_all_the_same(
    tmp_path: Path, sizes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_up(monkeypatch)
    path = temporary_beside(tmp_path / "a")
    path.write_bytes(4 * PIECE)
    remove_file(path)
    assert (list(tmp_path.iterdir()), sizes) == ([], [])


def test_a_piece_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), replacing(tmp_path / "a", verify=lambda _path: None) as file:
        file.write(bytes(1 // 0))
    assert list(tmp_path.iterdir()) == []


def test_pieces_become_a_file(tmp_path: Path) -> None:
    write_pieces(tmp_path / "film.bin", iter((b"one ", b"", b"two")))
    assert (tmp_path / "film.bin").read_bytes() == b"one two"
    assert stat.S_IMODE((tmp_path / "film.bin").stat().st_mode) == 0o600


def test_pieces_that_end_in_an_error_leave_the_older_file_alone(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"one"
        raise ValueError("no more")

    (tmp_path / "film.bin").write_bytes(b"old")
    with pytest.raises(ValueError, match="no more"):
        write_pieces(tmp_path / "film.bin", pieces())
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_pieces_that_do_not_read_back_become_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = hashlib.sha256(b"other")
    monkeypatch.setattr(hashlib, "file_digest", lambda *_: other)
    with pytest.raises(StorageError, match="does not read back the same"):
        write_pieces(tmp_path / "film.bin", iter((b"one",)))
    assert list(tmp_path.iterdir()) == []
