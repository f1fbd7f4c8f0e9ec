"""The client's side of the wall: the words that the summary is made of."""

from datetime import date
from functools import partial
from typing import Any

import attrs
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coachdesk.errors import KnownError
from coachdesk.models import summaries
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.session import Addendum, SharedText
from coachdesk.models.history import Subject
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.labels import label, moment_text
from coachdesk.views.sessions.open_fields import LaterWords, OpenText, labelled_tightly, lock_field
from coachdesk.views.sessions.wording import called_text, differing
from coachdesk.views.widgets.buttons import link, quiet, secondary
from coachdesk.views.widgets.card import Card, Tone
from coachdesk.views.widgets.problem import announce
from coachdesk.views.widgets.saver import Job, PartSaver
from coachdesk.views.widgets.text import muted, set_text, text_label


class SharedCard(Card):
    """What the client receives; locked once it has been handed out, from then on addenda only."""

    later_words_answered = Signal()

    def __init__(self, context: Context, session_id: SessionId, origin: QObject) -> None:
        super().__init__(Tone.SHARED)
        self._workspace = context.workspace
        self._session_id = session_id
        self._is_locked = False
        self._is_adding = False
        self._focus_of_check_in = ""
        self._stored = SharedText(session_id=session_id)
        self.saver = PartSaver(context.workspace, origin, self._job)
        self.title = text_label("", "shared")
        self._make_fields()
        self.use_check_in = quiet(self.tr("Use the words of the check-in"), self._on_use_check_in)
        ask = context.navigation.history_requested.emit
        self.history = link(self.tr("History"), lambda: ask(Subject.SHARED.value, self._session_id))
        self.handed_out = muted("")
        self._addenda = QVBoxLayout()
        self._shown_addenda: list[QLabel] = []
        self._addendum = self._addendum_row()
        self._lay_out()

    def _make_fields(self) -> None:
        self.focus = OpenText(placeholder=self.tr("What the hour was for"))
        self.insights = OpenText(placeholder=self.tr("What they said, as they said it"))
        self.agreed = OpenText()
        self.next_step = OpenText()
        self.next_date = OpenText()
        self._fields = {
            "focus": self.focus,
            "insights": self.insights,
            "agreed": self.agreed,
            "next_step": self.next_step,
            "next_date": self.next_date,
        }
        for field in self._fields.values():
            field.textChanged.connect(self._on_typed)
        self._quoted = Quoted(self.insights)

    def _lay_out(self) -> None:
        self.body.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.use_check_in)
        top.addWidget(self.history)
        self.body.addLayout(top)
        for text, field in (
            (self.tr("Our focus"), self.focus),
            (self.tr("In your words"), self._quoted),
            (self.tr("What we agreed"), self.agreed),
        ):
            self.body.addWidget(labelled_tightly(text, field))
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(labelled_tightly(self.tr("Next step"), self.next_step), 3)
        row.addWidget(labelled_tightly(self.tr("We meet again"), self.next_date), 2)
        self.body.addLayout(row)
        self.body.addWidget(self.handed_out)
        self.body.addLayout(self._addenda)
        self.body.addWidget(self._addendum)
        self.body.addStretch(1)

    def _addendum_row(self) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(10)
        self.later_words = LaterWords(placeholder=self.tr("What needs saying afterwards"))
        self.later_words.finished.connect(self._on_add)
        self.add_later = secondary(self.tr("Add"), self._on_add)
        self.add_later.setToolTip(LaterWords.KEYS)
        line.addWidget(labelled_tightly(self.tr("Later words, dated today"), self.later_words), 1)
        line.addWidget(self.add_later, alignment=Qt.AlignmentFlag.AlignBottom)
        self.not_added = muted(self._not_added_text())
        self.not_added.hide()
        self.clear_later = quiet(self.tr("Clear"), self._on_clear)
        self.clear_later.hide()
        self.later_words.textChanged.connect(self._on_later_words)
        line.addWidget(self.clear_later, alignment=Qt.AlignmentFlag.AlignBottom)
        column.addLayout(line)
        column.addWidget(self.not_added)
        return row

    def _on_later_words(self) -> None:
        """Say while words are typed that they wait for the coach; nothing else adds or clears them."""
        for part in (self.not_added, self.clear_later):
            part.setVisible(self.has_later_words)
        if not self.has_later_words:
            set_text(self.not_added, self._not_added_text())

    def _not_added_text(self) -> str:
        return self.tr("Not in the vault yet. Add these words, or clear them.")

    def say_what_is_held(self) -> None:
        """Say why the window neither locks nor closes for later words."""
        text = self.tr(
            "These words would be lost if CoachDesk locked or closed now. Add them, or clear them."
        )
        set_text(self.not_added, text)
        announce(self.not_added, text, is_urgent=True)

    def _on_clear(self) -> None:
        """Empty the field in a way that Ctrl+Z takes back."""
        cursor = self.later_words.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.removeSelectedText()
        self.later_words.setFocus()

    def turn_to(self, session_id: SessionId) -> None:
        """Be the shared side of another session from now on; nothing here is unsaved."""
        self._session_id = session_id
        self._stored = SharedText(session_id=session_id)
        self.later_words.clear()

    def show_page(self, page: SessionPage, today: date) -> None:
        """Show what the vault holds; what is being typed stays."""
        set_text(self.title, self.tr("What {name} receives").replace("{name}", called_text(page)))
        self._focus_of_check_in = page.check_in.focus
        if not self.saver.is_dirty:
            self._show(page.shared)
        self._lock(page, today)
        self._offer_check_in()

    def _show(self, shared: SharedText) -> None:
        self._stored = shared
        for name, field in self._fields.items():
            field.blockSignals(True)
            field.show_text(getattr(shared, name))
            field.blockSignals(False)

    def _lock(self, page: SessionPage, today: date) -> None:
        self._is_locked = page.is_handed_out
        for field in self._fields.values():
            lock_field(field, is_locked=self._is_locked)
        self.handed_out.setVisible(self._is_locked)
        self._addendum.setVisible(self._is_locked)
        set_text(self.handed_out, self._what_left(page, today))
        self._show_addenda(page.addenda, today)

    def _show_addenda(self, addenda: tuple[Addendum, ...], today: date) -> None:
        for old in self._shown_addenda:
            old.deleteLater()
        self._shown_addenda = [
            shown
            for addendum in addenda
            for shown in (
                text_label(moment_text(addendum.written_at, today), "label"),
                text_label(addendum.text),
            )
        ]
        for shown in self._shown_addenda:
            self._addenda.addWidget(shown)

    def _what_left(self, page: SessionPage, today: date) -> str:
        ways = [
            self.tr("{when}, {how}")
            .replace("{when}", moment_text(document.shared_at, today))
            .replace("{how}", label(document.how))
            for document in page.shared_documents
        ]
        return self.tr("Handed out: {list}. It can't be taken back, so these words stay.").replace(
            "{list}", "; ".join(ways)
        )

    def offer_check_in(self, focus: str) -> None:
        """Know the focus that was said at the beginning; it crosses only when the coach says so."""
        self._focus_of_check_in = focus
        self._offer_check_in()

    def take(self, field: str, words: str) -> None:
        """Add words that the coach has taken across, and leave them selected to be read over."""
        edit = self._fields[field]
        cursor = edit.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        start = cursor.position() + (1 if edit.text() else 0)
        cursor.insertText(f"\n{words}" if edit.text() else words)
        cursor.setPosition(start, cursor.MoveMode.MoveAnchor)
        cursor.movePosition(cursor.MoveOperation.End, cursor.MoveMode.KeepAnchor)
        edit.setTextCursor(cursor)
        edit.setFocus()

    @property
    def fields(self) -> tuple[OpenText, ...]:
        """Where the words of the summary stand, from top to bottom."""
        return tuple(self._fields.values())

    @property
    def has_later_words(self) -> bool:
        """Whether later words are typed that are not added yet; only the coach adds them."""
        return self._is_adding or bool(self.later_words.text().strip())

    def differing(self, stored: SharedText) -> list[str]:
        """Return a line for each field that says something else than what is stored."""
        fields = ((field, getattr(stored, name)) for name, field in self._fields.items())
        return [
            line for field, words in fields for line in differing(field.accessibleName(), field.text(), words)
        ]

    def flush(self) -> None:
        """Save at once what is unsaved."""
        self.saver.flush()

    def _on_typed(self) -> None:
        self.saver.touch()
        self._offer_check_in()

    def _offer_check_in(self) -> None:
        is_wanted = bool(self._focus_of_check_in.strip()) and not self.focus.text().strip()
        self.use_check_in.setVisible(is_wanted and not self._is_locked)

    def _on_use_check_in(self) -> None:
        self.take("focus", self._focus_of_check_in.strip())

    def _on_add(self) -> None:
        words = self.later_words.text().strip()
        if words and not self._is_adding:
            self._is_adding = True
            job = partial(summaries.add_addendum, session_id=self._session_id, text=words)
            on_done = partial(self._on_added, words)
            self._workspace.run(job, on_done, origin=self, on_failed=self._on_not_added)

    def _on_added(self, words: str, _written: Written[Addendum]) -> None:
        self._is_adding = False
        if self.later_words.text().strip() == words:
            self.later_words.clear()
        self.later_words_answered.emit()

    def _on_not_added(self, error: KnownError) -> None:
        self._is_adding = False
        self._workspace.failed.emit(error)
        self.later_words_answered.emit()

    def _job(self) -> Job:
        words: dict[str, Any] = {name: field.text() for name, field in self._fields.items()}
        return partial(summaries.save_shared_text, text=attrs.evolve(self._stored, **words))


class Quoted(QFrame):
    """Somebody's own words while they are written: the bar of a quotation beside the field."""

    def __init__(self, field: OpenText) -> None:
        super().__init__()
        self.setProperty("quote", True)
        self.setFocusProxy(field)
        self._field = field
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 0, 0)
        layout.addWidget(field)

    def setAccessibleName(self, name: str) -> None:  # noqa: D102
        self._field.setAccessibleName(name)
