from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.session import Session
from coachdesk.models.store import Store
from coachdesk.views import printing
from coachdesk.views.context import Context
from tests.documents import reading
from tests.drivers.brief import BriefPrintDriver
from tests.remembering import a_full_brief


@pytest.fixture
def coach(context: Context, qtbot: QtBot) -> BriefPrintDriver:
    return BriefPrintDriver(context, qtbot)


@pytest.fixture
def full(coach: BriefPrintDriver) -> Session:
    return coach.do(a_full_brief)


def shared(store: Store) -> int:
    return int(store.value("SELECT count(*) FROM shared_document"))


def test_the_pages_are_looked_at_before_they_are_printed(
    coach: BriefPrintDriver, full: Session, tmp_path: Path
) -> None:
    text = reading.text(coach.open(full.id), tmp_path)
    assert "For me, not to be handed out" in text
    assert "Letters, no calls" in text
    assert coach.panel.pages.page_count == 1


def test_nothing_that_was_only_heard_or_noticed_is_on_them(
    coach: BriefPrintDriver, full: Session, tmp_path: Path
) -> None:
    text = reading.text(coach.open(full.id), tmp_path)
    assert not [words for words in ("tired of it", "look at the door", "before I think") if words in text]


def test_it_is_printed_and_not_recorded_as_shared(
    coach: BriefPrintDriver, full: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    coach.open(full.id)
    printed: list[bytes] = []
    monkeypatch.setattr(printing, "ask_for_paper", lambda _parent: QPrinter())
    monkeypatch.setattr(printing, "paint_pages", lambda _printer, pdf: printed.append(pdf))
    coach.press(coach.panel.print_it)
    assert coach.panel.preview is not None
    assert printed == [coach.panel.preview.document.pdf]
    assert coach.notices[-1].text == "Printed, for you."
    assert coach.do(shared) == 0


def test_it_is_never_made_a_file(coach: BriefPrintDriver, full: Session, tmp_path: Path) -> None:
    coach.open(full.id)
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "brief.pdf"))
    with patch.object(printing, "ask_for_paper", lambda _parent: printer):
        coach.press(coach.panel.print_it)
    assert not (tmp_path / "brief.pdf").exists()
    assert "on paper alone" in coach.failures[-1]


def test_another_brief_is_not_printed_before_it_is_seen(coach: BriefPrintDriver, full: Session) -> None:
    coach.open(full.id)
    coach.panel.open(full.id)
    assert not coach.panel.print_it.isEnabled()
