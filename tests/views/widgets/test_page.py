import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.theme import Theme
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.page import ScrollColumn
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
