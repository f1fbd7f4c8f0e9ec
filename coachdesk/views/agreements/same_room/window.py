"""The window on the screen that is turned to the client; from here only the coach goes anywhere else."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from coachdesk.models.entities.agreement import Party
from coachdesk.views.agreements.same_room.talk import Talk
from coachdesk.views.agreements.same_room.view import RoomView
from coachdesk.views.room_door import Door
from coachdesk.views.shortcuts import add_shortcuts

_USUAL: Final = (1280, 800)


class RoomWindow(QWidget):
    """Shows a talk; closing it, Escape and F11 lead to the door. `left` says that the coach is back."""

    left = Signal()
    lock_wanted = Signal()

    def __init__(self, talk: Talk, door: Door) -> None:
        super().__init__()
        self.setObjectName("sameRoom")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle("CoachDesk")
        self.resize(*_USUAL)
        self._talk = talk
        self._came_from: QWidget | None = None
        self.view = RoomView(talk)
        self.door = door
        self._stack = QStackedWidget()
        for part in (self.view, self.door):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.view.leave_wanted.connect(self.show_door)
        self.door.stayed.connect(self._stay)
        self.door.opened.connect(self.left)
        self._add_keys()

    def _add_keys(self) -> None:
        in_view, go, answer = self._when_in_view, self.view.go, self.view.answers.answer
        add_shortcuts(
            self,
            (
                (self.tr("Clause before"), "Ctrl+Up", in_view(partial(go, -1))),
                (self.tr("Next clause"), "Ctrl+Down", in_view(partial(go, 1))),
                (self.tr("Clause before"), "Ctrl+PgUp", in_view(partial(go, -1))),
                (self.tr("Next clause"), "Ctrl+PgDown", in_view(partial(go, 1))),
                (self.tr("The coach agrees"), "Ctrl+Return", in_view(partial(answer, Party.COACH))),
                (self.tr("The client agrees"), "Ctrl+Shift+Return", in_view(partial(answer, Party.CLIENT))),
                (self.tr("Back to CoachDesk"), "F11", self.show_door),
                (self.tr("Back to CoachDesk, or stay"), "Esc", self._on_escape),
                (self.tr("Lock"), "Ctrl+L", self.lock_wanted.emit),
                (self.tr("Search is not for this screen"), "Ctrl+K", lambda: None),
            ),
        )

    def _when_in_view(self, act: Callable[[], object]) -> Callable[[], None]:
        """Return what does something only while the talk is in front."""

        def do_it() -> None:
            if not self.is_at_door:
                act()

        return do_it

    @property
    def is_at_door(self) -> bool:
        """Whether the way back is being asked for."""
        return self._stack.currentWidget() is self.door

    def begin(self) -> None:
        """Begin the talk."""
        self._talk.begin()

    def end(self) -> None:
        """End the talk, and go."""
        self._talk.end()
        self.deleteLater()

    def show_door(self) -> None:
        """Ask for the way back."""
        if not self.is_at_door:
            self._came_from = self.focusWidget()
            self._stack.setCurrentWidget(self.door)
            self.door.begin()

    def _stay(self) -> None:
        self._stack.setCurrentWidget(self.view)
        if self._came_from is not None:
            self._came_from.setFocus()

    def _on_escape(self) -> None:
        if self.is_at_door:
            self.door.leave()
        else:
            self.show_door()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        event.ignore()
        self.show_door()
