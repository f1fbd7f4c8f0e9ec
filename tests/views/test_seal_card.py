from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.x509 import load_der_x509_certificate, load_pem_x509_certificate
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coachdesk.crypto import vault
from coachdesk.crypto.opened import OpenedVault
from coachdesk.documents.certificate import facts_of
from coachdesk.documents.protect import Wish, encrypt
from coachdesk.documents.seal import seal_pdf
from coachdesk.documents.summary import render_summary
from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.entities.sharing import Protection
from coachdesk.models.profile import save_profile
from coachdesk.views.context import Context
from coachdesk.views.seal_card import SealCard
from coachdesk.views.seal_checking import SealChecking
from tests.accessibility import walk
from tests.conftest import Settle
from tests.crypto.conftest import CHEAP, PASSPHRASE
from tests.documents import samples
from tests.documents.sealing import PASSWORD, signer
from tests.drivers.protecting import with_seals

MIRA = CoachProfile(name="Mira Solano", practice_name="Harbour Coaching")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenedVault]:
    with vault.create(tmp_path / "Mine.coachdesk", PASSPHRASE, cost=CHEAP) as made:
        yield made


@pytest.fixture
def sealing(context: Context, opened: OpenedVault) -> Context:
    context.workspace.run(lambda store: save_profile(store, profile=MIRA))
    return with_seals(context, opened)


@pytest.fixture
def card(sealing: Context, settle: Settle, qtbot: QtBot) -> SealCard:
    assert sealing.seals is not None
    made = SealCard(sealing, sealing.seals)
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    made.refresh()
    settle()
    return made


@pytest.fixture
def with_seal(card: SealCard, settle: Settle) -> SealCard:
    card.make_new.click()
    settle()
    return card


@pytest.fixture
def paper(context: Context) -> bytes:
    return render_summary(samples.session_summary(), context.renderer).pdf


def test_at_first_it_says_when_one_will_be_made(card: SealCard) -> None:
    assert card.state.text() == "There is none yet. The first PDF that you seal makes one."
    assert not card.save.isVisible()
    assert not card.renewal.isVisible()


def test_it_names_holder_days_and_fingerprint(with_seal: SealCard) -> None:
    assert with_seal.state.text().startswith("Made on ")
    assert "for Mira Solano, Harbour Coaching; it seals until " in with_seal.state.text()
    assert facts_of(with_seal.certificate).grouped in with_seal.fingerprint.text()


def test_a_new_one_takes_its_place(with_seal: SealCard, settle: Settle, notices: list[str]) -> None:
    before = with_seal.fingerprint.text()
    with_seal.make_new.click()
    settle()
    assert with_seal.fingerprint.text() != before
    assert notices == ["Your new seal is in force."]


def test_one_that_is_made_elsewhere_shows(
    card: SealCard, sealing: Context, settle: Settle, paper: bytes
) -> None:
    assert sealing.seals is not None
    sealing.seals.protect(
        paper, Wish(protection=Protection.SEALED), lambda _pdf: None, origin=sealing.workspace
    )
    settle()
    settle()
    assert card.save.isVisible()


@pytest.mark.parametrize("name", ["mine.cer", "mine.pem", "mine"])
def test_the_certificate_is_saved_for_other_programs(
    with_seal: SealCard, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), ""))
    with_seal.save.click()
    settle()
    written = (tmp_path / (name if "." in name else "mine.cer")).read_bytes()
    read = load_pem_x509_certificate if name.endswith(".pem") else load_der_x509_certificate
    assert read(written) == load_der_x509_certificate(with_seal.certificate)
    assert b"PRIVATE" not in written


def test_nothing_is_saved_where_the_dialog_is_left(
    with_seal: SealCard, settle: Settle, monkeypatch: pytest.MonkeyPatch, notices: list[str]
) -> None:
    notices.clear()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    with_seal.save.click()
    settle()
    assert notices == []


def test_everything_has_a_name(with_seal: SealCard) -> None:
    with_seal.renewal.open()
    with_seal.checking.locked.show()
    assert [find(with_seal) for find in (walk.unnamed, walk.misnamed, walk.rich)] == [[], [], []]


class Checker:
    """Seals papers and has the card check them."""

    def __init__(self, card: SealCard, opened: OpenedVault, settle: Settle, folder: Path) -> None:
        self.checking: SealChecking = card.checking
        self._card = card
        self._opened = opened
        self._settle = settle
        self.path = folder / "paper.pdf"

    def seal(self, paper: bytes) -> bytes:
        done: list[bytes] = []
        wish = Wish(protection=Protection.SEALED)
        self._card.seals.protect(paper, wish, done.append, origin=self._card)
        self._settle()
        return done[0]

    def check(self, pdf: bytes) -> str:
        self.path.write_bytes(pdf)
        self.checking.check(self.path)
        self._settle()
        return self.checking.problem.said or self.checking.outcome.text()


@pytest.fixture
def checker(card: SealCard, opened: OpenedVault, settle: Settle, tmp_path: Path) -> Checker:
    return Checker(card, opened, settle, tmp_path)


def test_a_paper_of_ours_is_as_it_was(checker: Checker, paper: bytes) -> None:
    assert checker.check(checker.seal(paper)).startswith("paper.pdf is as you sealed it on ")


def test_a_paper_of_ours_from_before_is_known(
    checker: Checker, card: SealCard, paper: bytes, settle: Settle
) -> None:
    sealed = checker.seal(paper)
    card.make_new.click()
    settle()
    assert "with a seal you have replaced since" in checker.check(sealed)


def test_a_changed_one_is_said_to_be(checker: Checker, paper: bytes) -> None:
    assert "was changed after it was sealed" in checker.check(checker.seal(paper) + b"\n")


def test_a_strangers_seal_is_not_taken_for_ours(checker: Checker, paper: bytes) -> None:
    checker.seal(paper)
    said = checker.check(seal_pdf(paper, signer("Mira Solano", "Harbour Coaching")))
    assert "but not by this vault" in said
    assert "which anybody can write" in said


def test_a_plain_one_says_that_nothing_can_be_told(checker: Checker, paper: bytes) -> None:
    assert "paper.pdf has no seal" in checker.check(paper)


def test_what_is_no_pdf_is_said(checker: Checker) -> None:
    assert "This file is no PDF" in checker.check(b"Dear Mira")


def test_a_locked_one_asks_for_its_password(checker: Checker, paper: bytes, settle: Settle) -> None:
    locked = seal_pdf(encrypt(paper, PASSWORD), signer(), PASSWORD)
    assert "opens with its password only" in checker.check(locked)
    checker.checking.password.line.setText(PASSWORD)
    checker.checking.open.click()
    settle()
    assert "paper.pdf has not changed since it was sealed" in checker.checking.outcome.text()
    assert checker.checking.password.line.text() == ""
    assert not checker.checking.open.isVisible()


def test_a_password_is_forgotten_when_the_page_is_left(card: SealCard) -> None:
    card.checking.password.line.setText(PASSWORD)
    card.forget()
    assert card.checking.password.line.text() == ""


def test_a_file_is_chosen(
    checker: Checker, paper: bytes, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    checker.path.write_bytes(paper)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(checker.path), ""))
    checker.checking.choose.click()
    settle()
    assert "has no seal" in checker.checking.outcome.text()


def test_a_file_that_is_gone_is_said(checker: Checker, tmp_path: Path, settle: Settle) -> None:
    checker.checking.check(tmp_path / "gone.pdf")
    settle()
    assert "could not be" in checker.checking.problem.said
