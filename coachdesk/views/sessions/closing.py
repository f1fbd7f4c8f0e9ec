"""How a session closes: one promise of each side, with the same weight."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from coachdesk.errors import InvalidInputError
from coachdesk.i18n import error_text
from coachdesk.models import promises
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.session import Closing
from coachdesk.models.promises import ClosingPart, missing_in_closing
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.fields import DayField
from coachdesk.views.sessions.open_fields import OpenText, labelled_tightly, lock_field
from coachdesk.views.sessions.wording import called_text, differing
from coachdesk.views.widgets.buttons import IconButton
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.saver import Job, PartSaver
from coachdesk.views.widgets.text import caption, set_caption

_INSET: Final = 2  # what Qt keeps free on both sides of a line

_AROUND_EXAMPLE: Final = 8


class DayPicker(QWidget):
    """A day with the three answers that are given most."""

    edited = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._today = context.workspace.today
        self._next_at: datetime | None = None
        self.field = DayField()
        self.field.setProperty("field", "open")
        self.field.textChanged.connect(self.edited)
        self.field.setMinimumWidth(self._width_of_example())
        self.field.setTextMargins(-_INSET, 0, -_INSET, 0)
        self.soon = IconButton(context.theme, "calendar", self.tr("Choose when"))
        self.soon.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self.soon.setMenu(self._menu())
        self.soon.setFixedHeight(self.field.sizeHint().height())
        self.setFocusProxy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.soon)

    def setAccessibleName(self, name: str) -> None:  # noqa: D102
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)
        self.soon.setAccessibleDescription(name)

    def _width_of_example(self) -> int:
        self.field.ensurePolished()
        return self.field.fontMetrics().horizontalAdvance(self.field.placeholderText()) + _AROUND_EXAMPLE

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("in a week"), lambda: self._choose(self._in(weeks=1)))
        menu.addAction(self.tr("in two weeks"), lambda: self._choose(self._in(weeks=2)))
        self._before_next = menu.addAction(self.tr("before the next session"), self._choose_before_next)
        return menu

    def know_next(self, next_at: datetime | None) -> None:
        """Learn when the next session is; without one that answer is not offered."""
        self._next_at = next_at
        self._before_next.setEnabled(next_at is not None)

    def show_day(self, day: date | None) -> None:
        """Show a day, or none, without calling it an edit."""
        if self.day_or_none() != day or (day is None and self.field.text()):
            self.field.blockSignals(True)
            self.field.set_value(day)
            self.field.setCursorPosition(0)
            self.field.blockSignals(False)

    def day_or_none(self) -> date | None:
        """Return the day, None too while it is only half typed."""
        try:
            return self.field.value()
        except InvalidInputError:
            return None

    def text_unless(self, day: date | None) -> str:
        """Return what is typed, nothing where it is this day."""
        return "" if self.day_or_none() == day else self.field.text()

    def problem(self) -> str:
        """Say what is wrong with what is typed, nothing where it is a day or empty."""
        try:
            self.field.value()
        except InvalidInputError as error:
            return error_text(error)
        return ""

    def lock(self, *, is_locked: bool) -> None:
        """Let the day be read only."""
        lock_field(self.field, is_locked=is_locked)
        self.soon.setVisible(not is_locked)

    def _in(self, *, weeks: int) -> date:
        return self._today() + timedelta(weeks=weeks)

    def _choose_before_next(self) -> None:
        if self._next_at is not None:
            day_before = self._next_at.astimezone().date() - timedelta(days=1)
            self._choose(max(day_before, self._today()))

    def _choose(self, day: date) -> None:
        self.field.set_value(day)
        self.field.setFocus()


class ClosingCard(Card):
    """What the client will do, by when and how both will know; what the coach will do, and by when."""

    def __init__(self, context: Context, session_id: SessionId, origin: QObject) -> None:
        super().__init__()
        self._session_id = session_id
        self.saver = PartSaver(context.workspace, origin, self._job)
        self.commitment = OpenText(most=4, placeholder=self.tr("One thing, small enough to do"))
        self.commitment_by = DayPicker(context)
        self.known_by = OpenText(most=3, placeholder=self.tr("What we will both see"))
        self.pledge = OpenText(most=4, placeholder=self.tr("One way you support it"))
        self.pledge_by = DayPicker(context)
        self._lay_out()
        for text in (self.commitment, self.pledge, self.known_by):
            text.textChanged.connect(self.saver.touch)
        for day in (self.commitment_by, self.pledge_by):
            day.edited.connect(self.saver.touch)
            day.edited.connect(self._hide_problem)
            day.field.editingFinished.connect(self._show_problem)

    def _lay_out(self) -> None:
        both = QHBoxLayout()
        both.setSpacing(24)
        self._clients_caption = caption("", self.commitment)
        both.addWidget(
            self._side(self._clients_caption, self.commitment, self.commitment_by, self.known_by), 1
        )
        mine = caption("", self.pledge)
        set_caption(mine, self.tr("You will"))
        both.addWidget(self._side(mine, self.pledge, self.pledge_by, None), 1)
        self.body.addLayout(both)
        self.problem = ProblemLine()
        self.body.addWidget(self.problem)

    def _show_problem(self) -> None:
        self.problem.say(self.commitment_by.problem() or self.pledge_by.problem())

    def _hide_problem(self) -> None:
        self.problem.hide()

    def _side(self, title: QLabel, what: OpenText, by_when: DayPicker, sign: OpenText | None) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(title)
        column.addWidget(what)
        column.addSpacing(7)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(labelled_tightly(self.tr("By when"), by_when), 2)
        if sign is None:
            row.addStretch(3)
        else:
            row.addWidget(labelled_tightly(self.tr("We will know by"), sign), 3)
        column.addLayout(row)
        column.addStretch(1)
        return side

    def turn_to(self, session_id: SessionId) -> None:
        """Be the closing of another session from now on; nothing here is unsaved."""
        self._session_id = session_id
        self.problem.hide()

    def show_page(self, page: SessionPage) -> None:
        """Show what the vault holds; what is being typed stays."""
        name = called_text(page)
        set_caption(self._clients_caption, self.tr("{name} will").replace("{name}", name))
        for day in (self.commitment_by, self.pledge_by):
            day.know_next(page.next_at)
            day.lock(is_locked=page.is_handed_out)
        for field in (self.commitment, self.pledge, self.known_by):
            lock_field(field, is_locked=page.is_handed_out)
        if not self.saver.is_dirty:
            self._show(page.closing)

    def _show(self, closing: Closing) -> None:
        for field, words in (
            (self.commitment, closing.commitment_what),
            (self.known_by, closing.commitment_known_by),
            (self.pledge, closing.pledge_what),
        ):
            field.blockSignals(True)
            field.show_text(words)
            field.blockSignals(False)
        self.commitment_by.show_day(closing.commitment_by)
        self.pledge_by.show_day(closing.pledge_by)

    def typed(self) -> Closing:
        """Return what stands there, a half-typed day left out."""
        return Closing(
            session_id=self._session_id,
            commitment_what=self.commitment.text(),
            commitment_by=self.commitment_by.day_or_none(),
            commitment_known_by=self.known_by.text(),
            pledge_what=self.pledge.text(),
            pledge_by=self.pledge_by.day_or_none(),
        )

    def differing(self, stored: Closing) -> list[str]:
        """Return a line for each field that says something else than what is stored."""
        typed, by_when = self.typed(), self.tr("By when")
        lines = (
            (self.commitment.accessibleName(), typed.commitment_what, stored.commitment_what),
            (by_when, self.commitment_by.text_unless(stored.commitment_by), ""),
            (self.tr("We will know by"), typed.commitment_known_by, stored.commitment_known_by),
            (self.tr("I will"), typed.pledge_what, stored.pledge_what),
            (by_when, self.pledge_by.text_unless(stored.pledge_by), ""),
        )
        return [said for line in lines for said in differing(*line)]

    def missing(self) -> tuple[ClosingPart, ...]:
        """Return what a complete closing still lacks."""
        return missing_in_closing(self.typed())

    def focus_on(self, part: ClosingPart) -> None:
        """Put the keyboard on a part."""
        {
            ClosingPart.COMMITMENT_WHAT: self.commitment,
            ClosingPart.COMMITMENT_BY: self.commitment_by.field,
            ClosingPart.COMMITMENT_KNOWN_BY: self.known_by,
            ClosingPart.PLEDGE_WHAT: self.pledge,
        }[part].setFocus()

    def flush(self) -> None:
        """Save at once what is unsaved."""
        self.saver.flush()

    def _job(self) -> Job:
        return partial(promises.save_closing, closing=self.typed())
