"""A PDF as pages, from bytes in memory."""

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from coachdesk.theme import Theme

_POINTS_PER_INCH: Final = 72
_EDGE: Final = 2


class PdfView(QWidget):
    """Pages as wide as the view; a new PDF of the same document keeps the place.

    `trim` is the part of a page's width that is left out on each side: margins, so that
    words are larger where there is little room.
    """

    def __init__(self, theme: Theme, name: str, *, trim: float = 0.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._trim = trim
        self._shown: tuple[QPdfDocument, QBuffer] | None = None
        self._view = QPdfView(self)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        if trim:
            self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setAccessibleName(name)
        self.setAccessibleName(name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        theme.changed.connect(self._tint)
        self._tint()

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return 0 if self._shown is None else self._shown[0].pageCount()

    def show_pdf(self, pdf: bytes | QByteArray) -> None:
        """Show these pages; a `QByteArray` is not copied."""
        scroll = self._view.verticalScrollBar()
        place = scroll.value()
        document = QPdfDocument(self)
        buffer = QBuffer(self)
        buffer.setData(QByteArray(pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        self._view.setDocument(document)
        self._drop_earlier()
        self._shown = (document, buffer)
        self._view.setAccessibleDescription(document.getAllText(0).text() if document.pageCount() else "")
        self._fit()
        QTimer.singleShot(0, self, lambda: scroll.setValue(place))

    def clear(self) -> None:
        """Show nothing."""
        self._view.setDocument(QPdfDocument(self))
        self._drop_earlier()

    def _fit(self) -> None:
        """Zoom until the trimmed page fills the view, and centre it."""
        if not self._trim or self._shown is None or not self.page_count:
            return
        inches = self._shown[0].pagePointSize(0).width() / _POINTS_PER_INCH
        room = self.width() - self._view.verticalScrollBar().sizeHint().width() - 2 * _EDGE
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(room / (inches * self.logicalDpiX() * (1 - 2 * self._trim)))
        sideways = self._view.horizontalScrollBar()
        QTimer.singleShot(0, self, lambda: sideways.setValue((sideways.minimum() + sideways.maximum()) // 2))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()

    def _drop_earlier(self) -> None:
        if self._shown is not None:
            for part in self._shown:
                part.deleteLater()
            self._shown = None

    def _tint(self) -> None:
        palette = self._view.palette()
        palette.setColor(palette.ColorRole.Dark, self._theme.colour("paper"))
        self._view.setPalette(palette)
