"""The two voices of a clause, and the words both agree on."""

from math import ceil
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.clauses import Words
from coachdesk.models.entities.agreement import Clause, ProposedBy
from coachdesk.views.agreements.wording import client_of
from coachdesk.views.fields import PlainText
from coachdesk.views.widgets.buttons import quiet, rename
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.text import caption, set_caption

_MOST_LINES: Final = 14
_FRAME: Final = 24


class VoiceText(PlainText):
    """Words that are never lower than `lines`, and as high as they need within reason."""

    def __init__(self, lines: int) -> None:
        super().__init__(lines=lines)
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().contentsChanged.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = self._lines_needed()
        policy = Qt.ScrollBarPolicy
        is_long = needed > _MOST_LINES
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if is_long else policy.ScrollBarAlwaysOff)
        line = self.document().firstBlock().layout().lineAt(0).height()
        self.setMinimumHeight(ceil(min(max(needed, self._lines), _MOST_LINES) * line) + _FRAME)

    def _lines_needed(self) -> int:
        """Count the wrapped lines, as far as they matter."""
        layout, block, lines = self.document().documentLayout(), self.document().firstBlock(), 0
        while block.isValid() and lines <= _MOST_LINES:
            layout.blockBoundingRect(block)  # Qt wraps a block only when it is asked for
            lines += block.lineCount()
            block = block.next()
        return lines


class Voice(QWidget):
    """A labelled text; its label changes with the people."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.field = VoiceText(lines)
        self._caption = caption("", self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._caption)
        layout.addWidget(self.field, 1)

    def name(self, text: str) -> None:
        """Say whose words these are."""
        set_caption(self._caption, text)

    def show_words(self, words: str, *, read_only: bool) -> None:
        """Show words; the same ones leave cursor and undo alone."""
        self.field.setReadOnly(read_only)
        if words != self.field.toPlainText():
            with QSignalBlocker(self.field):
                self.field.setPlainText(words)


class Voices(QWidget):
    """Client's words beside the coach's, ways to take them over, and below what both agree on.

    `typed` carries `Words` with the one voice that changed.
    """

    typed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clause: Clause | None = None
        self.clients, self.coachs, self.agreed = Voice(4), Voice(4), Voice(4)
        self.agreed.field.setProperty("field", "agreed")
        self.coachs.name(self.tr("Your words"))
        self.agreed.name(self.tr("What we agree"))
        self.use_clients = quiet("", self._on_use_clients)
        self.use_coachs = quiet(self.tr("Use your words"), self._on_use_coachs)
        self.combine = quiet(self.tr("Combine"), self._on_combine)
        self.clients.field.textChanged.connect(
            lambda: self.typed.emit(Words(clients=self.clients.field.toPlainText()))
        )
        self.coachs.field.textChanged.connect(
            lambda: self.typed.emit(Words(coachs=self.coachs.field.toPlainText()))
        )
        self.agreed.field.textChanged.connect(self._on_agreed_typed)
        self._lay_out()

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(self.clients, 1)
        beside.addWidget(self.coachs, 1)
        over = FlowLayout(spacing=2)
        for button in (self.use_clients, self.use_coachs, self.combine):
            over.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(beside)
        column.addLayout(over)
        column.addWidget(self.agreed)

    @property
    def fields(self) -> tuple[VoiceText, ...]:
        """Where the words stand: first what both agree on."""
        return tuple(voice.field for voice in (self.agreed, self.clients, self.coachs))

    def show_clause(self, page: AgreementPage, clause: Clause) -> None:
        """Show the words of a clause."""
        self._clause = clause
        name = client_of(page)
        self.clients.name(self.tr("{name}'s words").format(name=name))
        rename(self.use_clients, self.tr("Use {name}'s words").format(name=name))
        for voice, words in (
            (self.clients, clause.clients_words),
            (self.coachs, clause.coachs_words),
            (self.agreed, clause.agreed_words),
        ):
            voice.show_words(words, read_only=page.is_fixed)
        said = (bool(clause.clients_words.strip()), bool(clause.coachs_words.strip()))
        for button, is_possible in ((self.use_clients, said[0]), (self.use_coachs, said[1])):
            button.setEnabled(is_possible)
        self.combine.setEnabled(all(said))
        for button in (self.use_clients, self.use_coachs, self.combine):
            button.setHidden(page.is_fixed)

    def _on_agreed_typed(self) -> None:
        words = Words(agreed=self.agreed.field.toPlainText())
        clause = self._clause
        if clause is not None and (
            clause.proposed_by is ProposedBy.TEMPLATE or not clause.agreed_words.strip()
        ):
            words = words.then(Words(proposed_by=_typed_by(clause)))
        self.typed.emit(words)

    def _on_use_clients(self) -> None:
        self._take_over(self.clients.field.toPlainText(), ProposedBy.CLIENT)

    def _on_use_coachs(self) -> None:
        self._take_over(self.coachs.field.toPlainText(), ProposedBy.COACH)

    def _on_combine(self) -> None:
        voices = (self.clients.field.toPlainText().strip(), self.coachs.field.toPlainText().strip())
        self._take_over("\n".join(voices), ProposedBy.TOGETHER)

    def _take_over(self, words: str, proposed_by: ProposedBy) -> None:
        """Put words under “What we agree” as one step that Ctrl+Z takes back."""
        field = self.agreed.field
        with QSignalBlocker(field):
            cursor = field.textCursor()
            cursor.select(cursor.SelectionType.Document)
            cursor.insertText(words.strip())
        self.typed.emit(Words(agreed=words.strip(), proposed_by=proposed_by))
        field.setFocus()


def _typed_by(clause: Clause) -> ProposedBy:
    """Tell whose proposal words are that the coach types: their own until the client has said something."""
    return ProposedBy.TOGETHER if clause.clients_words.strip() else ProposedBy.COACH
