"""The one place that says on a page what is in the way, in sight and to a screen reader."""

from PySide6.QtWidgets import QLabel, QWidget

from coachdesk.views.widgets.text import as_text, set_text


class ProblemLine(QLabel):
    """A line that is hidden until something is in the way."""

    def __init__(self) -> None:
        super().__init__()
        as_text(self, "", "problem")
        self.hide()

    def say(self, text: str) -> None:
        """Say what is in the way; an empty text says nothing is. The same again is not announced again."""
        is_news = bool(text) and (self.isHidden() or text != self.text())
        self.correct(text)
        if is_news:
            announce(self, text, is_urgent=True)

    def correct(self, text: str) -> None:
        """Say what is still in the way of what was said before, without interrupting anybody."""
        set_text(self, text)
        self.setVisible(bool(text))

    @property
    def said(self) -> str:
        """What is said now."""
        return "" if self.isHidden() else self.text()


def announce(speaker: QWidget, text: str, *, is_urgent: bool = False) -> None:
    """Let a screen reader say `text` wherever the keyboard is.

    An urgent one interrupts what is being read: https://doc.qt.io/qt-6/qaccessibleannouncementevent.html
    """
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    manner = QAccessible.AnnouncementPoliteness
    event = QAccessibleAnnouncementEvent(speaker, text)
    event.setPoliteness(manner.Assertive if is_urgent else manner.Polite)
    QAccessible.updateAccessibility(event)
