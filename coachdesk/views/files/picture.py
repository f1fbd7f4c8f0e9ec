"""Pictures of a file: read beside the window, within limits, and shown as large as the coach likes."""

from typing import Final

from attrs import frozen
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError

_MOST_DOTS: Final = 64_000_000  # more than a good camera has; a quarter of a gigabyte in memory
_KEPT_DOTS: Final = 24_000_000
_PREVIEW: Final = QSize(2000, 2000)
_STEP: Final = 1.25
_LARGEST: Final = 8.0
_SMALLEST: Final = 0.05


@frozen
class Picture:
    """A picture as it is, and small enough to be drawn smoothly at the size of a window."""

    full: QImage
    preview: QImage


def read_picture(content: bytes) -> Picture:
    """Return the picture in a file; one with very many dots becomes smaller.

    Raises:
        InvalidInputError: it can't be read to its end, or would need more memory than a picture should.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    dots = reader.size().width() * reader.size().height()
    if dots > _MOST_DOTS:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This picture has more dots than can be shown here."),
            QT_TRANSLATE_NOOP("errors", "The file itself is whole; a copy of it opens in another program."),
        )
    if dots > _KEPT_DOTS:
        reader.setScaledSize(reader.size() * (_KEPT_DOTS / dots) ** 0.5)
    full = reader.read()
    if full.isNull():
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This picture can't be read to its end."),
            QT_TRANSLATE_NOOP(
                "errors", "The file is kept as it was added; a copy may open in another program."
            ),
        )
    return Picture(full, _within(full, _PREVIEW))


def _within(picture: QImage, room: QSize) -> QImage:
    if picture.width() <= room.width() and picture.height() <= room.height():
        return picture
    return picture.scaled(
        room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


class PictureArea(QScrollArea):
    """As large as there is room at first; arrows move what is larger than that."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = _Canvas()
        self._factor: float | None = None
        self.setWidget(self._canvas)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(name)

    @property
    def shown_size(self) -> QSize:
        """The size of the picture on the screen."""
        return self._canvas.size()

    def show_picture(self, picture: Picture) -> None:
        """Show a picture, all of it."""
        self._canvas.picture = picture
        self.fit()

    def clear(self) -> None:
        """Show nothing."""
        self._canvas.picture = None
        self._canvas.update()

    def fit(self) -> None:
        """Show all of it, no larger than it is."""
        self._factor = None
        self._resize()

    def enlarge(self) -> None:
        """Show it a step larger."""
        self._zoom(_STEP)

    def reduce(self) -> None:
        """Show it a step smaller."""
        self._zoom(1 / _STEP)

    def _zoom(self, step: float) -> None:
        centre = self._centre()
        self._factor = min(max(self._present_factor() * step, _SMALLEST), _LARGEST)
        self._resize()
        for bar, share in zip((self.horizontalScrollBar(), self.verticalScrollBar()), centre, strict=True):
            bar.setValue(round(share * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))

    def _centre(self) -> tuple[float, float]:
        middle = self._canvas.mapFrom(self.viewport(), self.viewport().rect().center())
        return middle.x() / max(self._canvas.width(), 1), middle.y() / max(self._canvas.height(), 1)

    def _present_factor(self) -> float:
        picture = self._canvas.picture
        return 1.0 if picture is None else self._canvas.width() / picture.full.width()

    def _resize(self) -> None:
        picture = self._canvas.picture
        if picture is None:
            return
        whole = picture.full.size()
        if self._factor is None:
            room = self.maximumViewportSize()
            self._canvas.resize(whole.scaled(room, Qt.AspectRatioMode.KeepAspectRatio).boundedTo(whole))
        else:
            self._canvas.resize(whole * self._factor)
        self._canvas.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if self._factor is None:
            self._resize()


class _Canvas(QWidget):
    """Draws the part of a picture that is in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.picture: Picture | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.picture is None or not self.width():
            return
        source = self.picture.preview if self.width() <= self.picture.preview.width() else self.picture.full
        place = QRectF(event.rect())
        scale = source.width() / self.width()
        part = QRectF(place.topLeft() * scale, place.size() * scale)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, source, part)
