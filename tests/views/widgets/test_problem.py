from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coachdesk.views.form import Form
from coachdesk.views.sessions.inline_bar import InlineBar
from coachdesk.views.widgets.problem import ProblemLine

Heard = list[tuple[str, QAccessible.AnnouncementPoliteness]]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    announced: Heard = []

    def listen(event: QAccessibleAnnouncementEvent) -> None:
        announced.append((event.message(), event.politeness()))

    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    return announced


def problem_line() -> tuple[QWidget, Callable[[str], None]]:
    line = ProblemLine()
    return line, line.say


def form() -> tuple[QWidget, Callable[[str], None]]:
    made = Form()
    return made, made.show_problem


def inline_bar() -> tuple[QWidget, Callable[[str], None]]:
    bar = InlineBar(())
    return bar, bar.say


@pytest.mark.parametrize("make", [problem_line, form, inline_bar])
def test_a_problem_is_announced_when_it_appears(
    make: Callable[[], tuple[QWidget, Callable[[str], None]]], heard: Heard, qtbot: QtBot
) -> None:
    shown, say = make()
    qtbot.addWidget(shown)
    say("")
    say("Your name is missing.")
    say("Your name is missing.")
    assert heard == [("Your name is missing.", QAccessible.AnnouncementPoliteness.Assertive)]


def test_the_same_problem_is_announced_when_it_is_back(heard: Heard, qtbot: QtBot) -> None:
    line = ProblemLine()
    qtbot.addWidget(line)
    for text in ("No room.", "", "No room."):
        line.say(text)
    assert [text for text, _ in heard] == ["No room.", "No room."]


def test_what_is_said_is_in_sight_and_nothing_is_not(qtbot: QtBot) -> None:
    line = ProblemLine()
    qtbot.addWidget(line)
    assert (line.isVisible(), line.said) == (False, "")
    line.say("No room.")
    assert (line.isVisible(), line.said) == (True, "No room.")
    line.say("")
    assert (line.isVisible(), line.said) == (False, "")
