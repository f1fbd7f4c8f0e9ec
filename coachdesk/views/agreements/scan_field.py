"""Where the scan of a signed page is chosen or dropped, and looked at before it is kept."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models.entities.evidence import Evidence
from coachdesk.views.agreements.evidence_view import EvidenceView
from coachdesk.views.agreements.scan_file import read_scan
from coachdesk.views.context import Context
from coachdesk.views.documents_folder import documents_folder
from coachdesk.views.widgets.buttons import rename, secondary
from coachdesk.views.widgets.flow import FlowLayout, growing_column
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import muted, set_text

_LONGEST_NAME: Final = 60
_LEAST_FOR_NOTE: Final = 160

AskScan = Callable[[QWidget, str], Path | None]


def ask_scan(parent: QWidget, title: str) -> Path | None:
    """Let the coach choose a scan; None when they leave it."""
    chosen, _ = QFileDialog.getOpenFileName(
        parent, title, str(documents_folder()), "(*.pdf *.png *.jpg *.jpeg)"
    )
    return Path(chosen) if chosen else None


class ScanField(QFrame):
    """Takes one file that is a scan, by dialog or by drop, and shows it."""

    def __init__(self, context: Context, *, ask: AskScan = ask_scan) -> None:
        super().__init__()
        self._context = context
        self._ask = ask
        self.setProperty("drop", "yes")
        self.setAcceptDrops(True)
        self.choose = secondary("", self._on_choose)
        self.note = muted("")
        self.problem = ProblemLine()
        self.view = EvidenceView(context)
        row = FlowLayout(spacing=10)
        row.addWidget(self.choose)
        row.addWidget(growing_column(_LEAST_FOR_NOTE, self.note))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addLayout(row)
        column.addWidget(self.problem)
        column.addWidget(self.view)
        self.setFocusProxy(self.choose)
        self.clear()

    @property
    def evidence(self) -> Evidence | None:
        """The scan, None while there is none."""
        return self.view.evidence

    def clear(self) -> None:
        """Forget the scan."""
        self.view.clear()
        self.problem.say("")
        rename(self.choose, self.tr("Choose the scan…"))
        set_text(self.note, self.tr("Or drop it here: PNG, JPEG or PDF, up to 25 MB."))

    def read(self, path: Path) -> None:
        """Read a file in a worker, and show it or say why it can't be taken."""
        self._context.workspace.work(
            partial(read_scan, path), self._take, origin=self, on_failed=self._on_failed
        )

    def _take(self, scan: Evidence) -> None:
        self.problem.say("")
        rename(self.choose, self.tr("Choose another…"))
        set_text(self.note, scan.file_name[-_LONGEST_NAME:])
        self.view.show_evidence(scan)

    def _on_failed(self, error: KnownError) -> None:
        self.clear()
        self.problem.say(error_text(error))

    def _on_choose(self) -> None:
        path = self._ask(self, self.tr("Which file is the scan?"))
        if path is not None:
            self.read(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102
        if _file_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102
        path = _file_in(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.read(path)


def _file_in(dropped: QMimeData) -> Path | None:
    """Return the one file of this computer that is dragged, None for anything else."""
    urls = dropped.urls()
    is_one_file = len(urls) == 1 and urls[0].isLocalFile()
    return Path(urls[0].toLocalFile()) if is_one_file else None
