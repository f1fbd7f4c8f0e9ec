"""How often coach and clients met, month by month."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from attrs import frozen
from PySide6.QtCore import QCoreApplication, QLocale, QRectF, Qt
from PySide6.QtGui import QPainter

from coachdesk.models.look_back import month_of
from coachdesk.views.plots.axis import months_between, spread
from coachdesk.views.plots.canvas import Canvas, Look
from coachdesk.views.plots.plot import Table
from coachdesk.views.plots.wording import month_text, said

_BARS: Final = 92.0
_WIDEST: Final = 88.0
_WIDEST_BAR: Final = 30.0
_FILLED: Final = 0.6
_EDGE: Final = 4.0


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("plots", text, "", count)


@frozen
class MonthsPlot:
    """A bar a month with its number above: a rhythm, not an aim."""

    counts: tuple[tuple[date, int], ...]

    @classmethod
    def of(cls, days: Iterable[date]) -> "MonthsPlot | None":
        """Return the plot of these days, None where there are none."""
        counted = Counter(month_of(day) for day in days)
        if not counted:
            return None
        months = months_between(min(counted), max(counted))
        return cls(tuple((month, counted[month]) for month in months))

    @property
    def title(self) -> str:
        """What it shows."""
        return _tr("Sessions by month")

    @property
    def words(self) -> str:
        """The months with their sessions."""
        months = (f"{month_text(month)} {QLocale().toString(count)}" for month, count in self.counts)
        return said(self.title, months)

    @property
    def table(self) -> Table:
        """A month in each row."""
        rows = ((month_text(month), QLocale().toString(count)) for month, count in self.counts)
        return Table((_tr("Month"), _tr("Sessions")), tuple(rows))

    def height(self, _width: float, look: Look) -> float:
        """Return the height of the bars, of a number above and of a month below."""
        return _BARS + 2 * look.row

    def paint(self, painter: QPainter, room: QRectF, look: Look) -> None:
        """Draw the bars from the first month on."""
        canvas = Canvas(painter, room, look)
        step = min(_WIDEST, (room.width() - 2 * _EDGE) / len(self.counts))
        base = look.row + _BARS
        most = max(count for _, count in self.counts)
        for at, (_, count) in enumerate(self.counts):
            self._bar(canvas, canvas.box(_EDGE + at * step, base - _BARS, step, _BARS), count, most)
        end = max(_EDGE + len(self.counts) * step, room.width() - _EDGE)
        canvas.line((_EDGE, base), (end, base), colour=look.line, thickness=1)
        self._name_months(canvas, step, base)

    def _bar(self, canvas: Canvas, room: QRectF, count: int, most: int) -> None:
        if not count:
            return
        top = room.bottom() - _BARS * count / most
        inset = (room.width() - min(_WIDEST_BAR, room.width() * _FILLED)) / 2
        canvas.bar(QRectF(room.left(), top, room.width(), room.bottom() - top).adjusted(inset, 0, -inset, 0))
        number = QLocale().toString(count)
        if canvas.look.width_of(number) <= room.width():
            row = canvas.look.row
            above = QRectF(room.left(), top - row, room.width(), row)
            canvas.text(above, number, align=Qt.AlignmentFlag.AlignHCenter, small=True)

    def _name_months(self, canvas: Canvas, step: float, base: float) -> None:
        months = [month for month, _ in self.counts]
        widest = max(canvas.look.width_of(month_text(month, is_short=True)) for month in months)
        wide = widest + 4
        for month in spread(months, step, widest):
            middle = _EDGE + (months.index(month) + 0.5) * step
            left = max(0.0, min(middle - wide / 2, canvas.room.width() - wide))
            box = canvas.box(left, base, wide, canvas.look.row)
            name = month_text(month, is_short=True)
            canvas.text(box, name, align=Qt.AlignmentFlag.AlignHCenter, small=True, muted=True)
