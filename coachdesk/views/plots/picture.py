"""A plot as a picture outside the window: the same painter, dark on white whatever the theme is."""

from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from coachdesk.resources import resource_toml
from coachdesk.views.plots.canvas import Look
from coachdesk.views.plots.plot import Plot

WIDTH: Final = 760
_AROUND: Final = 24
_SHARP: Final = 2


def paper_look(font: QFont, *, is_rtl: bool) -> Look:
    """Return the look of a plot on white paper."""
    tokens = resource_toml("themes", "light.toml")
    return Look(
        ink=QColor(tokens["ink"]),
        muted=QColor(tokens["muted"]),
        line=QColor(tokens["line"]),
        accent=QColor(tokens["accent"]),
        ground=QColor(tokens["surface"]),
        font=font,
        is_rtl=is_rtl,
    )


def as_png(plot: Plot, look: Look) -> bytes:
    """Return a plot as dots, twice as many as a usual screen has."""
    size = _size(plot, look)
    image = QImage(size * _SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARP)
    image.fill(look.ground)
    for about, words in (("Title", plot.title), ("Description", plot.words)):
        image.setText(about, words)
    painter = QPainter(image)
    _paint(plot, look, painter, size)
    buffer = _buffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt a text
    return bytes(buffer.data().data())


def as_svg(plot: Plot, look: Look) -> bytes:
    """Return a plot as curves and letters, with its words as the description."""
    from PySide6.QtSvg import QSvgGenerator

    size = _size(plot, look)
    buffer = _buffer()
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(size)
    drawing.setViewBox(QRectF(0, 0, size.width(), size.height()))
    drawing.setResolution(round(QApplication.primaryScreen().logicalDotsPerInch()))
    drawing.setTitle(plot.title)
    drawing.setDescription(plot.words)
    painter = QPainter(drawing)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), look.ground)
    _paint(plot, look, painter, size)
    return bytes(buffer.data().data())


def _size(plot: Plot, look: Look) -> QSize:
    inside = WIDTH - 2 * _AROUND
    return QSize(WIDTH, round(plot.height(inside, look) + look.row * 1.3 + 2 * _AROUND))


def _paint(plot: Plot, look: Look, painter: QPainter, size: QSize) -> None:
    """Write the name above, and paint."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inside = QRectF(_AROUND, _AROUND, size.width() - 2 * _AROUND, size.height() - 2 * _AROUND)
    bold = QFont(look.font)
    bold.setWeight(QFont.Weight.DemiBold)
    painter.setFont(bold)
    painter.setPen(look.ink)
    side = Qt.AlignmentFlag.AlignRight if look.is_rtl else Qt.AlignmentFlag.AlignLeft
    painter.drawText(
        inside, int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop), plot.title
    )
    plot.paint(painter, inside.adjusted(0, look.row * 1.3, 0, 0), look)
    painter.end()


def _buffer() -> QBuffer:
    buffer = QBuffer()  # with bytes of its own: it would not keep those of others alive
    buffer.open(QIODevice.OpenModeFlag.ReadWrite)
    return buffer
