"""The way of a look-back to the client: looked at first, then printed or saved, then recorded."""

from functools import partial
from typing import ClassVar, Final

import attrs
from attrs import field, frozen
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from coachdesk.documents.look_back import render_look_back
from coachdesk.documents.renderer import RenderedDocument
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import ClientId, EngagementId
from coachdesk.models.entities.look_back import SharedLookBack
from coachdesk.models.entities.sharing import SharedDocument
from coachdesk.models.recipients import Recipients, recipients
from coachdesk.models.remembered import Key
from coachdesk.models.shared_look_backs import (
    hand_out_look_back,
    handed_out_look_backs,
    others_in_look_back,
    reader_of_look_back,
    shared_look_back,
)
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.sessions.leaving_page import LeavingPage, Paper
from coachdesk.views.sessions.wording import received_by
from coachdesk.views.widgets.text import muted, set_text

_SIDE_WIDTH: Final = 300


@frozen
class Draft:
    """What is looked at: the words, whom they are for, and what has left of them before."""

    engagement_id: EngagementId
    look_back: SharedLookBack
    everyone: Recipients
    reader: ClientId | None
    shared: tuple[SharedDocument, ...]


@frozen
class Preview:
    """A look-back as pages."""

    draft: Draft
    document: RenderedDocument = field(repr=False)


class LookBackPaperPanel(LeavingPage):
    """Shows the very pages that leave: what is the client's of what lies behind, and nothing else."""

    matters: ClassVar[tuple[Kind, ...]] = (
        *LeavingPage.matters,
        Kind.ATTENDANCE,
        Kind.MILESTONE,
        Kind.GOAL,
        Kind.PREFERENCE,
        Kind.FEEDBACK,
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        back, shown = self.tr("Back"), self.tr("Look-back, as it will leave")
        super().__init__(context, back=back, shown=shown, parent=parent)
        self.name(self.tr("Looking back, for the client"))
        self._engagement: EngagementId | None = None
        self.preview: Preview | None = None
        self.what = muted(
            self.tr(
                "It holds the days you met, the path you set together, their own steps and dials, what "
                "became of the promises of both, and what they said. Answers are in it once you told "
                "them. Notes, signals, guesses and your words on why stay with you."
            )
        )
        parts = (self.for_whom, self.named, self.before, self.what, self.unprinted, self.already)
        self._lay_out(self.tr("Before it leaves"), parts, width=_SIDE_WIDTH)

    def open(self, *ids: str) -> None:
        """Show the look-back on the engagement of the first id, for the client of the second."""
        if self._engagement != ids[0]:
            self._forget()
        self._engagement = EngagementId(ids[0])
        self._reader = ClientId(ids[1]) if len(ids) > 1 and ids[1] else None
        self._read_anew()

    def refresh(self) -> None:
        """Read the words again and make the pages anew."""
        if self._engagement is not None:
            language = QLocale().bcp47Name()
            read = partial(_draft, engagement_id=self._engagement, language=language, wanted=self._reader)
            self._context.workspace.run(read, self._render, origin=self)

    @property
    def engagement_at_hand(self) -> str:
        """The engagement that is looked back on."""
        return self._engagement or ""

    @property
    def client_at_hand(self) -> str:
        """The client whom it is for."""
        return self._reader or ""

    def focus_first(self) -> None:
        """Put the keyboard on the first way out."""
        (self.print_it if self.print_it.isEnabled() else self.leave).setFocus()

    def _render(self, draft: Draft) -> None:
        if self._is_wanted(draft):
            self.name(received_by(draft.look_back.client_name, 1))
            self._say(draft)
            job = partial(render_look_back, draft.look_back, self._context.renderer)
            self._context.workspace.work(job, partial(self._on_rendered, draft), origin=self)

    def _is_wanted(self, draft: Draft) -> bool:
        reader = reader_of_look_back(draft.everyone, self._reader)
        return (draft.engagement_id, draft.reader) == (self._engagement, reader)

    def _on_rendered(self, draft: Draft, document: RenderedDocument) -> None:
        if not self._is_wanted(draft):
            return
        self.preview = Preview(draft, document)
        had_keyboard = self.has_keyboard and not self.for_whom.field.hasFocus()
        self._show_pages(document, is_ready=not draft.look_back.says_nothing)
        if had_keyboard:
            self.focus_first()

    def _say(self, draft: Draft) -> None:
        text = self.tr(
            "Only what is on these pages leaves. Once it is printed or saved it is recorded, and it "
            "can't be taken back."
        )
        if draft.look_back.says_nothing:
            text = self.tr("There is nothing of the client's to look back on yet.")
        set_text(self.before, text)
        each_alone = attrs.evolve(draft.everyone, apart=True)
        self.for_whom.show_readers(each_alone, draft.reader, {one.client_id for one in draft.shared})
        self._say_who_is_named(others_in_look_back(draft.look_back, draft.everyone, draft.reader))
        self._say_what_left(draft.shared)
        self._say_unprinted("")

    def _paper(self) -> Paper | None:
        preview = self.preview
        if preview is None or not self._is_wanted(preview.draft):
            return None
        draft = preview.draft
        title = self.tr("Look-back, {name}").replace("{name}", draft.look_back.client_name)
        verb = partial(
            hand_out_look_back,
            engagement_id=draft.engagement_id,
            look_back=draft.look_back,
            title=title,
            for_client=draft.reader,
        )
        return Paper(preview.document.pdf, title, Key.LOOK_BACK_PROTECTION, verb)


def _draft(store: Store, *, engagement_id: EngagementId, language: str, wanted: ClientId | None) -> Draft:
    everyone = recipients(store, engagement_id)
    reader = reader_of_look_back(everyone, wanted)
    look_back = shared_look_back(store, engagement_id=engagement_id, language=language, for_client=reader)
    shared = handed_out_look_backs(store, engagement_id=engagement_id)
    return Draft(engagement_id, look_back, everyone, reader, shared)
