"""The way of a client's pack to the client: looked at first, then printed or saved, then recorded."""

from functools import partial
from typing import ClassVar, Final

import attrs
from attrs import field, frozen
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from coachdesk.documents.client_pack import render_pack
from coachdesk.documents.renderer import RenderedDocument
from coachdesk.models.client_packs import client_pack, hand_out_pack, handed_out_packs, others_in_pack
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import ClientId, EngagementId
from coachdesk.models.entities.look_back import ClientPack
from coachdesk.models.entities.sharing import SharedDocument
from coachdesk.models.recipients import Recipients, recipients
from coachdesk.models.remembered import Key
from coachdesk.models.shared_look_backs import reader_of_look_back
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.sessions.leaving_page import LeavingPage, Paper
from coachdesk.views.widgets.text import muted, set_text

_SIDE_WIDTH: Final = 300


@frozen
class Draft:
    """What is looked at: the pack, whom it is for, and what has left of it before."""

    engagement_id: EngagementId
    pack: ClientPack
    everyone: Recipients
    reader: ClientId | None
    shared: tuple[SharedDocument, ...]


@frozen
class Preview:
    """A pack as pages."""

    draft: Draft
    document: RenderedDocument = field(repr=False)


class PackPanel(LeavingPage):
    """Shows the very pages that a client takes along: agreements, summaries and a look back, bound as one."""

    matters: ClassVar[tuple[Kind, ...]] = (
        *LeavingPage.matters,
        Kind.AGREEMENT,
        Kind.ATTENDANCE,
        Kind.MILESTONE,
        Kind.GOAL,
        Kind.PREFERENCE,
        Kind.FEEDBACK,
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(
            context, back=self.tr("Back"), shown=self.tr("Pack, as it will leave"), parent=parent
        )
        self.name(self.tr("What they take along"))
        self._engagement: EngagementId | None = None
        self.preview: Preview | None = None
        self.what = muted(
            self.tr(
                "It holds the agreements as they were signed, the summaries that this client has received, "
                "and a look back on what is theirs. It is theirs to keep."
            )
        )
        parts = (self.for_whom, self.named, self.before, self.what, self.unprinted, self.already)
        self._lay_out(self.tr("Before it leaves"), parts, width=_SIDE_WIDTH)

    def open(self, *ids: str) -> None:
        """Show the pack of the engagement with this id."""
        if self._engagement != ids[0]:
            self._forget()
        self._engagement = EngagementId(ids[0])
        self._read_anew()

    def refresh(self) -> None:
        """Put it together again and make the pages anew."""
        if self._engagement is not None:
            language = QLocale().bcp47Name()
            read = partial(_draft, engagement_id=self._engagement, language=language, wanted=self._reader)
            self._context.workspace.run(read, self._render, origin=self)

    @property
    def engagement_at_hand(self) -> str:
        """The engagement that the pack is of."""
        return self._engagement or ""

    def focus_first(self) -> None:
        """Put the keyboard on the first way out."""
        (self.print_it if self.print_it.isEnabled() else self.leave).setFocus()

    def _is_wanted(self, draft: Draft) -> bool:
        reader = reader_of_look_back(draft.everyone, self._reader)
        return (draft.engagement_id, draft.reader) == (self._engagement, reader)

    def _render(self, draft: Draft) -> None:
        if self._is_wanted(draft):
            self._say(draft)
            job = partial(render_pack, draft.pack, self._context.renderer)
            self._context.workspace.work(job, partial(self._on_rendered, draft), origin=self)

    def _on_rendered(self, draft: Draft, document: RenderedDocument) -> None:
        if not self._is_wanted(draft):
            return
        self.preview = Preview(draft, document)
        had_keyboard = self.has_keyboard and not self.for_whom.field.hasFocus()
        self._show_pages(document, is_ready=not draft.pack.says_nothing)
        if had_keyboard:
            self.focus_first()

    def _say(self, draft: Draft) -> None:
        self.name(self.tr("What they take along"), draft.pack.client_name)
        text = self.tr(
            "Only what is on these pages leaves. Once it is printed or saved it is recorded, and it "
            "can't be taken back."
        )
        if draft.pack.says_nothing:
            text = self.tr("There is nothing yet that they could take along.")
        set_text(self.before, text)
        each_alone = attrs.evolve(draft.everyone, apart=True)
        self.for_whom.show_readers(each_alone, draft.reader, {one.client_id for one in draft.shared})
        self._say_who_is_named(others_in_pack(draft.pack, draft.everyone, draft.reader))
        self._say_what_left(draft.shared)
        self._say_unprinted("")

    def _paper(self) -> Paper | None:
        preview = self.preview
        if preview is None or not self._is_wanted(preview.draft):
            return None
        draft = preview.draft
        title = self.tr("Coaching, {name}").replace("{name}", draft.pack.client_name)
        verb = partial(
            hand_out_pack,
            engagement_id=draft.engagement_id,
            pack=draft.pack,
            title=title,
            for_client=draft.reader,
        )
        return Paper(preview.document.pdf, title, Key.PACK_PROTECTION, verb)


def _draft(store: Store, *, engagement_id: EngagementId, language: str, wanted: ClientId | None) -> Draft:
    everyone = recipients(store, engagement_id)
    reader = reader_of_look_back(everyone, wanted)
    pack = client_pack(store, engagement_id=engagement_id, language=language, for_client=reader)
    return Draft(engagement_id, pack, everyone, reader, handed_out_packs(store, engagement_id=engagement_id))
