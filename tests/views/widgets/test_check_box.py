import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.theme import Theme
from coachdesk.views.widgets.check_box import WrappingCheckBox

WORDS = "&Not therapy, not legal advice and not medical advice either, whatever somebody may have said"
NARROW = 200


@pytest.fixture
def box(qtbot: QtBot, theme: Theme) -> WrappingCheckBox:
    box = WrappingCheckBox(WORDS)
    qtbot.addWidget(box)
    box.resize(NARROW, box.heightForWidth(NARROW))
    box.show()
    return box


def ink_below_the_first_line(image: QImage, box: WrappingCheckBox) -> bool:
    paper = image.pixelColor(image.width() - 1, image.height() - 1)
    below = range(box.sizeHint().height(), image.height())
    return any(image.pixelColor(x, y) != paper for y in below for x in range(0, image.width(), 2))


def test_its_words_go_on_in_the_next_line(box: WrappingCheckBox) -> None:
    assert box.heightForWidth(NARROW) > 2 * box.heightForWidth(box.sizeHint().width())
    assert ink_below_the_first_line(box.grab().toImage(), box)


def test_with_room_for_its_words_it_is_as_high_as_any(box: WrappingCheckBox) -> None:
    assert box.heightForWidth(box.sizeHint().width()) == box.sizeHint().height()


def test_its_longest_word_is_the_width_that_it_needs(box: WrappingCheckBox) -> None:
    assert box.minimumSizeHint().width() < NARROW < box.sizeHint().width()


def test_a_click_on_the_last_line_ticks_it(box: WrappingCheckBox) -> None:
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(40, box.height() - 8))
    assert box.isChecked()


def test_the_box_stands_beside_the_first_line(box: WrappingCheckBox) -> None:
    before = box.grab().toImage()
    box.setChecked(True)
    after = box.grab().toImage()
    changed = [y for y in range(before.height()) if before.pixelColor(12, y) != after.pixelColor(12, y)]
    assert 0 < min(changed) < max(changed) < box.sizeHint().height()


def test_its_whole_text_is_spoken(box: WrappingCheckBox) -> None:
    spoken = QAccessible.queryAccessibleInterface(box)
    assert spoken.text(QAccessible.Text.Name) == WORDS.replace("&", "")
    assert spoken.role() is QAccessible.Role.CheckBox


def test_a_word_without_end_is_broken(qtbot: QtBot) -> None:
    box = WrappingCheckBox("Wolfeschlegelsteinhausenbergerdorff" * 20)
    qtbot.addWidget(box)
    assert box.minimumSizeHint().width() < 2 * NARROW
    assert box.heightForWidth(NARROW) > 2 * box.sizeHint().height()
