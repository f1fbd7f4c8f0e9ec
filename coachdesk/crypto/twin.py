"""A second vault under the keys of the first: passphrase and recovery words open it as well."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from coachdesk.crypto.connection import Connection, find_damage, mapped_errors
from coachdesk.crypto.database import DATABASE_NAME, open_file
from coachdesk.crypto.folder_lock import FolderLock
from coachdesk.crypto.founding import new_folder
from coachdesk.crypto.keystore import COPY_NAME, KEYS_NAME
from coachdesk.crypto.secret import Secret
from coachdesk.errors import DamagedVaultError, StorageError, known_from_os
from coachdesk.files import write_atomically

_SUFFIX: Final = ".coachdesk"


@contextmanager
def twin_folder(folder: Path, of: Path) -> Iterator[FolderLock]:
    """Hold a new folder with the key files of another vault; gone again where the block fails.

    Raises:
        InvalidInputError: the folder holds something.
        StorageError: it can't be made or written.
    """
    with new_folder(folder) as lock:
        for name in (KEYS_NAME, COPY_NAME):
            with contextlib.suppress(FileNotFoundError):
                write_atomically(folder / name, _bytes_of(of / name))
        yield lock


def copy_aside(source: Connection, of: Path, master: Secret, now: datetime) -> tuple[Connection, FolderLock]:
    """Copy what a connection has open to a new vault beside its own, even where that file is deleted.

    Raises:
        DamagedVaultError: a page of it does not decrypt.
        StorageError: the folder is gone, or nothing can be written beside it.
    """
    if not of.is_dir():
        raise StorageError
    folder = of.with_name(f"{of.stem} rescued {now:%Y-%m-%d %H%M%S}{_SUFFIX}")
    with twin_folder(folder, of) as lock:
        copy = open_file(folder / DATABASE_NAME, master, create=True)
        try:
            with mapped_errors():
                source.backup(copy)
            if find_damage(source, "cipher_integrity_check"):  # a ruined page is copied as zeros
                raise DamagedVaultError
        except BaseException:
            copy.close()
            raise
    return copy, lock


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise known_from_os(error) from error
