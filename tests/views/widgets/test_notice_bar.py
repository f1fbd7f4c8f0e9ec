from functools import partial

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coachdesk.views.navigation import Notice
from coachdesk.views.widgets.notice_bar import NoticeBar

LEFT = Notice("It has left, but is not recorded yet.", "Record it", stays=True)


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


@pytest.fixture
def bar(host: QWidget) -> NoticeBar:
    return NoticeBar(host)


def test_says_what_happened(bar: NoticeBar) -> None:
    bar.show_notice(Notice("Mira is in the archive."))
    assert bar.isVisible()
    assert bar.text == "Mira is in the archive."
    assert not bar.action.isVisible()


def test_takes_it_back_by_keyboard(bar: NoticeBar, qtbot: QtBot) -> None:
    undone: list[bool] = []
    bar.show_notice(Notice("Deleted.", "Undo", lambda: undone.append(True)))
    bar.action.setFocus()
    qtbot.keyClick(bar.action, Qt.Key.Key_Space)
    assert undone == [True]
    assert not bar.isVisible()


def test_stays_inside_a_window_that_shrinks(bar: NoticeBar, host: QWidget, qtbot: QtBot) -> None:
    bar.show_notice(Notice("A line. " * 40))
    host.resize(500, 300)
    qtbot.waitUntil(
        lambda: bar.geometry().right() <= host.width() and bar.geometry().bottom() <= host.height()
    )


def test_a_long_notice_stays_until_it_can_be_read(bar: NoticeBar) -> None:
    timer = bar.findChild(QTimer)
    assert timer is not None
    intervals = []
    for text in ("Deleted.", "A line. " * 40):
        bar.show_notice(Notice(text))
        intervals.append(timer.interval())
    assert intervals[0] == 8_000
    assert intervals[1] > 20_000


@pytest.fixture
def hasty(host: QWidget) -> NoticeBar:
    bar = NoticeBar(host, shown_ms=1)
    bar.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # wherever the pointer rests
    return bar


def test_leaves_by_itself(hasty: NoticeBar, qtbot: QtBot) -> None:
    hasty.show_notice(Notice("Saved."))
    qtbot.waitUntil(lambda: not hasty.isVisible())


def test_one_that_stays_outlasts_what_is_said_after_it(hasty: NoticeBar, qtbot: QtBot) -> None:
    hasty.show_notice(LEFT)
    hasty.show_notice(Notice("Saved."))
    assert hasty.text == "Saved."
    qtbot.waitUntil(lambda: hasty.text == LEFT.text)
    assert hasty.isVisible()
    assert not any(timer.isActive() for timer in hasty.findChildren(QTimer))


def test_two_that_stay_are_both_answered(bar: NoticeBar) -> None:
    answered: list[str] = []
    for name in ("agreement", "summary"):
        bar.show_notice(Notice(name, "Record it", partial(answered.append, name), stays=True))
    bar.action.click()
    bar.action.click()
    assert (answered, bar.isVisible()) == (["summary", "agreement"], False)


@pytest.mark.parametrize("part", ["action", "dismiss"])
def test_escape_dismisses_one_that_stays(bar: NoticeBar, qtbot: QtBot, part: str) -> None:
    bar.show_notice(LEFT)
    qtbot.keyClick(getattr(bar, part), Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_closing_it_dismisses_one_that_stays(bar: NoticeBar) -> None:
    bar.show_notice(LEFT)
    bar.dismiss.click()
    assert not bar.isVisible()


def test_a_name_on_the_button_is_said_as_it_is(bar: NoticeBar) -> None:
    bar.show_notice(Notice("Not saved yet.", "Open Mira & Jon"))
    assert (bar.action.text(), bar.action.accessibleName()) == ("Open Mira && Jon", "Open Mira & Jon")


def test_what_is_held_back_is_not_said(bar: NoticeBar) -> None:
    bar.hold_back()
    bar.show_notice(Notice("Mira is in the archive."))
    assert (bar.isVisible(), bar.text) == (False, "")


def test_the_last_of_what_was_held_back_is_said_afterwards(bar: NoticeBar) -> None:
    bar.hold_back()
    for text in ("One is gone.", "Two is gone."):
        bar.show_notice(Notice(text))
    bar.let_through()
    assert (bar.isVisible(), bar.text) == (True, "Two is gone.")
    bar.dismiss.click()
    assert not bar.isVisible()


def test_what_stays_is_not_lost_by_holding_it_back(bar: NoticeBar) -> None:
    bar.hold_back()
    for notice in (LEFT, Notice("Two is gone.")):
        bar.show_notice(notice)
    bar.let_through()
    bar.dismiss.click()
    assert bar.text == LEFT.text
