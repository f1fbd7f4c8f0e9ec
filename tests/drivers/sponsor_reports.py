"""Page object of the report to a sponsor."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.agreement import ReportField
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.sponsor_reports import ReportPage, report_page
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.navigation import Notice
from coachdesk.views.sponsor_reports.panel import SponsorReportPanel

T = TypeVar("T")


class SponsorReportDriver:
    """Drives the page on a real vault."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        self.context = context
        self.qtbot = qtbot
        self.panel = SponsorReportPanel(context)
        self.panel.resize(1084, 744)
        qtbot.addWidget(self.panel, before_close_func=lambda _panel: self.save())
        self.panel.show()
        self.notices: list[Notice] = []
        self.failures: list[str] = []
        context.navigation.notice_requested.connect(self.notices.append)
        context.workspace.failed.connect(lambda error: self.failures.append(error.text()))

    def settle(self) -> None:
        """Wait until every answer has been told."""
        self.qtbot.waitUntil(lambda: not self.context.workspace.is_busy)
        QApplication.processEvents()  # Qt shows what is new in a layout a moment later

    def save(self) -> None:
        """Leave what is typed."""
        self.panel.flush()
        self.settle()

    def do(self, job: Callable[[Store], T]) -> T:
        """Do something in the vault."""
        results: list[T] = []
        self.context.workspace.run(job, results.append)
        self.settle()
        return results[0]

    def open(self, engagement_id: EngagementId) -> "SponsorReportDriver":
        """Open the report of an engagement."""
        self.panel.open(engagement_id)
        self.settle()
        return self

    def press(self, button: QAbstractButton | None) -> None:
        """Press a button that is there."""
        assert button is not None
        assert not button.isHidden()
        button.click()
        self.settle()

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
