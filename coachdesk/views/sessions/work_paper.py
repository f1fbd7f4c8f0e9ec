"""What a look-back and a pack have in common: a paper of the whole work, for one of those it was with."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar, Final, Generic, TypeVar

import attrs
from attrs import field, frozen
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from coachdesk.documents.renderer import RenderedDocument, Renderer
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import ClientId, EngagementId
from coachdesk.models.entities.look_back import ClientPack, SharedLookBack
from coachdesk.models.entities.sharing import SharedDocument
from coachdesk.models.recipients import Recipients, recipients
from coachdesk.models.remembered import Key
from coachdesk.models.shared_look_backs import reader_of_look_back
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.lead_back import lead_back
from coachdesk.views.letting_go import Verb
from coachdesk.views.sessions.leaving_page import LeavingPage, Paper
from coachdesk.views.widgets.text import muted, set_text

_SIDE_WIDTH: Final = 300
P = TypeVar("P", SharedLookBack, ClientPack)


@frozen
class Draft(Generic[P]):
    """What is looked at: the words, whom they are for, and what has left of them before."""

    engagement_id: EngagementId
    paper: P
    everyone: Recipients
    reader: ClientId | None
    shared: tuple[SharedDocument, ...]


@frozen
class Preview(Generic[P]):
    """A draft as pages."""

    draft: Draft[P]
    document: RenderedDocument = field(repr=False)


@frozen(kw_only=True)
class Making(Generic[P]):
    """How a paper is made: read for one reader, what has left of it, printed, recorded, and whom it names.

    The first four are called in threads of their own, and so know nothing of the page.
    """

    read: Callable[..., P]
    left: Callable[..., tuple[SharedDocument, ...]]
    printed: Callable[[P, Renderer], RenderedDocument]
    recorded: Verb
    others: Callable[[P, Recipients, ClientId | None], tuple[str, ...]]
    remembered_as: Key


class WorkPaperPage(LeavingPage, Generic[P]):
    """Shows the very pages that leave.

    `what` says what they hold, `nothing` that there is nothing yet, `title` what the paper is called that
    leaves for {name}.
    """

    matters: ClassVar[tuple[Kind, ...]] = (
        *LeavingPage.matters,
        Kind.ATTENDANCE,
        Kind.MILESTONE,
        Kind.GOAL,
        Kind.PREFERENCE,
        Kind.FEEDBACK,
    )

    def __init__(
        self,
        context: Context,
        making: Making[P],
        *,
        shown: str,
        what: str,
        nothing: str,
        title: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, back=self.tr("Back"), shown=shown, parent=parent)
        self._engagement: EngagementId | None = None
        self._making: Making[P] = making
        self._nothing = nothing
        self._title = title
        self.preview: Preview[P] | None = None
        self.what = muted(what)
        parts = (self.for_whom, self.named, self.before, self.what, self.unprinted, self.already)
        self._lay_out(self.tr("Before it leaves"), parts, width=_SIDE_WIDTH)

    def _call(self, paper: P) -> None:
        """Name the page after whom the paper is for."""
        raise NotImplementedError

    def open(self, *ids: str) -> None:
        """Show the paper of the engagement of the first id, for the client of the second, if there is one."""
        if self._engagement != ids[0]:
            self._forget()
        self._engagement = EngagementId(ids[0])
        if len(ids) > 1:
            self._reader = ClientId(ids[1]) if ids[1] else None
        self._read_anew()

    def refresh(self) -> None:
        """Read the words again and make the pages anew."""
        if self._engagement is not None:
            language = QLocale().bcp47Name()
            read = partial(
                _draft,
                making=self._making,
                engagement_id=self._engagement,
                wanted=self._reader,
                language=language,
            )
            self._context.workspace.run(
                read, self._render, origin=self, on_failed=partial(lead_back, self._context, self)
            )

    @property
    def engagement_at_hand(self) -> str:
        """The engagement that the paper is of."""
        return self._engagement or ""

    @property
    def client_at_hand(self) -> str:
        """The client whom it is for, where one was chosen."""
        return self._reader or ""

    def focus_first(self) -> None:
        """Put the keyboard on the first way out."""
        (self.print_it if self.print_it.isEnabled() else self.leave).setFocus()

    def _is_wanted(self, draft: Draft[P]) -> bool:
        reader = reader_of_look_back(draft.everyone, self._reader)
        return (draft.engagement_id, draft.reader) == (self._engagement, reader)

    def _render(self, draft: Draft[P]) -> None:
        if self._is_wanted(draft):
            self._call(draft.paper)
            self._say(draft)
            job = partial(self._making.printed, draft.paper, self._context.renderer)
            self._context.workspace.work(job, partial(self._on_rendered, draft), origin=self)

    def _on_rendered(self, draft: Draft[P], document: RenderedDocument) -> None:
        if not self._is_wanted(draft):
            return
        self.preview = Preview(draft, document)
        had_keyboard = self.has_keyboard and not self.for_whom.field.hasFocus()
        self._show_pages(document, is_ready=not draft.paper.says_nothing)
        if had_keyboard:
            self.focus_first()

    def _say(self, draft: Draft[P]) -> None:
        text = self.tr(
            "Only what is on these pages leaves. Once it is printed or saved it is recorded, and it "
            "can't be taken back."
        )
        set_text(self.before, self._nothing if draft.paper.says_nothing else text)
        each_alone = attrs.evolve(draft.everyone, apart=True)
        self.for_whom.show_readers(each_alone, draft.reader, {one.client_id for one in draft.shared})
        self._say_who_is_named(self._making.others(draft.paper, draft.everyone, draft.reader))
        self._say_what_left(draft.shared)
        self._say_unprinted("")

    def _paper(self) -> Paper | None:
        preview = self.preview
        if preview is None or not self._is_wanted(preview.draft):
            return None
        draft = preview.draft
        title = self._title.replace("{name}", draft.paper.client_name)
        verb = partial(
            self._making.recorded,
            engagement_id=draft.engagement_id,
            paper=draft.paper,
            title=title,
            for_client=draft.reader,
        )
        return Paper(preview.document.pdf, title, self._making.remembered_as, verb)


def _draft(
    store: Store, *, making: Making[P], engagement_id: EngagementId, wanted: ClientId | None, language: str
) -> Draft[P]:
    everyone = recipients(store, engagement_id)
    reader = reader_of_look_back(everyone, wanted)
    paper = making.read(store, engagement_id=engagement_id, language=language, for_client=reader)
    shared = making.left(store, engagement_id=engagement_id)
    return Draft(engagement_id, paper, everyone, reader, shared)
