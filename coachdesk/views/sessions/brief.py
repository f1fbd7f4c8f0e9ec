"""What one wants to remember beside the page: why we are here, what was said last time."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.session_pages import SessionPage
from coachdesk.views.labels import label, moment_text
from coachdesk.views.widgets.buttons import quiet
from coachdesk.views.widgets.text import Quote, heading, muted, set_text

_WIDTH = 220


class BriefColumn(QWidget):
    """A narrow column of quotations; each part shows only if there is something to say."""

    review_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(_WIDTH)
        self.purpose = Quote("", self)
        self.last_words = Quote("", self)
        self._purpose_title = heading(self.tr("Why we are here"), 3)
        self._last_title = heading(self.tr("Last time"), 3)
        self._next_title = heading(self.tr("Next time"), 3)
        self._next = muted("")
        self._engagement = ""
        self._review_title = heading(self.tr("What you agreed"), 3)
        self._why = muted("")
        self.review = quiet(self.tr("Open the review"), self._on_review)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 2, 0, 0)
        column.setSpacing(8)
        for title, words in (
            (self._purpose_title, self.purpose),
            (self._last_title, self.last_words),
            (self._next_title, self._next),
            (self._review_title, self._why),
        ):
            column.addWidget(title)
            column.addWidget(words)
            column.addSpacing(10)
        column.insertWidget(column.count() - 1, self.review, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_page(self, page: SessionPage, today: date) -> None:
        """Show what there is to remember."""
        insights = page.last_time.insights if page.last_time else ""
        self.purpose.show_words(page.engagement.purpose)
        self.last_words.show_words(insights)
        self._purpose_title.setVisible(bool(page.engagement.purpose.strip()))
        self._last_title.setVisible(bool(insights.strip()))
        self._next_title.setVisible(page.next_at is not None)
        self._next.setVisible(page.next_at is not None)
        if page.next_at is not None:
            set_text(self._next, moment_text(page.next_at, today))
        self._engagement = page.engagement.id
        set_text(self._why, "" if page.due is None else label(page.due.causes[0]))
        for part in (self._review_title, self._why, self.review):
            part.setVisible(page.due is not None)

    def _on_review(self) -> None:
        self.review_wanted.emit(self._engagement)

    def is_worth_showing(self) -> bool:
        """Tell whether any part has something to say."""
        titles = (self._purpose_title, self._last_title, self._next_title, self._review_title)
        return not all(title.isHidden() for title in titles)
