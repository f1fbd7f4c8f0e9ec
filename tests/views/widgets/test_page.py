import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.theme import Theme
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.page import MARGIN, Page, ScrollColumn
from coachdesk.views.widgets.text import body


@pytest.mark.parametrize(("window", "card"), [(1000, 400), (300, 294)])
def test_a_column_is_no_wider_than_it_reads_well(theme: Theme, qtbot: QtBot, window: int, card: int) -> None:
    column, only = ScrollColumn(widest=400), Card()
    column.column.addWidget(only)
    column.column.addStretch(1)
    qtbot.addWidget(column)
    column.resize(window, 300)
    column.show()
    QApplication.processEvents()
    assert (column.viewport().width(), only.width()) == (window, card)


def test_a_narrow_column_leaves_words_the_height_they_need(theme: Theme, qtbot: QtBot) -> None:
    column, words = ScrollColumn(widest=300), body("a few words and some more " * 12)
    column.column.addWidget(words)
    column.column.addStretch(1)
    qtbot.addWidget(column)
    column.resize(1200, 400)
    column.show()
    QApplication.processEvents()
    assert words.height() >= words.heightForWidth(300) > words.heightForWidth(1194)


@pytest.mark.parametrize(("width", "is_below"), [(900, False), (420, True)])
def test_the_actions_go_below_a_name_that_they_would_cut(
    theme: Theme, qtbot: QtBot, width: int, is_below: bool
) -> None:
    page, actions = Page(), [secondary("Save the pages"), secondary("Print the pages")]
    for action in actions:
        page.header.addWidget(action)
    qtbot.addWidget(page)
    page.name("Łukasz Wróblewski", "Agreement, version 1")
    page.resize(width, 300)
    page.show()
    QApplication.processEvents()
    assert (actions[0].y() > page.subtitle.geometry().bottom()) is is_below
    assert page.title.text() == page.title.whole
    assert actions[1].geometry().right() == width - MARGIN - 1
