"""What the way never says: it gives nobody marks, and judges no step."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.views.context import Context
from tests.drivers.path import PathDriver
from tests.walking import a_full_way

MARKS = re.compile(
    r"\d\s*%|\bper ?cent|\bscor|\bstreak|\baverage|\bprogress|\bbetter\b|\bworse\b|\boverdue|\bmissed\b"
    r"|\bfailed\b|\bof 10\b|\bout of\b",
    re.IGNORECASE,
)


@pytest.fixture
def coach(context: Context, qtbot: QtBot) -> PathDriver:
    driver = PathDriver(context, qtbot)
    driver.open(driver.do(a_full_way).id)
    driver.panel.goals.ended.open()
    driver.card().entry.steps.pick(4)
    driver.settle()
    return driver


def said(page: QWidget) -> Iterator[str]:
    """Yield all that the page says, by text, tip or voice."""
    for widget in page.findChildren(QWidget):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()


@pytest.mark.rule(8)
def test_nobody_is_given_marks_on_the_way(coach: PathDriver) -> None:
    texts = list(said(coach.panel))
    assert "“To say no without a knot”" in texts
    assert [text for text in texts if MARKS.search(text)] == []


@pytest.mark.rule(8, control=True)
def test_a_mark_would_be_seen(coach: PathDriver) -> None:
    coach.panel.name("60 % of the way")
    assert [text for text in said(coach.panel) if MARKS.search(text)]
