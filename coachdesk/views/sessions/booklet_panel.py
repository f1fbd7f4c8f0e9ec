"""Several sessions as one paper: chosen, looked at, printed or saved, and recorded for each of them."""

from collections.abc import Collection
from functools import partial

from attrs import field, frozen
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from coachdesk.documents.booklet import render_booklet
from coachdesk.documents.renderer import RenderedDocument
from coachdesk.models.booklets import BookletPage, booklet_page, hand_out_booklet, shared_booklet
from coachdesk.models.entities.ids import ClientId, EngagementId, SessionId
from coachdesk.models.entities.sharing import SharedBooklet
from coachdesk.models.remembered import Key
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.lead_back import lead_back
from coachdesk.views.names import shortened
from coachdesk.views.sessions.booklet_lines import BookletLines
from coachdesk.views.sessions.leaving_page import LeavingPage, Paper
from coachdesk.views.widgets.text import set_text

_SIDE_WIDTH = 300


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


class BookletPanel(LeavingPage):
    """Shows the very pages that leave; what was not handed out yet is in it once the coach has ticked it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        back, shown = self.tr("Back"), self.tr("Booklet, as it will leave")
        super().__init__(context, back=back, shown=shown, parent=parent)
        self.name(self.tr("Several sessions as one"))
        self._engagement: EngagementId | None = None
        self._chosen: tuple[SessionId, ...] | None = None
        self.draft: Draft | None = None
        self.preview: Preview | None = None
        self.lines = BookletLines()
        self.lines.ticked.connect(self._on_ticked)
        parts = (self.lines, self.for_whom, self.named, self.before, self.unprinted, self.already)
        self._lay_out(self.tr("Which sessions"), parts, width=_SIDE_WIDTH)

    def open(self, *ids: str) -> None:
        """Show what the engagement with this id could be handed out of."""
        if self._engagement != ids[0]:
            self._chosen = None
            self._forget()
        self._engagement = EngagementId(ids[0])
        self._read_anew()

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
        self._context.workspace.run(
            read,
            partial(self._show, self._chosen),
            origin=self,
            on_failed=partial(lead_back, self._context, self),
        )

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
        job = partial(render_booklet, booklet, self._context.renderer)
        self._context.workspace.work(job, partial(self._on_rendered, draft), origin=self)

    def _on_rendered(self, draft: Draft, document: RenderedDocument) -> None:
        if draft is self.draft:
            self.preview = Preview(draft, document)
            self._show_pages(document, is_ready=True)

    def _say(self, draft: Draft) -> None:
        page = draft.page
        set_text(self.before, self._before(draft))
        summaries = () if draft.booklet is None else draft.booklet.summaries
        self._say_for_whom(page.recipients, page.for_client, summaries)
        self._say_what_left(page.handed_out)
        self._say_unprinted("")

    def _before(self, draft: Draft) -> str:
        if not draft.page.lines:
            return self.tr("No session says anything to the client yet: write into what they receive first.")
        if draft.booklet is None:
            return self.tr("Tick the sessions that shall be in it.")
        return self.tr(
            "Only what is on these pages leaves. Once it is printed or saved it is recorded for each of "
            "these sessions, their words stand, and it can't be taken back."
        )

    def _on_ticked(self) -> None:
        self._chosen = self.lines.chosen
        self._read_anew()

    def _paper(self) -> Paper | None:
        preview = self.preview
        if preview is None or preview.draft is not self.draft or preview.draft.booklet is None:
            return None
        draft, title = preview.draft, self._title(preview.draft)
        verb = partial(
            hand_out_booklet,
            session_ids=draft.chosen,
            booklet=preview.draft.booklet,
            title=title,
            for_client=draft.page.for_client,
        )
        return Paper(preview.document.pdf, title, Key.BOOKLET_PROTECTION, verb)

    def _title(self, draft: Draft) -> str:
        text = self.tr("Summaries of %n sessions, {name}", "", len(draft.chosen))
        return text.replace("{name}", draft.page.called)


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
