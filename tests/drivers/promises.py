"""The page of promises, as the coach uses it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coachdesk.models.lists.promises import GroupLine
from coachdesk.models.promise_lists import ListedPromise, PromiseGrouping
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.promises.form import PromiseForm
from coachdesk.views.promises.panel import PromisesPanel
from coachdesk.views.settling import PromiseRow
from coachdesk.views.size_question import SizeQuestion
from tests.drivers.panels import PanelDriver

T = TypeVar("T")


class PromisesDriver(PanelDriver[PromisesPanel]):
    """Shows the promises of a real vault."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        super().__init__(PromisesPanel(context), context, qtbot)
        self.panel.activateWindow()
        self.panel.refresh()
        self.settle()

    def begin(self, job: Callable[[Store], T]) -> T:
        """Do something in the vault, and look at the page again."""
        given = self.do(job)
        self.panel.refresh()
        self.settle()
        return given

    @property
    def listed(self) -> list[str]:
        """What is promised, in the order of the list."""
        return [line.promise.what for line in self.panel.model.rows if isinstance(line, ListedPromise)]

    @property
    def groups(self) -> list[str]:
        """What stands above the groups."""
        rows = enumerate(self.panel.model.rows)
        return [self.spoken(at) for at, line in rows if isinstance(line, GroupLine)]

    def spoken(self, at: int) -> str:
        """Return what a line says to a screen reader."""
        return str(self.panel.model.index(at).data())

    def line_of(self, what: str) -> str:
        """Return what the line of a promise says."""
        return next(self.spoken(at) for at in range(self.panel.model.rowCount()) if what in self.spoken(at))

    def choose(self, what: str) -> None:
        """Go to the line of a promise."""
        rows = range(self.panel.model.rowCount())
        at = next(at for at in rows if self.spoken(at).startswith(what))
        self.panel.list.setCurrentIndex(self.panel.model.index(at))
        self.panel.list.setFocus()

    def key(self, key: Qt.Key) -> None:
        """Press a key in the list."""
        QTest.keyClick(self.panel.list, key)
        self.settle()

    def group_by(self, grouping: PromiseGrouping) -> None:
        """Choose what promises stand together by."""
        self.panel.filters.group_by(grouping)
        self.settle()

    def show_settled(self) -> None:
        """Look at what was settled lately."""
        self.panel.filters.show_settled()
        self.settle()

    def find(self, words: str) -> None:
        """Type words to find by."""
        self.panel.filters.words.setText(words)
        self.settle()

    def undo(self) -> None:
        """Take the last step back."""
        self.panel.undo.undo_action.trigger()
        self.settle()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.panel.undo.redo_action.trigger()
        self.settle()

    def say(self, words: str, mood: str = "") -> None:
        """Say how the promise at hand goes, by keys alone."""
        self.key(Qt.Key.Key_W)
        field = self.row.extras.field
        assert field is not None
        field.words.insertPlainText(words)
        field.mood.insertPlainText(mood)
        QTest.keyClick(field.words, Qt.Key.Key_Return)
        self.settle()

    @property
    def row(self) -> PromiseRow:
        """The promise at hand with its answers."""
        row = self.panel.detail.row
        assert row is not None
        return row

    @property
    def asks(self) -> bool:
        """Whether its size is asked for."""
        return self.row.extras.question is not None and not self.question.isHidden()

    @property
    def question(self) -> SizeQuestion:
        """The question about its size."""
        assert self.row.extras.question is not None
        return self.row.extras.question

    @property
    def form(self) -> PromiseForm:
        """The form that is open."""
        assert self.panel.form is not None
        return self.panel.form

    @property
    def reads(self) -> str:
        """All that is written on the page, the lines of the list among it."""
        labels = [label.text() for label in self.panel.findChildren(QLabel) if not label.isHidden()]
        return "\n".join([*labels, *(self.spoken(at) for at in range(self.panel.model.rowCount()))])
