"""Where the keyboard is after each deed on an agreement's page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.agreement import ClauseState
from coachdesk.views.context import Context
from tests import agreeing
from tests.agreeing import clause_named
from tests.drivers.agreements import AgreementDriver


@pytest.fixture
def writing(context: Context, qtbot: QtBot) -> AgreementDriver:
    """An agreement at its beginning, at the clause about boundaries."""
    driver = AgreementDriver(context, qtbot)
    return driver.open(driver.prepare(agreeing.begin), "boundaries")


def holder(driver: AgreementDriver) -> QWidget | None:
    return driver.panel.window().focusWidget()


def enter(driver: AgreementDriver) -> None:
    QTest.keyClick(holder(driver) or driver.panel, Qt.Key.Key_Return)
    driver.settle()


@pytest.mark.parametrize(
    ("name", "state"),
    [("park", ClauseState.PARKED), ("revisit", ClauseState.REVISIT), ("drop", ClauseState.DROPPED)],
)
def test_a_second_press_changes_no_mind(writing: AgreementDriver, name: str, state: ClauseState) -> None:
    card = writing.panel.view.card
    writing.press(getattr(card, name))
    assert clause_named(writing.stored(), "boundaries").state is state
    assert holder(writing) is (card.more if name == "revisit" else card.bring_back)


def test_bringing_a_clause_back_leaves_the_keyboard_on_its_card(writing: AgreementDriver) -> None:
    card = writing.panel.view.card
    writing.press(card.park)
    writing.press(card.bring_back)
    assert holder(writing) is card.more


def test_a_new_clause_leads_to_its_words(writing: AgreementDriver) -> None:
    writing.keys("Ctrl+Shift+A")
    writing.type(writing.asked(), "Dogs in the room")
    enter(writing)
    card = writing.panel.view.card
    assert (card.heading.text(), holder(writing)) == ("Dogs in the room", card.voices.clients.field)


def test_a_clause_without_a_heading_leads_back_to_it(writing: AgreementDriver) -> None:
    writing.keys("Ctrl+Shift+A")
    enter(writing)
    assert holder(writing) is writing.asked()


@pytest.mark.parametrize("came_from", ["picker.list", "card.voices.agreed.field"])
def test_escape_gives_the_keyboard_back(writing: AgreementDriver, came_from: str) -> None:
    before = writing.panel.view
    for name in came_from.split("."):
        before = getattr(before, name)
    before.setFocus()
    writing.keys("Ctrl+Shift+A")
    writing.keys("Esc")
    assert holder(writing) is before


def test_where_the_keyboard_came_from_is_gone_it_goes_to_the_clauses(writing: AgreementDriver) -> None:
    card = writing.panel.view.card
    card.park.setFocus()
    writing.keys("Ctrl+Shift+A")
    card.park.hide()
    writing.keys("Esc")
    assert holder(writing) is writing.panel.view.picker.list


def _ask_for_dates(driver: AgreementDriver) -> list[QLineEdit]:
    driver.panel.controls.more.setFocus()
    driver.panel.controls.more.action("dates").trigger()
    return driver.panel.view.ask.form.findChildren(QLineEdit)


def test_kept_dates_give_the_keyboard_back(writing: AgreementDriver) -> None:
    effective, _review = _ask_for_dates(writing)
    writing.type(effective, "2026-06-01")
    enter(writing)
    assert writing.stored().version.effective_on is not None
    assert holder(writing) is writing.panel.controls.more


def test_no_day_of_the_calendar_leads_to_its_field(writing: AgreementDriver) -> None:
    effective, review = _ask_for_dates(writing)
    writing.type(review, "2026-02-31")
    effective.setFocus()
    enter(writing)
    assert holder(writing) is review


def test_home_and_end_go_to_the_first_and_the_last_clause(writing: AgreementDriver) -> None:
    clauses = writing.stored().clauses
    view = writing.panel.view
    view.picker.list.setFocus()
    for key, wanted in (("End", clauses[-1]), ("Home", clauses[0])):
        writing.keys(key)
        assert view.card.clause_id == wanted.id


def test_what_was_looked_for_is_selected_in_its_clause(writing: AgreementDriver) -> None:
    writing.agree_words("Nothing after eight.")
    writing.open(writing.stored(), "boundaries", "after")
    field = writing.panel.view.card.voices.agreed.field
    assert (holder(writing), field.textCursor().selectedText()) == (field, "after")


def test_escape_leads_back_from_the_history(writing: AgreementDriver) -> None:
    writing.keys("Ctrl+H")
    writing.keys("Esc")
    assert writing.panel.view.stack.currentWidget() is writing.panel.view.work


def test_escape_leads_back_from_signing(writing: AgreementDriver) -> None:
    page = writing.stored()
    writing.open(writing.prepare(lambda store: agreeing.make_ready(store, page)))
    writing.press(writing.panel.controls.main)
    writing.keys("Esc")
    assert writing.panel.view.stack.currentWidget() is writing.panel.view.work
