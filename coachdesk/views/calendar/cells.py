"""How a day looks in the grid: its number, and a line for each session as long as there is room."""

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.session import SessionState
from coachdesk.models.lists.days import CalendarDay
from coachdesk.models.lists.rows import Index, Role
from coachdesk.models.session_calendar import Entry
from coachdesk.theme import Theme
from coachdesk.views.calendar.span import Scale
from coachdesk.views.labels import time_text
from coachdesk.views.names import names_text
from coachdesk.views.widgets.row_view import has_keyboard
from coachdesk.views.zone_text import there_text

_PAD: Final = 5
_GAP: Final = 2
_SMALL: Final = 0.9
_LINES_IN_A_WEEK: Final = 3
_USUAL: Final = "00:00 Benedikta"  # what has no room in one line is told in two, where the day has them


class DayDelegate(QStyledItemDelegate):
    """`dragged` and `cut` are the session on its way, `target` the day it would go to."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.scale = Scale.MONTH
        self.dragged: SessionId | None = None
        self.cut: SessionId | None = None
        self.target: date | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: D102
        return QSize(60, 50)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        day: CalendarDay | None = index.data(Role.ROW)
        if day is None:
            return
        cell: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        self._ground(painter, option, day)
        self._number(painter, QFont(option.font), cell, day)
        places = self._places(cell, len(day.entries), option.font)
        for entry, place in zip(day.entries, places, strict=False):
            self._entry(painter, QFont(option.font), place, entry, is_aside=day.is_aside)
        left = len(day.entries) - len(places)
        if left > 0:
            self._say_how_many(painter, QFont(option.font), cell, left, places)
        painter.restore()

    def entry_at(self, day: CalendarDay, cell: QRect, spot: QPoint) -> Entry | None:
        """Return the session that is shown at a spot."""
        parent = self.parent()
        font = parent.font() if isinstance(parent, QWidget) else QFont()
        places = self._places(cell, len(day.entries), font)
        found = (one for one, place in zip(day.entries, places, strict=False) if place.contains(spot))
        return next(found, None)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, day: CalendarDay) -> None:
        state: QStyle.StateFlag = option.state
        cell: QRect = option.rect
        is_target = self.target == day.day
        is_here = bool(state & QStyle.StateFlag.State_Selected)
        width = 2 if has_keyboard(option) else 1
        painter.setPen(QPen(self._theme.colour("accent" if is_here or is_target else "line"), width))
        ground = "accent_soft" if is_target else "paper" if day.is_aside else "surface"
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(cell.adjusted(2, 2, -2, -2), 8, 8)

    def _number(self, painter: QPainter, font: QFont, cell: QRect, day: CalendarDay) -> None:
        font.setWeight(QFont.Weight.Bold if day.is_today else QFont.Weight.Normal)
        text = number = str(day.day.day)
        place = QRect(cell.left() + _PAD, cell.top() + _PAD - 1, cell.width() - 2 * _PAD, _line(font))
        if day.is_today:
            named = QCoreApplication.translate("calendar", "{number} · today").replace("{number}", number)
            text = named if QFontMetrics(font).horizontalAdvance(named) <= place.width() else number
        self._write(painter, font, place, text, "accent" if day.is_today else "muted")

    def _places(self, cell: QRect, count: int, font: QFont) -> list[QRect]:
        """Return where sessions are shown; one line is kept free to say how many are not."""
        small = _smaller(font)
        top = cell.top() + _PAD + _line(font)
        free = cell.bottom() - _PAD - top
        high = _line(small) * self._lines(cell, free // max(count, 1), small) + _GAP
        room = free // high
        shown = count if count <= room else max(room - 1, 0)
        return [
            QRect(cell.left() + _PAD, top + at * high, cell.width() - 2 * _PAD, high - _GAP)
            for at in range(shown)
        ]

    def _lines(self, cell: QRect, free: int, font: QFont) -> int:
        """Return in how many lines a session is told that has so much room for itself."""
        if self.scale is Scale.WEEK:
            return _LINES_IN_A_WEEK
        is_narrow = cell.width() - 2 * _PAD < QFontMetrics(font).horizontalAdvance(_USUAL)
        return 2 if is_narrow and free >= 2 * _line(font) + _GAP else 1

    def _entry(self, painter: QPainter, font: QFont, place: QRect, entry: Entry, *, is_aside: bool) -> None:
        font = _smaller(font)
        is_away = entry.id in (self.dragged, self.cut)
        font.setItalic(is_away)
        ink = "muted" if is_away or is_aside or entry.state is SessionState.HELD else "ink"
        at, who = time_text(entry.starts_at), names_text(entry.called)
        if place.height() < 2 * _line(font):
            self._write(painter, font, place, f"{at} {who}", ink)
            return
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        there = there_text(entry.starts_at, entry.called, entry.zones) if self.scale is Scale.WEEK else ""
        line = QRect(place.left(), place.top(), place.width(), _line(font))
        for text, drawn, its_ink in ((at, strong, ink), (who, font, ink), (there, font, "muted")):
            self._write(painter, drawn, line, text, its_ink)
            line = line.translated(0, line.height())

    def _say_how_many(
        self, painter: QPainter, font: QFont, cell: QRect, left: int, places: list[QRect]
    ) -> None:
        """Say below the last session that is shown how many are not."""
        text = QCoreApplication.translate("calendar", "%n session(s)", "", left)
        top = cell.top() + _PAD + _line(font)
        if places:
            text = QCoreApplication.translate("calendar", "%n more", "", left)
            top = places[-1].bottom() + _GAP
        font = _smaller(font)
        place = QRect(cell.left() + _PAD, top, cell.width() - 2 * _PAD, _line(font))
        self._write(painter, font, place, text, "muted")

    def _write(self, painter: QPainter, font: QFont, place: QRect, text: str, ink: str) -> None:
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, shown)


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _SMALL)
    return small


def _line(font: QFont) -> int:
    return QFontMetrics(font).lineSpacing()
