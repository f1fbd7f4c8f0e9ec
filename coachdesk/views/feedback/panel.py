"""The page of feedback: the conversation of both about how they work together, in order."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from coachdesk.errors import NotFoundError
from coachdesk.models import feedback as verbs
from coachdesk.models import review_plans
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import EngagementId, FeedbackId, new_id
from coachdesk.models.entities.relationship import Feedback, FeedbackHow, Giver
from coachdesk.models.entities.review import ReviewKind
from coachdesk.models.feedback_page import FeedbackPage, Said, feedback_page
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.feedback.said_row import SaidRow
from coachdesk.views.labels import short_day
from coachdesk.views.names import names_text
from coachdesk.views.record_page import About, TypedPage, about_work
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.page import FormName, ScrollColumn, bring_into_sight
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.saver import Job
from coachdesk.views.widgets.tab_order import tab_through

_MATTERS: Final = (Kind.FEEDBACK, Kind.CLIENT, Kind.ENGAGEMENT, Kind.SESSION, Kind.REVIEW, Kind.AGREEMENT)
_WIDEST: Final = 820
_SOON: Final = timedelta(weeks=2)


class FeedbackPanel(TypedPage[FeedbackPage]):
    """Ctrl+Enter begins a sentence of the client, Ctrl+Shift+Enter one of the coach; both save themselves."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, context.navigation.feedback_requested, parent)
        self.name(self.tr("Feedback"))
        self.rows: dict[FeedbackId, SaidRow] = {}
        self._edited: set[FeedbackId] = set()
        self.add_mine = secondary(self.tr("Add a sentence of mine"), partial(self._on_add, Giver.COACH))
        self.add_mine.setToolTip("Ctrl+Shift+Return")
        self.add = primary(self.tr("Add a sentence of theirs"), partial(self._on_add, Giver.CLIENT))
        self.add.setToolTip("Ctrl+Return")
        for part in (self.saved, self.leave, self.add_mine, self.add):
            self.header.addWidget(part)
        self.note = ProblemLine()
        self.empty = EmptyState(
            self.tr("Nothing has been said yet"),
            self.tr(
                "One sentence on how you work together, from time to time, and what you make of it. "
                "It stays open until you have answered."
            ),
        )
        self._scroll = ScrollColumn(widest=_WIDEST)
        self._scroll.column.addStretch(1)
        self._scroll.hide()
        for widget in (self.note, self.empty, self._scroll):
            self.body.addWidget(widget)
        self.empty.hide()
        self._connect()

    def _connect(self) -> None:
        for keys, button in (("Ctrl+Return", self.add), ("Ctrl+Shift+Return", self.add_mine)):
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)
        self.keep_up(self._context.workspace.changed, *_MATTERS)

    @property
    def engagement_at_hand(self) -> str:
        """The engagement whose conversation it is."""
        return self._wanted

    def focus_first(self) -> None:
        """Put the keyboard on what waits first, or on what adds a sentence."""
        waiting = next((row for row in self.rows.values() if row.said.is_waiting), None)
        (self.add if waiting is None else waiting.edit).setFocus()
        if waiting is not None:
            bring_into_sight(waiting)

    # What is shown.

    def _reading(self) -> Callable[[Store], FeedbackPage]:
        return partial(feedback_page, engagement_id=EngagementId(self._wanted))

    def _about(self, page: FeedbackPage) -> About:
        return about_work(page.engagement, page.clients)

    def _fill(self, page: FeedbackPage, *, is_other: bool) -> None:
        if is_other:
            for gone in tuple(self.rows):
                self._drop(gone)
        names = names_text([client.display_name for client in page.clients]) if page.clients else ""
        self.name(self.tr("Feedback"), names)
        self._show_rows(page)

    def _show_nothing(self) -> None:
        self._scroll.hide()

    def _show_rows(self, page: FeedbackPage) -> None:
        """Show the conversation in order; what is being written stays, at the end while it is new."""
        known = {one.feedback.id: one for one in page.conversation}
        for feedback_id, row in tuple(self.rows.items()):
            if feedback_id in known:
                continue
            if row.is_writing and not self._is_kept(feedback_id):
                row.show_said(Said(feedback=_blank_of(row.said.feedback)), page)
            elif not row.is_writing:
                self._drop(feedback_id)
        fresh = [feedback_id for feedback_id in self.rows if feedback_id not in known]
        self.rows = {key: self._row(key, known.get(key), page) for key in (*known, *fresh)}
        self._put_in_order()

    def _row(self, feedback_id: FeedbackId, said: Said | None, page: FeedbackPage) -> SaidRow:
        row = self.rows.get(feedback_id)
        if row is None and said is not None:
            return self._made(said, page)
        if row is None:
            raise NotFoundError
        if said is not None and not self._is_kept(feedback_id):
            row.show_said(said, page)
        return row

    def _is_kept(self, feedback_id: FeedbackId) -> bool:
        """Tell whether a row holds words that the vault does not."""
        return feedback_id in self._edited

    def _put_in_order(self) -> None:
        column = self._scroll.column
        for place, row in enumerate(self.rows.values()):
            if column.indexOf(row) != place:
                column.removeWidget(row)
                column.insertWidget(place, row)
        tab_through(self.add, *self.rows.values())
        self._scroll.setVisible(bool(self.rows))
        self.empty.setVisible(not self.rows)

    def _made(self, said: Said, page: FeedbackPage) -> SaidRow:
        row = SaidRow(self._context, said, page)
        feedback_id = said.feedback.id
        row.setProperty("record", feedback_id)
        row.edited.connect(partial(self._on_edited, feedback_id))
        row.closed.connect(partial(self._on_closed, feedback_id))
        row.removal_asked.connect(partial(self._on_remove, feedback_id))
        row.review_wanted.connect(self._on_review)
        row.plan_wanted.connect(self._on_plan)
        return row

    def _drop(self, feedback_id: FeedbackId) -> None:
        row = self.rows.pop(feedback_id)
        self._edited.discard(feedback_id)
        self._scroll.column.removeWidget(row)
        row.hide()
        row.deleteLater()

    # What is done.

    def _on_add(self, giver: Giver) -> None:
        """Begin a sentence at the end of the conversation; it is kept as soon as it says something."""
        if self._page is not None:
            self._begin(giver, FeedbackId(new_id()), self._page).unfold()

    def _begin(self, giver: Giver, feedback_id: FeedbackId, page: FeedbackPage) -> SaidRow:
        alone = page.clients[0].id if len(page.clients) == 1 else None
        new = Feedback(
            id=feedback_id,
            engagement_id=page.engagement.id,
            client_id=alone,
            giver=giver,
            given_on=self._context.workspace.today(),
            how=FeedbackHow.AFTERWARDS if giver is Giver.CLIENT else FeedbackHow.IN_SESSION,
        )
        row = self.rows[new.id] = self._made(Said(feedback=new), page)
        self._put_in_order()
        return row

    @property
    def held_open(self) -> tuple[FormName, ...]:
        """The sentences whose words are not saved."""
        return tuple((self.rows[one].said.feedback.giver, one) for one in self._edited if one in self.rows)

    def open_again(self, *name: str) -> None:
        """Go on with a sentence; it is tried again, now that its words come back."""
        giver, feedback_id = Giver(name[0]), FeedbackId(name[1])
        if self._page is None:
            return
        row = self.rows.get(feedback_id) or self._begin(giver, feedback_id, self._page)
        if not row.is_writing:
            row.unfold()
        if row.editor is not None:
            row.editor.prepare()
        self._on_edited(feedback_id)

    def _on_edited(self, feedback_id: FeedbackId) -> None:
        self._edited.add(feedback_id)
        self.saver.touch()

    def _on_closed(self, feedback_id: FeedbackId) -> None:
        """Fold a sentence once it is safe; one that says nothing is gone."""
        row = self.rows[feedback_id]
        self.flush()
        if self.saver.failure is not None and self.saver.is_dirty:
            return
        row.fold()
        if row.is_blank and not self._is_kept(feedback_id):
            self._drop(feedback_id)
            self._put_in_order()
            self.add.setFocus()

    def _on_remove(self, feedback_id: FeedbackId) -> None:
        row = self.rows[feedback_id]
        said = row.said.feedback
        self.flush()
        row.fold()
        if row.is_blank and not self._is_kept(feedback_id):
            self._on_closed(feedback_id)
            return
        self.undo.do(
            partial(verbs.remove_feedback, feedback=said),
            inverse_of=lambda gone: partial(verbs.save_feedback, feedback=gone),
            text=self.tr("Sentence removed"),
            told=self.tr("The sentence is removed."),
            about=(said.id,),
        )

    def _on_review(self) -> None:
        page, ways = self._page, self._context.navigation
        if page is not None and page.is_agreed:
            ways.review_requested.emit(page.engagement.id)
        elif page is not None:
            ways.agreement_requested.emit(page.engagement.id, "")

    def _on_plan(self) -> None:
        """Plan a review of how both work together for the next session."""
        if self._page is None:
            return
        today = self._context.workspace.today()
        day = self._page.next_on or today + _SOON
        told = self.tr("A review is planned for {day}.")
        self.undo.do(
            partial(
                review_plans.plan_review,
                engagement_id=self._page.engagement.id,
                kind=ReviewKind.ALLIANCE,
                due_on=day,
            ),
            inverse_of=lambda point: partial(review_plans.remove_plan, review_id=point.id),
            redo_of=lambda point: partial(review_plans.put_plan_back, point=point),
            text=self.tr("Review planned"),
            told=told.replace("{day}", short_day(day, today)),
        )

    def _job(self) -> Job:
        typed = (self.rows[feedback_id].editor for feedback_id in self._edited)
        feedback = tuple(editor.typed() for editor in typed if editor is not None)
        return partial(verbs.save_all_feedback, feedback=feedback)

    def _on_saved(self, saved: tuple[Feedback, ...]) -> None:
        for kept in saved:
            row = self.rows.get(kept.id)
            if row is None or row.editor is None:
                continue
            self._note(row.said.feedback, kept)
            row.keep(kept)
            if row.editor.says(kept):
                self._edited.discard(kept.id)
        self.refresh()

    def _note(self, before: Feedback, after: Feedback) -> None:
        self.undo.note(
            self.tr("Feedback changed"),
            before=before,
            after=after,
            key=after.id,
            about=(after.id,),
            put=lambda said: partial(verbs.save_feedback, feedback=said),
        )


def _blank_of(said: Feedback) -> Feedback:
    """Return a sentence without its words, as it was before it was begun."""
    return Feedback(
        id=said.id,
        engagement_id=said.engagement_id,
        client_id=said.client_id,
        giver=said.giver,
        given_on=said.given_on,
        how=said.how if said.how is not FeedbackHow.DECLINED else FeedbackHow.AFTERWARDS,
    )
