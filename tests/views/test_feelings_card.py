import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.models.feeling_words import feeling_words, shipped_feelings
from coachdesk.views.context import Context
from coachdesk.views.feelings_card import FeelingsCard
from tests.drivers.behind import Behind, Settle


@pytest.fixture
def behind(context: Context, settle: Settle) -> Behind:
    return Behind(context, settle)


@pytest.fixture
def card(behind: Behind, qtbot: QtBot) -> FeelingsCard:
    shown = FeelingsCard(behind.context)
    qtbot.addWidget(shown)
    shown.show()
    shown.refresh()
    behind.settle()
    return shown


def stored(behind: Behind) -> tuple[str, ...]:
    return behind.do(lambda store: feeling_words(store, "en")).words


def add(behind: Behind, card: FeelingsCard, word: str) -> None:
    card.words.moveCursor(card.words.textCursor().MoveOperation.End)
    card.words.insertPlainText(f"\n{word}")
    card.flush()
    behind.settle()


def test_it_begins_with_the_words_that_ship(card: FeelingsCard) -> None:
    assert tuple(card.words.toPlainText().splitlines()) == shipped_feelings("en")
    assert not card.back.isVisible()


def test_a_word_is_added_as_it_is_typed(behind: Behind, card: FeelingsCard) -> None:
    add(behind, card, "wobbly")
    assert stored(behind) == (*shipped_feelings("en"), "wobbly")
    assert not card.has_unsaved


def test_words_are_taken_out(behind: Behind, card: FeelingsCard) -> None:
    card.words.setPlainText("wobbly\n\n at ease\n")
    card.flush()
    behind.settle()
    assert stored(behind) == ("wobbly", "at ease")


def test_the_words_that_ship_come_back_and_go_again(behind: Behind, card: FeelingsCard) -> None:
    add(behind, card, "wobbly")
    card.back.click()
    behind.settle()
    assert stored(behind) == shipped_feelings("en")
    assert not card.words.toPlainText().endswith("wobbly")
    undo = behind.notices[-1].on_action
    assert undo is not None
    undo()
    behind.settle()
    assert stored(behind)[-1] == "wobbly"
    assert card.back.isVisible()


def test_what_is_being_typed_stays(behind: Behind, card: FeelingsCard) -> None:
    QTest.keyClicks(card.words, "wobbly ")
    card.refresh()
    behind.settle()
    assert card.words.toPlainText().startswith("wobbly glad")
    card.flush()
    behind.settle()


def test_a_full_disk_keeps_the_words_on_the_page(behind: Behind, card: FeelingsCard) -> None:
    behind.refuse_writes(refuse=True)
    add(behind, card, "wobbly")
    assert card.has_unsaved
    behind.refuse_writes(refuse=False)
    card.flush()
    behind.settle()
    assert stored(behind)[-1] == "wobbly"
