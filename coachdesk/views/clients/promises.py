"""What is open between client and coach: two columns of equal weight."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.models.client_page import ClientPage
from coachdesk.views.context import Context
from coachdesk.views.labels import relative_day
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.text import body, heading, muted, set_text, text_label


class Promises(Card):
    """Open commitments of the client beside open pledges of the coach."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._theirs_caption = text_label("", "label")
        self._theirs, self._mine = QVBoxLayout(), QVBoxLayout()
        columns = QHBoxLayout()
        columns.setSpacing(18)
        for caption, promises in (
            (self._theirs_caption, self._theirs),
            (text_label(self.tr("You promised"), "label"), self._mine),
        ):
            column = QVBoxLayout()
            column.setSpacing(4)
            promises.setSpacing(1)
            column.addWidget(caption)
            column.addLayout(promises)
            column.addStretch(1)
            columns.addLayout(column, 1)
        self.body.addWidget(heading(self.tr("Between you"), 3))
        self.body.addLayout(columns)

    def show_page(self, page: ClientPage) -> None:
        """Show what is open on both sides."""
        name = " ".join(page.client.called.split())[:40]
        set_text(self._theirs_caption, self.tr("{name} promised").replace("{name}", name))
        clear(self._theirs)
        clear(self._mine)
        for promise in page.commitments:
            sign = self.tr("We will know: {sign}").replace("{sign}", promise.how_we_will_know)
            self._add(self._theirs, promise.what, promise.by_when, sign)
        for pledge in page.pledges:
            self._add(self._mine, pledge.what, pledge.by_when, "")
        for column, promises in ((self._theirs, page.commitments), (self._mine, page.pledges)):
            if not promises:
                column.addWidget(muted(self.tr("Nothing open")))

    def _add(self, column: QVBoxLayout, what: str, by_when: date | None, sign: str) -> None:
        column.addWidget(body(what))
        if by_when is not None:
            day = relative_day(by_when, self._context.workspace.today())
            column.addWidget(muted(self.tr("by {day}").format(day=day)))
        if sign:
            column.addWidget(muted(sign))
        column.addSpacing(8)
