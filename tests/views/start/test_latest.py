from collections.abc import Callable

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coachdesk.views.start.background import Background
from coachdesk.views.start.latest import LatestOnly
from tests.views.start.conftest import Wait


class Held:
    """A worker that answers when a test says so."""

    def __init__(self) -> None:
        self.jobs: list[tuple[Callable[[], object], Callable[[object], None]]] = []

    def work(self, job: Callable, on_done: Callable | None = None, **_: object) -> None:  # type: ignore[type-arg]
        assert on_done is not None
        self.jobs.append((job, on_done))

    def answer(self, index: int) -> None:
        job, on_done = self.jobs[index]
        on_done(job())


def test_only_the_last_question_before_a_pause_is_asked(background: Background, wait: Wait) -> None:
    owner, answers = QObject(), list[str]()
    latest = LatestOnly(background, 10, owner)
    for word in ("one", "two", "three"):
        latest.ask(lambda word=word: word, answers.append)  # type: ignore[misc]  # bound now
    wait(lambda: bool(answers))
    assert answers == ["three"]


def test_an_answer_that_was_overtaken_is_passed_over(qtbot: QtBot, wait: Wait) -> None:
    owner, held, answers = QObject(), Held(), list[str]()
    latest = LatestOnly(held, 0, owner)
    latest.ask(lambda: "old", answers.append)
    wait(lambda: len(held.jobs) == 1)
    latest.ask(lambda: "new", answers.append)
    wait(lambda: len(held.jobs) == 2)
    held.answer(1)
    held.answer(0)
    assert answers == ["new"]


def test_nothing_is_answered_after_forgetting(qtbot: QtBot, wait: Wait) -> None:
    owner, held, answers = QObject(), Held(), list[str]()
    latest = LatestOnly(held, 0, owner)
    latest.ask(lambda: "old", answers.append)
    wait(lambda: len(held.jobs) == 1)
    latest.forget()
    held.answer(0)
    assert answers == []
