import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coachdesk.views.navigation import Notice
from coachdesk.views.widgets.notice_bar import NoticeBar


@pytest.fixture
def bar(qtbot: QtBot) -> NoticeBar:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 600)
    host.show()
    made = NoticeBar(host)
    made.setProperty("host", host)
    return made


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


def test_stays_inside_a_window_that_shrinks(bar: NoticeBar, qtbot: QtBot) -> None:
    host = bar.parentWidget()
    assert host is not None
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
