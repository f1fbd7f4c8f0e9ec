"""Page objects of the form that a client takes home, and of its way back."""

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.navigation import Notice
from coachdesk.views.take_home.panel import TakeHomePanel
from coachdesk.views.take_home.returned_panel import ReturnedFormPanel
from coachdesk.views.widgets.page import Page

T = TypeVar("T")
P = TypeVar("P", bound=Page)


class _Driver(Generic[P]):
    """Drives a page on a real vault."""

    def __init__(self, context: Context, qtbot: QtBot, panel: P) -> None:
        self.context = context
        self.qtbot = qtbot
        self.panel = panel
        self.panel.resize(1084, 744)
        qtbot.addWidget(self.panel, before_close_func=lambda _panel: self.settle())
        self.panel.show()
        self.notices: list[Notice] = []
        self.failures: list[str] = []
        self.asked: list[tuple[str, ...]] = []
        context.navigation.notice_requested.connect(self.notices.append)
        context.navigation.agreement_requested.connect(lambda *ids: self.asked.append(ids))
        context.workspace.failed.connect(lambda error: self.failures.append(error.text()))

    def settle(self) -> None:
        """Wait until every answer has been told."""
        self.qtbot.waitUntil(lambda: not self.context.workspace.is_busy)
        QApplication.processEvents()  # Qt shows what is new in a layout a moment later

    def do(self, job: Callable[[Store], T]) -> T:
        """Do something in the vault."""
        results: list[T] = []
        self.context.workspace.run(job, results.append)
        self.settle()
        return results[0]

    def press(self, button: QAbstractButton) -> None:
        """Press a button that is there."""
        assert not button.isHidden()
        assert button.isEnabled()
        button.click()
        self.settle()

    def undo(self) -> None:
        """Take the offer of the last notice."""
        on_action = self.notices[-1].on_action
        assert on_action is not None
        on_action()
        self.settle()


def _words_in(root: QWidget) -> str:
    return " ".join(shown.text() for shown in root.findChildren(QLabel) if shown.isVisible())


class TakeHomeDriver(_Driver[TakeHomePanel]):
    """Makes forms."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        super().__init__(context, qtbot, TakeHomePanel(context))

    def open(self, page: AgreementPage) -> "TakeHomeDriver":
        """Open the form of an agreement."""
        self.panel.open(page.agreement.engagement_id)
        self.settle()
        return self

    def said(self) -> str:
        """Return what the page says in place of a form."""
        return _words_in(self.panel.stage)

    def pdf(self) -> bytes:
        """Return the pages in sight."""
        assert self.panel.shown is not None
        return self.panel.shown.pages.pdf


class ReturnedFormDriver(_Driver[ReturnedFormPanel]):
    """Takes answers over."""

    def __init__(self, context: Context, qtbot: QtBot) -> None:
        super().__init__(context, qtbot, ReturnedFormPanel(context))

    def open(self, page: AgreementPage, file: Path | None = None) -> "ReturnedFormDriver":
        """Open the page for an agreement, and a file on it."""
        self.panel.open(page.agreement.engagement_id)
        self.settle()
        if file is not None:
            self.read(file)
        return self

    def read(self, file: Path) -> None:
        """Open a file."""
        self.panel.read(file)
        self.settle()

    def said(self) -> str:
        """Return all that the page says."""
        return _words_in(self.panel.stage)
