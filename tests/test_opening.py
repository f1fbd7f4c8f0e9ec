import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.crypto import vault
from coachdesk.crypto.opened import OpenedVault
from coachdesk.errors import DiskFullError
from coachdesk.models.schema import STEPS
from coachdesk.models.store import Store
from coachdesk.opening import connect
from coachdesk.sample.vault import PASSPHRASE

V1 = Path(__file__).parent / "data" / "v1.coachdesk"


@pytest.fixture
def old(tmp_path: Path) -> Iterator[OpenedVault]:
    with vault.unlock(shutil.copytree(V1, tmp_path / "old.coachdesk"), PASSPHRASE) as opened:
        yield opened


def backups(opened: OpenedVault) -> int:
    return len(list((opened.folder / "backups").glob("*.coachdesk-backup")))


def test_an_older_vault_is_announced_backed_up_and_brought_up_to_date(old: OpenedVault) -> None:
    said: list[int] = []
    with closing(Store(connect(old, lambda: said.append(backups(old))))) as store:
        assert store.value("SELECT count(*) FROM _sqlite_migrations") == len(STEPS)
    assert said == [0]
    assert backups(old) == 1


def test_opening_it_again_says_and_makes_nothing(old: OpenedVault) -> None:
    connect(old).close()
    said: list[str] = []
    connect(old, lambda: said.append("begun")).close()
    assert (said, backups(old)) == ([], 1)


def test_without_its_backup_nothing_is_changed(old: OpenedVault, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise DiskFullError

    before = (old.folder / "practice.db").read_bytes()
    monkeypatch.setattr("coachdesk.opening.back_up", refuse)
    with pytest.raises(DiskFullError):
        connect(old)
    assert (old.folder / "practice.db").read_bytes() == before
