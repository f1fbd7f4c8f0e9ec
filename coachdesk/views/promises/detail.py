"""The promise at hand: all its words, what may have become of it, and what was said in between."""

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from coachdesk.models.entities.session import Commitment
from coachdesk.models.promise_lists import ListedPromise
from coachdesk.views.promise_extras import PromiseExtras
from coachdesk.views.promises.wording import who_promised
from coachdesk.views.settling import Promise, PromiseRow, answers_to_commitments, answers_to_pledges
from coachdesk.views.widgets.buttons import link
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.tab_order import tab_through
from coachdesk.views.widgets.text import muted, set_text, text_label

_ALL: Final = 40


class PromiseDetail(Card):
    """Shows one promise of the list; what the coach does with it goes out as signals."""

    settled = Signal(str, object, str)
    size_answered = Signal(str, object, str)
    said = Signal(str, str, str)
    word_removed = Signal(object)
    rewording_wanted = Signal()
    client_wanted = Signal()
    session_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.row: PromiseRow | None = None
        self.shown: ListedPromise | None = None
        self.caption = text_label("", "label")
        self.more = muted("")
        self.reword = link(self.tr("Other words"), self.rewording_wanted.emit)
        self.reword.setToolTip("Ctrl+E")
        self.client = link(self.tr("Open the client"), self.client_wanted.emit)
        self.session = link(self.tr("Open the session"), self.session_wanted.emit)
        self.locked = muted(self.tr("It was handed out, so its words stand."))
        self._place = QVBoxLayout()
        self.body.addWidget(self.caption)
        self.body.addLayout(self._place)
        self.body.addWidget(self.more)
        self.body.addSpacing(6)
        self.body.addWidget(self.locked)
        ways = FlowLayout(spacing=10)
        for way in (self.reword, self.session, self.client):
            ways.addWidget(way)
        self.body.addLayout(ways)
        self.body.addStretch(1)

    def show_promise(self, one: ListedPromise, today: date) -> None:
        """Show a promise; words that are typed for the same one stay."""
        is_other = self.shown is None or self.shown.id != one.id
        self.shown = one
        said = Promise.of(one.promise, asks_size=one.asks_size, said=one.check_ins)
        if is_other or self.row is None:
            self._take_row_down()
            self.row = self._make_row(one, said, today)
            self._place.addWidget(self.row)
            tab_through(self.row, self.reword, self.session, self.client)
        else:
            self.row.show_promise(said, today)
        set_text(self.caption, who_promised(one))
        set_text(self.more, self._details(one))
        self.more.setVisible(bool(self.more.text()))
        self.reword.setVisible(one.is_open and not one.is_handed_out)
        self.locked.setVisible(one.is_open and one.is_handed_out)
        self.session.setVisible(one.promise.session_id is not None)
        for way in (self.reword, self.client, self.session):
            way.setAccessibleDescription(one.promise.what)

    def _make_row(self, one: ListedPromise, said: Promise, today: date) -> PromiseRow:
        extras = PromiseExtras(
            one.promise.what, takes_words=True, most=_ALL, on_removed=self.word_removed.emit
        )
        answers = answers_to_pledges() if one.is_mine else answers_to_commitments()
        row = PromiseRow(said, answers, today, extras=extras)
        row.settled.connect(self.settled)
        row.size_answered.connect(self.size_answered)
        row.said.connect(self.said)
        return row

    def _take_row_down(self) -> None:
        if self.row is not None:
            self.row.flush()
            self.row.hide()
            self.row.deleteLater()
            self.row = None

    def _details(self, one: ListedPromise) -> str:
        """Return what else was said when a client promised it."""
        if not isinstance(one.promise, Commitment):
            return ""
        barrier = self.tr("What could get in the way: {words}").replace("{words}", one.promise.barrier)
        held = self.tr("How they want to be held to it: {words}").replace("{words}", one.promise.held_to_it)
        said = ((one.promise.barrier, barrier), (one.promise.held_to_it, held))
        return "\n".join(text for words, text in said if words.strip())

    def answer(self, place: int) -> None:
        """Press the answer at a place, from 1 on; there is none at some places."""
        answers = [] if self.row is None else list(self.row.answers.values())
        if place <= len(answers):
            answers[place - 1].click()

    def say_word(self) -> None:
        """Ask how it goes."""
        if self.row is not None and self.row.extras.field is not None and self.row.promise_is_open:
            self.row.extras.field.open()

    def focus_first(self) -> None:
        """Put the keyboard on what may have become of it."""
        if self.row is not None:
            self.row.focus_first()

    @property
    def is_dirty(self) -> bool:
        """Whether words are typed that the vault does not hold."""
        return self.row is not None and self.row.is_dirty

    def flush(self) -> None:
        """Keep the words that are typed."""
        if self.row is not None:
            self.row.flush()
