"""One step of a way that has several: what it says, whether it can be left, what leaving it does."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.views.start.background import Worker
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import body, heading

T = TypeVar("T")


class Step(QWidget):
    """A page of a `StepFrame`. Subclasses fill `column` and override what differs.

    `percent` says how far that has come which `busy_text` speaks of, None where nobody knows.
    """

    changed = Signal()
    completed = Signal()

    def __init__(self, title: str, lead: str) -> None:
        super().__init__()
        self._problem = ProblemLine()
        self.busy_text = ""
        self.percent: int | None = None
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(heading(title))
        outer.addWidget(body(lead))
        outer.addWidget(self._problem)
        outer.addSpacing(4)
        outer.addLayout(self.column)
        outer.addStretch(1)

    @property
    def is_ready(self) -> bool:
        """Whether going on is possible now."""
        return True

    @property
    def can_go_back(self) -> bool:
        """Whether there is a way back from here."""
        return True

    @property
    def is_needed(self) -> bool:
        """Whether the way leads through here at all; what was answered before may spare it."""
        return True

    def next_text(self) -> str:
        """Return what the button that goes on says."""
        return self.tr("&Next")

    def enter(self) -> None:
        """Get ready to be shown."""

    def focus_first(self) -> None:
        """Put the cursor where it is wanted first."""
        self.setFocus()

    def go_on(self) -> None:
        """Do what leaving this step means, then emit `completed`."""
        self.completed.emit()

    def go_back(self) -> bool:
        """Go back inside this step; False where it is the step itself that is left."""
        return False

    @property
    def problem(self) -> str:
        """What is said to stand in the way."""
        return self._problem.said

    def show_problem(self, text: str) -> None:
        """Say what stands in the way; an empty text says nothing does."""
        self._problem.say(text)

    def run(self, worker: Worker, busy_text: str, job: Callable[[], T], on_done: Callable[[T], None]) -> None:
        """Do something slow: the step waits with `busy_text` and says inline what went wrong."""

        def finished(result: T) -> None:
            self._become("")
            on_done(result)

        self.show_problem("")
        self._become(busy_text)
        worker.work(job, finished, origin=self, on_failed=self._on_failed)

    def _on_failed(self, error: KnownError) -> None:
        self._become("")
        self.show_problem(error_text(error))
        self.focus_first()

    def _become(self, busy_text: str) -> None:
        self.busy_text = busy_text
        self.setEnabled(not busy_text)
        self.changed.emit()
