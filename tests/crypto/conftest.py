"""A vault that opens quickly: the cost of a guess does not matter to these tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen

from coachdesk.crypto import vault
from coachdesk.crypto.database import DATABASE_NAME
from coachdesk.crypto.kdf import Cost
from coachdesk.crypto.keystore import COPY_NAME, KEYS_NAME
from coachdesk.crypto.opened import OpenedVault

CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
PASSPHRASE = "quiet river, late train"


@frozen
class Files:
    """A closed vault on disk."""

    folder: Path
    words: str

    @property
    def keys(self) -> Path:
        return self.folder / KEYS_NAME

    @property
    def copy(self) -> Path:
        return self.folder / COPY_NAME

    @property
    def database(self) -> Path:
        return self.folder / DATABASE_NAME


def make_files(folder: Path) -> Files:
    with vault.create(folder, PASSPHRASE, cost=CHEAP) as made:
        return Files(folder, " ".join(made.recovery_words()))


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return make_files(tmp_path / "Mine.coachdesk")


@pytest.fixture
def opened(files: Files) -> Iterator[OpenedVault]:
    with vault.unlock(files.folder, PASSPHRASE) as unlocked:
        yield unlocked
