"""The quiet row on top of a session: clock, minutes, save state, and what can be done with it."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from coachdesk.errors import InvalidInputError
from coachdesk.models.entities.session import Session, SessionState
from coachdesk.models.session_clock import is_running
from coachdesk.models.session_kinds import MISSED
from coachdesk.views.context import Context
from coachdesk.views.fields import NumberField
from coachdesk.views.sessions.kind_menu import KindMenu
from coachdesk.views.sessions.quiet_clock import QuietClock
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.flow import FlowLayout, together
from coachdesk.views.widgets.looks import give_look
from coachdesk.views.widgets.more import Entry, MoreButton
from coachdesk.views.widgets.save_line import SaveLine
from coachdesk.views.widgets.text import muted

_LONGEST_MINUTES: Final = 1_440


class Clock(QWidget):
    """While a session runs, how long and how much is left; afterwards its minutes, to be corrected."""

    minutes_set = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._refuse = context.workspace.failed.emit
        self._session: Session | None = None
        self.quiet = QuietClock(context)
        self.running = self.quiet.running
        self.minutes = NumberField(maximum=_LONGEST_MINUTES)
        self.minutes.setFixedWidth(56)
        self.minutes.setAccessibleName(self.tr("Minutes"))
        self.minutes.editingFinished.connect(self._on_minutes)
        self._unit = muted(self.tr("min"), wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for part in (self.quiet, self.minutes, self._unit):
            row.addWidget(part)

    def show_session(self, session: Session) -> None:
        """Show the time of a session."""
        self._session = session
        has_minutes = session.minutes is not None or session.closed_at is not None
        is_over = not is_running(session) and has_minutes
        self.quiet.show_session(session)
        self.minutes.setVisible(is_over)
        self._unit.setVisible(is_over)
        if not self.minutes.hasFocus():
            self.minutes.set_value(session.minutes)

    def tick(self) -> None:
        """Show the time as it is now."""
        self.quiet.tick()

    def flush(self) -> None:
        """Take the minutes that are being typed: the page is left, or the window locks."""
        if self.minutes.hasFocus():
            self._on_minutes()

    def _on_minutes(self) -> None:
        try:
            minutes = self.minutes.value()
        except InvalidInputError as error:
            self._refuse(error)
            self.minutes.set_value(self._session.minutes if self._session else None)
            return
        if self._session is not None and minutes != self._session.minutes:
            self.minutes_set.emit(minutes)


class SessionControls(QWidget):
    """What can be done with a session, by its state. Signals say what the coach wants."""

    begin_wanted = Signal()
    end_wanted = Signal()
    close_wanted = Signal()
    reopen_wanted = Signal()
    hand_out_wanted = Signal()
    move_wanted = Signal()
    cancel_wanted = Signal(bool)
    no_show_wanted = Signal()
    plan_again_wanted = Signal()
    delete_wanted = Signal()
    client_wanted = Signal()
    feedback_wanted = Signal()
    counting_wanted = Signal()
    focus_wanted = Signal()
    kind_wanted = Signal(object, bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.saved = SaveLine()
        self.clock = Clock(context)
        self.begin = secondary(self.tr("Begin"), self.begin_wanted.emit)
        self.end = secondary(self.tr("End"), self.end_wanted.emit)
        self.hand_out = secondary(self.tr("Hand out"), self.hand_out_wanted.emit)
        self.close_session = secondary(self.tr("Close session"), self.close_wanted.emit)
        self.reopen = secondary(self.tr("Open again"), self.reopen_wanted.emit)
        self.more = MoreButton(context.theme, self.tr("More"), self._entries())
        self.kinds = KindMenu(self.more)
        self.kinds.chosen.connect(self.kind_wanted)
        self.more.menu().insertMenu(self.more.action("counting"), self.kinds)
        row = FlowLayout(self, is_at_end=True)
        for part in (
            self.saved,
            self.clock,
            self.begin,
            self.end,
            self.reopen,
            self.hand_out,
        ):
            row.addWidget(part)
        row.add_layout(together(self.close_session, self.more))

    def _entries(self) -> tuple[Entry | None, ...]:
        return (
            ("focus", self.tr("Focus mode\tF11"), self.focus_wanted.emit),
            ("client", self.tr("Open the client's page"), self.client_wanted.emit),
            ("feedback", self.tr("A sentence of feedback"), self.feedback_wanted.emit),
            ("counting", self.tr("How it counts…"), self.counting_wanted.emit),
            None,
            ("move", self.tr("Change time or place…"), self.move_wanted.emit),
            ("cancel", self.tr("Cancelled in time"), lambda: self.cancel_wanted.emit(False)),
            ("late", self.tr("Cancelled late"), lambda: self.cancel_wanted.emit(True)),
            ("no_show", self.tr("Did not come"), self.no_show_wanted.emit),
            ("again", self.tr("Planned after all"), self.plan_again_wanted.emit),
            ("not_begun", self.tr("Not begun after all"), self.plan_again_wanted.emit),
            None,
            ("delete", self.tr("Delete this session"), self.delete_wanted.emit),
        )

    def show_session(self, session: Session) -> None:
        """Offer what fits the state of a session."""
        is_closed = session.closed_at is not None
        is_expected = session.began_at is None and not is_closed
        is_missed = session.state in MISSED
        is_open_to_hand_out = is_closed and session.handed_out_at is None
        self.clock.show_session(session)
        self.kinds.show_session(session)
        _offer(self.begin, is_offered=is_expected and not is_missed)
        _offer(self.end, is_offered=is_running(session))
        _offer(self.close_session, is_offered=not is_closed and not is_missed)
        _offer(self.reopen, is_offered=is_open_to_hand_out)
        _offer(self.hand_out, is_offered=not is_missed)
        _put_forward(self.begin, is_first=is_expected)
        _put_forward(self.close_session, is_first=not is_expected)
        _put_forward(self.hand_out, is_first=is_open_to_hand_out)
        self._offer_states(session, is_expected=is_expected, is_missed=is_missed)
        self.more.action("delete").setVisible(session.handed_out_at is None)

    def _offer_states(self, session: Session, *, is_expected: bool, is_missed: bool) -> None:
        """Offer what may have become of a session instead; with the clock running one may wait in vain."""
        for name in ("move", "cancel", "late"):
            self.more.action(name).setVisible(is_expected and not is_missed)
        is_open = session.closed_at is None
        self.more.action("no_show").setVisible(is_open and not is_missed)
        self.more.action("again").setVisible(is_missed and session.state is not SessionState.MOVED)
        self.more.action("not_begun").setVisible(is_open and session.began_at is not None)


def _offer(button: QPushButton, *, is_offered: bool) -> None:
    """Show a button, or hide it and take the effect from the keys that press it."""
    button.setVisible(is_offered)
    button.setEnabled(is_offered)


def _put_forward(button: QPushButton, *, is_first: bool) -> None:
    """Let a button be what the page is for, or step back again."""
    give_look(button, "primary" if is_first else "secondary")
