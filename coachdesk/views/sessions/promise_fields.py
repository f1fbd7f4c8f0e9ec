"""One promise while it is written: what, by when, how both will know, and more where it is wanted."""

from datetime import date, datetime
from enum import StrEnum

import attrs
from attrs import frozen
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.views.context import Context
from coachdesk.views.open_fields import OpenText, labelled_tightly, lock_field
from coachdesk.views.sessions.day_picker import DayPicker
from coachdesk.views.widgets.buttons import link, rename
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.segments import Segments
from coachdesk.views.widgets.tab_order import tab_through
from coachdesk.views.widgets.text import ElidedLabel, caption, muted, set_caption


@frozen(kw_only=True)
class PromiseWords:
    """What the fields of a promise say, a half-typed day left out."""

    what: str = ""
    by_when: date | None = None
    known_by: str = ""
    small_enough: bool | None = None
    barrier: str = ""
    held_to_it: str = ""


class Small(StrEnum):
    """Whether a step is small enough to be done."""

    NOT_ASKED = "not asked"
    YES = "yes"
    NO = "no"

    @classmethod
    def of(cls, answer: bool | None) -> "Small":
        """Return the answer as one of the three."""
        return cls.NOT_ASKED if answer is None else cls.YES if answer else cls.NO

    @property
    def answer(self) -> bool | None:
        """Whether it is, None where nobody asked."""
        return None if self is Small.NOT_ASKED else self is Small.YES


class PromiseDetails(QWidget):
    """Whether it is small enough, what could get in the way, and how the client wants to be held to it."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        question = self.tr("Small enough to do?")
        self.small_enough = Segments(
            question,
            (
                (Small.NOT_ASKED, self.tr("not asked")),
                (Small.YES, self.tr("yes")),
                (Small.NO, self.tr("not yet")),
            ),
        )
        self.barrier = OpenText(most=3)
        self.held_to_it = OpenText(most=3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(7)
        column.addWidget(muted(question))
        column.addWidget(self.small_enough)
        column.addWidget(labelled_tightly(self.tr("What could get in the way"), self.barrier))
        column.addWidget(labelled_tightly(self.tr("How they want to be held to it"), self.held_to_it))
        self.small_enough.chosen.connect(lambda _value: self.edited.emit())
        for field in (self.barrier, self.held_to_it):
            field.textChanged.connect(self.edited)

    def show_words(self, words: PromiseWords) -> None:
        """Show these details, without calling it an edit."""
        self.blockSignals(True)
        self.small_enough.choose(Small.of(words.small_enough))
        self.barrier.show_text(words.barrier)
        self.held_to_it.show_text(words.held_to_it)
        self.blockSignals(False)

    def onto(self, words: PromiseWords) -> PromiseWords:
        """Return the words with these details."""
        return attrs.evolve(
            words,
            small_enough=Small(self.small_enough.value).answer,
            barrier=self.barrier.text(),
            held_to_it=self.held_to_it.text(),
        )

    def lock(self, *, is_locked: bool) -> None:
        """Let the details be read only."""
        self.small_enough.setEnabled(not is_locked)
        for field in (self.barrier, self.held_to_it):
            lock_field(field, is_locked=is_locked)


class PromiseFields(QWidget):
    """The fields of one promise of either side, with the same room and the same looks for both."""

    edited = Signal()
    left = Signal()

    def __init__(self, context: Context, *, by_coach: bool) -> None:
        super().__init__()
        self._shown = PromiseWords()
        self._is_locked = False
        self.by_coach = by_coach
        self.what = OpenText(most=4, placeholder=self._example())
        self.by_when = DayPicker(context)
        self.known_by = OpenText(most=3, placeholder=self.tr("What we will both see"))
        self.caption = caption("", self.what)
        self.details: PromiseDetails | None = None
        self.in_short = ElidedLabel("", "muted")
        self.more = link(self.tr("More about it"), self._on_more)
        self._lay_out()
        for text in (self.what, self.known_by):
            text.textChanged.connect(self.edited)
        self.by_when.edited.connect(self.edited)
        self.by_when.field.editingFinished.connect(self.left)

    def _example(self) -> str:
        return (
            self.tr("One way you support it") if self.by_coach else self.tr("One thing, small enough to do")
        )

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self.caption.setWordWrap(True)  # so that a long name takes no room from the other side
        self._column.addWidget(self.caption)
        self._column.addWidget(self.what)
        self._column.addSpacing(7)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(labelled_tightly(self.tr("By when"), self.by_when), 2)
        sign = labelled_tightly(self.tr("We will know by"), self.known_by)
        row.addWidget(sign, 3)
        self._column.addLayout(row)
        self.words = FlowLayout(spacing=6)
        self._column.addWidget(self.in_short)
        self.words.addWidget(self.more)
        self._column.addLayout(self.words)
        if self.by_coach:  # the room stays the same on both sides
            row.addStretch(3)
            for part in (sign, self.in_short, self.more):
                part.hide()

    def call(self, text: str) -> None:
        """Say whose promise it is."""
        set_caption(self.caption, text)
        self.more.setAccessibleDescription(text)

    def know_next(self, next_at: datetime | None) -> None:
        """Learn when the next session is."""
        self.by_when.know_next(next_at)

    def lock(self, *, is_locked: bool) -> None:
        """Let the promise be read only."""
        self._is_locked = is_locked
        self.by_when.lock(is_locked=is_locked)
        for field in (self.what, self.known_by):
            lock_field(field, is_locked=is_locked)
        if self.details is not None:
            self.details.lock(is_locked=is_locked)

    def show_words(self, words: PromiseWords) -> None:
        """Show a promise, without calling it an edit."""
        self._shown = words
        self.blockSignals(True)
        self.what.show_text(words.what)
        self.by_when.show_day(words.by_when)
        self.known_by.show_text(words.known_by)
        self.blockSignals(False)
        if self.details is not None:
            self.details.show_words(words)
        self._tell_in_short()

    def typed(self) -> PromiseWords:
        """Return what stands there; what is folded is not lost."""
        words = attrs.evolve(
            self._shown,
            what=self.what.text(),
            by_when=self.by_when.day_or_none(),
            known_by=self.known_by.text(),
        )
        return words if self.details is None else self.details.onto(words)

    @property
    def fields(self) -> tuple[OpenText, ...]:
        """The fields that hold words, those of the details too where they are open."""
        own = (self.what,) if self.by_coach else (self.what, self.known_by)
        return own if self.details is None else (*own, self.details.barrier, self.details.held_to_it)

    def fold(self) -> None:
        """Put the details away."""
        if self.details is not None and not self.details.isHidden():
            self._on_more()

    def _on_more(self) -> None:
        if self.details is None:
            self.details = PromiseDetails()
            self.details.show_words(self._shown)
            self.details.lock(is_locked=self._is_locked)
            self.details.edited.connect(self.edited)
            self._column.insertWidget(self._column.count() - 1, self.details)
            tab_through(self.known_by, self.details)
            is_wanted = True
        else:
            is_wanted = self.details.isHidden()
        self.details.setVisible(is_wanted)
        rename(self.more, self.tr("Less about it") if is_wanted else self.tr("More about it"))
        self._tell_in_short()
        if is_wanted:
            self.details.small_enough.buttons[Small(self.details.small_enough.value)].setFocus()

    def _tell_in_short(self) -> None:
        """Say in one line what the folded details hold, if anything."""
        words, is_open = self.typed(), self.details is not None and not self.details.isHidden()
        small = {True: self.tr("small enough"), False: self.tr("not small enough yet")}
        said = (
            "" if words.small_enough is None else small[words.small_enough],
            words.barrier,
            words.held_to_it,
        )
        self.in_short.show_text(" · ".join(part.strip() for part in said if part.strip()))
        self.in_short.setHidden(is_open or self.by_coach or not self.in_short.whole)
