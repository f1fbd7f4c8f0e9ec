"""One backup as one file: a ZIP archive that compresses nothing, and ends in a checksum of all of it.

`docs/vault-format.md`, “Backups”, has the details. The checksum stands in the archive's comment
(https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.16), so that it covers every other bit.
"""

import errno
import hashlib
import hmac
import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, Final
from zipfile import ZipFile, ZipInfo

from coachdesk.crypto.backups.manifest import DamagedBackupError, Manifest, Member, read_manifest
from coachdesk.errors import known_from_os

DATABASE_MEMBER: Final = "practice.db"
KEYS_MEMBER: Final = "practice.keys"
MANIFEST_MEMBER: Final = "manifest.json"
_SUM_MARK: Final = b"sha-256 "
_DIGITS: Final = 64
_PIECE: Final = 1024 * 1024
_MOST_SMALL_BYTES: Final = 1024 * 1024  # for what is read at once: manifest and key file
_OWNER_ONLY: Final = 0o600 << 16
_NO_ARCHIVE: Final = (
    zipfile.BadZipFile,
    struct.error,
    EOFError,
    KeyError,
    ValueError,
    OverflowError,
    RuntimeError,  # among them NotImplementedError: encrypted, or packed in a way of its own
)
Tell = Callable[[int, int], None]


def write_archive(
    target: BinaryIO,
    database: Path,
    keys: bytes | None,
    write_manifest: Callable[[dict[str, Member]], bytes],
    tell: Tell,
) -> None:
    """Write database, key file and manifest; the latter is asked for once the others are measured."""
    with ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        members = {DATABASE_MEMBER: _add_file(archive, DATABASE_MEMBER, database, tell)}
        if keys is not None:
            members[KEYS_MEMBER] = _add(archive, KEYS_MEMBER, keys)
        _add(archive, MANIFEST_MEMBER, write_manifest(members))
        archive.comment = _SUM_MARK + b"0" * _DIGITS
    _write_checksum(target)


def read_label(path: Path) -> Manifest:
    """Read the manifest alone, which says nothing about whether the rest is whole.

    Raises:
        DamagedBackupError: this is no backup.
        NewerBackupError: it takes a newer CoachDesk.
        StorageError: the file can't be read.
    """
    with _opened(path) as archive:
        manifest = read_manifest(_small(archive, MANIFEST_MEMBER), path.name)
        _check_members(archive, manifest)
    return manifest


def read_keys(path: Path) -> bytes | None:
    """Return the key file in a backup, None where it has none.

    Raises:
        DamagedBackupError: this is no backup.
        StorageError: the file can't be read.
    """
    with _opened(path) as archive:
        return _small(archive, KEYS_MEMBER) if KEYS_MEMBER in archive.namelist() else None


def check_checksum(path: Path, tell: Tell) -> None:
    """Read every bit of the file.

    Raises:
        DamagedBackupError: one is not as it was written.
        StorageError: the file can't be read.
    """
    try:
        with path.open("rb") as file:
            digest = _digest_before_checksum(file, tell)
            if not hmac.compare_digest(file.read(), digest):
                raise DamagedBackupError(name=path.name)
    except OSError as error:
        raise known_from_os(error) from error


def unpack_database(path: Path, manifest: Manifest, target: BinaryIO, tell: Tell) -> None:
    """Write the database in a backup to `target`.

    Raises:
        DamagedBackupError: it is not the one that the manifest speaks of.
        StorageError: a file can't be read or written.
    """
    with _opened(path) as archive, archive.open(DATABASE_MEMBER) as source:
        found = _copy(source, target, manifest.members[DATABASE_MEMBER].size, tell)
        if found != manifest.members[DATABASE_MEMBER]:
            raise DamagedBackupError(name=path.name)


def check_keys(path: Path, manifest: Manifest, keys: bytes | None) -> None:
    """Compare the key file with what the manifest says of it.

    Raises:
        DamagedBackupError: it is another one.
    """
    found = None if keys is None else _measured(keys)
    if found != manifest.members.get(KEYS_MEMBER):
        raise DamagedBackupError(name=path.name)


@contextmanager
def _opened(path: Path) -> Iterator[ZipFile]:
    try:
        with ZipFile(path) as archive:
            _refuse_packed(archive)
            yield archive
    except _NO_ARCHIVE as error:
        raise DamagedBackupError(name=path.name) from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # a place that no file has; the archive's own words led there
            raise DamagedBackupError(name=path.name) from error
        raise known_from_os(error) from error


def _refuse_packed(archive: ZipFile) -> None:
    """Refuse what would have to be unpacked, before anything is: it fails in ways of its own, or grows."""
    if any(info.compress_type != zipfile.ZIP_STORED for info in archive.infolist()):
        raise ValueError("an archive that compresses")


def _check_members(archive: ZipFile, manifest: Manifest) -> None:
    """Refuse whatever `write_archive` would not have written."""
    sizes = {name: member.size for name, member in manifest.members.items()}
    found = {info.filename: info.file_size for info in archive.infolist() if info.filename != MANIFEST_MEMBER}
    if found != sizes or found.keys() - {KEYS_MEMBER} != {DATABASE_MEMBER}:
        raise ValueError("an archive of another shape")


def _small(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        content = member.read(_MOST_SMALL_BYTES + 1)
    if len(content) > _MOST_SMALL_BYTES:
        raise ValueError("a member far larger than any of ours")
    return content


def _add(archive: ZipFile, name: str, content: bytes) -> Member:
    with archive.open(_info(name), "w") as target:
        target.write(content)
    return _measured(content)


def _add_file(archive: ZipFile, name: str, source: Path, tell: Tell) -> Member:
    size = source.stat().st_size
    with source.open("rb") as file, archive.open(_info(name, size), "w") as target:
        return _copy(file, target, size, tell)


def _info(name: str, size: int = 0) -> ZipInfo:
    """Return the header of a member; its date says nothing, the manifest knows."""
    info = ZipInfo(name)
    info.external_attr = _OWNER_ONLY
    info.file_size = size  # tells in time whether the header takes 64 bits
    return info


def _measured(content: bytes) -> Member:
    return _copy(io.BytesIO(content), io.BytesIO(), len(content), lambda _done, _total: None)


def _copy(source: IO[bytes], target: IO[bytes], total: int, tell: Tell) -> Member:
    digest = hashlib.sha256()
    done = 0
    while piece := source.read(_PIECE):
        target.write(piece)
        digest.update(piece)
        done += len(piece)
        tell(done, total)
    return Member(size=done, sha256=digest.hexdigest())


def _write_checksum(target: BinaryIO) -> None:
    target.flush()
    digest = _digest_before_checksum(target, lambda _done, _total: None)
    target.write(digest)


def _digest_before_checksum(file: BinaryIO, tell: Tell) -> bytes:
    """Return the digits that the file should end with, and leave it at the place where they stand."""
    digest = hashlib.sha256()
    end = max(file.seek(0, io.SEEK_END) - _DIGITS, 0)
    file.seek(0)
    for start in range(0, end, _PIECE):
        digest.update(file.read(min(_PIECE, end - start)))
        tell(start, end)
    return digest.hexdigest().encode("ascii")
