"""The brief on its way to paper: looked at first, printed for the coach, and never kept as a file."""

from functools import partial
from typing import Final

from attrs import frozen
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.documents.brief import render_brief
from coachdesk.documents.renderer import RenderedDocument
from coachdesk.models.brief import brief
from coachdesk.models.brief_sheet import brief_sheet
from coachdesk.models.entities.brief import BriefSheet
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.lead_back import lead_back
from coachdesk.views.printing import print_pdf, unprinted_text
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.page import Page
from coachdesk.views.widgets.pdf_view import PdfView
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import body, heading

_SIDE_WIDTH: Final = 280


@frozen
class _Preview:
    """A sheet as pages."""

    session_id: SessionId
    sheet: BriefSheet
    document: RenderedDocument


class BriefPrintPanel(Page):
    """Shows the very pages that are printed. They leave to nobody, so nothing is recorded as shared."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name(self.tr("Print the brief"))
        self._context = context
        self._wanted: SessionId | None = None
        self.preview: _Preview | None = None
        self.leave = secondary(self.tr("Back to the brief"), context.navigation.back_requested.emit)
        self.print_it = primary(self.tr("Print…"), self._on_print)
        for part in (self.leave, self.print_it):
            self.header.addWidget(part)
        self.pages = PdfView(context.theme, self.tr("Brief, as it is printed"))
        self.unprinted = ProblemLine()
        self._lay_out()
        self.print_it.setEnabled(False)
        self.keep_up(context.workspace.changed, *Kind)

    def _lay_out(self) -> None:
        side = QWidget()
        side.setFixedWidth(_SIDE_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(heading(self.tr("For you alone"), 3))
        for text in (
            self.tr("This paper is for you, not to be handed out. It isn't recorded as shared."),
            self.tr("What you heard, noticed or guess stays in the vault: it is not on these pages."),
            self.tr("It is printed, never saved as a file. Take good care of the paper."),
        ):
            column.addWidget(body(text))
        column.addWidget(self.unprinted)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.pages, 1)
        row.addWidget(side)
        self.body.addLayout(row, 1)

    def open(self, *ids: str) -> None:
        """Show the brief of the session with this id as pages."""
        if self._wanted != ids[0]:
            self.pages.clear()
        self._wanted = SessionId(ids[0])
        self._forget()
        self.refresh()

    def refresh(self) -> None:
        """Read it again and make the pages anew."""
        if self._wanted is None:
            return
        session_id, day = self._wanted, self._context.workspace.today()
        language = QLocale().bcp47Name()

        def read(store: Store) -> BriefSheet:
            return brief_sheet(store, brief(store, session_id, day=day), language=language)

        self._context.workspace.run(
            read,
            partial(self._render, session_id),
            origin=self,
            on_failed=partial(lead_back, self._context, self),
        )

    def focus_first(self) -> None:
        """Put the keyboard on the way to the printer."""
        (self.print_it if self.print_it.isEnabled() else self.leave).setFocus()

    @property
    def session_at_hand(self) -> str:
        """The session that the brief is for."""
        return self._wanted or ""

    def _forget(self) -> None:
        self.preview = None
        self.print_it.setEnabled(False)

    def _render(self, session_id: SessionId, sheet: BriefSheet) -> None:
        if session_id == self._wanted:
            self.name(self.tr("Print the brief"), sheet.client_name)
            renderer = self._context.renderer
            self._context.workspace.work(
                lambda: _Preview(session_id, sheet, render_brief(sheet, renderer)), self._show, origin=self
            )

    def _show(self, preview: _Preview) -> None:
        if preview.session_id != self._wanted:
            return
        had_keyboard = self.has_keyboard
        self.preview = preview
        self.pages.show_pdf(preview.document.pdf)
        self.unprinted.say(unprinted_text(preview.document.unprinted))
        self.print_it.setEnabled(True)
        if had_keyboard:
            self.focus_first()

    def _on_print(self) -> None:
        if self.preview is not None:
            pdf = self.preview.document.pdf
            print_pdf(self._context, self, pdf=pdf, on_printed=self._on_printed, on_paper_alone=True)

    def _on_printed(self, _how: SharedHow) -> None:
        self._context.navigation.notify(self.tr("Printed, for you."))
