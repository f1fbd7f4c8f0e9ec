import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.change import Change, Kind
from coachdesk.theme import Theme
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.page import MARGIN, Page, ScrollColumn
from coachdesk.views.widgets.text import body


class News(QObject):
    changed = Signal(object, object)


class CountingPage(Page):
    def __init__(self) -> None:
        super().__init__()
        self.readings = 0

    def refresh(self) -> None:
        self.readings += 1


@pytest.fixture
def page(qtbot: QtBot) -> CountingPage:
    page = CountingPage()
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.mark.parametrize(("kind", "readings"), [(Kind.GOAL, 1), (Kind.SESSION, 0)])
def test_a_page_reads_itself_again_once_what_matters_was_changed(
    page: CountingPage, kind: Kind, readings: int
) -> None:
    news = News()
    page.keep_up(news.changed, Kind.GOAL, Kind.CLIENT)
    news.changed.emit(Change.of(kind), None)
    assert page.readings == readings


def test_out_of_sight_a_page_reads_nothing(page: CountingPage) -> None:
    news = News()
    page.keep_up(news.changed, Kind.GOAL)
    page.hide()
    news.changed.emit(Change.of(Kind.GOAL), None)
    assert page.readings == 0


@pytest.mark.parametrize("keeps_up", [True, False])
def test_on_a_new_day_a_page_that_keeps_up_reads_itself_again(page: CountingPage, keeps_up: bool) -> None:
    news = News()
    if keeps_up:
        page.keep_up(news.changed, Kind.GOAL)
    page.begin_day()
    assert page.readings == int(keeps_up)


@pytest.mark.parametrize("own_too", [True, False])
def test_a_page_passes_over_its_own_changes_unless_it_wants_them(page: CountingPage, own_too: bool) -> None:
    news = News()
    page.keep_up(news.changed, *Kind, own_too=own_too)
    news.changed.emit(Change.of(Kind.GOAL), page)
    assert page.readings == int(own_too)


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


def test_what_has_the_keyboard_is_in_sight_although_the_page_is_longer_now(qtbot: QtBot) -> None:
    page, column, field = Page(), ScrollColumn(), QLineEdit()
    qtbot.addWidget(page)
    page.body.addWidget(column)
    long = body("")
    long.setMinimumHeight(2_000)
    for part in (long, field):
        column.column.addWidget(part)
    page.resize(500, 400)
    page.show()
    field.setFocus()
    state = page.resting() | {"scroll": {}}
    column.verticalScrollBar().setValue(0)
    page.resume(state)
    qtbot.waitUntil(lambda: not field.visibleRegion().isEmpty())
