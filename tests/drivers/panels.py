"""What every page object of a single panel can do."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.navigation import Notice
from coachdesk.views.widgets.page import Page

P = TypeVar("P", bound=Page)
T = TypeVar("T")


class PanelDriver(Generic[P]):
    """Shows one panel on a real vault, and keeps what it says."""

    def __init__(self, panel: P, context: Context, qtbot: QtBot) -> None:
        self.context = context
        self.qtbot = qtbot
        self.panel = panel
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

    def press(self, button: QAbstractButton | None) -> None:
        """Press a button that is there."""
        assert button is not None
        assert not button.isHidden()
        button.click()
        self.settle()
