"""Several sessions as one paper: chosen, looked at, printed or saved, and recorded for each of them."""

from collections.abc import Collection
from functools import partial

from attrs import field, frozen
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coachdesk.documents.booklet import render_booklet
from coachdesk.documents.renderer import RenderedDocument
from coachdesk.models.booklets import BookletPage, booklet_page, hand_out_booklet, shared_booklet
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import ClientId, EngagementId, SessionId
from coachdesk.models.entities.sharing import SharedBooklet, SharedDocument, SharedHow
from coachdesk.models.named_others import others_named
from coachdesk.models.remembered import Key
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.letting_go import let_go
from coachdesk.views.names import shortened
from coachdesk.views.printing import unprinted_text
from coachdesk.views.sessions.booklet_lines import BookletLines
from coachdesk.views.sessions.reader_choice import ReaderChoice
from coachdesk.views.sessions.wording import left_text
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.page import Page, ScrollColumn
from coachdesk.views.widgets.pdf_view import PdfView
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import body, heading, muted, set_text

_SIDE_WIDTH = 300
_MATTERS = (
    Kind.SUMMARY,
    Kind.SESSION,
    Kind.COMMITMENT,
    Kind.PLEDGE,
    Kind.PROFILE,
    Kind.CLIENT,
    Kind.ENGAGEMENT,
)


@frozen
class Draft:
    """What there is to choose from, what is chosen, and the words of that; nothing chosen has no words."""

    page: BookletPage
    chosen: tuple[SessionId, ...] = ()
    booklet: SharedBooklet | None = None


@frozen
class Preview:
    """A booklet as pages."""

    draft: Draft
    document: RenderedDocument = field(repr=False)


class BookletPanel(Page):
    """Shows the very pages that leave; what was not handed out yet is in it once the coach has ticked it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name(self.tr("Several sessions as one"))
        self._context = context
        self._engagement: EngagementId | None = None
        self._reader: ClientId | None = None
        self._chosen: tuple[SessionId, ...] | None = None
        self.draft: Draft | None = None
        self.preview: Preview | None = None
        self.print_it = primary(self.tr("Print…"), partial(self._let_go, SharedHow.PRINT))
        self.save_it = secondary(self.tr("Save PDF…"), partial(self._let_go, SharedHow.PDF))
        self.leave = secondary(self.tr("Back"), context.navigation.back_requested.emit)
        self.pages = PdfView(context.theme, self.tr("Booklet, as it will leave"))
        self.lines = BookletLines()
        self.for_whom = ReaderChoice()
        self.named = ProblemLine()
        self.before = body("")
        self.unprinted = body("")
        self.already = muted("")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for button in (self.leave, self.save_it, self.print_it):
            self.header.addWidget(button)
        side = ScrollColumn()
        side.setFixedWidth(_SIDE_WIDTH)
        side.column.setSpacing(12)
        side.column.addWidget(heading(self.tr("Which sessions"), 3))
        for part in (self.lines, self.for_whom, self.named, self.before, self.unprinted, self.already):
            side.column.addWidget(part)
        side.column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.pages, 1)
        row.addWidget(side)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self.lines.ticked.connect(self._on_ticked)
        self.for_whom.chosen.connect(self._on_reader)
        self._context.workspace.changed.connect(self._on_changed)
        self._offer(is_ready=False)

    def open(self, *ids: str) -> None:
        """Show what the engagement with this id could be handed out of."""
        if self._engagement != ids[0]:
            self._reader = self._chosen = None
            self.pages.clear()
        self._engagement = EngagementId(ids[0])
        self._offer(is_ready=False)
        self.refresh()

    def refresh(self) -> None:
        """Read the words again and make the pages anew."""
        if self._engagement is None:
            return
        read = partial(
            _draft,
            engagement_id=self._engagement,
            language=QLocale().bcp47Name(),
            for_client=self._reader,
            chosen=self._chosen,
        )
        self._context.workspace.run(read, partial(self._show, self._chosen), origin=self)

    @property
    def engagement_at_hand(self) -> str:
        """The engagement whose sessions these are."""
        return self._engagement or ""

    def focus_first(self) -> None:
        """Put the keyboard on the first session to choose."""
        (next(iter(self.lines.boxes.values()), None) or self.leave).setFocus()

    def _show(self, asked: tuple[SessionId, ...] | None, draft: Draft) -> None:
        page = draft.page
        if (page.engagement_id, page.for_client) != (
            self._engagement,
            page.recipients.usual(self._reader),
        ) or asked != self._chosen:
            return
        is_first = self.draft is None or self.draft.page.engagement_id != page.engagement_id
        had_keyboard = self.has_keyboard
        self.draft = draft
        self._chosen = draft.chosen
        self.name(self.tr("Several sessions as one"), shortened(page.called))
        self.lines.show_lines(page.lines, draft.chosen)
        self._say(draft)
        if is_first and had_keyboard:
            self.focus_first()
        if draft.booklet is None:
            self.pages.clear()
            self._offer(is_ready=False)
        else:
            self._render(draft, draft.booklet)

    def _render(self, draft: Draft, booklet: SharedBooklet) -> None:
        renderer = self._context.renderer
        self._context.workspace.work(
            lambda: Preview(draft, render_booklet(booklet, renderer)), self._show_pages, origin=self
        )

    def _show_pages(self, preview: Preview) -> None:
        if preview.draft is not self.draft:
            return
        self.preview = preview
        self.pages.show_pdf(preview.document.pdf)
        missing = preview.document.unprinted
        self.unprinted.setVisible(bool(missing))
        set_text(self.unprinted, unprinted_text(missing))
        self._offer(is_ready=True)

    def _offer(self, *, is_ready: bool) -> None:
        self.print_it.setEnabled(is_ready)
        self.save_it.setEnabled(is_ready)

    def _say(self, draft: Draft) -> None:
        page = draft.page
        set_text(self.before, self._before(draft))
        self.for_whom.show_readers(page.recipients, page.for_client)
        self._say_who_is_named(draft)
        self.unprinted.hide()
        today = self._context.workspace.today()
        lines = dict.fromkeys(left_text(document, today, is_named=True) for document in page.handed_out)
        self.already.setVisible(bool(lines))
        set_text(self.already, "\n".join([self.tr("Handed out before:"), *lines]))

    def _before(self, draft: Draft) -> str:
        if not draft.page.lines:
            return self.tr("No session says anything to the client yet: write into what they receive first.")
        if draft.booklet is None:
            return self.tr("Tick the sessions that shall be in it.")
        return self.tr(
            "Only what is on these pages leaves. Once it is printed or saved it is recorded for each of "
            "these sessions, their words stand, and it can't be taken back."
        )

    def _say_who_is_named(self, draft: Draft) -> None:
        everyone, reader = draft.page.recipients, draft.page.for_client
        summaries = () if draft.booklet is None else draft.booklet.summaries
        named = dict.fromkeys(
            name for summary in summaries for name in others_named(summary, everyone, reader)
        )
        text = self.tr("These words name {names}, though members of this group are not named to each other.")
        self.named.say(text.replace("{names}", shortened(" & ".join(named))) if named else "")

    def _on_ticked(self) -> None:
        self._chosen = self.lines.chosen
        self._offer(is_ready=False)
        self.refresh()

    def _on_reader(self, reader: ClientId | None) -> None:
        self._reader = reader
        self._offer(is_ready=False)
        self.refresh()

    def _let_go(self, how: SharedHow) -> None:
        preview = self.preview
        if preview is None or preview.draft is not self.draft or preview.draft.booklet is None:
            return
        draft, title = preview.draft, self._title(preview.draft)
        let_go(
            self._context,
            self,
            pdf=preview.document.pdf,
            how=how,
            name=title,
            remembered_as=Key.BOOKLET_PROTECTION,
            verb=partial(
                hand_out_booklet,
                session_ids=draft.chosen,
                booklet=preview.draft.booklet,
                title=title,
                for_client=draft.page.for_client,
            ),
            on_recorded=self._on_recorded,
        )

    def _title(self, draft: Draft) -> str:
        text = self.tr("Summaries of %n sessions, {name}", "", len(draft.chosen))
        return text.replace("{name}", draft.page.called)

    def _on_recorded(self, written: Written[SharedDocument]) -> None:
        if written.value.how is SharedHow.PRINT:
            self._context.navigation.notify(self.tr("Printed, and recorded as handed out."))
        self.refresh()

    def _on_changed(self, change: Change, origin: object) -> None:
        if origin is not self and self.isVisible() and change.touches(*_MATTERS):
            self.refresh()


def _draft(
    store: Store,
    *,
    engagement_id: EngagementId,
    language: str,
    for_client: ClientId | None,
    chosen: Collection[SessionId] | None,
) -> Draft:
    """Read what there is; nothing chosen yet means what the client has already."""
    page = booklet_page(store, engagement_id=engagement_id, language=language, for_client=for_client)
    wanted = tuple(
        line.session_id
        for line in page.lines
        if (line.is_handed_out if chosen is None else line.session_id in chosen)
    )
    if not wanted:
        return Draft(page)
    booklet = shared_booklet(store, session_ids=wanted, language=language, for_client=page.for_client)
    return Draft(page, wanted, booklet)
