from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.models.lists.rows import RowList
from coachdesk.theme import Appearance, Theme
from coachdesk.views.widgets.chip import ChipTone
from coachdesk.views.widgets.row_view import RowText, RowView, chip_colours

LONG = "Wolfeschlegelsteinhausenbergerdorff " * 300


class Names(RowView):
    """Rows that are their own words, and a log of what was asked."""

    def __init__(self, theme: Theme, *, fits: bool = False) -> None:
        self.names = RowList[str](lambda name: name, lambda name: name)
        super().__init__(theme, "Names", self.names, self.describe, fits=fits)
        self.asked: list[tuple[str, object]] = []
        self.opened.connect(lambda row: self.asked.append(("open", row)))
        self.removal_asked.connect(lambda row: self.asked.append(("remove", row)))

    @staticmethod
    def describe(name: str) -> RowText:
        return RowText(title=name, note=LONG, detail=LONG, aside=LONG, chip="active", tone=ChipTone.ACCENT)


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> Iterator[Names]:
    shown = Names(theme)
    qtbot.addWidget(shown)
    shown.resize(400, 300)
    shown.show_rows(["Ana", "Ben", "Cem"])
    shown.show()
    yield shown
    theme.choose(Appearance.LIGHT)


def test_the_keyboard_starts_on_the_first_row(view: Names) -> None:
    view.setFocus()
    assert view.current() == "Ana"


def test_arrows_move_and_enter_opens(view: Names) -> None:
    view.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_End, Qt.Key.Key_Enter):
        QTest.keyClick(view, key)
    assert view.asked == [("open", "Ben"), ("open", "Cem")]


def test_delete_asks_for_removal(view: Names) -> None:
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert view.asked == [("remove", "Ana")]


def test_a_click_opens(view: Names) -> None:
    place = view.visualRect(view.names.index(1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.asked == [("open", "Ben")]


def test_the_place_of_the_keyboard_survives_new_rows(view: Names) -> None:
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    view.show_rows(["Abe", "Ana", "Ben"])
    assert view.current() == "Ben"


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_the_keyboards_place_can_be_seen_in_both_themes(
    view: Names, theme: Theme, appearance: Appearance
) -> None:
    theme.choose(appearance)
    view.activateWindow()
    view.setFocus()
    with_keyboard = view.viewport().grab().toImage()
    view.clearFocus()
    assert view.viewport().grab().toImage() != with_keyboard


@pytest.mark.parametrize("tone", list(ChipTone))
def test_a_state_stands_out_on_the_row_of_the_keyboard(tone: ChipTone) -> None:
    ground, _ink, edge = chip_colours(tone, on_accent=True)
    assert "accent_soft" not in (ground, edge)


def test_only_the_row_has_a_frame_of_the_keyboard(view: Names, theme: Theme) -> None:
    view.activateWindow()
    view.setFocus()
    frame = view.grab().toImage().pixelColor(view.width() // 2, 0)
    assert frame == theme.colour("line")


def test_long_words_never_widen_a_row(view: Names) -> None:
    view.show_rows([LONG])
    view.grab()
    assert view.minimumSizeHint().width() < 200
    assert view.visualRect(view.names.index(0)).width() <= view.viewport().width()


def test_a_list_inside_a_page_is_as_high_as_its_rows(theme: Theme, qtbot: QtBot) -> None:
    view = Names(theme, fits=True)
    qtbot.addWidget(view)
    empty = view.height()
    view.show_rows(["Ana", "Ben"])
    assert view.height() == empty + 2 * view.sizeHintForRow(0)


def test_a_row_is_spoken_as_one_sentence() -> None:
    text = RowText(title="Ana", chip="active", aside="today", detail="To rest")
    assert text.spoken() == "Ana, active, today, To rest"
