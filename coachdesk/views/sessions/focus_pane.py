"""The notes and nothing else: a part of the page is lent to the middle of the window, and given back."""

from collections.abc import Sequence
from typing import Any, Final

from attrs import frozen
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QPlainTextEdit,
    QWidget,
)

from coachdesk.errors import BugError
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.sessions.quiet_clock import QuietClock
from coachdesk.views.widgets.card import Card, Tone
from coachdesk.views.widgets.save_line import SaveLine
from coachdesk.views.widgets.text import muted

_MEASURE: Final = 70  # characters a line, which the eye follows without effort
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_AROUND_WORDS: Final = 40  # the frame of the field and its scroll bar


@frozen
class _Home:
    """Where a part has its place on the page."""

    layout: QLayout
    place: tuple[int, ...]
    stretch: int = 0

    def take_back(self, part: QWidget) -> None:
        """Put the part where it was."""
        if isinstance(self.layout, QGridLayout):
            self.layout.addWidget(part, *self.place)
        elif isinstance(self.layout, QBoxLayout):
            self.layout.insertWidget(self.place[0], part, self.stretch)


class FocusPane(QWidget):
    """Holds what the page lends it, in a measure that reads well, over one quiet line."""

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("focusPane")
        self._lent: list[tuple[QWidget, _Home]] = []
        self._notes: QPlainTextEdit | None = None
        self.is_on = False
        self.clock = QuietClock(context)
        search = QShortcut(QKeySequence("Ctrl+K"), self)
        search.activated.connect(self.left)
        search.activated.connect(context.navigation.search_requested)
        self.saved = SaveLine()
        self.way_out = muted(self.tr("Esc or F11 leads back to the whole page"), wrap=False)
        self._middle = Card(Tone.PRIVATE)
        self._column = self._middle.body
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        self._column.setContentsMargins(18, 12, 18, 12)
        self._column.setSpacing(10)
        line = QHBoxLayout()
        line.setSpacing(14)
        for part in (self.clock, self.saved):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.way_out)
        self._column.addLayout(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._middle, 100)
        row.addStretch(1)

    def show_page(self, page: SessionPage) -> None:
        """Know the time of the session."""
        self.clock.show_session(page.session, hides=page.around.hides_clock)

    def enter(self, parts: Sequence[QWidget], notes: QPlainTextEdit) -> None:
        """Take these parts of the page, one below the other."""
        self.is_on = True
        self._notes = notes
        for part in parts:
            is_hidden = part.isHidden()
            self._lent.append((part, _home_of(part)))
            self._column.insertWidget(self._column.count() - 1, part, 1 if part is notes else 0)
            part.setHidden(is_hidden)
        self._keep_measure()
        self.show()

    def give_back(self) -> None:
        """Put every part where it was; the last one taken first, so that each finds its place."""
        self.is_on = False
        self.hide()
        for part, home in reversed(self._lent):
            is_hidden = part.isHidden()
            home.take_back(part)
            part.setHidden(is_hidden)
        self._lent = []

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._keep_measure()

    def _keep_measure(self) -> None:
        if self._notes is not None:
            alphabet = self._notes.fontMetrics().horizontalAdvance(_LETTERS)
            self._middle.setMaximumWidth(alphabet * _MEASURE // len(_LETTERS) + _AROUND_WORDS)


def _home_of(part: QWidget) -> _Home:
    above = part.parentWidget()
    layout = None if above is None else _layout_with(part, above.layout())
    if layout is None:
        raise BugError("a part without a place can't be lent")
    at = layout.indexOf(part)
    if isinstance(layout, QGridLayout):
        place: Any = layout.getItemPosition(at)  # PySide calls the four numbers an object
        return _Home(layout, tuple(place))
    stretch = layout.stretch(at) if isinstance(layout, QBoxLayout) else 0
    return _Home(layout, (at,), stretch)


def _layout_with(part: QWidget, layout: QLayout | None) -> QLayout | None:
    """Return the layout that a part is in, at whatever depth."""
    if layout is None or layout.indexOf(part) >= 0:
        return layout
    items = (layout.itemAt(at) for at in range(layout.count()))
    found = (_layout_with(part, item.layout()) for item in items if item is not None)
    return next((one for one in found if one is not None), None)
