"""A PDF as pages, from bytes in memory."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QTimer
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from coachdesk.theme import Theme


class PdfView(QWidget):
    """Pages as wide as the view; a new PDF of the same document keeps the place."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[QPdfDocument, QBuffer] | None = None
        self._view = QPdfView(self)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
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

    def show_pdf(self, pdf: bytes) -> None:
        """Show these pages."""
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
        QTimer.singleShot(0, self, lambda: scroll.setValue(place))

    def clear(self) -> None:
        """Show nothing."""
        self._view.setDocument(QPdfDocument(self))
        self._drop_earlier()

    def _drop_earlier(self) -> None:
        if self._shown is not None:
            for part in self._shown:
                part.deleteLater()
            self._shown = None

    def _tint(self) -> None:
        palette = self._view.palette()
        palette.setColor(palette.ColorRole.Dark, self._theme.colour("paper"))
        self._view.setPalette(palette)
