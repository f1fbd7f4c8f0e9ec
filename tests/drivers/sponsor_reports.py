"""Page object of the report to a sponsor."""

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.agreement import ReportField
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.sponsor_reports import ReportPage, report_page
from coachdesk.views.context import Context
from coachdesk.views.sponsor_reports.panel import SponsorReportPanel
from tests.drivers.panels import PanelDriver


class SponsorReportDriver(PanelDriver[SponsorReportPanel]):
    """Drives the page on a real vault."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        super().__init__(SponsorReportPanel(context), context, qtbot)

    def open(self, engagement_id: EngagementId) -> "SponsorReportDriver":
        """Open the report of an engagement."""
        self.panel.open(engagement_id)
        self.settle()
        return self

    def begin(self) -> None:
        """Take the offer of the empty page."""
        self.press(self.panel.nothing.findChild(QPushButton))

    def said(self) -> str:
        """Return what the empty page says."""
        return " ".join(label.text() for label in self.panel.nothing.findChildren(QLabel))

    def type(self, field: ReportField, words: str) -> None:
        """Write under a field and save."""
        self.panel.form.fields[field].setPlainText(words)
        self.save()

    def stored(self) -> ReportPage:
        """Return what the vault holds."""
        engagement_id = EngagementId(self.panel.engagement_at_hand)
        return self.do(lambda store: report_page(store, engagement_id=engagement_id))

    def approve(self, name: str) -> None:
        """Show it to the client and let them say yes."""
        if not self.panel.is_shown:
            self.press(self.panel.show_it)
        button = self.panel.approvals.buttons[name]
        assert isinstance(button, QPushButton)
        self.press(button)
