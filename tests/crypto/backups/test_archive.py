import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coachdesk.crypto.backups.archive import (
    check_checksum,
    check_keys,
    read_keys,
    read_label,
    unpack_database,
)
from coachdesk.crypto.backups.manifest import DamagedBackupError, NewerBackupError
from coachdesk.crypto.backups.shelf import Backup
from coachdesk.errors import StorageError
from tests.crypto.backups.conftest import flip, raising

ROUND_THE_ARCHIVE = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


def silent(_done: int, _total: int) -> None:
    return


def repacked(path: Path, change: Callable[[dict[str, bytes]], object], how: int = zipfile.ZIP_STORED) -> Path:
    """Write the archive anew after `change` had its members in hands."""
    with ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with ZipFile(path, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_any_unzip_reads_it(backup: Backup) -> None:
    with ZipFile(backup.path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["practice.db", "practice.keys", "manifest.json"]


def test_what_was_packed_is_whole(backup: Backup) -> None:
    seen: list[tuple[int, int]] = []
    check_checksum(backup.path, lambda done, total: seen.append((done, total)))
    assert seen[0] == (0, backup.size - 64)


@ROUND_THE_ARCHIVE
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_flipped_bit_is_found(backup: Backup, place: float, bit: int) -> None:
    original = backup.path.read_bytes()
    flip(backup.path, int(place * len(original)), 1 << bit)
    with pytest.raises(DamagedBackupError):
        check_checksum(backup.path, silent)
    backup.path.write_bytes(original)


@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 4096, -1])
def test_any_cut_is_found(backup: Backup, length: int) -> None:
    backup.path.write_bytes(backup.path.read_bytes()[:length])
    with pytest.raises(DamagedBackupError, match=backup.path.name):
        check_checksum(backup.path, silent)


@ROUND_THE_ARCHIVE
@given(st.binary(max_size=400))
def test_any_other_bytes_are_no_backup(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "stranger"
    file.write_bytes(content)
    with pytest.raises(DamagedBackupError):
        read_label(file)


@ROUND_THE_ARCHIVE
@given(place=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255))
@example(place=0.71875, byte=7)  # a member far before the beginning of the file
def test_a_headers_bytes_may_say_anything(backup: Backup, place: float, byte: int) -> None:
    original = backup.path.read_bytes()
    directory = original.index(b"PK\x01\x02")
    changed = bytearray(original)
    changed[directory + int(place * (len(original) - directory))] = byte
    backup.path.write_bytes(changed)
    try:
        unpack_database(backup.path, read_label(backup.path), io.BytesIO(), silent)
    except (DamagedBackupError, NewerBackupError):
        pass
    finally:
        backup.path.write_bytes(original)


@pytest.mark.parametrize(
    "change",
    [
        lambda members: members.pop("manifest.json"),
        lambda members: members.pop("practice.db"),
        lambda members: members.update({"stranger": b"x"}),
        lambda members: members.update({"practice.db": b"x"}),
        lambda members: members.update({"manifest.json": bytes(2_000_000)}),
    ],
)
def test_an_archive_of_another_shape_is_no_backup(
    backup: Backup, change: Callable[[dict[str, bytes]], object]
) -> None:
    with pytest.raises(DamagedBackupError):
        read_label(repacked(backup.path, change))


def test_a_member_that_only_says_it_is_compressed_is_not_unpacked(backup: Backup) -> None:
    content = bytearray(backup.path.read_bytes())
    content[content.rindex(b"PK\x01\x02") + 10] = zipfile.ZIP_DEFLATED  # how the last member is packed
    backup.path.write_bytes(content)
    for read in (read_label, read_keys):
        with pytest.raises(DamagedBackupError):
            read(backup.path)


def test_a_compressed_one_is_no_backup(backup: Backup) -> None:
    with pytest.raises(DamagedBackupError):
        read_label(repacked(backup.path, lambda _members: None, zipfile.ZIP_DEFLATED))


def test_another_database_of_the_same_size_is_seen(backup: Backup) -> None:
    def swap(members: dict[str, bytes]) -> None:
        members["practice.db"] = members["practice.db"][:-1] + b"?"

    changed = repacked(backup.path, swap)
    with pytest.raises(DamagedBackupError):
        unpack_database(changed, read_label(changed), io.BytesIO(), silent)


def test_another_key_file_is_seen(backup: Backup) -> None:
    keys = read_keys(backup.path)
    assert keys is not None
    check_keys(backup.path, read_label(backup.path), keys)
    for other in (None, keys + b" "):
        with pytest.raises(DamagedBackupError):
            check_keys(backup.path, read_label(backup.path), other)


def test_what_the_disk_refuses_is_told(backup: Backup, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StorageError):
        check_checksum(backup.path.with_name("gone"), silent)
    monkeypatch.setattr("coachdesk.crypto.backups.archive.ZipFile", raising(OSError(5, "input/output error")))
    with pytest.raises(StorageError, match="input/output error"):
        read_label(backup.path)
