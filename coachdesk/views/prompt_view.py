"""The list of prompts: arrows move, and a key for each thing that can be done with one."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView

from coachdesk.models.entities.prompt import Prompt
from coachdesk.models.lists.prompts import PromptList, PromptRow
from coachdesk.models.lists.rows import Role
from coachdesk.theme import Theme
from coachdesk.views.prompt_delegate import PromptDelegate
from coachdesk.views.prompt_words import said_prompt

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIDEWAYS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_NO_LETTERS: Final = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier)


class PromptView(QListView):
    """Shows prompts under the headings of their moments; none of its keys needs more than one hand.

    `inserted`, `enlarged` and the others carry the prompt that the keyboard is on. `typed` carries a
    letter that is meant for the search, `turned` a step to the next moment or the one before. `keys` say
    what keys do, where that differs from a session.
    """

    inserted = Signal(object)
    enlarged = Signal(object)
    favoured = Signal(object)
    looked_back = Signal(object)
    reworded = Signal(object)
    put_aside = Signal(object)
    gathered = Signal(object)
    new_wanted = Signal()
    menu_wanted = Signal(object, object)
    went_up = Signal()
    typed = Signal(str)
    turned = Signal(int)
    current_changed = Signal()

    def __init__(self, theme: Theme, keys: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.prompts = PromptList(lambda row: said_prompt(row).spoken(), self)
        self.setModel(self.prompts)
        self.setItemDelegate(PromptDelegate(theme, said_prompt, self))
        self.setAccessibleName(self.tr("Prompts"))
        self.setAccessibleDescription(keys or self._keys())
        self.setToolTip(keys or self._keys())
        self.setProperty("look", "bare")
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(lambda *_: self.current_changed.emit())
        theme.changed.connect(self.viewport().update)

    def _keys(self) -> str:
        return self.tr(
            "Enter puts it into your notes, Space shows it large, * makes it a favourite, "
            "= keeps what came of it, F2 changes its words, Delete hides it, + writes one of your own; "
            "Left and Right turn to another moment"
        )

    def show_prompts(self, prompts: Sequence[Prompt], *, headed: bool) -> None:
        """Show these prompts; the keyboard stays on the one that it is on, or goes to the first."""
        before = self.current()
        self.prompts.show_prompts(prompts, headed=headed)
        place = -1 if before is None else self.prompts.place_of_prompt(before.key)
        self.go_to(place if place >= 0 else self.prompts.neighbour(-1, 1))

    def go_to(self, place: int) -> None:
        """Put the keyboard on a row, its heading in sight with it."""
        index = self.prompts.index(place)
        self.setCurrentIndex(index)
        if place == 1:
            self.scrollToTop()
        elif index.isValid():
            self.scrollTo(index)

    def start_at_top(self) -> None:
        """Put the keyboard on the first prompt."""
        self.go_to(self.prompts.neighbour(-1, 1))
        self.scrollToTop()

    def current(self) -> Prompt | None:
        """Return the prompt that the keyboard is on."""
        row: PromptRow | None = self.currentIndex().data(Role.ROW) if self.currentIndex().isValid() else None
        return None if row is None else row.prompt

    def step(self, by: int) -> bool:
        """Go some prompts on or back; tell whether there was one."""
        place = self.prompts.neighbour(self.currentIndex().row(), by)
        if place >= 0:
            self.go_to(place)
        return place >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        key = Qt.Key(event.key())
        if not self._acts(key, event.text()) and not self._moves(key, event):
            super().keyPressEvent(event)

    def _acts(self, key: Qt.Key, text: str) -> bool:
        """Tell whether a key did something with the prompt at hand."""
        signals: dict[Any, Any] = {
            **dict.fromkeys(_ENTER, self.inserted),
            Qt.Key.Key_Space: self.enlarged,
            Qt.Key.Key_F2: self.reworded,
            Qt.Key.Key_Delete: self.put_aside,
            "*": self.favoured,
            "=": self.looked_back,
            "#": self.gathered,
        }
        prompt, signal = self.current(), signals.get(key) or signals.get(text)
        if text == "+":
            self.new_wanted.emit()
        elif signal is not None and prompt is not None:
            signal.emit(prompt)
        else:
            return signal is not None
        return True

    def _moves(self, key: Qt.Key, event: QKeyEvent) -> bool:
        """Tell whether a key led to another prompt, moment or the search."""
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if not self.step(1 if key == Qt.Key.Key_Down else -1) and key == Qt.Key.Key_Up:
                self.went_up.emit()
        elif key in _SIDEWAYS:
            is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self.turned.emit(-_SIDEWAYS[key] if is_rtl else _SIDEWAYS[key])
        elif event.text().isprintable() and event.text() and not _has_control(event):
            self.typed.emit(event.text())
        else:
            return False
        return True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: D102
        prompt = self.current()
        if prompt is not None and self.indexAt(event.position().toPoint()) == self.currentIndex():
            self.inserted.emit(prompt)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102
        is_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        if is_mouse and self.indexAt(event.pos()).isValid():
            self.setCurrentIndex(self.indexAt(event.pos()))
        prompt = self.current()
        if prompt is not None:
            below = self.visualRect(self.currentIndex()).bottomLeft()
            self.menu_wanted.emit(prompt, self._on_screen(event.pos() if is_mouse else below))

    def _on_screen(self, place: QPoint) -> QPoint:
        return self.viewport().mapToGlobal(place)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        super().focusInEvent(event)
        if self.current() is None:
            self.step(1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


def _has_control(event: QKeyEvent) -> bool:
    return any(event.modifiers() & modifier for modifier in _NO_LETTERS)
