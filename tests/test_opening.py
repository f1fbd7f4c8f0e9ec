import shutil
from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.crypto import vault
from coachdesk.crypto.backups.reading import open_with_passphrase
from coachdesk.errors import DiskFullError
from coachdesk.opening import connect
from coachdesk.sample.vault import PASSPHRASE

V1 = Path(__file__).resolve().parent / "data" / "v1.coachdesk"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copytree(V1, tmp_path / "old.coachdesk"))


def backups(folder: Path) -> list[Path]:
    return list((folder / "backups").glob("*.coachdesk-backup"))


def test_an_older_vault_is_backed_up_before_it_is_brought_up_to_date(old: Path) -> None:
    with vault.unlock(old, PASSPHRASE) as opened:
        connect(opened).close()
    [backup] = backups(old)
    with open_with_passphrase(backup, PASSPHRASE) as before:
        assert "client" in before.inventory.rows
        assert before.manifest.generation == 1


def test_without_a_backup_the_vault_stays_as_it_is(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise DiskFullError

    monkeypatch.setattr("coachdesk.crypto.backups.making.copy_database", refuse)
    with vault.unlock(old, PASSPHRASE) as opened:
        with pytest.raises(DiskFullError):
            connect(opened)
        with closing(opened.connect()) as connection:
            [[steps]] = connection.execute("SELECT count(*) FROM _sqlite_migrations").fetchall()
    assert (steps, backups(old)) == (1, [])


def test_a_vault_of_today_opens_without_one(old: Path) -> None:
    for _ in range(2):
        with vault.unlock(old, PASSPHRASE) as opened:
            connect(opened).close()
    assert len(backups(old)) == 1
