import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.agreement import SigningMethod
from coachdesk.views.widgets.segments import Segments

TYPED, DRAWN, PAPER = SigningMethod


@pytest.fixture
def segments(qtbot: QtBot) -> Segments:
    options = ((TYPED, "Type"), (DRAWN, "Draw"), (PAPER, "On paper"))
    segments = Segments("How to sign", options)
    qtbot.addWidget(segments)
    segments.show()
    segments.activateWindow()
    segments.buttons[TYPED].setFocus()
    return segments


def test_the_first_is_chosen(segments: Segments) -> None:
    assert segments.value is TYPED


def test_arrows_lead_from_one_to_the_next_and_choose_it(segments: Segments, qtbot: QtBot) -> None:
    with qtbot.waitSignal(segments.chosen) as chosen:
        QTest.keyClick(segments.buttons[TYPED], Qt.Key.Key_Right)
    assert (chosen.args, segments.value) == ([DRAWN], DRAWN)
    QTest.keyClick(segments.buttons[DRAWN], Qt.Key.Key_Right)
    QTest.keyClick(segments.buttons[PAPER], Qt.Key.Key_Left)
    assert (segments.value, QApplication.focusWidget()) == (DRAWN, segments.buttons[DRAWN])


def test_exactly_one_is_pressed(segments: Segments) -> None:
    segments.choose(PAPER)
    segments.buttons[PAPER].click()
    assert [button.isChecked() for button in segments.buttons.values()] == [False, False, True]


def test_choosing_the_chosen_says_nothing(segments: Segments, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(segments.chosen):
        segments.choose(TYPED)


def test_each_says_what_is_chosen(segments: Segments) -> None:
    said = [(button.accessibleName(), button.accessibleDescription()) for button in segments.buttons.values()]
    assert said == [("Type", "How to sign"), ("Draw", "How to sign"), ("On paper", "How to sign")]
