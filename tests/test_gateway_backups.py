"""What the way in does with a backup, where no vault is open."""

from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from attrs import evolve

from coachdesk.crypto.backups.making import back_up
from coachdesk.errors import (
    DamagedVaultError,
    DiskFullError,
    InvalidInputError,
    StoppedError,
    WrongPassphraseError,
    WrongWordsError,
)
from coachdesk.gateway import Gateway
from coachdesk.models import kit_care
from coachdesk.models.entities.backup import BackupProgress, Restoration, WayIn
from coachdesk.models.store import Store
from tests.conftest import NOW
from tests.crypto.conftest import CHEAP, PASSPHRASE
from tests.faults.disks import fill_up

WAY_IN = WayIn(secret=PASSPHRASE)


@pytest.fixture
def gateway() -> Gateway:
    return Gateway(cost=CHEAP)


@pytest.fixture
def backup(gateway: Gateway, tmp_path: Path) -> Path:
    gateway.create(tmp_path / "vault", PASSPHRASE)
    made = back_up(gateway.opened, NOW)
    gateway.close()
    return made.path


def tried_at(gateway: Gateway, folder: Path) -> datetime | None:
    """Return when the kit of a vault was tried last."""
    gateway.unlock(folder, PASSPHRASE)
    with closing(Store(gateway.connect())) as store:
        return kit_care.last_tried(store)


@pytest.fixture
def wanted(backup: Path, tmp_path: Path) -> Restoration:
    return Restoration(backup=backup, way_in=WAY_IN, folder=tmp_path / "back", passphrase=PASSPHRASE)


def test_a_label_is_read_without_a_key(gateway: Gateway, backup: Path) -> None:
    label = gateway.read_label(backup)
    assert (label.made_at, label.size) == (NOW, backup.stat().st_size)


def test_what_opens_a_backup_is_told_from_what_does_not(gateway: Gateway, backup: Path) -> None:
    gateway.check_way_in(backup, WAY_IN)
    with pytest.raises(WrongPassphraseError):
        gateway.check_way_in(backup, WayIn(secret="another"))
    with pytest.raises(WrongWordsError):
        gateway.check_way_in(backup, WayIn(secret=PASSPHRASE, is_words=True))


def test_a_flipped_bit_is_found_before_a_folder_is_asked_for(gateway: Gateway, backup: Path) -> None:
    raw = bytearray(backup.read_bytes())
    raw[9_000] ^= 1
    backup.write_bytes(raw)
    with pytest.raises(DamagedVaultError):
        gateway.check_way_in(backup, WAY_IN)


def test_a_restored_vault_opens(gateway: Gateway, wanted: Restoration) -> None:
    told: list[BackupProgress] = []
    gateway.restore(wanted, told.append)
    gateway.unlock(wanted.folder, PASSPHRASE)
    gateway.close()
    assert any(one.percent is not None for one in told)


def test_stopped_nothing_of_the_new_vault_stays(gateway: Gateway, wanted: Restoration) -> None:
    def stop(_progress: BackupProgress) -> None:
        if wanted.folder.exists():
            raise StoppedError

    with pytest.raises(StoppedError):
        gateway.restore(wanted, stop)
    assert not wanted.folder.exists()


def test_a_folder_in_use_is_left_as_it_is(gateway: Gateway, wanted: Restoration) -> None:
    wanted.folder.mkdir()
    (wanted.folder / "letter.txt").touch()
    with pytest.raises(InvalidInputError):
        gateway.restore(wanted, lambda _progress: None)
    assert [path.name for path in wanted.folder.iterdir()] == ["letter.txt"]


def test_where_there_is_no_room_nothing_stays(
    gateway: Gateway, wanted: Restoration, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_up(monkeypatch)
    with pytest.raises(DiskFullError):
        gateway.restore(wanted, lambda _progress: None)
    assert not wanted.folder.exists()


def test_words_that_restored_a_vault_are_known_to_be_right(
    gateway: Gateway, backup: Path, wanted: Restoration
) -> None:
    gateway.unlock(backup.parents[1], PASSPHRASE)
    words = WayIn(secret=" ".join(gateway.recovery_words()), is_words=True)
    gateway.restore(evolve(wanted, way_in=words), lambda _progress: None)
    assert tried_at(gateway, wanted.folder) is not None


def test_a_passphrase_says_nothing_of_the_words(gateway: Gateway, wanted: Restoration) -> None:
    gateway.restore(wanted, lambda _progress: None)
    assert tried_at(gateway, wanted.folder) is None
