"""The page of an agreement: write it together, sign it, hand it out."""

from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from coachdesk.documents.renderer import RenderedDocument
from coachdesk.errors import KnownError
from coachdesk.models import clauses
from coachdesk.models.agreement_desk import AgreementDesk, open_desk
from coachdesk.models.agreement_documents import keep_pdf
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.agreements import Beginning
from coachdesk.models.clauses import Words
from coachdesk.models.entities.agreement import Party, VersionState
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import ClauseId, ClauseSetId, EngagementId, VersionId
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.models.history import Subject
from coachdesk.views.agreements.controls import Controls
from coachdesk.views.agreements.deeds import Deeds, can_sign
from coachdesk.views.agreements.desk_view import DeskView
from coachdesk.views.agreements.drafts import Drafts
from coachdesk.views.agreements.handing_out import HandingOut
from coachdesk.views.agreements.same_room.entrance import Entrance
from coachdesk.views.agreements.wording import altered_text, in_force_text, joined, version_line
from coachdesk.views.context import Context
from coachdesk.views.found_words import select_words
from coachdesk.views.review_word import ReviewWord
from coachdesk.views.shortcuts import add_shortcuts
from coachdesk.views.widgets.page import FormName, Page
from coachdesk.views.widgets.whereabouts import State

_MATTERS: Final = (
    Kind.AGREEMENT,
    Kind.CLAUSE,
    Kind.CLIENT,
    Kind.ENGAGEMENT,
    Kind.PROFILE,
    Kind.SHARED_DOCUMENT,
)


class AgreementPanel(Page):
    """Shows the agreement of one engagement at its newest version; the history shows the others."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._engagement: EngagementId | None = None
        self._desk: AgreementDesk | None = None
        self._past: AgreementDesk | None = None
        self._chosen: ClauseId | None = None
        self._sought = ""
        self.drafts = Drafts(context.workspace, self)
        self.controls = Controls(context)
        self.view = DeskView(context)
        self.deeds = Deeds(context, self.view, self.drafts, lambda: self._desk, self.choose)
        self.handing_out = HandingOut(context, self)
        self.entrance = Entrance(context, self.view, self.drafts, lambda: self._desk, self.choose)
        self.review = ReviewWord(context)
        self.header.addWidget(self.controls)
        self.body.addWidget(self.review)
        self.body.addWidget(self.view, 1)
        self._connect_work()
        self._connect_controls()
        self._connect_parts()
        self._add_keys()
        self.keep_up(context.workspace.changed, *_MATTERS, own_too=True)

    def _connect_work(self) -> None:
        card, picker, deeds = self.view.card, self.view.picker, self.deeds
        picker.chosen.connect(self.choose)
        picker.add_wanted.connect(deeds.add_clause)
        deeds.clause_added.connect(self._on_clause_added)
        card.typed.connect(self._on_typed)
        card.answered.connect(deeds.answer)
        card.state_wanted.connect(lambda state: deeds.with_clause(clauses.set_state, state=state))
        card.renamed.connect(lambda name: deeds.with_clause(clauses.rename_clause, heading=name))
        card.audience_wanted.connect(lambda who: deeds.with_clause(clauses.set_audience, audience=who))
        card.data.retention_chosen.connect(deeds.set_retention)
        card.data.fields_chosen.connect(deeds.set_report_fields)
        card.shift_wanted.connect(deeds.shift)
        card.remove_wanted.connect(deeds.remove)
        card.history_wanted.connect(
            partial(self._context.navigation.history_requested.emit, Subject.CLAUSE.value)
        )
        self.drafts.state_changed.connect(lambda: self.controls.saved.show_state(self.drafts.state))
        self.drafts.failed.connect(self._context.workspace.failed)
        self.controls.saved.show_state(self.drafts.state)

    def _connect_controls(self) -> None:
        controls, deeds = self.controls, self.deeds
        controls.preview.toggled.connect(self.view.want_preview)
        controls.sponsor.toggled.connect(lambda _is_on: self._show_paper())
        controls.ready_wanted.connect(deeds.make_ready)
        controls.sign_wanted.connect(self._on_sign_wanted)
        controls.next_wanted.connect(deeds.ask_for_next)
        controls.void_wanted.connect(deeds.ask_why_void)
        controls.dates_wanted.connect(deeds.ask_for_dates)
        controls.withdraw_wanted.connect(deeds.ask_whether_to_withdraw)
        controls.save_wanted.connect(partial(self._hand_out, SharedHow.PDF))
        controls.print_wanted.connect(partial(self._hand_out, SharedHow.PRINT))
        controls.history_wanted.connect(self._on_history)
        controls.client_wanted.connect(self._on_client)
        changes = self._context.navigation.changes_requested
        controls.changes_wanted.connect(lambda: changes.emit(self.engagement_at_hand, "", ""))
        controls.room_wanted.connect(self.entrance.ask)
        ways = self._context.navigation
        for wanted, way in (
            (controls.review_wanted, ways.review_requested),
            (controls.report_wanted, ways.sponsor_report_requested),
            (controls.form_wanted, ways.take_home_requested),
            (controls.returned_wanted, ways.returned_form_requested),
        ):
            wanted.connect(lambda way=way: way.emit(self.engagement_at_hand))

    def _connect_parts(self) -> None:
        view = self.view
        view.narrow_changed.connect(self.controls.preview.setVisible)
        view.start.start_wanted.connect(self._on_start)
        view.signing.signed.connect(self.deeds.sign)
        view.signing.left.connect(self._back_to_work)
        view.signing.turn_changed.connect(self._show_paper)
        view.signing.ways.print_wanted.connect(partial(self._hand_out, SharedHow.PRINT))
        view.history.left.connect(self._back_to_work)
        view.history.pages_found.connect(lambda *_pages: self.controls.let_leave(False))
        view.history.version_chosen.connect(self._on_version_chosen)
        view.preview.rendered.connect(self._keep_if_signed)
        self.controls.preview.hide()

    def _add_keys(self) -> None:
        answers, deeds = self.view.card.answers, self.deeds
        add_shortcuts(
            self,
            (
                (self.tr("Clause before"), "Ctrl+Up", partial(self._choose_neighbour, -1)),
                (self.tr("Next clause"), "Ctrl+Down", partial(self._choose_neighbour, 1)),
                (self.tr("Move clause up"), "Alt+Up", partial(deeds.shift, -1)),
                (self.tr("Move clause down"), "Alt+Down", partial(deeds.shift, 1)),
                (self.tr("I agree"), "Ctrl+Return", partial(answers.answer, Party.COACH)),
                (self.tr("Client agrees"), "Ctrl+Shift+Return", partial(answers.answer, Party.CLIENT)),
                (self.tr("Rename clause"), "F2", self.view.card.start_naming),
                (self.tr("Add a clause"), "Ctrl+Shift+A", deeds.add_clause),
                (self.tr("Same room"), "F11", self.entrance.ask),
                (self.tr("Save PDF"), "Ctrl+Shift+S", self.controls.save.click),
                (self.tr("Print"), "Ctrl+P", self.controls.print.click),
            ),
        )

    def open(self, *ids: str) -> None:
        """Show an agreement; a second id names the clause to begin with, a third what to find in it."""
        self.flush()
        if EngagementId(ids[0]) != self._engagement:
            self.view.ask.go_with_record(self._context.navigation)
            self._engagement, self._desk, self._chosen = EngagementId(ids[0]), None, None
            self.controls.sponsor.setChecked(False)
        if len(ids) > 1 and ids[1]:
            self._chosen = ClauseId(ids[1])
            self.view.picker.list.bring_into_view()
        self._sought = (*ids, "", "")[2]
        if not self.view.ask.has_words:
            self.view.ask.close_question()
        self.deeds.forget_missing()
        self._back_to_work()

    def refresh(self) -> None:
        """Read the agreement again."""
        if self._engagement is not None:
            job = partial(open_desk, engagement_id=self._engagement)
            self._context.workspace.run(job, self._show, origin=self, on_failed=self._on_gone)

    def flush(self) -> None:
        """Save at once what is being typed."""
        self.drafts.flush()

    def rest_ids(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Lead back to the clause in front, too."""
        return ids if self._chosen is None else (ids[0], self._chosen)

    def resting(self) -> State:
        """Return where the coach is, with the words of every clause that could not be saved."""
        return super().resting() | {"typed": self.drafts.kept()}

    def resume(self, state: State) -> list[str]:
        """Bring the coach back, and the words into their clauses."""
        self.drafts.take_back(state.get("typed", {}))
        return super().resume(state)

    @property
    def engagement_at_hand(self) -> str:
        """The id of the engagement whose agreement is open."""
        return self._engagement or ""

    @property
    def has_unsaved(self) -> bool:
        """Whether there are words that could not be saved."""
        return self.drafts.is_dirty or self.view.ask.has_words

    @property
    def held_open(self) -> tuple[FormName, ...]:
        """The question that is half answered."""
        return self.view.ask.held_open

    def open_again(self, *name: str) -> None:
        """Ask a question again."""
        self.deeds.ask_again(*name)

    def focus_first(self) -> None:
        """Put the keyboard on the clauses, or on where the agreement begins."""
        is_start = self.view.stack.currentWidget() is self.view.start
        (self.view.start.start if is_start else self.view.picker.list).setFocus()

    def choose(self, clause_id: ClauseId) -> None:
        """Bring a clause to the front."""
        if clause_id != self._chosen:
            self.drafts.flush()
        self._chosen = clause_id
        self._show_work()

    def _on_clause_added(self, clause_id: ClauseId) -> None:
        """Lead to the words of a new clause."""
        self.choose(clause_id)
        if self.has_keyboard:
            self.view.card.voices.clients.field.setFocus()

    def _choose_neighbour(self, by: int) -> None:
        neighbour = self.view.picker.neighbour(by)
        if neighbour is not None:
            self.choose(neighbour)

    def _show(self, found: AgreementDesk | Beginning) -> None:
        if isinstance(found, Beginning):
            self._desk = None
            self._show_beginning(found)
        elif found.page.agreement.engagement_id == self._engagement:
            self._desk = found
            self._show_desk(found)

    def _show_beginning(self, beginning: Beginning) -> None:
        self.name(joined(beginning.client_names), self.tr("No agreement yet"))
        self.controls.hide()
        self.review.hide()
        self.view.start.show_beginning(beginning)
        self.view.show_part(self.view.start)
        self.view.start.start.setFocus()

    def _show_desk(self, desk: AgreementDesk) -> None:
        view, part = self.view, self.view.stack.currentWidget()
        self.controls.show_page(desk.page)
        self.review.look_at(desk.page)
        names = joined(one.name for one in desk.page.names_of(Party.CLIENT))
        self.name(names, version_line(desk.page.version))
        is_signed_out = part is view.signing and not can_sign(desk)
        if part is view.start or is_signed_out:
            view.show_part(view.work)
        elif part is view.signing:
            view.signing.show_desk(desk)
        self._step_back()
        if is_signed_out:
            self._tell_if_signed(desk.page)
        self.view.say(altered_text(desk.page))
        self._show_work()
        self._lead_to_sought()

    def _lead_to_sought(self) -> None:
        """Show the words that were looked for among those of the clause in front."""
        sought, self._sought = self._sought, ""
        field = select_words(self.view.card.voices.fields, sought)
        if field is not None and self.has_keyboard:
            field.setFocus()
            QTimer.singleShot(0, field, partial(self.view.card.ensureWidgetVisible, field))

    def _step_back(self) -> None:
        part = self.view.stack.currentWidget()
        self.controls.step_back(is_signing=part is self.view.signing, is_past=part is self.view.history)

    def _tell_if_signed(self, page: AgreementPage) -> None:
        """Say that all have signed, and lead to the copy that goes to the client."""
        if page.version.state is VersionState.SIGNED:
            today = self._context.workspace.today()
            self._context.navigation.notify(in_force_text(page.version, today))
            if self.has_keyboard:
                self.controls.save.setFocus()

    def _show_work(self) -> None:
        """Show list, card and pages as the words typed so far leave them."""
        if self._desk is None:
            return
        page = self.drafts.on(self._desk.page)
        self.deeds.follow_missing(page)
        clause = page.clause(self._chosen) if self._chosen is not None else None
        clause = clause or next(iter(page.clauses), None)
        self.view.picker.show_page(page, None if clause is None else clause.id)
        if clause is not None:
            self.view.card.show_clause(page, clause)
        self._show_paper()

    @property
    def _for_sponsor(self) -> bool:
        is_signing = self.view.stack.currentWidget() is self.view.signing
        return self.view.signing.is_sponsors_turn if is_signing else self.controls.sponsor.isChecked()

    @property
    def _front(self) -> AgreementDesk | None:
        is_past = self.view.stack.currentWidget() is self.view.history
        return self._past or self._desk if is_past else self._desk

    def _show_paper(self) -> None:
        """Show the pages of the version in front: as kept where all have signed, else as they stand now."""
        desk = self._front
        if desk is None:
            return
        self.controls.let_leave(True)
        if desk.kept is not None and not self._for_sponsor:
            self.view.preview.show_kept(desk.kept, desk.document())
        else:
            page = self.drafts.on(desk.page)
            self.view.preview.show_document(desk.document(page, for_sponsor=self._for_sponsor))

    def _keep_if_signed(self, rendered: RenderedDocument) -> None:
        """Keep the pages of a version as they looked when the last party had signed."""
        desk = self._desk
        is_new = desk is not None and desk.kept is None and desk.page.version.state is VersionState.SIGNED
        if desk is None or not is_new or self._for_sponsor or not self.view.preview.is_up_to_date:
            return
        if self.view.stack.currentWidget() is not self.view.history:
            job = partial(keep_pdf, version_id=desk.page.version.id, pdf=rendered.pdf)
            self._context.workspace.run(job)

    def _on_typed(self, words: Words) -> None:
        clause_id = self.view.card.clause_id
        if clause_id is not None:
            before = self.deeds.clause_in_sight
            self.drafts.type(clause_id, words)
            self._show_work()
            if words.keep_former:
                self.deeds.offer_former(before, words)

    def _on_start(self, kind: object, set_id: str) -> None:
        if self._engagement is not None:
            self.deeds.start(self._engagement, kind, ClauseSetId(set_id))  # type: ignore[arg-type]  # a signal knows objects

    def _on_sign_wanted(self) -> None:
        self.flush()
        if self._desk is not None:
            self.view.ask.go_with_record(self._context.navigation)
            self.deeds.forget_missing()
            self.view.show_part(self.view.signing)
            self._step_back()
            self.view.signing.show_desk(self._desk)

    def _hand_out(self, how: SharedHow) -> None:
        """Let a copy leave of what the vault holds, once it holds all that was typed."""
        self.flush()
        front = self._front
        if front is None:
            return
        self.controls.preview.setChecked(True)
        for_sponsor = self._for_sponsor

        def go_on(found: AgreementDesk | Beginning) -> None:
            if isinstance(found, AgreementDesk):
                self.handing_out.hand_out(found, how, for_sponsor=for_sponsor)

        page = front.page
        job = partial(open_desk, engagement_id=page.agreement.engagement_id, version_id=page.version.id)
        self._context.workspace.run(job, go_on, origin=self)

    def _on_history(self) -> None:
        self.flush()
        if self._desk is not None:
            self._past = self._desk
            self.view.show_part(self.view.history)
            self._step_back()
            self.view.history.show_desk(self._desk)
            self.view.history.list.setFocus()

    def _on_version_chosen(self, version_id: VersionId) -> None:
        def show(found: AgreementDesk | Beginning) -> None:
            if isinstance(found, AgreementDesk):
                self._past = found
                self.view.history.show_desk(found)
                self._show_paper()

        if self._engagement is not None:
            job = partial(open_desk, engagement_id=self._engagement, version_id=version_id)
            self._context.workspace.run(job, show, origin=self)

    def _back_to_work(self) -> None:
        self._past = None
        self.view.show_part(self.view.work)
        self.refresh()

    def _on_client(self) -> None:
        if self._desk is not None:
            self._context.navigation.client_requested.emit(self._desk.page.client_ids[0])

    def _on_gone(self, error: KnownError) -> None:
        self._context.workspace.failed.emit(error)
        self._engagement = self._desk = None
        self._context.navigation.back_requested.emit()
