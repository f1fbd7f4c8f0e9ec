"""A page's work, or in its place a word on why there is none."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from coachdesk.views.widgets.empty import EmptyState


class Stage(QStackedWidget):
    """Shows the work, or one message at a time."""

    def __init__(self, work: QWidget) -> None:
        super().__init__()
        self._work = work
        self.message: EmptyState | None = None
        self.addWidget(work)

    def say(self, message: EmptyState) -> None:
        """Show a message in place of the work."""
        former, self.message = self.message, message
        self.addWidget(message)
        self.setCurrentWidget(message)
        if former is not None:
            self.removeWidget(former)
            former.deleteLater()

    def show_work(self) -> None:
        """Show the work again."""
        self.setCurrentWidget(self._work)

    @property
    def has_work(self) -> bool:
        """Whether the work is in front."""
        return self.currentWidget() is self._work
