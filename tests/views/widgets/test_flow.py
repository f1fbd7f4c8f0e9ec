import gc

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.views.widgets.flow import FlowLayout, growing_column, together
from coachdesk.views.widgets.text import body

SPACING = 10


class Box(QWidget):
    """Asks for one size, and takes no other."""

    def __init__(self, width: int = 100, height: int = 20) -> None:
        super().__init__()
        self.setFixedSize(width, height)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    return page


def lay_out(page: QWidget, *widgets: QWidget, width: int, is_at_end: bool = False) -> FlowLayout:
    flow = FlowLayout(page, spacing=SPACING, is_at_end=is_at_end)
    for widget in widgets:
        flow.addWidget(widget)
    show(page, width)
    return flow


def show(page: QWidget, width: int) -> None:
    page.resize(width, 200)
    page.show()


def places(*widgets: QWidget) -> list[tuple[int, int]]:
    return [(widget.x(), widget.y()) for widget in widgets]


def growing(least: int) -> QWidget:
    widget = QWidget()
    widget.setMinimumSize(least, 20)
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return widget


def test_what_fits_stands_in_one_line(page: QWidget) -> None:
    boxes = Box(), Box(), Box()
    flow = lay_out(page, *boxes, width=320)
    assert places(*boxes) == [(0, 0), (110, 0), (220, 0)]
    assert flow.sizeHint().width() == 320


def test_a_full_line_goes_on_in_the_next(page: QWidget) -> None:
    boxes = Box(), Box(), Box()
    lay_out(page, *boxes, width=319)
    assert places(*boxes) == [(0, 0), (110, 0), (0, 30)]


@pytest.mark.parametrize(("width", "height"), [(320, 20), (319, 50), (210, 50), (209, 80), (50, 80)])
def test_its_height_follows_its_width(page: QWidget, width: int, height: int) -> None:
    assert lay_out(page, Box(), Box(), Box(), width=400).heightForWidth(width) == height


class Counting(QWidget):
    """A text that says how often it was asked for its height."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0
        self.tall = 20
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, _width: int) -> int:  # noqa: N802
        self.asked += 1
        return self.tall


def test_the_same_question_is_answered_from_memory(page: QWidget) -> None:
    text = Counting()
    flow = lay_out(page, text, width=400)
    flow.heightForWidth(390)
    asked = text.asked
    assert (flow.heightForWidth(390), text.asked) == (20, asked)


def test_what_has_grown_is_measured_anew(page: QWidget) -> None:
    text = Counting()
    flow = lay_out(page, text, width=400)
    flow.heightForWidth(390)
    text.tall = 40
    text.updateGeometry()
    assert flow.heightForWidth(390) == 40


def test_what_has_grown_in_a_row_of_its_own_moves_what_is_below(page: QWidget, qtbot: QtBot) -> None:
    inner, below = FlowLayout(), Box()
    text = Counting()
    inner.addWidget(text)
    column = QVBoxLayout(page)
    column.addLayout(inner)
    column.addWidget(below)
    column.addStretch(1)
    show(page, 400)
    before = below.y()
    text.tall = 60
    text.updateGeometry()
    qtbot.waitUntil(lambda: below.y() == before + 40)


def test_its_largest_item_is_all_that_it_needs(page: QWidget) -> None:
    flow = lay_out(page, Box(), Box(150, 30), width=400)
    assert (flow.minimumSize().width(), flow.minimumSize().height()) == (150, 30)


def test_the_margins_stay_free(page: QWidget) -> None:
    boxes = Box(), Box()
    flow = lay_out(page, *boxes, width=224)
    flow.setContentsMargins(7, 3, 7, 5)
    flow.activate()
    assert places(*boxes) == [(7, 3), (117, 3)]
    assert (flow.sizeHint().width(), flow.heightForWidth(224), flow.heightForWidth(223)) == (224, 28, 58)


def test_what_is_hidden_takes_no_room(page: QWidget) -> None:
    first, hidden, last = Box(), Box(), Box()
    hidden.hide()
    lay_out(page, first, hidden, last, width=210)
    assert places(first, last) == [(0, 0), (110, 0)]


def test_right_to_left_begins_on_the_right(page: QWidget) -> None:
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    boxes = Box(), Box(), Box()
    lay_out(page, *boxes, width=250)
    assert places(*boxes) == [(150, 0), (40, 0), (150, 30)]


def test_lines_at_the_end_end_together(page: QWidget) -> None:
    boxes = Box(), Box(), Box()
    lay_out(page, *boxes, width=250, is_at_end=True)
    assert places(*boxes) == [(40, 0), (150, 0), (150, 30)]


def test_what_expands_takes_what_its_line_leaves(page: QWidget) -> None:
    field, box = growing(60), Box()
    lay_out(page, field, box, width=400)
    assert (field.width(), box.x()) == (290, 300)


def test_what_expands_gets_a_line_of_its_own_before_it_is_squeezed(page: QWidget) -> None:
    field, box = growing(160), Box()
    lay_out(page, field, box, width=250)
    assert (field.width(), places(field, box)) == (250, [(0, 0), (0, 30)])


def test_what_may_not_grow_further_leaves_the_rest_to_others(page: QWidget) -> None:
    held, free = growing(60), growing(60)
    held.setMaximumWidth(100)
    lay_out(page, held, free, width=400)
    assert (held.width(), free.width()) == (100, 290)


def test_a_stretch_moves_what_follows_to_the_end(page: QWidget) -> None:
    first, last = Box(), Box()
    flow = FlowLayout(page, spacing=SPACING)
    flow.addWidget(first)
    flow.add_stretch()
    flow.addWidget(last)
    show(page, 400)
    assert places(first, last) == [(0, 0), (300, 0)]
    show(page, 205)
    assert places(first, last) == [(0, 0), (0, 30)]


def test_a_lower_item_stands_in_the_middle_of_its_line(page: QWidget) -> None:
    low, high = Box(height=20), Box(height=40)
    lay_out(page, low, high, width=400)
    assert (low.y(), high.y()) == (10, 0)


def test_a_flow_inside_wraps_in_itself(page: QWidget) -> None:
    name, boxes, inside = growing(100), (Box(), Box(), Box()), FlowLayout(spacing=SPACING)
    for box in boxes:
        inside.addWidget(box)
    flow = FlowLayout(page, spacing=SPACING)
    flow.addWidget(name)
    flow.add_layout(inside)
    show(page, 250)
    assert places(name, *boxes) == [(0, 0), (0, 30), (110, 30), (0, 60)]
    assert flow.heightForWidth(250) == 80


def test_words_that_wrap_get_the_height_for_their_width(page: QWidget) -> None:
    words = body("What you notice, guess and want to remember " * 4)
    lay_out(page, growing_column(40, words), Box(), width=300)
    assert words.height() == words.heightForWidth(190) > 2 * words.fontMetrics().height()


def test_what_belongs_together_stays_in_one_line(page: QWidget) -> None:
    first, second, third = Box(), Box(), Box()
    flow = FlowLayout(page, spacing=SPACING)
    flow.addWidget(first)
    flow.add_layout(together(second, third, spacing=SPACING))
    show(page, 250)
    assert places(first, second, third) == [(0, 0), (0, 30), (110, 30)]


def test_a_widget_that_goes_leaves_the_row(page: QWidget) -> None:
    first, last = Box(), Box()
    flow = lay_out(page, first, last, width=400)
    first.setParent(None)
    gc.collect()
    flow.setGeometry(QRect(0, 0, 400, 200))
    assert (flow.count(), last.x()) == (1, 0)
