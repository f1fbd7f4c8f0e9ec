"""Page object of the panel where several sessions become one paper."""

import io

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session
from coachdesk.views.sessions.booklet_panel import BookletPanel
from tests.drivers.sessions import Vault


class BookletDriver:
    """A coach who puts summaries together."""

    def __init__(self, vault: Vault, panel: BookletPanel) -> None:
        self.vault = vault
        self.panel = panel

    def open(self, of: Engagement) -> None:
        """Open the booklet of an engagement."""
        self.panel.open(of.id)
        self.vault.settle()

    @property
    def ticked(self) -> list[str]:
        """What is said of the sessions that are in it."""
        return [box.text() for box in self.panel.lines.boxes.values() if box.isChecked()]

    @property
    def offered(self) -> list[str]:
        """What is said of all sessions to choose from."""
        return [box.text() for box in self.panel.lines.boxes.values()]

    def tick(self, *sessions: Session) -> None:
        """Tick sessions, or untick them, with the space bar."""
        for session in sessions:
            box = self.panel.lines.boxes[session.id]
            box.setFocus()
            QTest.keyClick(box, Qt.Key.Key_Space)
            self.vault.settle()

    def save(self) -> None:
        """Save what is previewed."""
        QTest.keyClick(self.panel.save_it, Qt.Key.Key_Space)
        self.vault.settle()

    @property
    def can_leave(self) -> bool:
        """Whether it can be printed and saved."""
        return self.panel.print_it.isEnabled() and self.panel.save_it.isEnabled()

    @property
    def pages(self) -> list[str]:
        """What the previewed pages say, page by page."""
        preview = self.panel.preview
        assert preview is not None
        return [page.extract_text() for page in PdfReader(io.BytesIO(preview.document.pdf)).pages]
