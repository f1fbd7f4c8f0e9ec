"""What the pages have in common that show a paper before it leaves, and record it once it has."""

from collections.abc import Collection, Iterable
from functools import partial
from typing import ClassVar

from attrs import field, frozen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.documents.renderer import RenderedDocument
from coachdesk.models.entities.change import Kind, Written
from coachdesk.models.entities.ids import ClientId
from coachdesk.models.entities.sharing import SharedDocument, SharedHow, SharedSummary
from coachdesk.models.named_others import others_named
from coachdesk.models.recipients import Recipients
from coachdesk.models.remembered import Key
from coachdesk.views.context import Context
from coachdesk.views.letting_go import Verb, let_go
from coachdesk.views.names import shortened
from coachdesk.views.printing import unprinted_text
from coachdesk.views.sessions.reader_choice import ReaderChoice
from coachdesk.views.sessions.wording import left_text
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.page import Page, ScrollColumn
from coachdesk.views.widgets.pdf_view import PdfView
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import body, heading, muted, set_text


@frozen
class Paper:
    """What leaves, and the verb that records it."""

    pdf: bytes = field(repr=False)
    title: str
    remembered_as: Key
    verb: Verb


class LeavingPage(Page):
    """The pages that leave, beside them what is to be known before they do, and above the ways out."""

    matters: ClassVar[tuple[Kind, ...]] = (
        Kind.SUMMARY,
        Kind.SESSION,
        Kind.COMMITMENT,
        Kind.PLEDGE,
        Kind.PROFILE,
        Kind.CLIENT,
        Kind.ENGAGEMENT,
    )

    def __init__(self, context: Context, *, back: str, shown: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._reader: ClientId | None = None
        self.print_it = primary(self.tr("Print…"), partial(self._let_go, SharedHow.PRINT))
        self.save_it = secondary(self.tr("Save PDF…"), partial(self._let_go, SharedHow.PDF))
        self.leave = secondary(back, context.navigation.back_requested.emit)
        self.pages = PdfView(context.theme, shown)
        self.for_whom = ReaderChoice()
        self.named = ProblemLine()
        self.before = body("")
        self.unprinted = body("")
        self._note: QWidget = self.unprinted  # or what stands around it
        self.already = muted("")
        self.for_whom.chosen.connect(self._on_reader)
        self.keep_up(context.workspace.changed, *self.matters)
        self._offer(is_ready=False)

    def _lay_out(self, title: str, parts: Iterable[QWidget], *, width: int) -> QVBoxLayout:
        """Put the parts below their title beside the pages; return their column."""
        for button in (self.leave, self.save_it, self.print_it):
            self.header.addWidget(button)
        side = ScrollColumn()
        side.setFixedWidth(width)
        side.column.setSpacing(12)
        side.column.addWidget(heading(title, 3))
        for part in parts:
            side.column.addWidget(part)
        side.column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.pages, 1)
        row.addWidget(side)
        self.body.addLayout(row, 1)
        return side.column

    def _forget(self) -> None:
        """Leave nothing of one client in sight while another's pages are made."""
        self._reader = None
        self.pages.clear()

    def _read_anew(self) -> None:
        """Let nothing leave until the pages that are wanted now are in sight."""
        self._offer(is_ready=False)
        self.refresh()

    def _offer(self, *, is_ready: bool) -> None:
        self.print_it.setEnabled(is_ready)
        self.save_it.setEnabled(is_ready)

    def _show_pages(self, document: RenderedDocument, *, is_ready: bool) -> None:
        self.pages.show_pdf(document.pdf)
        self._say_unprinted(document.unprinted)
        self._offer(is_ready=is_ready)

    def _say_unprinted(self, characters: str) -> None:
        set_text(self.unprinted, unprinted_text(characters))
        self._note.setVisible(bool(characters))

    def _say_for_whom(
        self,
        everyone: Recipients,
        reader: ClientId | None,
        summaries: Iterable[SharedSummary],
        served: Collection[ClientId | None] = (),
    ) -> None:
        """Offer who takes part; say so where the words name somebody whom this reader should not read of."""
        self.for_whom.show_readers(everyone, reader, served)
        named = dict.fromkeys(
            name for summary in summaries for name in others_named(summary, everyone, reader)
        )
        self._say_who_is_named(named)

    def _say_who_is_named(self, named: Iterable[str]) -> None:
        names = shortened(" & ".join(named))
        text = self.tr("These words name {names}, though members of this group are not named to each other.")
        self.named.say(text.replace("{names}", names) if names else "")

    def _say_what_left(self, documents: Iterable[SharedDocument]) -> None:
        today = self._context.workspace.today()
        lines = dict.fromkeys(left_text(document, today, is_named=True) for document in documents)
        set_text(self.already, "\n".join([self.tr("Handed out before:"), *lines]))
        self.already.setVisible(bool(lines))

    def _paper(self) -> Paper | None:
        """Return what is in sight, unless it is not to leave."""
        raise NotImplementedError

    def _let_go(self, how: SharedHow) -> None:
        paper = self._paper()
        if paper is not None:
            let_go(
                self._context,
                self,
                pdf=paper.pdf,
                how=how,
                name=paper.title,
                remembered_as=paper.remembered_as,
                verb=paper.verb,
                on_recorded=self._on_recorded,
            )

    def _on_recorded(self, written: Written[SharedDocument]) -> None:
        if written.value.how is SharedHow.PRINT:
            self._context.navigation.notify(self.tr("Printed, and recorded as handed out."))
        self.refresh()

    def _on_reader(self, reader: ClientId | None) -> None:
        self._reader = reader
        self._read_anew()
