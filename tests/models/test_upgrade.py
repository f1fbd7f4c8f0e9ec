"""An older vault is brought up to date, or stays as it was."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.crypto import vault
from coachdesk.crypto.opened import OpenedVault
from coachdesk.crypto.upgrading import SafetyCopy
from coachdesk.errors import (
    DiskFullError,
    InvalidInputError,
    NewerVaultError,
    OlderVaultError,
    UpgradeFailedError,
)
from coachdesk.models.schema import STEPS
from coachdesk.models.store import Store
from coachdesk.models.upgrade import connect_up_to_date
from coachdesk.sample.vault import PASSPHRASE
from tests.faults.disks import fill_up

V1 = Path(__file__).resolve().parents[1] / "data" / "v1.coachdesk"
BROKEN = {**STEPS, "m9001_broken": "UPDATE private_note SET body = '';\nINSERT INTO nowhere VALUES (1);\n"}
TORN = {
    **STEPS,
    "m9002_torn": "PRAGMA defer_foreign_keys = ON;\nUPDATE session SET engagement_id = 'nobody''s';\n",
}
FULL = {**STEPS, "m9003_full": "PRAGMA max_page_count = 1;\nCREATE TABLE more AS SELECT zeroblob(9999999);\n"}
PROMISED = {**STEPS, "m9004_promised": "CREATE TABLE later (x TEXT) STRICT;\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(V1, tmp_path / "old.coachdesk")


@pytest.fixture
def old(folder: Path) -> Iterator[OpenedVault]:
    with vault.unlock(folder, PASSPHRASE) as opened:
        yield opened


def database(opened: OpenedVault) -> bytes:
    return (opened.folder / "practice.db").read_bytes()


def beside(opened: OpenedVault) -> set[str]:
    return {path.name for path in opened.folder.glob("practice.db*")} - {"practice.db"}


def test_an_old_vault_opens_with_todays_tables(old: OpenedVault) -> None:
    with closing(Store(connect_up_to_date(old))) as store:
        assert store.value("SELECT count(*) FROM remembered") == 0
        assert store.value("SELECT count(*) FROM client") == 3
    assert beside(old) == set()


def test_what_comes_before_is_called_once_and_only_then(old: OpenedVault) -> None:
    called: list[bytes] = []
    before = database(old)
    for _ in range(2):
        connect_up_to_date(old, lambda: called.append(database(old))).close()
    assert called == [before]


def test_what_comes_before_can_stop_it(old: OpenedVault) -> None:
    def refuse() -> None:
        raise InvalidInputError

    before = database(old)
    with pytest.raises(InvalidInputError):
        connect_up_to_date(old, refuse)
    assert database(old) == before


def test_each_step_raises_the_generation(old: OpenedVault) -> None:
    with closing(old.connect()) as connection:
        (then,) = connection.execute("SELECT value FROM vault_meta WHERE key = 'generation'").fetchone()
    with closing(Store(connect_up_to_date(old))) as store:
        now = store.value("SELECT value FROM vault_meta WHERE key = 'generation'")
    assert int(now) == int(then) + len(STEPS) - 1


@pytest.mark.parametrize("steps", [BROKEN, TORN])
def test_a_step_that_fails_leaves_the_vault_as_it_was(old: OpenedVault, steps: dict[str, str]) -> None:
    connect_up_to_date(old).close()
    before = database(old)
    with pytest.raises(UpgradeFailedError):
        connect_up_to_date(old, steps=steps)
    assert database(old) == before
    assert beside(old) == set()


def test_a_step_without_room_says_so_and_leaves_the_vault_as_it_was(old: OpenedVault) -> None:
    connect_up_to_date(old).close()
    before = database(old)
    with pytest.raises(DiskFullError):
        connect_up_to_date(old, steps=FULL)
    assert database(old) == before


def test_a_disk_that_is_full_before_the_step_leaves_the_vault_as_it_was(
    old: OpenedVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = database(old)
    fill_up(monkeypatch)
    with pytest.raises(DiskFullError):
        connect_up_to_date(old)
    assert database(old) == before
    assert beside(old) == set()


def test_a_step_that_damages_the_database_is_taken_back(
    old: OpenedVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = database(old)
    monkeypatch.setattr(SafetyCopy, "damage", lambda _self: ("page 7",))
    with pytest.raises(UpgradeFailedError):
        connect_up_to_date(old)
    assert database(old) == before


def test_the_steps_before_the_failing_one_hold(old: OpenedVault) -> None:
    with pytest.raises(UpgradeFailedError):
        connect_up_to_date(old, steps=BROKEN)
    with closing(Store(connect_up_to_date(old))) as store:
        assert store.value("SELECT count(*) FROM private_note WHERE body <> ''") == 31


def test_a_newer_vault_is_refused_and_untouched(old: OpenedVault) -> None:
    connect_up_to_date(old, steps=PROMISED).close()
    before = database(old)
    with pytest.raises(NewerVaultError):
        connect_up_to_date(old)
    assert database(old) == before
    assert beside(old) == set()


def test_a_store_does_not_begin_on_an_older_vault(old: OpenedVault) -> None:
    with closing(old.connect()) as connection, pytest.raises(OlderVaultError):
        Store(connection)


def test_an_older_vault_opened_to_read_only_is_refused(old: OpenedVault) -> None:
    before = database(old)
    old.is_read_only = True
    with pytest.raises(OlderVaultError):
        connect_up_to_date(old)
    assert database(old) == before


def test_a_new_vault_needs_no_copy(tmp_path: Path) -> None:
    called: list[str] = []
    with vault.create(tmp_path / "new", "heron quarry lemon tide") as opened:
        connection = connect_up_to_date(opened, lambda: called.append("before"))
        with closing(Store(connection)) as store:
            assert store.value("SELECT count(*) FROM client") == 0
    assert called == []
