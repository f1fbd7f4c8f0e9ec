from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coachdesk.crypto import vault
from coachdesk.crypto.backups.making import back_up
from coachdesk.crypto.backups.reading import open_with_passphrase
from coachdesk.crypto.backups.restoring import restore
from coachdesk.crypto.opened import OpenedVault
from coachdesk.crypto.sealing import SealKeyError
from coachdesk.documents.certificate import fingerprint_of
from coachdesk.documents.protect import Wish
from coachdesk.documents.renderer import Renderer
from coachdesk.documents.seal import SealState, check_seal
from coachdesk.documents.summary import render_summary
from coachdesk.errors import DiskFullError, InvalidInputError, OpenedToReadError
from coachdesk.models.clock import fixed_clock
from coachdesk.models.entities.sealing import SealIdentity
from coachdesk.models.entities.sharing import Protection
from coachdesk.models.seals import seals
from coachdesk.models.store import Store
from coachdesk.sealing import new_seal, protected, usable_seal
from tests.conftest import NOW
from tests.crypto.conftest import CHEAP, PASSPHRASE
from tests.documents import samples

SEALED = Wish(protection=Protection.SEALED)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenedVault]:
    with vault.create(tmp_path / "Mine.coachdesk", PASSPHRASE, cost=CHEAP) as made:
        yield made


@pytest.fixture(scope="module")
def paper() -> bytes:
    return render_summary(samples.session_summary(), Renderer(system_fonts=False)).pdf


def seal_in(opened: OpenedVault, now: datetime = NOW) -> SealIdentity:
    with closing(Store(opened.connect(), fixed_clock(now))) as store:
        return usable_seal(store, opened).value


def is_sealed_by(seal: SealIdentity, pdf: bytes) -> bool:
    found = check_seal(pdf)
    assert found.certificate is not None
    return found.state is SealState.WHOLE and found.certificate.fingerprint == fingerprint_of(
        seal.certificate
    )


def test_the_first_wish_makes_the_seal_and_the_next_uses_it(opened: OpenedVault, paper: bytes) -> None:
    first, second = seal_in(opened), seal_in(opened)
    assert first == second
    assert is_sealed_by(first, protected(paper, SEALED, opened, first))


def test_after_ten_years_there_is_another(opened: OpenedVault) -> None:
    first, second = seal_in(opened), seal_in(opened, NOW + timedelta(days=3660))
    assert first.certificate != second.certificate
    with closing(Store(opened.connect())) as store:
        assert [seal.retired_at is None for seal in seals(store)] == [True, False]


def test_a_seal_that_was_replaced_seals_no_more(opened: OpenedVault, paper: bytes) -> None:
    seal_in(opened)
    with closing(Store(opened.connect())) as store:
        new_seal(store, opened)
        former = seals(store)[1]
    with pytest.raises(SealKeyError):
        protected(paper, SEALED, opened, former)


def test_a_new_kit_leaves_it_as_it_was(opened: OpenedVault, paper: bytes) -> None:
    before = seal_in(opened)
    opened.replace_kit(opened.prepare_renewal(), PASSPHRASE, cost=CHEAP)
    after = seal_in(opened)
    assert after.certificate == before.certificate
    assert is_sealed_by(before, protected(paper, SEALED, opened, after))


def test_a_new_kit_that_fails_leaves_it_with_the_former(
    opened: OpenedVault, paper: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise DiskFullError

    before = seal_in(opened)
    monkeypatch.setattr("coachdesk.crypto.renewal.rewrap", fail)
    with pytest.raises(DiskFullError):
        opened.replace_kit(opened.prepare_renewal(), PASSPHRASE, cost=CHEAP)
    assert is_sealed_by(before, protected(paper, SEALED, opened, seal_in(opened)))


def test_a_restored_backup_brings_it_back(opened: OpenedVault, paper: bytes, tmp_path: Path) -> None:
    before = seal_in(opened)
    made = back_up(opened, datetime.now(UTC))
    with open_with_passphrase(made.path, PASSPHRASE) as backup:
        restore(backup, tmp_path / "Again", PASSPHRASE, cost=CHEAP)
    with vault.unlock(tmp_path / "Again", PASSPHRASE) as again:
        assert is_sealed_by(before, protected(paper, SEALED, again, seal_in(again)))


def test_another_vault_can_not_use_it(opened: OpenedVault, paper: bytes, tmp_path: Path) -> None:
    seal = seal_in(opened)
    other = vault.create(tmp_path / "Other.coachdesk", PASSPHRASE, cost=CHEAP)
    with other, pytest.raises(SealKeyError):
        protected(paper, SEALED, other, seal)


def test_a_vault_opened_to_read_makes_none(opened: OpenedVault) -> None:
    Store(opened.connect()).close()
    opened.is_read_only = True
    with pytest.raises(OpenedToReadError):
        seal_in(opened)


def test_both_at_once_open_with_the_password_and_show_a_change(opened: OpenedVault, paper: bytes) -> None:
    wish = Wish(protection=Protection.SEALED_AND_ENCRYPTED, password="quiet river, late train")
    pdf = protected(paper, wish, opened, seal_in(opened))
    assert check_seal(pdf, wish.password).state is SealState.WHOLE
    assert check_seal(pdf + b" ", wish.password).state is SealState.CHANGED


def test_a_plain_wish_leaves_a_file_as_it_is(opened: OpenedVault, paper: bytes) -> None:
    assert protected(paper, Wish(), opened, None) == paper


def test_a_password_that_can_t_be_taken_stops_it(opened: OpenedVault, paper: bytes) -> None:
    with pytest.raises(InvalidInputError):
        protected(paper, Wish(protection=Protection.ENCRYPTED, password="short"), opened, None)
