"""The screen turned to the client: one window alone, until the coach is back or the vault locks."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from coachdesk.clipboard import clear_if_from_here
from coachdesk.desk import Desk
from coachdesk.guard import Guard
from coachdesk.views.curtain import Curtain

if TYPE_CHECKING:
    from coachdesk.views.agreements.same_room.talk import Talk
    from coachdesk.views.agreements.same_room.window import RoomWindow
    from coachdesk.views.room_door import Check


class TurnedScreen(QObject):
    """Hides the desk behind a curtain as long as the screen is turned; what it has to say waits meanwhile.

    `check` finds out whether something is the passphrase. A lock hides this window like any other, and
    who unlocks again is at the desk, on the agreement.
    """

    def __init__(self, application: QApplication, desk: Desk, guard: Guard, *, check: "Check") -> None:
        super().__init__(desk)
        self._desk = desk
        self._guard = guard
        self._check = check
        self._curtain = Curtain(application, self)
        self.room: RoomWindow | None = None
        desk.context.navigation.same_room_requested.connect(self.turn)
        desk.window.installEventFilter(self)
        guard.locking.connect(self._give_way)
        desk.closing.connect(self._give_way)

    def turn(self, talk: "Talk") -> None:
        """Hide the desk, and show a talk."""
        from coachdesk.views.agreements.same_room.window import RoomWindow
        from coachdesk.views.room_door import Door

        context = self._desk.context
        self.room = room = RoomWindow(
            talk, Door(context.theme, context.workspace, talk.way_back, self._check)
        )
        room.left.connect(self._come_back)
        room.lock_wanted.connect(self._desk.lock_requested)
        room.setGeometry(self._desk.window.geometry())
        room.setWindowState(Qt.WindowState.WindowFullScreen)
        clear_if_from_here(QGuiApplication.clipboard())
        self._desk.window.notices.hold_back()
        self._curtain.draw()
        self._curtain.put_in_front(room)
        self._guard.warn_on(room)
        room.begin()

    def _come_back(self) -> None:
        """Show the desk again, as it is by now."""
        room = self.room
        self._give_way()
        self._desk.window.show()
        self._desk.window.activateWindow()
        if room is not None:
            room.hide()
        self._desk.window.page.refresh()

    def _give_way(self) -> None:
        """End the talk, and let whoever comes next decide what is seen."""
        if self.room is not None:
            self.room.end()
            self.room = None
            self._curtain.open()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: D102, N802  (Qt's own name)
        if event.type() == QEvent.Type.Show and self.room is None:
            self._desk.window.notices.let_through()
        return False
