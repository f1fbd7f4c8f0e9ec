"""A milestone on the way: its words, how it stands, where it was before, and a key for each deed."""

from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.models.entities.path import Stop
from coachdesk.theme import Theme
from coachdesk.views.path.gutter import MARK_OF, Mark
from coachdesk.views.path.way_row import WayRow
from coachdesk.views.path_words import detours_text, not_together, state_text, stop_line, why_text
from coachdesk.views.widgets.chip import Chip, ChipTone
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.looks import give_look
from coachdesk.views.widgets.more import Entry, MoreButton
from coachdesk.views.widgets.text import muted, set_text, text_label

REACH, MOVE, LET_GO, UP, EDIT, REMOVE = "reach", "move", "let go", "take up", "edit", "remove"
_KEYS: Final = {
    Qt.Key.Key_R: REACH,
    Qt.Key.Key_M: MOVE,
    Qt.Key.Key_L: LET_GO,
    Qt.Key.Key_U: UP,
    Qt.Key.Key_E: EDIT,
    Qt.Key.Key_Delete: REMOVE,
}
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_TONES: Final = {Mark.REACHED: ChipTone.ACCENT, Mark.MOVED: ChipTone.SAND}


class StopRow(WayRow):
    """`wanted` carries one of the deeds, `walked` by how many rows an arrow leads on."""

    wanted = Signal(str, object)
    walked = Signal(int)

    def __init__(self, theme: Theme, stop: Stop, today: date) -> None:
        super().__init__(theme, Mark.AHEAD)
        self.stop = stop
        self.what = text_label("", "strong")
        self.state = Chip("")
        self.own = Chip(not_together(), ChipTone.NEUTRAL)
        self.more = MoreButton(theme, self.tr("What becomes of it"), self._entries())
        self.line, self.why = muted(""), text_label("")
        self._detours = QVBoxLayout()
        self._detours.setSpacing(2)
        self.below = QVBoxLayout()
        self._lay_out()
        self.inside.installEventFilter(self)
        self.show_stop(stop, today)

    def _entries(self) -> tuple[Entry | None, ...]:
        def entry(deed: str, text: str, key: str) -> Entry:
            return (deed, f"{text}\t{key}", lambda: self.wanted.emit(deed, self.stop))

        return (
            entry(REACH, self.tr("Reached"), "R"),
            entry(MOVE, self.tr("Move or re-route…"), "M"),
            entry(LET_GO, self.tr("Let go…"), "L"),
            entry(UP, self.tr("Take up again"), "U"),
            None,
            entry(EDIT, self.tr("Edit…"), "E"),
            entry(REMOVE, self.tr("Remove"), self.tr("Del")),
        )

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.what, 1)
        for part in (self.own, self.state, self.more):
            top.addWidget(part, alignment=Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self.body.addWidget(self.line)
        self.body.addWidget(self.why)
        self.body.addLayout(self._detours)
        self.body.addLayout(self.below)

    def show_stop(self, stop: Stop, today: date) -> None:
        """Show how the milestone stands now."""
        self.stop = stop
        mark = MARK_OF[stop.milestone.state]
        self.show_mark(mark)
        set_text(self.what, stop.milestone.what)
        give_look(self.what, "muted" if mark is Mark.LET_GO else "strong", called="role")
        self.state.show_state(state_text(stop), _TONES.get(mark, ChipTone.NEUTRAL))
        self.own.setHidden(stop.milestone.set_together)
        set_text(self.line, stop_line(stop, today))
        set_text(self.why, why_text(stop))
        self.why.setVisible(bool(self.why.text()))
        clear(self._detours)
        for text in detours_text(stop, today):
            self._detours.addWidget(muted(text))
        self._offer(stop)
        self.stand_for(self._spoken(stop, today))
        self.more.setAccessibleDescription(stop.milestone.what)

    def _offer(self, stop: Stop) -> None:
        """Offer what can become of it as it stands."""
        for deed in (REACH, MOVE, LET_GO):
            self.more.action(deed).setVisible(stop.is_ahead)
        self.more.action(UP).setVisible(not stop.is_ahead)

    def _spoken(self, stop: Stop, today: date) -> str:
        own = "" if stop.milestone.set_together else not_together()
        parts = (stop.milestone.what, state_text(stop), own, stop_line(stop, today), why_text(stop))
        return ", ".join(part for part in (*parts, *detours_text(stop, today)) if part)

    def stop_here(self, *, is_stop: bool) -> None:
        """Let Tab stop at this row and its menu, or pass over both: arrows lead to the others."""
        policy = Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
        self.inside.setFocusPolicy(policy)
        self.more.setFocusPolicy(policy)

    def setFocus(self) -> None:  # type: ignore[override]
        """Put the keyboard on the row."""
        self.inside.setFocus()

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is on the row or in it."""
        holder: QWidget | None = self.window().focusWidget()
        return holder is not None and (holder is self.inside or self.inside.isAncestorOf(holder))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        """Tell whether a key was meant for the row."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in _STEPS:
            self.walked.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Menu):
            self.more.showMenu()
        elif key in _KEYS:
            self._want(_KEYS[key])
        else:
            return False
        return True

    def _want(self, deed: str) -> None:
        if self.more.action(deed).isVisible():
            self.wanted.emit(deed, self.stop)
