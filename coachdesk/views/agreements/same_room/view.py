"""What those in the room see: one clause after the other, in large letters."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.errors import KnownError
from coachdesk.models.clauses import Words
from coachdesk.models.entities.agreement import Party, ProposedBy
from coachdesk.models.entities.same_room import SameRoomPage, SharedClause
from coachdesk.models.two_voices import back_to
from coachdesk.views.agreements.answers import ASIDE
from coachdesk.views.agreements.same_room.answers import RoomAnswers
from coachdesk.views.agreements.same_room.steps import Steps
from coachdesk.views.agreements.same_room.talk import Talk
from coachdesk.views.agreements.same_room.wording import besides_text, called, proposal_text, refusal_text
from coachdesk.views.agreements.voices import Said, Voices
from coachdesk.views.labels import label
from coachdesk.views.widgets.autosave import SaveState
from coachdesk.views.widgets.buttons import primary, quiet, secondary
from coachdesk.views.widgets.centred import centred
from coachdesk.views.widgets.page import ScrollColumn
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.save_line import SaveLine
from coachdesk.views.widgets.text import heading, muted, set_text, text_label

_WIDEST: Final = 1240


class RoomView(QWidget):
    """Shows pages of a talk, and tells the talk what is done on them."""

    leave_wanted = Signal()

    def __init__(self, talk: Talk) -> None:
        super().__init__()
        self._talk = talk
        self._page = SameRoomPage(client="", coach="", clauses=())
        self._clause: SharedClause | None = None
        self._former: SharedClause | None = None
        self.progress = text_label("", "section", wrap=False)
        self.saved = SaveLine()
        self.leave = quiet(self.tr("Back to CoachDesk…"), self.leave_wanted.emit)
        self.steps = Steps()
        self.problem = ProblemLine()
        self.layer, self.heading, self.prompt = text_label("", "section"), heading(""), muted("")
        self.aside = muted(self.tr("Set aside for another time."))
        self.bring_back = secondary(self.tr("Talk about it now"), talk.bring_back)
        self.voices = Voices(lines=3)
        self.besides = text_label("", "body")
        self.proposed = text_label("", "muted", wrap=False)
        self.undo = quiet(self.tr("Put the former words back"), self._on_undo)
        self.answers = RoomAnswers()
        self.before = secondary(self.tr("Back"), partial(self.go, -1))
        self.next = primary(self.tr("Next"), partial(self.go, 1))
        self.nothing = muted(self.tr("There is no clause for everybody here."))
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        talk = self._talk
        talk.changed.connect(self.show_page)
        talk.refused.connect(self._on_refused)
        talk.save_state_changed.connect(self._on_save_state)
        self.saved.show_state(talk.save_state)
        self.steps.chosen.connect(talk.move_to)
        self.voices.typed.connect(self._on_typed)
        self.answers.answered.connect(talk.answer)
        for field in self.voices.fields:
            field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def _lay_out(self) -> None:
        inside = QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(28, 20, 28, 24)
        outer.addLayout(centred(inside, _WIDEST))
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addLayout(self._top())
        whole.addWidget(self.steps)
        whole.addWidget(self.problem)
        whole.addWidget(self.nothing)
        whole.addWidget(self._middle(), 1)
        whole.addLayout(self._bottom())
        for part in (self.nothing, *self._parts_of_a_clause):
            part.hide()

    def _top(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.progress)
        top.addStretch(1)
        top.addWidget(self.saved)
        top.addWidget(self.leave)
        return top

    def _middle(self) -> QWidget:
        self.page = ScrollColumn()
        column = self.page.column
        column.setSpacing(12)
        words = self.voices, self.besides
        for part in (self.layer, self.heading, self.prompt, self.aside, self.bring_back, *words):
            column.addWidget(part)
        column.setAlignment(self.bring_back, Qt.AlignmentFlag.AlignLeading)
        column.addLayout(self._below_words())
        column.addStretch(1)
        return self.page

    def _below_words(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.proposed)
        row.addStretch(1)
        row.addWidget(self.undo)
        return row

    def _bottom(self) -> QHBoxLayout:
        bottom = QHBoxLayout()
        bottom.setSpacing(16)
        for way in (self.before, self.next):
            bottom.addWidget(way, alignment=Qt.AlignmentFlag.AlignBottom)
        bottom.insertWidget(1, self.answers, 1)
        return bottom

    @property
    def _parts_of_a_clause(self) -> tuple[QWidget, ...]:
        return self.page, self.steps, self.answers, self.before, self.next

    def show_page(self, page: SameRoomPage) -> None:
        """Show what is known now, at the clause that the talk has come to."""
        self._page = page
        has_clauses = bool(page.clauses)
        self.nothing.setHidden(has_clauses)
        for part in self._parts_of_a_clause:
            part.setVisible(has_clauses)
        text = self.tr("{agreed} of {clauses} agreed")
        set_text(self.progress, text.format(agreed=page.agreed, clauses=len(page.clauses)))
        self._show_ways(page)
        if has_clauses:
            clause = page.clauses[page.place_of(self._talk.clause_id)]
            self.steps.show_page(page, clause.id)
            self._show_clause(page, clause)

    def _show_ways(self, page: SameRoomPage) -> None:
        at = page.place_of(self._talk.clause_id)
        pressed = self.window().focusWidget()
        self.before.setEnabled(at > 0)
        self.next.setEnabled(at < len(page.clauses) - 1)
        for way, other in ((self.before, self.next), (self.next, self.before)):
            if pressed is way and not way.isEnabled():
                other.setFocus()

    def _show_clause(self, page: SameRoomPage, clause: SharedClause) -> None:
        former, self._clause = self._clause, clause
        if former is None or clause.id != former.id:
            self._begin_clause()
        set_text(self.layer, label(clause.layer))
        set_text(self.heading, clause.heading)
        set_text(self.prompt, clause.prompt)
        self.prompt.setVisible(bool(clause.prompt))
        is_aside = clause.state in ASIDE
        self.aside.setVisible(is_aside)
        self.bring_back.setVisible(is_aside and not page.is_fixed)
        self._show_words(page, clause)
        self.answers.show_clause(clause, is_fixed=page.is_fixed)
        if former is None:
            self._put_keyboard(clause)

    def _begin_clause(self) -> None:
        self._former = None
        self.problem.say("")
        self.page.verticalScrollBar().setValue(0)

    def _show_words(self, page: SameRoomPage, clause: SharedClause) -> None:
        self.voices.name_client(called(Party.CLIENT, page.client))
        self.voices.name_coach(called(Party.COACH, page.coach))
        said = Said(
            clause_id=clause.id,
            voices=clause.voices,
            agreed=clause.agreed_words,
            proposed_by=clause.proposed_by,
            typed_by=ProposedBy.TOGETHER,
        )
        self.voices.show_said(said, read_only=page.is_fixed)
        set_text(
            self.proposed, proposal_text(page, clause.proposed_by) if clause.agreed_words.strip() else ""
        )
        set_text(self.besides, besides_text(clause))
        self.besides.setVisible(bool(self.besides.text()))
        self.undo.setVisible(self._former is not None and not page.is_fixed)

    def _on_typed(self, words: Words) -> None:
        before = self._clause
        if words.keep_former and before is not None and before.agreed_words.strip() not in ("", words.agreed):
            self._former = before
        self._talk.type(words)

    def _on_undo(self) -> None:
        former, self._former = self._former, None
        if former is not None:
            self._talk.type(back_to(former.agreed_words, former.proposed_by))
            self.voices.agreed.field.setFocus()

    def _on_save_state(self, state: SaveState) -> None:
        self.saved.show_state(state)
        if state is SaveState.SAVED:
            self.problem.say("")

    def _on_refused(self, error: KnownError) -> None:
        self.problem.say(refusal_text(error))

    def go(self, by: int) -> None:
        """Go so many clauses on, or back."""
        ids = [clause.id for clause in self._page.clauses]
        at = self._page.place_of(self._talk.clause_id) + by
        if 0 <= at < len(ids):
            self._talk.move_to(ids[at])

    def _put_keyboard(self, clause: SharedClause) -> None:
        """Put the keyboard where somebody will write."""
        (self.voices.agreed if clause.voices is None else self.voices.clients).field.setFocus()
