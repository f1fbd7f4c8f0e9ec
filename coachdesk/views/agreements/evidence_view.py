"""What was drawn or scanned, shown inside the window: nothing is handed to another program."""

from functools import partial
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models.entities.evidence import PDF, STROKES, Evidence
from coachdesk.models.entities.strokes import from_json
from coachdesk.views.agreements.scan_file import read_picture
from coachdesk.views.context import Context
from coachdesk.views.widgets.ink import DrawingView
from coachdesk.views.widgets.pdf_view import PdfView
from coachdesk.views.widgets.problem import ProblemLine

_HEIGHT: Final = 320
_HEIGHT_OF_A_DRAWING: Final = 150
_SHARPEST: Final = QSize(1600, 1600)


class PictureView(QWidget):
    """Shows a picture as large as there is room, and no larger than it is."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QImage()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return self._picture.isNull()

    def show_picture(self, picture: QImage) -> None:
        """Show another picture."""
        self._picture = picture
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        if self.is_empty:
            return
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        size = size.boundedTo(self._picture.size())
        place = QRectF(0, 0, size.width(), size.height())
        place.moveCenter(QRectF(self.rect()).center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._picture)


class EvidenceView(QWidget):
    """One drawing, picture or PDF; hidden until there is one."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._evidence: Evidence | None = None
        self.drawing = DrawingView(self.tr("What was drawn"))
        self.picture = PictureView(self.tr("The scan"))
        self.pages = PdfView(context.theme, self.tr("The scan, page by page"))
        self.problem = ProblemLine()
        self._room = QWidget()
        self._stack = QStackedLayout(self._room)
        for view in (self.drawing, self.picture, self.pages):
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.problem)
        column.addWidget(self._room)
        self.hide()

    @property
    def evidence(self) -> Evidence | None:
        """What is shown."""
        return self._evidence

    def clear(self) -> None:
        """Show nothing."""
        self._evidence = None
        self.problem.say("")
        self.hide()

    def show_evidence(self, evidence: Evidence) -> None:
        """Show this in place of what was there."""
        self._evidence = evidence
        self.problem.say("")
        self._room.setFixedHeight(_HEIGHT_OF_A_DRAWING if evidence.media_type == STROKES else _HEIGHT)
        if evidence.media_type == STROKES:
            self._show_drawing(evidence)
        elif evidence.media_type == PDF:
            self.pages.show_pdf(evidence.content)
            self._bring(self.pages)
        else:
            job = partial(read_picture, evidence.content, _SHARPEST)
            shown = partial(self._on_picture, evidence)
            self._context.workspace.work(job, shown, origin=self, on_failed=self._refuse)

    def _show_drawing(self, evidence: Evidence) -> None:
        try:
            self.drawing.show_drawing(from_json(evidence.content))
        except KnownError as error:
            self._refuse(error)
            return
        self._bring(self.drawing)

    def _on_picture(self, evidence: Evidence, picture: QImage) -> None:
        if self._evidence == evidence:
            self.picture.show_picture(picture)
            self._bring(self.picture)

    def _bring(self, view: QWidget) -> None:
        self._stack.setCurrentWidget(view)
        self._room.show()
        self.show()

    def _refuse(self, error: KnownError) -> None:
        """Say why it can't be shown; the words stand where it would."""
        self._room.hide()
        self.problem.say(error_text(error))
        self.show()
