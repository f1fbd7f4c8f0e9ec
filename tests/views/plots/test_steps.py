"""The steps of a goal are told above their marks, as far as there is room for each."""

from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QApplication

from coachdesk.views.plots.canvas import Canvas
from coachdesk.views.plots.steps import StepsPlot
from tests.views.plots.test_plots import MAY, a_goal, look, painted

LAST = date(2026, 11, 1)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> list[tuple[str, QRectF]]:
    """The steps that are written above their marks, in the room that each takes."""
    boxes: list[tuple[str, QRectF]] = []
    write = Canvas.text

    def record(canvas: Canvas, box: QRectF, words: str, **how: Any) -> None:  # noqa: ANN401  (as it is)
        write(canvas, box, words, **how)
        if how.get("align") is Qt.AlignmentFlag.AlignHCenter:
            width = canvas.look.width_of(words)
            boxes.append((words, QRectF(box.center().x() - width / 2, box.top(), width, box.height() / 2)))

    monkeypatch.setattr(Canvas, "text", record)
    return boxes


def steps(*values: int, apart: int, before: int = 5) -> StepsPlot:
    """Return a plot that begins in May, and ends with these steps so many days apart."""
    days = [LAST - timedelta(days=apart * back) for back in range(len(values))]
    said = [(day, value, "") for day, value in zip(reversed(days), values, strict=True)]
    plot = StepsPlot.of((a_goal((MAY, before, ""), *said),))
    assert plot is not None
    return plot


@pytest.mark.parametrize("is_rtl", [False, True])
def test_labels_that_would_touch_are_left_out_and_the_last_one_stands(
    told: list[tuple[str, QRectF]], is_rtl: bool
) -> None:
    plot = steps(10, 8, 10, 9, 10, apart=1)
    painted(plot, look(is_rtl=is_rtl), 880)
    assert not any(one.intersects(other) for (_, one), (_, other) in combinations(told, 2))
    assert [told[0][0], told[-1][0], len(told) < 6] == ["10", "5", True]
    assert len(plot.table.rows) == 6


def test_where_there_is_room_each_step_is_told(told: list[tuple[str, QRectF]]) -> None:
    painted(steps(10, 8, 10, 10, apart=30), look(), 880)
    assert sorted(words for words, _ in told) == ["10", "10", "10", "5", "8"]


def test_steps_of_the_same_day_far_above_each_other_are_both_told(told: list[tuple[str, QRectF]]) -> None:
    painted(steps(1, 10, apart=0), look(), 880)
    assert sorted(words for words, _ in told) == ["1", "10", "5"]
