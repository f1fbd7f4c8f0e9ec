"""An agreement leaves sealed and locked, and is checked when it comes back, by keyboard alone."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from coachdesk.documents.seal import SealState, check_seal
from coachdesk.models.entities.sharing import Protection, SharedDocument
from coachdesk.models.store import Store
from coachdesk.views import saving
from tests.drivers.coach import Coach
from tests.drivers.keyboard import wait_until

PASSWORD = "heron quarry lemon tide"
ASK_HOW = saving.ask_how
NAME = "Agreement with Mira Solano, version 1.pdf"


@pytest.fixture
def asked(signed: Coach, monkeypatch: pytest.MonkeyPatch) -> Coach:
    """A coach who is really asked how the agreement should leave."""
    monkeypatch.setattr(saving, "ask_how", ASK_HOW)
    signed.keys.press("Ctrl+Shift+S")
    wait_until(lambda: QApplication.activeWindow() is not signed.window, "for the question")
    return signed


def go_on(coach: Coach) -> None:
    """Press Enter, and come back to the window once everything is written."""
    coach.keys.press("Return")
    coach.window.activateWindow()
    wait_until(coach.window.isActiveWindow, "for the window")
    coach.practice.settle()


def shared(store: Store) -> SharedDocument:
    return store.one(SharedDocument, "SELECT * FROM shared_document")


def test_a_sealed_copy_leaves_and_is_recorded_as_one(asked: Coach, papers: Path) -> None:
    asked.keys.press("Down")
    go_on(asked)
    assert check_seal((papers / NAME).read_bytes()).state is SealState.WHOLE
    assert asked.practice.do(shared).protection is Protection.SEALED
    asked.open_client("mira")
    asked.keys.push("What has been shared (1)")
    assert "saved as PDF, sealed" in asked.reads


def test_a_locked_copy_takes_a_password_and_is_sealed_too(asked: Coach, papers: Path) -> None:
    asked.keys.press("Down", "Down", "Down")
    asked.keys.fill("Password for this file", PASSWORD)
    go_on(asked)
    assert check_seal((papers / NAME).read_bytes(), PASSWORD).state is SealState.WHOLE
    assert asked.practice.do(shared).protection is Protection.SEALED_AND_ENCRYPTED


def test_leaving_the_question_lets_nothing_leave(asked: Coach, papers: Path) -> None:
    asked.keys.press("Escape")
    asked.practice.settle()
    assert list(papers.iterdir()) == []
    assert asked.practice.do(lambda store: store.value("SELECT count(*) FROM shared_document")) == 0


def test_what_comes_back_changed_is_noticed(
    asked: Coach, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked.keys.press("Down")
    go_on(asked)
    paper = papers / NAME
    paper.write_bytes(paper.read_bytes() + b"\n")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(paper), ""))
    asked.window.open("settings")
    asked.practice.settle()
    asked.keys.push("Check a sealed PDF…")
    assert f"{NAME} was changed after it was sealed. Don't rely on what it says." in asked.reads
