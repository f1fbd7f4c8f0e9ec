"""How an agreement comes about: drafted, talked through clause by clause, signed, handed out."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Final

from coachdesk.models import agreed_data, agreement_versions, agreements, clauses, engagements
from coachdesk.models.agreement_page import AgreementPage, concerned, open_agreement
from coachdesk.models.clause_sets import shipped_clauses
from coachdesk.models.entities.agreement import Clause, ClauseState
from coachdesk.models.entities.people import EngagementState
from coachdesk.models.signatures import sign
from coachdesk.models.store import Store
from coachdesk.sample.history import Event
from coachdesk.sample.paper import Paper
from coachdesk.sample.texts import ClauseText, ClientText, SignatureText, VersionText

_TALK_BEFORE_SIGNING: Final = timedelta(minutes=45)
_READY_BEFORE_SIGNING: Final = timedelta(minutes=5)
_A_CLAUSE: Final = timedelta(minutes=1)
_SENT_AT: Final = time(17, 20)


class Agreeing:
    """The agreement of one client, version by version."""

    def __init__(self, text: ClientText, paper: Paper) -> None:
        self._text = text
        self._paper = paper

    def events(self) -> Iterator[Event]:
        """Yield what was written and said."""
        for version in self._text.versions:
            yield from self._course(version)

    def _course(self, version: VersionText) -> Iterator[Event]:
        first, last = version.signatures[0].signed_at, version.signatures[-1].signed_at
        talk = first - _TALK_BEFORE_SIGNING
        yield Event(version.drafted_at, partial(self._draft, version))
        yield Event(talk, partial(self._set_dates, version))
        yield Event(talk, partial(self._set_data, version))
        for place, clause in enumerate(version.clauses):
            yield Event(talk + place * _A_CLAUSE, partial(self._talk_through, clause))
        yield Event(first - _READY_BEFORE_SIGNING, self._make_ready)
        for signature in version.signatures:
            yield Event(signature.signed_at, partial(self._sign, signature))
        yield Event(last, self._begin_coaching)
        yield Event(_sent_at(last), self._hand_out)

    def _page(self, store: Store) -> AgreementPage:
        return open_agreement(store, engagement_id=self._text.engagement.id)

    def _draft(self, version: VersionText, store: Store) -> None:
        if version.reason:
            agreement_id = self._page(store).agreement.id
            agreement_versions.next_version(store, agreement_id=agreement_id, reason=version.reason)
            return
        engagement_id = self._text.engagement.id
        agreements.start_agreement(
            store,
            engagement_id=engagement_id,
            kind=self._text.kind,
            language=version.language,
            templates=shipped_clauses(version.language, self._text.kind),
        )
        engagements.set_engagement_state(store, engagement_id=engagement_id, state=EngagementState.AGREEING)

    def _set_dates(self, version: VersionText, store: Store) -> None:
        agreement_versions.set_dates(
            store,
            version_id=self._page(store).version.id,
            effective_on=version.effective_on,
            review_on=version.review_on,
        )

    def _set_data(self, version: VersionText, store: Store) -> None:
        version_id = self._page(store).version.id
        if version.keep_months is not None:
            agreed_data.set_retention(store, version_id=version_id, keep_months=version.keep_months)
        if version.report_fields:
            agreed_data.set_report_fields(store, version_id=version_id, fields=version.report_fields)

    def _talk_through(self, text: ClauseText, store: Store) -> None:
        page = self._page(store)
        clause = _clause(store, page, text)
        clauses.save_words(
            store,
            clause_id=clause.id,
            clients_words=text.clients_words,
            coachs_words=_coachs_words(text),
            agreed_words=clause.coachs_words if text.as_suggested else text.agreed_words,
            proposed_by=text.proposed_by,
        )
        if text.audience is not None:
            clauses.set_audience(store, clause_id=clause.id, audience=text.audience)
        if text.state is ClauseState.AGREED:
            self._agree(store, page, clauses.get_clause(store, clause_id=clause.id))
        elif text.state is not ClauseState.OPEN:
            clauses.set_state(store, clause_id=clause.id, state=text.state)

    def _agree(self, store: Store, page: AgreementPage, clause: Clause) -> None:
        for party in concerned(clause, page.agreement.kind):
            clauses.agree(store, clause_id=clause.id, party=party)

    def _make_ready(self, store: Store) -> None:
        agreement_versions.mark_ready(store, version_id=self._page(store).version.id)

    def _sign(self, text: SignatureText, store: Store) -> None:
        page = self._page(store)
        sign(
            store,
            version_id=page.version.id,
            shown=page.fingerprint,
            party=text.party,
            signer=text.name,
            name=text.name,
            place=text.place,
            signed_at=text.signed_at,
            statement=text.statement,
            method=text.method,
        )

    def _begin_coaching(self, store: Store) -> None:
        engagement = self._text.engagement
        engagements.set_engagement_state(store, engagement_id=engagement.id, state=engagement.state)

    def _hand_out(self, store: Store) -> None:
        self._paper.hand_out_agreement(store, self._page(store))


def _clause(store: Store, page: AgreementPage, text: ClauseText) -> Clause:
    """Return the clause that a text is about; one without a key is added as the parties' own."""
    if text.key:
        return next(clause for clause in page.clauses if clause.key == text.key)
    return clauses.add_clause(
        store, version_id=page.version.id, layer=text.layer, heading=text.heading, prompt=text.prompt
    ).value


def _coachs_words(text: ClauseText) -> str | None:
    """Return None where the shipped suggestion stands: it was agreed to, or never talked over."""
    stands = text.as_suggested or text.state is not ClauseState.AGREED
    return None if stands and not text.coachs_words else text.coachs_words


def _sent_at(signed_at: datetime) -> datetime:
    """Return when, on the day of a signature, the copies were sent."""
    return datetime.combine(signed_at.astimezone().date(), _SENT_AT).astimezone(UTC)
