"""The agreement as it will be handed out, beside the words it is made from."""

from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.documents.agreement import render_agreement
from coachdesk.documents.renderer import RenderedDocument, is_accessible
from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models.entities.sharing import AgreementDocument
from coachdesk.views.context import Context
from coachdesk.views.printing import unprinted_text
from coachdesk.views.widgets.pdf_view import PdfView
from coachdesk.views.widgets.problem import ProblemLine

# Long enough to pass over the keys of one word, short enough to stay below 150 ms with the rendering.
PAUSE_MS: Final = 30
_TRIM: Final = 0.1
_MOST_NAMED: Final = 40


class Preview(QWidget):
    """Renders in a worker a moment after the last change; of several documents the latest wins."""

    rendered = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._wanted: AgreementDocument | None = None
        self._shown: AgreementDocument | None = None
        self._is_rendering = False
        self._looked_at: tuple[AgreementDocument, str] | None = None
        self.latest: RenderedDocument | None = None
        self.view = PdfView(context.theme, self.tr("The agreement as PDF"), trim=_TRIM)
        self.note = ProblemLine()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.note)
        layout.addWidget(self.view, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._render)

    @property
    def is_up_to_date(self) -> bool:
        """Whether what is shown is what was asked for last."""
        return self._wanted is None or self._wanted == self._shown

    def show_document(self, document: AgreementDocument) -> None:
        """Show a document as soon as it is rendered; nothing happens if it is the one shown."""
        self._wanted = document
        if not self.is_up_to_date:
            self._pause.start()

    def show_kept(self, pdf: bytes, document: AgreementDocument) -> None:
        """Show a PDF that was kept, as it is; `document` tells which characters it may lack."""
        self._wanted = self._shown = None
        self._pause.stop()
        is_whole = is_accessible(pdf)
        is_known = self._looked_at is not None and self._looked_at[0] == document
        missing = self._looked_at[1] if self._looked_at is not None and is_known and not is_whole else ""
        self._show(RenderedDocument(pdf=pdf, unprinted=missing, tagged=is_whole))
        if not is_whole and not is_known:
            self._look_for_missing(pdf, document)

    def _look_for_missing(self, pdf: bytes, document: AgreementDocument) -> None:
        """Print once more what was kept, to learn which characters have no font here."""

        def tell(again: RenderedDocument) -> None:
            self._looked_at = (document, again.unprinted)
            if self.latest is not None and self.latest.pdf == pdf:
                self.note.say(unprinted_text(again.unprinted[:_MOST_NAMED]))

        job = partial(render_agreement, document, self._context.renderer)
        self._context.workspace.work(job, tell, origin=self)

    def _render(self) -> None:
        document = self._wanted
        if document is None or self._is_rendering:
            return
        self._is_rendering = True
        job = partial(render_agreement, document, self._context.renderer)
        self._context.workspace.work(
            job, partial(self._on_rendered, document), origin=self, on_failed=self._on_failed
        )

    def _on_rendered(self, document: AgreementDocument, rendered: RenderedDocument) -> None:
        self._is_rendering = False
        if self._wanted is None:
            return
        self._shown = document
        self._looked_at = (document, rendered.unprinted)
        self._show(rendered)
        if not self.is_up_to_date:
            self._render()

    def _show(self, rendered: RenderedDocument) -> None:
        self.latest = rendered
        self.view.show_pdf(rendered.pdf)
        self.note.say(unprinted_text(rendered.unprinted[:_MOST_NAMED]))
        self.rendered.emit(rendered)

    def _on_failed(self, error: KnownError) -> None:
        self._is_rendering = False
        self.note.say(error_text(error))
