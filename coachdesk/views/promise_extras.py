"""What stands below a promise beside its answers: words said in between, and the question about its size."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.entities.between import BetweenCheckIn
from coachdesk.views.said_between import KEY, SaidBetween, WordField
from coachdesk.views.size_question import SizeQuestion

OnRemoved = Callable[[BetweenCheckIn], object]


class PromiseExtras(QWidget):
    """Shows only what there is to say; `takes_words` offers to say how the promise goes."""

    size_answered = Signal(object, str)
    said = Signal(str, str)

    def __init__(
        self, what: str, *, takes_words: bool = False, most: int = 2, on_removed: OnRemoved | None = None
    ) -> None:
        super().__init__()
        self._what = what
        self._takes_words = takes_words
        self.words = SaidBetween(most=most, on_removed=on_removed)
        self.field: WordField | None = None
        self.question: SizeQuestion | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 6, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.words)

    def offer_words(self, inside: QWidget) -> None:
        """Let a word be said, by one key wherever the keyboard is inside of a widget."""
        if not self._takes_words or self.field is not None:
            return
        self.field = WordField(self._what)
        self.field.said.connect(self.said)
        self._column.addWidget(self.field)
        shortcut = QShortcut(QKeySequence(KEY), inside)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.field.open)

    def show_extras(
        self, said: Sequence[BetweenCheckIn], today: date, *, asks_size: bool, is_open: bool
    ) -> None:
        """Show what was said, and the question where it is to be asked."""
        self.words.show_said(said, today)
        if self.field is not None:
            self.field.offer(is_wanted=is_open)
        if asks_size and self.question is None:
            self.question = SizeQuestion(self._what)
            self.question.answered.connect(self.size_answered)
            self._column.insertWidget(0, self.question)
        if self.question is not None:
            self.question.setVisible(asks_size)
        self.setVisible(bool(said) or asks_size or self.field is not None)

    @property
    def is_dirty(self) -> bool:
        """Whether words are typed that the vault does not hold."""
        asks = self.question is not None and self.question.is_dirty
        return asks or (self.field is not None and self.field.is_dirty)

    def flush(self) -> None:
        """Keep the word that is typed."""
        if self.field is not None:
            self.field.flush()
