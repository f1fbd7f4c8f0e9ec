"""The way of a summary to the client: looked at first, then printed or saved, then recorded."""

from functools import partial

from attrs import field, frozen
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coachdesk.documents.renderer import RenderedDocument
from coachdesk.documents.summary import render_summary
from coachdesk.documents.text import short
from coachdesk.models import summaries
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import ClientId, EngagementId, SessionId
from coachdesk.models.entities.sharing import SharedDocument, SharedHow, SharedSummary
from coachdesk.models.named_others import others_named
from coachdesk.models.recipients import Recipients, called, recipients
from coachdesk.models.remembered import Key
from coachdesk.models.sessions import session
from coachdesk.models.sharing import shared_of_session
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.letting_go import let_go
from coachdesk.views.names import shortened
from coachdesk.views.printing import unprinted_text
from coachdesk.views.sessions.reader_choice import ReaderChoice
from coachdesk.views.sessions.wording import left_text, received_by
from coachdesk.views.widgets.buttons import primary, quiet, secondary
from coachdesk.views.widgets.card import Card, Tone
from coachdesk.views.widgets.page import Page, ScrollColumn
from coachdesk.views.widgets.pdf_view import PdfView
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import body, heading, muted, set_text

_SIDE_WIDTH = 280
_LONGEST = 160
_MATTERS = (
    Kind.SUMMARY,
    Kind.SESSION,
    Kind.COMMITMENT,
    Kind.PLEDGE,
    Kind.PROFILE,
    Kind.CLIENT,
    Kind.ENGAGEMENT,
    Kind.ATTENDANCE,
)


@frozen
class Handout:
    """What is looked at: the words, and the record of what has left of them before."""

    session_id: SessionId
    engagement_id: EngagementId
    summary: SharedSummary
    shared: tuple[SharedDocument, ...]
    everyone: Recipients = field(factory=Recipients)
    reader: ClientId | None = None


@frozen
class Preview:
    """A handout as pages."""

    handout: Handout
    document: RenderedDocument


class HandOutPanel(Page):
    """Shows the very pages that leave; what leaves is recorded, and its words stand from then on."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._wanted: SessionId | None = None
        self._reader: ClientId | None = None
        self._waiting = ""
        self.preview: Preview | None = None
        self.print_it = primary(self.tr("Print…"), partial(self._let_go, SharedHow.PRINT))
        self.save_it = secondary(self.tr("Save PDF…"), partial(self._let_go, SharedHow.PDF))
        self.leave = secondary(self.tr("Back to the session"), context.navigation.back_requested.emit)
        self.pages = PdfView(context.theme, self.tr("Summary, as it will leave"))
        self.for_whom = ReaderChoice()
        self.for_whom.chosen.connect(self._on_reader)
        self.named = ProblemLine()
        self.several = quiet(self.tr("Several sessions as one…"), self._on_several)
        self.before = body("")
        self.waiting = ProblemLine()
        self.add_waiting = secondary(self.tr("Go back and add them"), context.navigation.back_requested.emit)
        self.already = muted("")
        self.unprinted = body("")
        self._note = Card(Tone.PRIVATE)
        self._lay_out()
        self.add_waiting.hide()
        self._offer(is_ready=False)
        context.workspace.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        for button in (self.leave, self.save_it, self.print_it):
            self.header.addWidget(button)
        side = ScrollColumn()
        side.setFixedWidth(_SIDE_WIDTH)
        column = side.column
        column.setSpacing(12)
        column.addWidget(heading(self.tr("Before it leaves"), 3))
        column.addWidget(self.for_whom)
        column.addWidget(self.named)
        column.addWidget(self.before)
        column.addWidget(self.waiting)
        column.addWidget(self.add_waiting, alignment=Qt.AlignmentFlag.AlignLeading)
        self._note.body.addWidget(self.unprinted)
        column.addWidget(self._note)
        column.addWidget(self.already)
        column.addWidget(self.several, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.pages, 1)
        row.addWidget(side)
        self.body.addLayout(row, 1)

    def open(self, *ids: str) -> None:
        """Show the summary of the session with this id; a second word is what is typed but no part of it."""
        if self._wanted != ids[0]:
            self.pages.clear()
            self._reader = None
        self._waiting = ids[1] if len(ids) > 1 else ""
        self._wanted = SessionId(ids[0])
        self._offer(is_ready=False)
        self.refresh()

    def refresh(self) -> None:
        """Read the words again and make the pages anew."""
        if self._wanted is None:
            return
        language = QLocale().bcp47Name()
        read = partial(_handout, session_id=self._wanted, language=language, wanted=self._reader)
        self._context.workspace.run(read, self._render, origin=self)

    @property
    def engagement_at_hand(self) -> str:
        """The engagement that the session is of."""
        return "" if self.preview is None else self.preview.handout.engagement_id

    def focus_first(self) -> None:
        """Put the keyboard on the first way out."""
        (self.print_it if self.print_it.isEnabled() else self.leave).setFocus()

    def _render(self, handout: Handout) -> None:
        if not self._is_wanted(handout):
            return
        readers = handout.everyone.of_paper(handout.reader)
        self.name(received_by(called(readers), len(readers)))
        self._show_record(handout)
        renderer = self._context.renderer
        self._context.workspace.work(
            lambda: Preview(handout, render_summary(handout.summary, renderer)), self._show, origin=self
        )

    def _is_wanted(self, handout: Handout) -> bool:
        is_for_reader = handout.reader == handout.everyone.usual(self._reader)
        return handout.session_id == self._wanted and is_for_reader

    def _show(self, preview: Preview) -> None:
        if not self._is_wanted(preview.handout):
            return
        self.preview = preview
        self.pages.show_pdf(preview.document.pdf)
        missing = preview.document.unprinted
        self._note.setVisible(bool(missing))
        set_text(self.unprinted, unprinted_text(missing))
        had_keyboard = self.has_keyboard and not self.for_whom.field.hasFocus()
        self._offer(is_ready=not summaries.says_nothing(preview.handout.summary))
        if had_keyboard:
            self.focus_first()

    def _offer(self, *, is_ready: bool) -> None:
        self.print_it.setEnabled(is_ready)
        self.save_it.setEnabled(is_ready)

    def _show_record(self, handout: Handout) -> None:
        if summaries.says_nothing(handout.summary):
            text = self.tr("There is nothing to hand out yet: write into what your client receives first.")
        elif handout.shared:
            text = self.tr("The words stand as they were handed out. Later words are addenda.")
        else:
            text = self.tr(
                "Only what is on these pages leaves. Once it is printed or saved it is recorded, "
                "its words stand, and it can't be taken back."
            )
        set_text(self.before, text)
        self._say_what_waits(handout)
        self._show_readers(handout)
        today = self._context.workspace.today()
        lines = dict.fromkeys(left_text(document, today, is_named=True) for document in handout.shared)
        self.already.setVisible(bool(lines))
        set_text(self.already, "\n".join([self.tr("Handed out before:"), *lines]))
        self._note.hide()

    def _say_what_waits(self, handout: Handout) -> None:
        """Name later words that would stay behind, unless they have been added meanwhile."""
        is_added = any(addendum.text == self._waiting for addendum in handout.summary.addenda)
        is_waiting = bool(self._waiting) and not is_added
        text = self.tr("These later words are typed but not added, so they are not on these pages: {words}")
        self.waiting.say(text.replace("{words}", short(self._waiting, _LONGEST)) if is_waiting else "")
        self.add_waiting.setVisible(is_waiting)

    def _show_readers(self, handout: Handout) -> None:
        """Offer who takes part; say so where the words name somebody whom this reader should not read of."""
        served = {document.client_id for document in handout.shared}
        self.for_whom.show_readers(handout.everyone, handout.reader, served)
        named = others_named(handout.summary, handout.everyone, handout.reader)
        text = self.tr("These words name {names}, though members of this group are not named to each other.")
        self.named.say(text.replace("{names}", shortened(" & ".join(named))) if named else "")

    def _on_reader(self, reader: ClientId | None) -> None:
        self._reader = reader
        self._offer(is_ready=False)
        self.refresh()

    def _on_several(self) -> None:
        if self.preview is not None:
            self._context.navigation.booklet_requested.emit(self.preview.handout.engagement_id)

    def _let_go(self, how: SharedHow) -> None:
        preview = self.preview
        if preview is None:
            return
        handout, title = preview.handout, self._title(preview)
        let_go(
            self._context,
            self,
            pdf=preview.document.pdf,
            how=how,
            name=title,
            remembered_as=Key.SUMMARY_PROTECTION,
            verb=partial(
                summaries.hand_out,
                session_id=handout.session_id,
                summary=handout.summary,
                title=title,
                for_client=handout.reader,
            ),
            on_recorded=self._on_recorded,
        )

    def _title(self, preview: Preview) -> str:
        summary = preview.handout.summary
        text = self.tr("Summary of session {number}, {name}")
        return text.replace("{number}", str(summary.session_number)).replace("{name}", summary.client_name)

    def _on_recorded(self, written: Written[SharedDocument]) -> None:
        if written.value.how is SharedHow.PRINT:
            self._context.navigation.notify(self.tr("Printed, and recorded as handed out."))
        self.refresh()

    def _on_changed(self, change: Change, origin: object) -> None:
        if origin is not self and self.isVisible() and change.touches(*_MATTERS):
            self.refresh()


def _handout(store: Store, *, session_id: SessionId, language: str, wanted: ClientId | None) -> Handout:
    engagement_id = session(store, session_id).engagement_id
    everyone = recipients(store, engagement_id, session_id)
    reader = everyone.usual(wanted)
    summary = summaries.shared_summary(store, session_id, language=language, for_client=reader)
    shared = shared_of_session(store, session_id)
    return Handout(session_id, engagement_id, summary, shared, everyone, reader)
