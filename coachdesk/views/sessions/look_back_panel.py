"""The way of a look-back to the client: looked at first, then printed or saved, then recorded."""

from functools import partial
from typing import Final

import attrs
from attrs import field, frozen
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coachdesk.documents.look_back import render_look_back
from coachdesk.documents.renderer import RenderedDocument
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import ClientId, EngagementId
from coachdesk.models.entities.look_back import SharedLookBack
from coachdesk.models.entities.sharing import SharedDocument, SharedHow
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
from coachdesk.views.letting_go import let_go
from coachdesk.views.printing import unprinted_text
from coachdesk.views.sessions.reader_choice import ReaderChoice
from coachdesk.views.sessions.wording import left_text, received_by, shortened
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.page import Page, ScrollColumn
from coachdesk.views.widgets.pdf_view import PdfView
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import body, heading, muted, set_text

_SIDE_WIDTH: Final = 300
_MATTERS: Final = (
    Kind.CLIENT,
    Kind.ENGAGEMENT,
    Kind.PROFILE,
    Kind.SESSION,
    Kind.ATTENDANCE,
    Kind.COMMITMENT,
    Kind.PLEDGE,
    Kind.MILESTONE,
    Kind.GOAL,
    Kind.PREFERENCE,
    Kind.FEEDBACK,
)


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


class LookBackPaperPanel(Page):
    """Shows the very pages that leave: what is the client's of what lies behind, and nothing else."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name(self.tr("Looking back, for the client"))
        self._context = context
        self._engagement: EngagementId | None = None
        self._reader: ClientId | None = None
        self.preview: Preview | None = None
        self.print_it = primary(self.tr("Print…"), partial(self._let_go, SharedHow.PRINT))
        self.save_it = secondary(self.tr("Save PDF…"), partial(self._let_go, SharedHow.PDF))
        self.leave = secondary(self.tr("Back"), context.navigation.back_requested.emit)
        self.pages = PdfView(context.theme, self.tr("Look-back, as it will leave"))
        self.for_whom = ReaderChoice()
        self.named = ProblemLine()
        self.before = body("")
        self.what = muted("")
        self.unprinted = body("")
        self.already = muted("")
        self._lay_out()
        self.for_whom.chosen.connect(self._on_reader)
        context.workspace.changed.connect(self._on_changed)
        self._offer(is_ready=False)

    def _lay_out(self) -> None:
        for button in (self.leave, self.save_it, self.print_it):
            self.header.addWidget(button)
        side = ScrollColumn()
        side.setFixedWidth(_SIDE_WIDTH)
        side.column.setSpacing(12)
        side.column.addWidget(heading(self.tr("Before it leaves"), 3))
        for part in (self.for_whom, self.named, self.before, self.what, self.unprinted, self.already):
            side.column.addWidget(part)
        side.column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.pages, 1)
        row.addWidget(side)
        self.body.addLayout(row, 1)

    def open(self, *ids: str) -> None:
        """Show the look-back on the engagement of the first id, for the client of the second."""
        if self._engagement != ids[0]:
            self.pages.clear()
        self._engagement = EngagementId(ids[0])
        self._reader = ClientId(ids[1]) if len(ids) > 1 and ids[1] else None
        self._offer(is_ready=False)
        self.refresh()

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
        if not self._is_wanted(draft):
            return
        self.name(received_by(draft.look_back.client_name, 1))
        self._say(draft)
        renderer = self._context.renderer
        self._context.workspace.work(
            lambda: Preview(draft, render_look_back(draft.look_back, renderer)), self._show, origin=self
        )

    def _is_wanted(self, draft: Draft) -> bool:
        reader = reader_of_look_back(draft.everyone, self._reader)
        return (draft.engagement_id, draft.reader) == (self._engagement, reader)

    def _show(self, preview: Preview) -> None:
        if not self._is_wanted(preview.draft):
            return
        self.preview = preview
        self.pages.show_pdf(preview.document.pdf)
        missing = preview.document.unprinted
        self.unprinted.setVisible(bool(missing))
        set_text(self.unprinted, unprinted_text(missing) if missing else "")
        had_keyboard = self.has_keyboard and not self.for_whom.field.hasFocus()
        self._offer(is_ready=not preview.draft.look_back.says_nothing)
        if had_keyboard:
            self.focus_first()

    def _offer(self, *, is_ready: bool) -> None:
        self.print_it.setEnabled(is_ready)
        self.save_it.setEnabled(is_ready)

    def _say(self, draft: Draft) -> None:
        text = self.tr(
            "Only what is on these pages leaves. Once it is printed or saved it is recorded, and it "
            "can't be taken back."
        )
        if draft.look_back.says_nothing:
            text = self.tr("There is nothing of the client's to look back on yet.")
        set_text(self.before, text)
        set_text(
            self.what,
            self.tr(
                "It holds the days you met, the path you set together, their own steps and dials, what "
                "became of the promises of both, and what they said. Answers are in it once you told "
                "them. Notes, signals, guesses and your words on why stay with you."
            ),
        )
        self.for_whom.show_readers(attrs.evolve(draft.everyone, apart=True), draft.reader)
        named = others_in_look_back(draft.look_back, draft.everyone, draft.reader)
        words = self.tr("These words name {names}, though members of this group are not named to each other.")
        self.named.say(words.replace("{names}", shortened(" & ".join(named))) if named else "")
        today = self._context.workspace.today()
        lines = dict.fromkeys(left_text(document, today, is_named=True) for document in draft.shared)
        self.already.setVisible(bool(lines))
        set_text(self.already, "\n".join([self.tr("Handed out before:"), *lines]))
        self.unprinted.hide()

    def _on_reader(self, reader: ClientId | None) -> None:
        self._reader = reader
        self._offer(is_ready=False)
        self.refresh()

    def _let_go(self, how: SharedHow) -> None:
        preview = self.preview
        if preview is None or not self._is_wanted(preview.draft):
            return
        draft = preview.draft
        title = self.tr("Look-back, {name}").replace("{name}", draft.look_back.client_name)
        let_go(
            self._context,
            self,
            pdf=preview.document.pdf,
            how=how,
            name=title,
            remembered_as=Key.LOOK_BACK_PROTECTION,
            verb=partial(
                hand_out_look_back,
                engagement_id=draft.engagement_id,
                look_back=draft.look_back,
                title=title,
                for_client=draft.reader,
            ),
            on_recorded=self._on_recorded,
        )

    def _on_recorded(self, written: Written[SharedDocument]) -> None:
        if written.value.how is SharedHow.PRINT:
            self._context.navigation.notify(self.tr("Printed, and recorded as handed out."))
        self.refresh()

    def _on_changed(self, change: Change, origin: object) -> None:
        if origin is not self and self.isVisible() and change.touches(*_MATTERS):
            self.refresh()


def _draft(store: Store, *, engagement_id: EngagementId, language: str, wanted: ClientId | None) -> Draft:
    everyone = recipients(store, engagement_id)
    reader = reader_of_look_back(everyone, wanted)
    look_back = shared_look_back(store, engagement_id=engagement_id, language=language, for_client=reader)
    shared = handed_out_look_backs(store, engagement_id=engagement_id)
    return Draft(engagement_id, look_back, everyone, reader, shared)
