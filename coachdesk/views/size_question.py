"""The one question that a promise asks once it was carried twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.entities.session import SizeAnswer
from coachdesk.views.open_fields import OpenSentence
from coachdesk.views.widgets.buttons import link
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.text import text_label


class SizeQuestion(QWidget):
    """“Still the right size?”, with three answers of equal weight; smaller words are typed on the spot."""

    answered = Signal(object, str)

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what
        self.question = text_label(self.tr("Carried on twice. Still the right size?"), "strong")
        self.smaller = link(self.tr("Smaller words"), self._on_smaller)
        self.let_go = link(self.tr("Let it go"), lambda: self.answered.emit(SizeAnswer.LET_GO, ""))
        self.keep = link(self.tr("Keep it as it is"), lambda: self.answered.emit(SizeAnswer.KEEP, ""))
        self.answers = {
            SizeAnswer.SMALLER: self.smaller,
            SizeAnswer.LET_GO: self.let_go,
            SizeAnswer.KEEP: self.keep,
        }
        for button in self.answers.values():
            button.setAccessibleDescription(what)
        self._words = self._field()
        self._lay_out()
        self._show_field(is_open=False)

    def _field(self) -> OpenSentence:
        field = OpenSentence(most=4)
        field.setAccessibleName(self.tr("In smaller words"))
        field.setAccessibleDescription(self._what)
        field.finished.connect(self._on_words)
        field.textChanged.connect(self._open_if_filled)
        return field

    def _lay_out(self) -> None:
        self.take = link(self.tr("Take these words"), self._on_words)
        self.leave = link(self.tr("Leave it"), self._on_leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(3)
        column.addWidget(self.question)
        column.addWidget(self._words)
        row = FlowLayout(spacing=4)
        for button in (*self.answers.values(), self.take, self.leave):
            row.addWidget(button)
        column.addLayout(row)

    @property
    def words(self) -> OpenSentence:
        """Where the smaller words are typed."""
        return self._words

    @property
    def is_dirty(self) -> bool:
        """Whether smaller words are typed that nobody has taken."""
        return not self._words.isHidden() and self._words.text() != " ".join(self._what.split())

    def close_field(self) -> None:
        """Put away what is typed: it is answered."""
        self._show_field(is_open=False)

    def _open_if_filled(self) -> None:
        """Show words that came back after a lock where they were typed."""
        if self._words.isHidden() and self._words.text():
            self._show_field(is_open=True)

    def _show_field(self, *, is_open: bool) -> None:
        if not is_open:
            self._words.show_text("")
        self._words.setVisible(is_open)
        for button in self.answers.values():
            button.setHidden(is_open)
        for button in (self.take, self.leave):
            button.setVisible(is_open)

    def _on_smaller(self) -> None:
        self._show_field(is_open=True)
        self._words.show_text(" ".join(self._what.split()))
        self._words.setFocus()
        self._words.selectAll()

    def _on_leave(self) -> None:
        self._show_field(is_open=False)
        self.smaller.setFocus()

    def _on_words(self) -> None:
        """Take the words; none at all, or the same as before, are not smaller."""
        words = self._words.text()
        if words and self.is_dirty:
            self.close_field()
            self.answered.emit(SizeAnswer.SMALLER, words)
        else:
            self._on_leave()
