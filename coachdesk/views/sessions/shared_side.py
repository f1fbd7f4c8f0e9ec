"""The client's side of the wall: the words that the summary is made of."""

from datetime import date
from functools import partial
from typing import Any

import attrs
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coachdesk.errors import KnownError
from coachdesk.models import summaries
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.session import Addendum, SharedText, SummaryField
from coachdesk.models.history import Subject
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.labels import moment_text
from coachdesk.views.open_fields import LaterWords, OpenText, labelled_tightly
from coachdesk.views.sessions.own_headings import OwnHeadings
from coachdesk.views.sessions.shared_fields import SELDOM, SharedFields
from coachdesk.views.sessions.wording import called_text, left_text, received_by
from coachdesk.views.widgets.buttons import link, quiet, secondary
from coachdesk.views.widgets.card import Card, Tone
from coachdesk.views.widgets.looks import give_look
from coachdesk.views.widgets.more import MoreButton
from coachdesk.views.widgets.problem import announce
from coachdesk.views.widgets.saver import Job, PartSaver
from coachdesk.views.widgets.text import muted, set_text, text_label


class SharedCard(Card):
    """What the client receives; locked once it has been handed out, from then on addenda only."""

    later_words_answered = Signal()
    landed = Signal(object)

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
        self.parts = SharedFields()
        self._name_fields()
        self.headings = OwnHeadings(context, self)
        self.use_check_in = link(self.tr("Use the words of the check-in"), self._on_use_check_in)
        ask = context.navigation.history_requested.emit
        self.history = link(self.tr("History"), lambda: ask(Subject.SHARED.value, self._session_id))
        self.more = self._more(context)
        self.handed_out = muted("")
        self._addenda = QVBoxLayout()
        self._shown_addenda: list[QLabel] = []
        self._addendum = self._addendum_row()
        self._lay_out()

    def _name_fields(self) -> None:
        self.focus = self.parts.by_part[SummaryField.FOCUS]
        self.insights = self.parts.by_part[SummaryField.INSIGHTS]
        self.agreed = self.parts.by_part[SummaryField.AGREED]
        self.experiment = self.parts.by_part[SummaryField.EXPERIMENT]
        self.next_step = self.parts.by_part[SummaryField.NEXT_STEP]
        self.next_date = self.parts.by_part[SummaryField.NEXT_DATE]
        self.free_line = self.parts.by_part[SummaryField.FREE_LINE]

    def _more(self, context: Context) -> MoreButton:
        """Return the menu of what is seldom wanted: two parts, and other headings."""
        button = MoreButton(
            context.theme,
            self.tr("More for what your client receives"),
            (
                (
                    "experiment",
                    self.tr("Add what they try out"),
                    partial(self.parts.open, SummaryField.EXPERIMENT),
                ),
                ("free_line", self.tr("Add a last line"), partial(self.parts.open, SummaryField.FREE_LINE)),
            ),
        )
        give_look(button, "link")  # no higher than the title beside it
        button.menu().addMenu(self.headings.menu)
        button.menu().aboutToShow.connect(self._offer_parts)
        self.headings.left.connect(button.setFocus)
        return button

    def _offer_parts(self) -> None:
        for part in SELDOM:
            self.more.action(part.value).setVisible(self.parts.is_folded(part))

    def _lay_out(self) -> None:
        self.body.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.history)
        top.addWidget(self.more)
        self.body.addLayout(top)
        self.headings.made.connect(partial(self.body.insertWidget, 1))
        self.body.addWidget(self.parts)
        self.parts.offer_beside(SummaryField.FOCUS, self.use_check_in)
        self.body.addWidget(self.handed_out)
        self.body.addLayout(self._addenda)
        self.body.addWidget(self._addendum)
        self.body.addStretch(1)
        self.parts.typed.connect(self._on_typed)
        self.headings.changed.connect(self._on_headings)

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
        self.headings.turn()
        self._session_id = session_id
        self._stored = SharedText(session_id=session_id)
        self.parts.forget_opened()
        self.later_words.clear()

    def show_page(self, page: SessionPage, today: date) -> None:
        """Show what the vault holds; what is being typed stays."""
        set_text(self.title, received_by(called_text(page), len(page.clients)))
        self._focus_of_check_in = page.check_in.focus
        self.headings.show_sets(page.headings)
        if not self.saver.is_dirty:
            self._show(page.shared)
        self._lock(page, today)
        self._offer_check_in()

    def _show(self, shared: SharedText) -> None:
        self._stored = shared
        self.headings.show_now(shared.headings)
        self.parts.show_headings(shared.headings)
        self.parts.show_words(shared)

    def _lock(self, page: SessionPage, today: date) -> None:
        self._is_locked = page.is_handed_out
        self.parts.lock(is_locked=self._is_locked)
        self.headings.lock(is_locked=self._is_locked)
        self.more.setHidden(self._is_locked)
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
        is_of_group = len(page.clients) > 1
        ways = dict.fromkeys(
            left_text(document, today, is_named=is_of_group) for document in page.shared_documents
        )
        return self.tr("Handed out: {list}. It can't be taken back, so these words stay.").replace(
            "{list}", "; ".join(ways)
        )

    def offer_check_in(self, focus: str) -> None:
        """Know the focus that was said at the beginning; it crosses only when the coach says so."""
        self._focus_of_check_in = focus
        self._offer_check_in()

    def take(self, field: str, words: str) -> None:
        """Add words that the coach has taken across, and lead to where they have landed."""
        if not self._is_locked:
            self.landed.emit(self.parts.take(SummaryField(field), words))

    def tell_next_date(self, words: str, former: str) -> None:
        """Say when we meet again, unless the coach has said it in words of their own."""
        if not self._is_locked and self.next_date.text().strip() in ("", former):
            cursor = self.next_date.textCursor()
            cursor.select(cursor.SelectionType.Document)
            cursor.insertText(words)

    @property
    def fields(self) -> tuple[OpenText, ...]:
        """Where the words of the summary stand, from top to bottom."""
        return tuple(self.parts.by_part.values())

    @property
    def has_later_words(self) -> bool:
        """Whether later words are typed that are not added yet; only the coach adds them."""
        return self._is_adding or bool(self.later_words.text().strip())

    def differing(self, stored: SharedText) -> list[str]:
        """Return a line for each field that says something else than what is stored."""
        return self.parts.differing(stored)

    def flush(self) -> None:
        """Save at once what is unsaved."""
        self.headings.flush()
        self.saver.flush()

    def _on_typed(self) -> None:
        self.saver.touch()
        self._offer_check_in()

    def _on_headings(self) -> None:
        self.parts.show_headings(self.headings.now)
        self.saver.touch()

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
        words: dict[str, Any] = {**self.parts.words, "headings": self.headings.now}
        return partial(summaries.save_shared_text, text=attrs.evolve(self._stored, **words))
