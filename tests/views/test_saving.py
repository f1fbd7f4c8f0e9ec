from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.crypto import vault
from coachdesk.documents.seal import SealState, check_seal
from coachdesk.documents.summary import render_summary
from coachdesk.exchange.everything import export_everything
from coachdesk.models.entities.sharing import Protection
from coachdesk.models.remembered import Key, remember
from coachdesk.views import saving
from coachdesk.views.context import Context
from tests.conftest import Settle
from tests.crypto.conftest import CHEAP, PASSPHRASE
from tests.documents import samples
from tests.documents.sealing import PASSWORD
from tests.drivers.protecting import answer, question, save_at, with_seals


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Summary 7, Mira", "Summary 7, Mira"),
        ('a/b\\c:d*e?"<f>|g', "a b c d e f g"),
        (" ...\n", "CoachDesk"),
        ("\u0645\u0631\u064a\u0645 \U0001f33f", "\u0645\u0631\u064a\u0645 \U0001f33f"),
        ("x" * 10_000, "x" * 80),
    ],
)
def test_a_suggested_name_suits_every_system(words: str, name: str) -> None:
    assert saving.file_name(words) == name


@pytest.mark.parametrize(
    ("chosen", "name"), [("a.pdf", "a.pdf"), ("a.PDF", "a.PDF"), ("a", "a.pdf"), ("v1.2", "v1.2.pdf")]
)
def test_a_pdf_ends_like_one(
    window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen: str, name: str
) -> None:
    answer = (str(tmp_path / chosen), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    assert saving.ask_where(window, "x") == tmp_path / name


def test_nothing_is_written_when_the_dialog_is_left(
    context: Context, window: QWidget, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    saved: list[Path] = []
    saving.save_pdf(context, window, pdf=b"%PDF", name="x", on_saved=saved.append)
    settle()
    assert saved == []


def test_a_saved_file_holds_the_very_bytes_and_is_told(
    context: Context, window: QWidget, settle: Settle, tmp_path: Path
) -> None:
    told: list[str] = []
    context.navigation.notice_requested.connect(lambda notice: told.append(notice.text))
    path = tmp_path / "summary.pdf"
    saving.write_pdf(context, window, pdf=b"%PDF-1.7 x", path=path)
    settle()
    assert path.read_bytes() == b"%PDF-1.7 x"
    assert path.stat().st_mode & 0o077 == 0
    assert told == ["Saved as summary.pdf. That copy is outside the vault."]


@pytest.fixture
def sealing(context: Context, tmp_path: Path) -> Iterator[Context]:
    with vault.create(tmp_path / "Mine.coachdesk", PASSPHRASE, cost=CHEAP) as opened:
        yield with_seals(context, opened)


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    save_at(tmp_path / "summary.pdf", monkeypatch)
    return tmp_path / "summary.pdf"


@pytest.fixture
def paper(context: Context) -> bytes:
    return render_summary(samples.session_summary(), context.renderer).pdf


class Saver:
    """Saves a paper as often as wanted, and notes what came of it."""

    def __init__(self, context: Context, window: QWidget, paper: bytes, settle: Settle) -> None:
        self._ask = partial(saving.save_protected, context, window, pdf=paper, name="Summary")
        self._settle = settle
        self.saved: list[saving.Saved] = []

    def ask(self, key: Key = Key.SUMMARY_PROTECTION) -> None:
        self._ask(remembered_as=key, on_saved=self.saved.append)
        self._settle()

    def save(self, protection: Protection, password: str = "") -> None:
        self.ask()
        answer(protection, password)
        for _ in range(3):  # the seal, the paper, the file
            self._settle()


@pytest.fixture
def saver(sealing: Context, window: QWidget, paper: bytes, settle: Settle) -> Saver:
    return Saver(sealing, window, paper, settle)


def test_a_plain_file_is_what_was_seen(saver: Saver, target: Path, paper: bytes) -> None:
    saver.save(Protection.PLAIN)
    assert target.read_bytes() == paper


@pytest.mark.parametrize("protection", [Protection.SEALED, Protection.SEALED_AND_ENCRYPTED])
def test_a_sealed_file_is_whole_and_told_as_it_is(saver: Saver, target: Path, protection: Protection) -> None:
    saver.save(protection, PASSWORD)
    assert check_seal(target.read_bytes(), PASSWORD).state is SealState.WHOLE
    assert saver.saved == [
        saving.Saved(protection=protection, sha256=sha256(target.read_bytes()).hexdigest())
    ]


def test_the_choice_is_remembered_for_its_kind_and_the_password_nowhere(
    saver: Saver, target: Path, context: Context, settle: Settle
) -> None:
    saver.save(Protection.ENCRYPTED, PASSWORD)
    saver.ask()
    form = question().form
    assert (form.chosen, form.password.text()) == (Protection.ENCRYPTED, "")
    question().reject()
    saver.ask(Key.AGREEMENT_PROTECTION)
    assert question().form.chosen is Protection.PLAIN
    kept: list[bytes] = []
    context.workspace.run(export_everything, kept.append)
    settle()
    assert PASSWORD not in kept[0].decode()
    assert target.exists()


def test_a_choice_of_another_time_begins_plain(saver: Saver, context: Context) -> None:
    context.workspace.run(partial(remember, key=Key.SUMMARY_PROTECTION, value="in wax"))
    saver.ask()
    assert question().form.chosen is Protection.PLAIN


def test_leaving_the_question_saves_nothing(saver: Saver, target: Path, settle: Settle) -> None:
    saver.ask()
    question().reject()
    settle()
    assert saver.saved == []
    assert not target.exists()


def test_leaving_the_second_question_remembers_nothing(
    saver: Saver, monkeypatch: pytest.MonkeyPatch, settle: Settle
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    saver.ask()
    answer(Protection.SEALED)
    settle()
    saver.ask()
    assert question().form.chosen is Protection.PLAIN


def test_a_folder_that_is_gone_is_a_notice_and_nothing_is_told(
    context: Context, window: QWidget, settle: Settle, tmp_path: Path
) -> None:
    failures: list[str] = []
    saved: list[Path] = []
    context.workspace.failed.connect(lambda error: failures.append(error.code))
    saving.write_pdf(context, window, pdf=b"%PDF", path=tmp_path / "gone" / "x.pdf", on_saved=saved.append)
    settle()
    assert (failures, saved) == (["storage"], [])
