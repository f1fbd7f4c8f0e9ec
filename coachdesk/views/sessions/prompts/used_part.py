"""What was used in this session, quietly, and a line for what came of it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.entities.prompt import PromptUse
from coachdesk.models.lists.rows import RowList
from coachdesk.theme import Theme
from coachdesk.views.open_fields import OpenSentence, labelled_tightly
from coachdesk.views.prompt_words import said_use
from coachdesk.views.widgets.text import heading
from coachdesk.views.wrapped_rows import WrappedRows

_MOST_HIGH: Final = 150


class UsedList(WrappedRows):
    """The uses of a session: Enter writes what came of one, Delete forgets it."""

    def __init__(self, theme: Theme) -> None:
        rows: RowList[PromptUse] = RowList(lambda use: use.id, lambda use: said_use(use).spoken())
        super().__init__(theme, self.tr("Prompts used in this session"), rows, said_use, most_high=_MOST_HIGH)
        keys = self.tr("Enter writes what came of it, Delete takes it off the list")
        self.setAccessibleDescription(keys)
        self.setToolTip(keys)

    def go_to(self, use: PromptUse) -> None:
        """Put the keyboard on a use."""
        self.setCurrentIndex(self._all.index(self._all.place_of(use.id)))


class UsedPart(QWidget):
    """Hidden until a prompt was used. `typed` carries a use and what is being typed about it."""

    typed = Signal(object, str)
    removal_asked = Signal(object)
    finished = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._use: PromptUse | None = None
        self._came_from: QWidget | None = None
        self.list = UsedList(theme)
        self.line = OpenSentence(most=4, placeholder=self.tr("A sentence, a tear, a plan"))
        self._row = labelled_tightly(self.tr("What came of it?"), self.line)
        self._row.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addWidget(heading(self.tr("Used in this session"), 3))
        column.addWidget(self.list)
        column.addWidget(self._row)
        self.list.opened.connect(self.ask)
        self.list.removal_asked.connect(self.removal_asked)
        self.line.textChanged.connect(self._on_typed)
        self.line.finished.connect(self.put_line_away)
        self.hide()

    def show_uses(self, uses: Sequence[PromptUse]) -> None:
        """Show these uses, the newest first; what is being typed stays."""
        had_keyboard = self.list.hasFocus()
        newest_first = list(reversed(uses))
        self.list.show_rows(newest_first)
        if self._use is not None and self._use.id not in {use.id for use in uses}:
            self.put_line_away()
        self.setVisible(bool(uses))
        if had_keyboard and not uses:
            self.finished.emit()

    def ask(self, use: PromptUse) -> None:
        """Ask what came of a use."""
        holder = self.window().focusWidget()
        if holder is not self.line:
            self._came_from = holder
        self._use = None
        self.line.show_text(use.came_of)
        self._use = use
        self.list.go_to(use)
        self._row.show()
        self.line.setFocus()
        self.line.moveCursor(self.line.textCursor().MoveOperation.End)

    @property
    def is_asking(self) -> bool:
        """Whether the line is there."""
        return not self._row.isHidden()

    def put_line_away(self) -> None:
        """Put the line away, what was typed kept; the keyboard goes back to where it was."""
        had_keyboard = self.line.hasFocus()
        self._use = None
        self._row.hide()
        if had_keyboard:
            before = self._came_from
            (before if before is not None and before.isVisible() else self.list).setFocus()

    def _on_typed(self) -> None:
        if self._use is not None:
            self.typed.emit(self._use, self.line.text())
