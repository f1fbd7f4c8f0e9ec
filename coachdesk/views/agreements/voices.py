"""The two voices of a clause, and the words both agree on."""

from functools import partial
from math import ceil
from typing import Final

from attrs import frozen
from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coachdesk.models import two_voices
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.clauses import Words
from coachdesk.models.entities.agreement import Clause, ProposedBy
from coachdesk.models.entities.ids import ClauseId
from coachdesk.models.entities.same_room import SharedVoices
from coachdesk.views.agreements.wording import client_of
from coachdesk.views.fields import PlainText
from coachdesk.views.widgets.buttons import quiet, rename
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.page import bring_into_sight
from coachdesk.views.widgets.text import caption, set_caption

_MOST_LINES: Final = 14
_FRAME: Final = 24
_LAID_OUT_MS: Final = 50  # what grows pushes what is below it further down, a step at a time


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


@frozen(kw_only=True)
class Said:
    """What stands in the three texts of a clause; no `voices` where only the agreed words are shown."""

    clause_id: ClauseId
    voices: SharedVoices | None
    agreed: str
    proposed_by: ProposedBy
    typed_by: ProposedBy


class Voices(QWidget):
    """Client's words beside the coach's, ways to take them over, and below what both agree on.

    `typed` carries `Words` with the one voice that changed.
    """

    typed = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, lines: int = 4) -> None:
        super().__init__(parent)
        self._said: Said | None = None
        self.clients, self.coachs, self.agreed = Voice(lines), Voice(lines), Voice(lines)
        self.agreed.field.setProperty("field", "agreed")
        self.agreed.name(self.tr("What we agree"))
        self.use_clients = quiet("", self._on_use_clients)
        self.use_coachs = quiet("", self._on_use_coachs)
        self.combine = quiet(self.tr("Combine"), self._on_combine)
        self.name_voices(coachs=self.tr("Your words"), use_coachs=self.tr("Use your words"))
        self.clients.field.textChanged.connect(
            lambda: self.typed.emit(Words(clients=self.clients.field.toPlainText()))
        )
        self.coachs.field.textChanged.connect(
            lambda: self.typed.emit(Words(coachs=self.coachs.field.toPlainText()))
        )
        self.agreed.field.textChanged.connect(self._on_agreed_typed)
        self._lay_out()

    def _lay_out(self) -> None:
        self._both = QWidget()
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(self.clients, 1)
        beside.addWidget(self.coachs, 1)
        over = FlowLayout(spacing=2)
        for button in self._ways:
            over.addWidget(button)
        both = QVBoxLayout(self._both)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(6)
        both.addLayout(beside)
        both.addLayout(over)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._both)
        column.addWidget(self.agreed)

    @property
    def _ways(self) -> tuple[QPushButton, ...]:
        return self.use_clients, self.use_coachs, self.combine

    @property
    def fields(self) -> tuple[VoiceText, ...]:
        """Where the words stand: first what both agree on."""
        return tuple(voice.field for voice in (self.agreed, self.clients, self.coachs))

    def name_client(self, name: str) -> None:
        """Say whose words the client's are."""
        self.clients.name(self.tr("{name}'s words").format(name=name))
        rename(self.use_clients, self.tr("Use {name}'s words").format(name=name))

    def name_coach(self, name: str) -> None:
        """Say whose words the coach's are, where the coach is not the only reader."""
        words = self.tr("{name}'s words").format(name=name)
        self.name_voices(coachs=words, use_coachs=self.tr("Use {name}'s words").format(name=name))

    def name_voices(self, *, coachs: str, use_coachs: str) -> None:
        """Say whose words the coach's are, and what takes them over."""
        self.coachs.name(coachs)
        rename(self.use_coachs, use_coachs)

    def show_clause(self, page: AgreementPage, clause: Clause) -> None:
        """Show the words of a clause to the coach."""
        self.name_client(client_of(page))
        said = Said(
            clause_id=clause.id,
            voices=SharedVoices(clients=clause.clients_words, coachs=clause.coachs_words),
            agreed=clause.agreed_words,
            proposed_by=clause.proposed_by,
            typed_by=_typed_by(clause),
        )
        self.show_said(said, read_only=page.is_fixed)

    def show_said(self, said: Said, *, read_only: bool) -> None:
        """Show the words of a clause."""
        self._said = said
        voices = said.voices or SharedVoices(clients="", coachs="")
        self._both.setVisible(said.voices is not None)
        for voice, words in (
            (self.clients, voices.clients),
            (self.coachs, voices.coachs),
            (self.agreed, said.agreed),
        ):
            voice.show_words(words, read_only=read_only)
        has_spoken = (bool(voices.clients.strip()), bool(voices.coachs.strip()))
        for button, is_possible in zip(self._ways, (*has_spoken, all(has_spoken)), strict=True):
            button.setEnabled(is_possible)
            button.setHidden(read_only)

    def _on_agreed_typed(self) -> None:
        words = Words(agreed=self.agreed.field.toPlainText())
        said = self._said
        if said is not None and (said.proposed_by is ProposedBy.TEMPLATE or not said.agreed.strip()):
            words = words.then(Words(proposed_by=said.typed_by))
        self.typed.emit(words)

    def _on_use_clients(self) -> None:
        self._take_over(two_voices.from_client(self.clients.field.toPlainText()))

    def _on_use_coachs(self) -> None:
        self._take_over(two_voices.from_coach(self.coachs.field.toPlainText()))

    def _on_combine(self) -> None:
        clients, coachs = self.clients.field.toPlainText(), self.coachs.field.toPlainText()
        self._take_over(two_voices.from_both(clients, coachs))

    def _take_over(self, words: Words) -> None:
        """Put words under “What we agree” as one step that Ctrl+Z takes back."""
        field = self.agreed.field
        with QSignalBlocker(field):
            cursor = field.textCursor()
            cursor.select(cursor.SelectionType.Document)
            cursor.insertText(words.agreed or "")
        self.typed.emit(words)
        field.setFocus()
        QTimer.singleShot(_LAID_OUT_MS, field, partial(bring_into_sight, field))


def _typed_by(clause: Clause) -> ProposedBy:
    """Tell whose proposal words are that the coach types: their own until the client has said something."""
    return ProposedBy.TOGETHER if clause.clients_words.strip() else ProposedBy.COACH
