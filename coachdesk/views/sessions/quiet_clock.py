"""The time of a session that runs: no alarm, nothing red, and out of sight by a click."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from coachdesk.models.entities.session import Session
from coachdesk.models.remembered import Key, forget, remember
from coachdesk.models.session_clock import is_running
from coachdesk.views.context import Context
from coachdesk.views.sessions.wording import clock_text
from coachdesk.views.widgets.buttons import link, rename
from coachdesk.views.widgets.looks import give_look

_TICK_MS: Final = 10_000


class QuietClock(QWidget):
    """How long a session has been going on, and how much is left; a click hides it and shows it again.

    `hidden_chosen` tells so to a second clock on the same page.
    """

    hidden_chosen = Signal(bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._workspace = context.workspace
        self._session: Session | None = None
        self._hides = False
        self.running = self._button(self.tr("Clock"), hides=True, tip=self.tr("Hide the clock"))
        self.again = self._button(self.tr("Show the clock"), hides=False)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.running)
        row.addWidget(self.again)

    def _button(self, text: str, *, hides: bool, tip: str = "") -> QPushButton:
        """Return words that can be clicked, but do not take the keyboard from who is writing."""
        button = link(text, partial(self._choose, hides=hides))
        give_look(button, "time")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        return button

    def show_session(self, session: Session, *, hides: bool | None = None) -> None:
        """Show the time of a session; `hides` where it is known whether the coach wants none."""
        self._session = session
        self._hides = self._hides if hides is None else hides
        self._timer.stop()
        if is_running(session):
            self._timer.start()
            self.tick()
        self._show()

    def tick(self) -> None:
        """Show the time as it is now."""
        if self._session is not None:
            rename(self.running, clock_text(self._session, self._workspace.now()))

    def _show(self) -> None:
        runs = self._session is not None and is_running(self._session)
        self.setVisible(runs)
        self.running.setVisible(not self._hides)
        self.again.setVisible(self._hides)

    def follow(self, hides: bool) -> None:
        """Show the time or keep it out of sight, as the coach has chosen elsewhere."""
        self._hides = hides
        self._show()

    def _choose(self, *, hides: bool) -> None:
        had_keyboard = self.running.hasFocus() or self.again.hasFocus()
        self.follow(hides)
        if had_keyboard:
            (self.again if hides else self.running).setFocus()
        keep = partial(remember, key=Key.CLOCK_HIDDEN, value="yes") if hides else _forget
        self._workspace.run(keep, origin=self)
        self.hidden_chosen.emit(hides)


_forget = partial(forget, key=Key.CLOCK_HIDDEN)
