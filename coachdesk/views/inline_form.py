"""A small form that opens inside a card: Enter saves, Esc leaves it."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models.entities.change import Written
from coachdesk.models.store import Store
from coachdesk.views.form import Form
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.workspace import OnDone, OnFailed

Job = Callable[[Store], Written[Any]]


class Runs(Protocol):
    """What runs a job and tells what came of it: the workspace, or something on the way to it."""

    def run(
        self,
        job: Job,
        on_done: OnDone[Written[Any]] | None = None,
        *,
        origin: QObject | None = None,
        on_failed: OnFailed | None = None,
    ) -> None:
        """Run a job as `Workspace.run` does."""


class InlineForm(QWidget):
    """A form with Save and Cancel below it; whoever made it adds the rows and listens.

    It stays until the vault holds what is typed; `refused` tells why it can't be taken.
    """

    saved = Signal()
    left = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._as_it_was: tuple[object, ...] = ()
        self._is_sending = False
        self.form = Form()
        self.save = primary(self.tr("Save"), self.saved.emit)
        self.cancel = secondary(self.tr("Cancel"), self.left.emit)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.cancel)
        self._buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(10)
        column.addWidget(self.form)
        column.addLayout(self._buttons)
        for key, on_key in (
            ("Escape", self.left.emit),
            ("Return", self._on_return),
            ("Enter", self._on_return),
            ("Ctrl+Return", self.saved.emit),
            ("Ctrl+S", self.saved.emit),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(on_key)

    def typed(self) -> tuple[object, ...]:
        """Return all that is typed and chosen, to compare."""
        raise NotImplementedError

    def start(self) -> None:
        """Take what the form shows now for what the vault holds."""
        self._as_it_was = self.typed()

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from what the vault holds."""
        return self.typed() != self._as_it_was

    @property
    def new_words(self) -> list[str]:
        """The words that the vault does not hold, a text for each field."""
        both = zip(self.typed(), self._as_it_was, strict=True)
        return [now for now, before in both if isinstance(now, str) and now != before and now.strip()]

    def send(
        self,
        workspace: Runs,
        make_job: Callable[[], Job],
        on_done: Callable[[Written[Any]], None],
    ) -> None:
        """Store what is typed, then call `on_done`; what can't be taken stays, with the reason above it.

        `on_done` waits for what is typed meanwhile to be saved, too. `make_job` may refuse with a
        `KnownError`.
        """
        if self._is_sending:
            return
        try:
            job = make_job()
        except KnownError as problem:
            self._refuse(problem)
            return
        sent = self.typed()

        def tell(written: Written[Any]) -> None:
            self._is_sending = False
            self._as_it_was = sent
            if self.is_changed:
                self.send(workspace, make_job, on_done)
            else:
                on_done(written)

        self._is_sending = True
        workspace.run(job, tell, origin=self, on_failed=self._on_refused)

    def _on_refused(self, problem: KnownError) -> None:
        self._is_sending = False
        self._refuse(problem)

    def _refuse(self, problem: KnownError) -> None:
        self.form.show_problem(error_text(problem))
        self.refused.emit(error_text(problem))

    def add_button(self, button: QWidget) -> None:
        """Put another button at the start of the row."""
        self._buttons.insertWidget(0, button)

    def _on_return(self) -> None:
        """Press the button that has the keyboard, or else save."""
        focused = self.focusWidget()
        if isinstance(focused, QPushButton) and focused.hasFocus():
            focused.click()
        else:
            self.saved.emit()
