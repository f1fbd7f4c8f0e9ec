"""Page objects of the pages for looking back."""

import io

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coachdesk.views.look_back.panel import LookBackPanel
from coachdesk.views.look_back.span import Span
from coachdesk.views.sessions.look_back_panel import LookBackPaperPanel
from coachdesk.views.sessions.pack_panel import PackPanel
from tests.drivers.sessions import Vault


class LookBackDriver:
    """A coach who looks back."""

    def __init__(self, vault: Vault, panel: LookBackPanel) -> None:
        self.vault = vault
        self.panel = panel

    def open(self, client: str = "", engagement: str = "") -> None:
        """Look back on the work with one client, or with all."""
        self.panel.open(client, engagement)
        self.vault.settle()

    @property
    def shown(self) -> list[str]:
        """The plots that are there, and the sentences."""
        cards = [name for name, card in self.panel.cards.items() if not card.isHidden()]
        return cards + ([] if self.panel.sentences.isHidden() else ["sentences"])

    def choose(self, span: Span) -> None:
        """Choose a span with the space bar."""
        button = self.panel.span.buttons[span]
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        self.vault.settle()

    def cells(self, name: str) -> list[list[str]]:
        """What the table of a plot says, row by row."""
        card = self.panel.cards[name]
        card.as_table.setChecked(True)
        model = card.table.model()
        return [
            [str(model.index(row, column).data()) for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]


class PaperDriver:
    """A coach before a look-back, or a pack with it, leaves."""

    def __init__(self, vault: Vault, panel: LookBackPaperPanel | PackPanel) -> None:
        self.vault = vault
        self.panel = panel

    def open(self, engagement: str, client: str = "", since: str = "") -> None:
        """Look at the pages for one client, from a day on where one is given."""
        self.panel.open(engagement, client, since)
        self.vault.settle()

    def save(self) -> None:
        """Save what is previewed."""
        QTest.keyClick(self.panel.save_it, Qt.Key.Key_Space)
        self.vault.settle()

    @property
    def text(self) -> str:
        """What the previewed pages say."""
        preview = self.panel.preview
        assert preview is not None
        pages = PdfReader(io.BytesIO(preview.document.pdf)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
