"""The way of a summary to the client: looked at first, then printed or saved, then recorded."""

from functools import partial

from attrs import field, frozen
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QWidget

from coachdesk.documents.renderer import RenderedDocument
from coachdesk.documents.summary import render_summary
from coachdesk.documents.text import short
from coachdesk.models import summaries
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import ClientId, EngagementId, SessionId
from coachdesk.models.entities.sharing import SharedDocument, SharedSummary
from coachdesk.models.recipients import Recipients, called, recipients
from coachdesk.models.remembered import Key
from coachdesk.models.sessions import session
from coachdesk.models.sharing import shared_of_session
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.lead_back import lead_back
from coachdesk.views.sessions.leaving_page import LeavingPage, Paper
from coachdesk.views.sessions.wording import received_by
from coachdesk.views.widgets.buttons import quiet, secondary
from coachdesk.views.widgets.card import Card, Tone
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import set_text

_SIDE_WIDTH = 280
_LONGEST = 160


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


class HandOutPanel(LeavingPage):
    """Shows the very pages that leave; what leaves is recorded, and its words stand from then on."""

    matters = (*LeavingPage.matters, Kind.ATTENDANCE)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        back, shown = self.tr("Back to the session"), self.tr("Summary, as it will leave")
        super().__init__(context, back=back, shown=shown, parent=parent)
        self._wanted: SessionId | None = None
        self._waiting = ""
        self.preview: Preview | None = None
        self.waiting = ProblemLine()
        self.add_waiting = secondary(self.tr("Go back and add them"), context.navigation.back_requested.emit)
        self.several = quiet(self.tr("Several sessions as one…"), self._on_several)
        self._arrange()
        self.add_waiting.hide()

    def _arrange(self) -> None:
        note = Card(Tone.PRIVATE)
        note.body.addWidget(self.unprinted)
        self._note = note
        said = (self.for_whom, self.named, self.before, self.waiting, self.add_waiting, note, self.already)
        column = self._lay_out(self.tr("Before it leaves"), (*said, self.several), width=_SIDE_WIDTH)
        for button in (self.add_waiting, self.several):
            column.setAlignment(button, Qt.AlignmentFlag.AlignLeading)

    def open(self, *ids: str) -> None:
        """Show the summary of the session with this id; a second word is what is typed but no part of it."""
        if self._wanted != ids[0]:
            self._forget()
        self._waiting = ids[1] if len(ids) > 1 else ""
        self._wanted = SessionId(ids[0])
        self._read_anew()

    def refresh(self) -> None:
        """Read the words again and make the pages anew."""
        if self._wanted is None:
            return
        language = QLocale().bcp47Name()
        read = partial(_handout, session_id=self._wanted, language=language, wanted=self._reader)
        self._context.workspace.run(
            read, self._render, origin=self, on_failed=partial(lead_back, self._context, self)
        )

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
        job = partial(render_summary, handout.summary, self._context.renderer)
        self._context.workspace.work(job, partial(self._on_rendered, handout), origin=self)

    def _is_wanted(self, handout: Handout) -> bool:
        is_for_reader = handout.reader == handout.everyone.usual(self._reader)
        return handout.session_id == self._wanted and is_for_reader

    def _on_rendered(self, handout: Handout, document: RenderedDocument) -> None:
        if not self._is_wanted(handout):
            return
        self.preview = Preview(handout, document)
        had_keyboard = self.has_keyboard and not self.for_whom.field.hasFocus()
        self._show_pages(document, is_ready=not summaries.says_nothing(handout.summary))
        if had_keyboard:
            self.focus_first()

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
        served = {document.client_id for document in handout.shared}
        self._say_for_whom(handout.everyone, handout.reader, (handout.summary,), served)
        self._say_what_left(handout.shared)
        self._say_unprinted("")

    def _say_what_waits(self, handout: Handout) -> None:
        """Name later words that would stay behind, unless they have been added meanwhile."""
        is_added = any(addendum.text == self._waiting for addendum in handout.summary.addenda)
        is_waiting = bool(self._waiting) and not is_added
        text = self.tr("These later words are typed but not added, so they are not on these pages: {words}")
        self.waiting.say(text.replace("{words}", short(self._waiting, _LONGEST)) if is_waiting else "")
        self.add_waiting.setVisible(is_waiting)

    def _on_several(self) -> None:
        if self.preview is not None:
            self._context.navigation.booklet_requested.emit(self.preview.handout.engagement_id)

    def _paper(self) -> Paper | None:
        if self.preview is None:
            return None
        handout, title = self.preview.handout, self._title(self.preview)
        verb = partial(
            summaries.hand_out,
            session_id=handout.session_id,
            summary=handout.summary,
            title=title,
            for_client=handout.reader,
        )
        return Paper(self.preview.document.pdf, title, Key.SUMMARY_PROTECTION, verb)

    def _title(self, preview: Preview) -> str:
        summary = preview.handout.summary
        text = self.tr("Summary of session {number}, {name}")
        return text.replace("{number}", str(summary.session_number)).replace("{name}", summary.client_name)


def _handout(store: Store, *, session_id: SessionId, language: str, wanted: ClientId | None) -> Handout:
    engagement_id = session(store, session_id).engagement_id
    everyone = recipients(store, engagement_id, session_id)
    reader = everyone.usual(wanted)
    summary = summaries.shared_summary(store, session_id, language=language, for_client=reader)
    shared = shared_of_session(store, session_id)
    return Handout(session_id, engagement_id, summary, shared, everyone, reader)
