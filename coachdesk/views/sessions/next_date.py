"""When both meet again: planned with one key at the end of a session, or moved."""

from datetime import UTC, datetime, time
from functools import partial
from typing import Final

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QTimeEdit, QVBoxLayout, QWidget

from coachdesk.delivery import is_gone
from coachdesk.documents.strings import strings_for
from coachdesk.errors import KnownError
from coachdesk.models import next_meetings, sessions
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.session import Session
from coachdesk.models.next_meetings import Clash, NextMeeting
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.labels import day_text, time_text
from coachdesk.views.moment_hint import clash_text
from coachdesk.views.sessions.day_picker import DayPicker
from coachdesk.views.widgets.buttons import link, rename, secondary
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.problem import announce
from coachdesk.views.widgets.saver import Job
from coachdesk.views.widgets.text import ElidedLabel, caption, muted, set_text

_WIDEST_DAY: Final = 190
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALONE: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class NextDateRow(QWidget):
    """The next session: a line where it is planned, otherwise a day and a time; Enter plans it.

    `agreed` carries the words for the client's side of the wall, and those that it had said before.
    """

    agreed = Signal(str, str)

    def __init__(self, context: Context, session_id: SessionId) -> None:
        super().__init__()
        self._context = context
        self._session_id = session_id
        self._meeting = NextMeeting()
        self._language = ""
        self._is_new = True
        self._is_planning = False
        self.words = ElidedLabel()
        self.move_it = link(self.tr("Move"), self._on_move)
        self.day = DayPicker(context, before_next=False)
        self.day.setMaximumWidth(_WIDEST_DAY)
        self.time = QTimeEdit()
        self.time.setProperty("field", "open")
        self.time.setDisplayFormat(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
        self.plan_it = secondary(self.tr("Plan it"), self._on_plan)
        self.leave = link(self.tr("Leave it"), self._on_leave)
        self.hint = muted("")
        self._lay_out()
        self.day.edited.connect(self._look)
        self.time.timeChanged.connect(lambda _time: self._look())
        for field in (self.day.field, self.time):
            field.installEventFilter(self)

    def _lay_out(self) -> None:
        self._line, self._form = QWidget(), QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.words, 1)
        line.addWidget(self.move_it)
        form = FlowLayout(self._form, spacing=10)
        self.day.setAccessibleName(self.tr("We meet again: day"))
        self.time.setAccessibleName(self.tr("We meet again: time"))
        form.addWidget(caption(self.tr("We meet again"), self.day))
        form.addWidget(self.day)
        form.addWidget(muted(self.tr("at"), wrap=False))
        form.addWidget(self.time)
        form.addWidget(self.plan_it)
        form.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for row in (self._line, self._form, self.hint):
            column.addWidget(row)
        self.hint.hide()

    def turn_to(self, session_id: SessionId) -> None:
        """Be there for another session from now on."""
        self._session_id = session_id
        self._is_new = True

    def show_page(self, page: SessionPage) -> None:
        """Show the next session, or propose when it could be; what is being chosen stays."""
        former, self._meeting = self._meeting, page.ending.next_meeting
        language = page.clients[0].language if page.clients else ""
        self._language = language or QLocale().bcp47Name()
        if self._meeting.planned != former.planned or self._is_new:
            self._is_new = False
            self._show_meeting()

    def _show_meeting(self) -> None:
        at = None if self._meeting.planned is None else self._meeting.planned.planned_at
        self._fold(is_open=at is None)
        if at is not None:
            when = self.tr("We meet again: {moment}").replace("{moment}", _long(at))
            self.words.show_text(when)
            self.move_it.setAccessibleDescription(when)
        self.day.show_day(None)
        self._show_time(self._meeting.usual_time)
        self._say("")

    def _fold(self, *, is_open: bool) -> None:
        """Show the fields, or the line alone, which then takes the keyboard from them."""
        had_keyboard = any(part.hasFocus() for part in (self.day.field, self.time, self.plan_it, self.leave))
        self._line.setHidden(is_open)
        if had_keyboard and not is_open:
            self.move_it.setFocus()
        self._form.setVisible(is_open)
        self.leave.setVisible(self._meeting.planned is not None)
        rename(self.plan_it, self.tr("Plan it") if self._meeting.planned is None else self.tr("Move it"))

    def _show_time(self, of_day: time) -> None:
        self.time.setTime(of_day.replace(second=0, microsecond=0))  # type: ignore[arg-type]  # PySide takes a time

    def _on_move(self) -> None:
        planned = self._meeting.planned
        if planned is not None and planned.planned_at is not None:
            here = planned.planned_at.astimezone()
            self._fold(is_open=True)
            self._show_time(here.time())
            self.day.show_day(here.date())
            self.day.field.setFocus()
            self.day.field.selectAll()

    def _on_leave(self) -> None:
        self._show_meeting()
        self.move_it.setFocus()

    def moment(self) -> datetime | None:
        """Return what is chosen in UTC, None while no day is given."""
        day, at = self.day.day_or_none(), self.time.time()
        return None if day is None else datetime.combine(day, time(at.hour(), at.minute())).astimezone(UTC)

    def eventFilter(self, watched: QObject, event: QKeyEvent) -> bool:  # type: ignore[override]  # noqa: D102
        if event.type() == event.Type.KeyPress and event.key() in _ENTER and event.modifiers() in _ALONE:
            self._on_plan()
            return True
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        """Find out whether something else is planned there."""
        at = self.moment()
        if at is None:
            self._say("")
            return
        apart_from = None if self._meeting.planned is None else self._meeting.planned.id
        job = partial(
            next_meetings.clashes, planned_at=at, minutes=self._meeting.minutes, apart_from=apart_from
        )
        self._context.workspace.run(job, partial(self._on_looked, at), origin=self)

    def _on_looked(self, at: datetime, found: tuple[Clash, ...]) -> None:
        if at == self.moment():
            self._say(self._over_text(at) or " ".join(map(clash_text, found)))

    def _over_text(self, at: datetime) -> str:
        """Say that a moment can't be planned any more, nothing where it is still to come."""
        is_over = at <= self._context.workspace.now()
        return self.tr("That moment is over. Choose one that is still to come.") if is_over else ""

    def _say(self, text: str) -> None:
        is_news = bool(text) and text != self.hint.text()
        set_text(self.hint, text)
        self.hint.setVisible(bool(text))
        if is_news:
            announce(self.hint, text)

    def _on_plan(self) -> None:
        at, planned = self.moment(), self._meeting.planned
        if at is None:
            self._say(self.day.problem() or self.tr("Choose a day first."))
            self.day.field.setFocus()
        elif self._over_text(at):
            self._say(self._over_text(at))
            self.day.field.setFocus()
        elif not self._is_planning:
            self._is_planning = True  # so that a second Enter does not plan a second session
            self._run(self._plan_job(at) if planned is None else _move_job(planned, at), planned)

    def _plan_job(self, at: datetime) -> Job:
        return partial(next_meetings.plan_next, after=self._session_id, planned_at=at)

    def _run(self, job: Job, former: Session | None) -> None:
        on_done = partial(self._on_planned, self._session_id, former)
        self._context.workspace.run(job, on_done, origin=self, on_failed=self._on_failed)

    def _on_failed(self, error: KnownError) -> None:
        self._is_planning = False
        self._context.workspace.failed.emit(error)

    def _on_planned(self, of: SessionId, former: Session | None, written: Written[Session]) -> None:
        self._is_planning = False
        session = written.value
        said, before = self._in_words(session), "" if former is None else self._in_words(former)
        if of == self._session_id:
            self.day.show_day(None)
            self.agreed.emit(said, before)
        when = _long(session.planned_at)
        text = self.tr("Planned: {moment}.") if former is None else self.tr("Moved to {moment}.")
        undo = partial(self._undo, of, session, former)
        self._context.navigation.notify(text.replace("{moment}", when), self.tr("Undo"), undo)

    def _undo(self, of: SessionId, session: Session, former: Session | None) -> None:
        said, before = self._in_words(session), "" if former is None else self._in_words(former)
        if of == self._session_id and not is_gone(self):
            self.agreed.emit(before, said)
        job: Job = partial(next_meetings.take_next_back, planned=session.id, after=of, told=said)
        if former is not None and former.planned_at is not None:
            job = _move_job(session, former.planned_at)
        self._context.workspace.run(job)

    def _in_words(self, session: Session) -> str:
        """Return when a session is, in the client's language."""
        if session.planned_at is None:
            return ""
        here = session.planned_at.astimezone().replace(tzinfo=None)
        return strings_for(self._language).long_moment(here)


def _move_job(planned: Session, at: datetime) -> Job:
    """Return what moves a session that both have just looked at, which leaves no trace of the old time."""
    return partial(
        sessions.move_session,
        session_id=planned.id,
        planned_at=at,
        minutes=planned.planned_minutes,
        mode=planned.mode,
        place=planned.place,
        keep_trace=False,
    )


def _long(at: datetime | None) -> str:
    """Return day and time on the coach's clock, with the weekday."""
    return "" if at is None else f"{day_text(at.astimezone().date())}, {time_text(at)}"
