"""A plot on the screen: painted, and below it, when it is wanted, the same as a table."""

from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coachdesk.theme import Theme
from coachdesk.views.context import Context
from coachdesk.views.plots.canvas import Look
from coachdesk.views.plots.plot import Plot
from coachdesk.views.plots.saving import save_picture
from coachdesk.views.plots.table_view import PlotTable
from coachdesk.views.widgets.buttons import quiet, toggle
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.text import heading, muted, set_text

_LEAST = 300


class PlotView(QWidget):
    """Paints a plot as wide as there is room, and as high as the plot wants to be."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.plot: Plot | None = None
        self._heights: dict[int, int] = {}  # Qt asks for the same ones again and again
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(_LEAST)
        theme.changed.connect(self.update)

    def show_plot(self, plot: Plot) -> None:
        """Paint another plot."""
        self.plot = plot
        self._heights.clear()
        self.setAccessibleName(plot.title)
        self.setAccessibleDescription(plot.words)
        self.updateGeometry()
        self.update()

    @property
    def look(self) -> Look:
        """The colours of the theme, and the direction of the script."""
        colour = self._theme.colour
        return Look(
            ink=colour("ink"),
            muted=colour("muted"),
            line=colour("line"),
            accent=colour("accent"),
            ground=colour("surface"),
            font=self.font(),
            is_rtl=self.isRightToLeft(),
        )

    def hasHeightForWidth(self) -> bool:  # noqa: D102
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: D102
        if self.plot is None:
            return 0
        if width not in self._heights:
            self._heights[width] = ceil(self.plot.height(width, self.look))
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.clear()
            self.updateGeometry()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Return the least width with the height that goes with it."""
        return QSize(_LEAST, self.heightForWidth(max(self.width(), _LEAST)))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        if self.plot is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.plot.paint(painter, QRectF(self.rect()), self.look)


class PlotCard(Card):
    """A plot with its name, a word on it, its table, and a way to take a picture of it along."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._whose = ""
        self.title = heading("", 2)
        self.note = muted("")
        self.view = PlotView(context.theme)
        self.table = PlotTable()
        self.as_table = toggle(self.tr("As a table"), self._on_as_table)
        self.save = quiet(self.tr("Save a copy…"), self._on_save)
        self.body.setSpacing(10)
        for part in (self.title, self.note, self.view, self._ways(), self.table):
            self.body.addWidget(part)
        self.table.hide()
        self.hide()

    def _ways(self) -> QWidget:
        row = QWidget()
        ways = FlowLayout(row, spacing=8)
        ways.addWidget(self.as_table)
        ways.addWidget(self.save)
        return row

    def show_plot(self, plot: Plot | None, *, whose: str, note: str = "") -> None:
        """Show a plot, or nothing at all; `whose` names the file of a picture."""
        self._whose = whose
        self.setVisible(plot is not None)
        if plot is None:
            return
        set_text(self.title, plot.title)
        self.note.setVisible(bool(note))
        set_text(self.note, note)
        self.view.show_plot(plot)
        if self.as_table.isChecked():
            self.table.show_table(plot.title, plot.table)
        self.as_table.setAccessibleDescription(f"{plot.title}. {plot.words}")
        self.save.setAccessibleDescription(plot.title)

    def _on_as_table(self, is_on: bool) -> None:
        """Fill the table only now: most are never looked at, and a long one takes its time."""
        if is_on and self.view.plot is not None:
            self.table.show_table(self.view.plot.title, self.view.plot.table)
        self.table.setVisible(is_on)

    def _on_save(self) -> None:
        if self.view.plot is not None:
            save_picture(self._context, self, self.view.plot, self._whose)
