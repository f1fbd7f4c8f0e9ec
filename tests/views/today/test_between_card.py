from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.ids import ClientId, CommitmentId, EngagementId, FeedbackId
from coachdesk.models.feedback_waiting import WaitingFeedback, Wanted
from coachdesk.models.today import DuePromise
from coachdesk.views.context import Context
from coachdesk.views.today.between_card import AT_ONCE, BetweenCard, ThingRow, way_to

MANY = 2 * AT_ONCE + 3


def promise(number: int) -> DuePromise:
    return DuePromise(
        id=CommitmentId(f"promise-{number}"),
        client_id=ClientId(f"client-{number}"),
        client_name=f"Client {number}",
        what="Ask the board",
        by_when=date(2026, 5, 14),
        is_mine=False,
        session_id=None,
    )


@pytest.fixture
def card(context: Context, qtbot: QtBot) -> BetweenCard:
    shown = BetweenCard(context, [promise(number) for number in range(MANY)])
    qtbot.addWidget(shown)
    shown.show()
    return shown


def test_as_many_as_one_looks_at_come_first(card: BetweenCard) -> None:
    assert len(card.looks) == AT_ONCE
    assert card.more.text() == f"Show more ({MANY - AT_ONCE} left)"


def test_more_come_when_they_are_wanted_until_none_is_left(card: BetweenCard, qtbot: QtBot) -> None:
    with qtbot.waitSignals([card.grown, card.grown]):
        qtbot.keyClick(card.more, Qt.Key.Key_Space)
        qtbot.keyClick(card.more, Qt.Key.Key_Space)
    assert len(card.looks) == MANY
    assert card.more.isHidden()


def test_the_keyboard_goes_on_to_the_first_of_them(card: BetweenCard, context: Context, qtbot: QtBot) -> None:
    qtbot.keyClick(card.more, Qt.Key.Key_Space)
    with qtbot.waitSignal(context.navigation.promise_requested) as asked:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert asked.args == [f"promise-{AT_ONCE}"]


def test_what_was_in_sight_before_is_in_sight_again(context: Context, qtbot: QtBot) -> None:
    shown = BetweenCard(context, [promise(number) for number in range(MANY)], at_first=2 * AT_ONCE)
    qtbot.addWidget(shown)
    assert len(shown.looks) == 2 * AT_ONCE


def test_few_need_no_more(context: Context, qtbot: QtBot) -> None:
    shown = BetweenCard(context, [promise(number) for number in range(AT_ONCE)])
    qtbot.addWidget(shown)
    assert shown.more.isHidden()


@pytest.mark.parametrize(
    ("key", "day"), [(Qt.Key.Key_T, date(2026, 5, 15)), (Qt.Key.Key_W, date(2026, 5, 18))]
)
def test_one_key_puts_a_thing_off(card: BetweenCard, qtbot: QtBot, key: Qt.Key, day: date) -> None:
    with qtbot.waitSignal(card.put_off) as told:
        qtbot.keyClick(card.looks[1], key)
    assert told.args == [promise(1), day]


def test_the_words_of_a_thing_have_the_whole_width(card: BetweenCard) -> None:
    QApplication.processEvents()
    row = card.findChildren(ThingRow)[0]
    words = next(label for label in row.findChildren(QLabel) if "Ask the board" in label.text())
    assert words.width() == row.width()


def test_feedback_leads_to_the_conversation_it_is_of(context: Context, qtbot: QtBot) -> None:
    said = WaitingFeedback(
        id=FeedbackId("f"),
        engagement_id=EngagementId("e"),
        client_id=ClientId("c"),
        client_name="Mira",
        sentence="Longer pauses",
        given_on=date(2026, 5, 14),
        wanted=Wanted.ANSWER,
    )
    with qtbot.waitSignal(context.navigation.feedback_requested) as asked:
        way_to(said, context.navigation)()
    assert asked.args == ["e"]


def test_tab_leads_through_what_is_shown_before_it_leads_to_more(context: Context, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    before = QPushButton("Before")
    card = BetweenCard(context, [promise(number) for number in range(MANY)])
    column = QVBoxLayout(window)
    column.addWidget(before)
    column.addWidget(card)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is card.looks[0]
