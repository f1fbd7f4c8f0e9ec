"""The sample practice lives in an encrypted vault of its own, and is told apart from real ones."""

from datetime import date
from pathlib import Path

import pytest

from coachdesk.crypto import vault
from coachdesk.crypto.kdf import Cost
from coachdesk.crypto.opened import OpenedVault
from coachdesk.documents.renderer import Renderer
from coachdesk.errors import InvalidInputError, WrongPassphraseError
from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.profile import save_profile
from coachdesk.models.store import Store
from coachdesk.sample import vault as sample_vaults
from coachdesk.sample.texts import fixed_day
from coachdesk.sample.vault import PASSPHRASE, is_sample, open_sample

CHEAP = Cost(memory_kib=32, iterations=1, lanes=1)


@pytest.fixture
def empty_history(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the story out where only the vault around it matters."""
    monkeypatch.setattr(sample_vaults, "build_sample", lambda *_, **__: None)


def test_it_is_marked(sample_vault: OpenedVault) -> None:
    assert is_sample(sample_vault)


def test_nothing_of_it_can_be_read_on_disk(sample_vault: OpenedVault) -> None:
    stored = b"".join(path.read_bytes() for path in sample_vault.folder.iterdir())
    assert "Zoë".encode() not in stored
    assert b"SQLite format" not in stored


@pytest.mark.usefixtures("empty_history")
def test_the_second_time_it_is_only_opened(tmp_path: Path, renderer: Renderer) -> None:
    folder = tmp_path / "Sample.coachdesk"
    with open_sample(folder, today=fixed_day(), renderer=renderer) as first:
        vault_id = first.vault_id
    before = (folder / "practice.db").read_bytes()
    with open_sample(folder, today=date(2030, 1, 1), renderer=renderer) as again:
        assert again.vault_id == vault_id
    assert (folder / "practice.db").read_bytes() == before


def test_what_was_left_half_made_is_filled_the_next_time(
    tmp_path: Path, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Sample.coachdesk"
    with monkeypatch.context() as broken:
        broken.setattr(sample_vaults, "build_sample", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            open_sample(folder, today=fixed_day(), renderer=renderer)
    with open_sample(folder, today=fixed_day(), renderer=renderer) as opened:
        assert is_sample(opened)
        store = Store(opened.connect())
        assert store.value("SELECT count(*) FROM session") == 37
        store.close()


def test_a_real_vault_in_its_place_stays_closed(tmp_path: Path) -> None:
    vault.create(tmp_path / "MyPractice", "words of my own", cost=CHEAP).close()
    with pytest.raises(WrongPassphraseError):
        open_sample(tmp_path / "MyPractice", today=fixed_day())


def test_nothing_is_written_into_a_practice_that_is_no_sample(tmp_path: Path, renderer: Renderer) -> None:
    with vault.create(tmp_path / "MyPractice", PASSPHRASE, cost=CHEAP) as opened:
        store = Store(opened.connect())
        save_profile(store, profile=CoachProfile(name="Ada"))
        store.close()
    with pytest.raises(InvalidInputError):
        open_sample(tmp_path / "MyPractice", today=fixed_day(), renderer=renderer)


def test_a_real_vault_is_no_sample(tmp_path: Path) -> None:
    with vault.create(tmp_path / "MyPractice", PASSPHRASE, cost=CHEAP) as opened:
        assert not is_sample(opened)
