"""Where nothing has begun with a client yet: the way to an engagement."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coachdesk.models.client_page import ClientPage
from coachdesk.views.clients.section import Section
from coachdesk.views.context import Context
from coachdesk.views.widgets.buttons import primary
from coachdesk.views.widgets.text import heading, muted


class Beginning(Section):
    """In sight until there is an engagement."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent=parent)
        self._client = ""
        begin = primary(self.tr("Begin an engagement"), self._on_begin)
        words = self.tr(
            "What for, how often you meet, who pays: an engagement holds it all, as it becomes clear."
        )
        self.body.addWidget(heading(self.tr("What brings them to you?"), 2))
        self.body.addWidget(muted(words))
        self.body.addSpacing(4)
        self.body.addWidget(begin, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_page(self, page: ClientPage) -> None:
        """Be there while nothing has begun."""
        self._client = page.client.id
        self.setVisible(not page.engagements)

    def _on_begin(self) -> None:
        self._context.navigation.engagement_edit_requested.emit(self._client, "")
