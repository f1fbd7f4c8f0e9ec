"""A client's sessions: those to come, and the recent ones."""

from PySide6.QtWidgets import QWidget

from coachdesk.models.client_page import ClientPage, SessionLine
from coachdesk.models.entities.people import EngagementState
from coachdesk.models.lists.rows import RowList
from coachdesk.views.clients.section import Section
from coachdesk.views.clients.words import session_row_text
from coachdesk.views.context import Context
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.row_view import ROW_PADDING, RowText, RowView
from coachdesk.views.widgets.text import muted, text_label


class Sessions(Section):
    """Two lists of rows; Enter opens a session."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent=parent)
        self._engagement_id = ""
        self.plan = secondary(self.tr("Plan a session"), self._on_plan)
        # Rows have a margin of their own, so that the mark of the keyboard stands clear of the words.
        self.body.setContentsMargins(18 - ROW_PADDING, 14, 18 - ROW_PADDING, 14)
        top = FlowLayout()
        top.setContentsMargins(ROW_PADDING, 0, ROW_PADDING, 0)
        top.addWidget(text_label(self.tr("Sessions"), "section", wrap=False))
        top.add_stretch()
        top.addWidget(self.plan)
        self.body.addLayout(top)
        self._nothing = muted(self.tr("None yet. The first one only needs a day."))
        self._nothing.setContentsMargins(ROW_PADDING, 0, ROW_PADDING, 0)
        self.body.addWidget(self._nothing)
        self._captions = (text_label(self.tr("Next"), "label"), text_label(self.tr("Before"), "label"))
        self.next = self._list(self.tr("Next sessions"))
        self.past = self._list(self.tr("Sessions before"))
        for caption, view in zip(self._captions, (self.next, self.past), strict=True):
            self.body.addWidget(caption)
            caption.setContentsMargins(ROW_PADDING, 0, ROW_PADDING, 0)
            self.body.addWidget(view)

    def show_page(self, page: ClientPage) -> None:
        """Show a client's sessions."""
        self.setVisible(bool(page.engagements or page.past_sessions))
        current = page.current
        self._engagement_id = "" if current is None else current.engagement.id
        closed = current is None or current.engagement.state is EngagementState.CLOSED
        self.plan.setVisible(not closed)
        parts = zip(
            self._captions, (self.next, self.past), (page.next_sessions, page.past_sessions), strict=True
        )
        for caption, view, lines in parts:
            view.show_rows(lines)
            caption.setVisible(bool(lines))
            view.setVisible(bool(lines))
        self._nothing.setVisible(not (page.next_sessions or page.past_sessions))

    def _list(self, name: str) -> RowView:
        model = RowList[SessionLine](lambda line: line.id, lambda line: self._describe(line).spoken(), self)
        view = RowView(self._context.theme, name, model, self._describe, lines=1, fits=True)
        view.opened.connect(self._on_opened)
        return view

    def _describe(self, line: SessionLine) -> RowText:
        return session_row_text(line, self._context.workspace.today())

    def _on_opened(self, line: SessionLine) -> None:
        self._context.navigation.session_requested.emit(line.id, "")

    def _on_plan(self) -> None:
        self._context.navigation.session_plan_requested.emit(self._engagement_id)
