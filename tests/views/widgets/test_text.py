from collections.abc import Callable

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.views.widgets.text import (
    ElidedLabel,
    Quote,
    ReadingLabel,
    body,
    document_of,
    set_text,
    text_label,
)

Column = Callable[[QLabel | Quote], QLabel]


def test_a_line_gives_way_and_shows_all_of_itself_as_a_tip(qtbot: QtBot) -> None:
    label = ElidedLabel("Mira " * 40)
    qtbot.addWidget(label)
    label.resize(60, 20)
    assert label.text().endswith("…")
    assert label.toolTip() == ("Mira " * 40).strip()


def test_what_looks_like_markup_is_shown_as_it_was_typed(qtbot: QtBot) -> None:
    label = ElidedLabel("<b>Mira</b> " * 20)
    qtbot.addWidget(label)
    label.resize(60, 20)
    assert "&lt;b&gt;Mira" in label.toolTip()


def test_a_line_gives_way_to_its_margins_too(qtbot: QtBot) -> None:
    label = ElidedLabel("Mira " * 40)
    qtbot.addWidget(label)
    label.setContentsMargins(60, 0, 0, 0)
    label.resize(160, 20)
    label.show()
    assert label.fontMetrics().horizontalAdvance(label.text()) <= 100


def test_a_quotation_that_has_no_place_yet_is_no_window(qtbot: QtBot) -> None:
    quote = Quote("I was in the yard at six")
    qtbot.addWidget(quote)
    assert not quote.isVisible()


@pytest.fixture
def column(qtbot: QtBot) -> Column:
    """Return what puts words into a column of 200 pixels, and gives the label that shows them."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addStretch(1)
    qtbot.addWidget(whole)
    whole.resize(200, 600)

    def put(words: QLabel | Quote) -> QLabel:
        layout.insertWidget(0, words)
        whole.show()
        QApplication.processEvents()
        return words if isinstance(words, QLabel) else words.findChildren(QLabel)[0]

    return put


LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 3


@pytest.mark.parametrize("make", [body, Quote])
def test_a_word_that_is_wider_than_the_column_goes_on_in_the_next_line(
    make: Callable[[str], QLabel | Quote], column: Column
) -> None:
    label = column(make(f"I am {LONG}"))
    document = document_of(label)
    assert document is not None
    assert document.idealWidth() <= label.width()
    assert label.height() >= document.size().height()


def test_other_words_are_broken_too_once_they_are_shown(column: Column) -> None:
    label = column(body("I am late"))
    low = label.height()
    set_text(label, LONG)
    QApplication.processEvents()
    assert label.height() >= low * 3


def test_a_broken_word_comes_to_rest(column: Column, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[ReadingLabel] = []
    paint = ReadingLabel.paintEvent

    def count(label: ReadingLabel, event: QPaintEvent) -> None:
        painted.append(label)
        paint(label, event)

    monkeypatch.setattr(ReadingLabel, "paintEvent", count)
    column(body(LONG))
    for _ in range(20):
        QApplication.processEvents()
    assert 1 <= len(painted) <= 3


def test_words_that_fit_are_not_broken(column: Column) -> None:
    words = "Shall we sit a while, unhurriedly, together?"
    plain = text_label(words)
    assert column(body(words)).heightForWidth(200) == column(plain).heightForWidth(200)


@pytest.mark.parametrize(
    ("words", "side"), [("To lead", "left"), ("أن أقود بهدوء", "right"), ("2026: أن أقود", "right")]
)
def test_the_bar_of_a_quotation_stands_where_its_words_begin(words: str, side: str, qtbot: QtBot) -> None:
    quote = Quote("")
    qtbot.addWidget(quote)
    quote.show_words(words)
    margins = quote.layout().contentsMargins()  # type: ignore[union-attr]  # it has one
    free = "right" if margins.right() else "left"
    assert (quote.property("bar"), free) == (side, side)


def test_in_a_larger_font_it_is_higher_whatever_its_height_was(column: Column) -> None:
    label = column(body(LONG))
    before = label.heightForWidth(200)
    font = label.font()
    font.setPointSizeF(2 * font.pointSizeF())
    label.setFont(font)
    assert label.heightForWidth(200) > before


def test_other_words_have_a_height_of_their_own(column: Column) -> None:
    label = column(body("Late"))
    before = label.heightForWidth(200)
    label.setText(LONG)
    assert label.heightForWidth(200) > before
