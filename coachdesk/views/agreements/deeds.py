"""What the coach does with an agreement: each deed is one verb, and its answer is read anew."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from coachdesk.errors import KnownError
from coachdesk.models import agreed_data, agreements, clauses, signatures
from coachdesk.models import agreement_versions as versions
from coachdesk.models.agreement_desk import AgreementDesk
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.clauses import Words
from coachdesk.models.entities.agreement import (
    AgreementKind,
    Clause,
    Layer,
    Party,
    ReportField,
    VersionState,
)
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import ClauseId, ClauseSetId, EngagementId
from coachdesk.models.two_voices import back_to
from coachdesk.views.agreements import questions
from coachdesk.views.agreements.desk_view import DeskView
from coachdesk.views.agreements.drafts import Drafts
from coachdesk.views.agreements.once_saved import OnceSaved
from coachdesk.views.agreements.signing import Signing
from coachdesk.views.agreements.wording import missing_text
from coachdesk.views.context import Context
from coachdesk.views.names import shortened


class Deeds(QObject):
    """Runs verbs for the desk in front, each once the vault holds the words on their way."""

    clause_added = Signal(object)

    def __init__(
        self,
        context: Context,
        view: DeskView,
        drafts: Drafts,
        desk: Callable[[], AgreementDesk | None],
        choose: Callable[[ClauseId], None],
    ) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._drafts = drafts
        self._find_desk = desk
        self._choose = choose
        self._names_missing = False
        self._do = OnceSaved(context.workspace, drafts, self).do

    @property
    def _desk(self) -> AgreementDesk | None:
        return self._find_desk()

    @property
    def _page_in_sight(self) -> AgreementPage | None:
        """The page as the words typed so far leave it."""
        return None if self._desk is None else self._drafts.on(self._desk.page)

    # One clause.

    @property
    def clause_in_sight(self) -> Clause | None:
        """The clause at hand as the words typed so far leave it."""
        page, clause_id = self._page_in_sight, self._view.card.clause_id
        return None if page is None or clause_id is None else page.clause(clause_id)

    def answer(self, party: Party, is_yes: bool) -> None:
        """Note or take back a party's yes to the clause at hand."""
        clause = self.clause_in_sight
        if clause is None:
            return
        if is_yes:
            self.with_clause(clauses.agree, party=party, words=clause.agreed_words)
        else:
            self.with_clause(clauses.withdraw_agreement, party=party)

    def with_clause(self, verb: Callable[..., Written[Any]], **given: object) -> None:
        """Do something with the clause at hand."""
        clause_id = self._view.card.clause_id
        desk = self._desk
        if clause_id is not None and desk is not None and not desk.page.is_fixed:
            self._do(partial(verb, clause_id=clause_id, **given))

    def shift(self, by: int) -> None:
        """Move the clause at hand up or down."""
        self.with_clause(clauses.move_clause, by=by)

    def remove(self) -> None:
        """Remove the clause at hand; a notice can bring it back."""
        clause = self.clause_in_sight
        if clause is not None:
            below, above = self._view.picker.neighbour(1), self._view.picker.neighbour(-1)
            job = partial(clauses.remove_clause, clause_id=clause.id)
            next_one = above if below == clause.id else below
            self._do(job, lambda _written: self._on_removed(clause, next_one))

    def _on_removed(self, clause: Clause, next_one: ClauseId | None) -> None:
        if next_one is not None:
            self._choose(next_one)

        def put_back() -> None:
            self._do(partial(clauses.put_back, clause=clause), lambda _written: self._choose(clause.id))

        text = self.tr("“{heading}” is removed.").format(heading=shortened(clause.heading, 60))
        self._context.navigation.notify(text, self.tr("Undo"), put_back)

    def add_clause(self) -> None:
        """Ask for a clause of one's own and add it."""
        desk = self._desk
        if desk is None or desk.page.is_fixed:
            return
        page, clause_id = desk.page, self._view.card.clause_id
        at_hand = page.clause(clause_id) if clause_id is not None else None
        layer = Layer.ALLIANCE if at_hand is None else at_hand.layer

        def add(answer: questions.NewClause) -> None:
            job = partial(
                clauses.add_clause, version_id=page.version.id, layer=answer.layer, heading=answer.heading
            )
            self._do(job, lambda written: self.clause_added.emit(written.value.id), self._view.ask.refuse)

        questions.ask_for_clause(self._view.ask, layer, add)

    def offer_former(self, clause: Clause | None, words: Words) -> None:
        """Offer to put back the agreed words that a voice has just taken the place of."""
        if clause is None or clause.agreed_words.strip() in ("", words.agreed):
            return

        def put_back() -> None:
            desk = self._desk
            if desk is not None and not desk.page.is_fixed and desk.page.clause(clause.id) is not None:
                self._drafts.type(clause.id, back_to(clause.agreed_words, clause.proposed_by))
                self._choose(clause.id)

        text = self.tr("“{heading}” says something else now.").format(heading=shortened(clause.heading, 60))
        self._context.navigation.notify(text, self.tr("Undo"), put_back)

    # The version.

    def start(self, engagement_id: EngagementId, kind: AgreementKind, set_id: ClauseSetId) -> None:
        """Begin an agreement with the clauses of a set."""
        self._do(partial(agreements.start_with_set, engagement_id=engagement_id, kind=kind, set_id=set_id))

    def _with_version(
        self,
        verb: Callable[..., Written[Any]],
        on_failed: Callable[[KnownError], None] | None = None,
        **given: object,
    ) -> None:
        if self._desk is not None:
            self._do(partial(verb, version_id=self._desk.page.version.id, **given), on_failed=on_failed)

    def make_ready(self) -> None:
        """Declare the version ready, or name what is missing and go to the first of it."""
        page = self._page_in_sight
        if page is None:
            return
        missing = versions.missing_for_ready(page)
        self._names_missing = bool(missing)
        if missing:
            self._view.say(missing_text(page, missing))
            self._choose(missing[0].clause.id)
            self._view.card.voices.agreed.field.setFocus()
        else:
            self._view.say("")
            self._with_version(versions.mark_ready)

    def follow_missing(self, page: AgreementPage) -> None:
        """Keep what was named as missing true to the page, until nothing is missing any more."""
        if self._names_missing:
            missing = () if page.is_fixed else versions.missing_for_ready(page)
            self._names_missing = bool(missing)
            self._view.note.correct(missing_text(page, missing) if missing else "")

    def forget_missing(self) -> None:
        """Name no more what is missing; the page turns to something else."""
        self._names_missing = False
        self._view.say("")

    def ask_again(self, name: str) -> None:
        """Ask a question again."""
        {
            questions.REASON: self.ask_for_next,
            questions.VOID: self.ask_why_void,
            questions.WITHDRAW: self.ask_whether_to_withdraw,
            questions.DATES: self.ask_for_dates,
            questions.CLAUSE: self.add_clause,
        }[name]()

    def ask_for_next(self) -> None:
        """Ask for the reason of a new version and start it."""
        desk = self._desk
        if desk is None:
            return
        agreement_id = desk.page.agreement.id

        def start(reason: str) -> None:
            job = partial(versions.next_version, agreement_id=agreement_id, reason=reason)
            self._do(job, on_failed=self._view.ask.refuse)

        questions.ask_for_reason(self._view.ask, start)

    def ask_why_void(self) -> None:
        """Ask why signatures are taken back and take them back."""
        questions.ask_why_void(
            self._view.ask,
            lambda reason: self._with_version(
                signatures.void_signatures, self._view.ask.refuse, reason=reason
            ),
        )

    def ask_for_dates(self) -> None:
        """Ask for the days of the version and keep them."""

        def keep(dates: questions.Dates) -> None:
            self._with_version(
                versions.set_dates,
                self._view.ask.refuse,
                effective_on=dates.effective_on,
                review_on=dates.review_on,
            )

        if self._desk is not None:
            questions.ask_for_dates(self._view.ask, self._desk.page.version, keep)

    def ask_whether_to_withdraw(self) -> None:
        """Ask whether the version should end and end it."""
        if self._desk is not None:
            questions.ask_whether_to_withdraw(
                self._view.ask,
                self._desk.page.version,
                lambda _answer: self._with_version(versions.withdraw_version),
            )

    def set_retention(self, keep_months: int | None) -> None:
        """Say how long records are kept."""
        self._with_version(agreed_data.set_retention, keep_months=keep_months)

    def set_report_fields(self, fields: tuple[ReportField, ...]) -> None:
        """Say what a sponsor report may hold."""
        self._with_version(agreed_data.set_report_fields, fields=fields)

    def sign(self, signing: Signing) -> None:
        """Put a party's name under the version."""
        self._with_version(
            signatures.sign,
            self._view.signing.refuse,
            shown=signing.shown,
            party=signing.party,
            signer=signing.signer,
            name=signing.name,
            place=signing.place,
            signed_at=signing.signed_at,
            statement=signing.statement,
            method=signing.method,
            evidence=signing.evidence,
        )


def can_sign(desk: AgreementDesk) -> bool:
    """Tell whether a version waits for signatures."""
    return desk.page.version.state is VersionState.READY
