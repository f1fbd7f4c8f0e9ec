"""From the page of an agreement to what may be seen in the room: the wall that a turned screen relies on."""

from typing import Final

from coachdesk.models.agreement_page import AgreementPage, concerned
from coachdesk.models.entities.agreement import (
    RECORDS_CLAUSE,
    SPONSOR_CLAUSE,
    Audience,
    Clause,
    ClauseState,
    Party,
)
from coachdesk.models.entities.same_room import SameRoomPage, SharedClause, SharedVoices, SharedYes

_SAID_AT: Final = {
    Party.CLIENT: lambda clause: clause.agreed_by_client_at,
    Party.COACH: lambda clause: clause.agreed_by_coach_at,
    Party.SPONSOR: lambda clause: clause.agreed_by_sponsor_at,
}


def same_room_page(page: AgreementPage, *, with_sponsor: bool = False) -> SameRoomPage:
    """Return what client and coach see together, without what was dropped.

    With the sponsor in the room these are the clauses for all parties, in the agreed words alone.
    """
    wanted = [clause for clause in page.clauses if _is_for(clause, with_sponsor=with_sponsor)]
    return SameRoomPage(
        client=page.called,
        coach=_name(page, Party.COACH),
        clauses=tuple(_shared(page, clause, with_sponsor=with_sponsor) for clause in wanted),
        is_fixed=page.is_fixed,
    )


def _is_for(clause: Clause, *, with_sponsor: bool) -> bool:
    is_for_all = clause.audience is Audience.ALL_PARTIES
    return clause.state is not ClauseState.DROPPED and (is_for_all or not with_sponsor)


def _shared(page: AgreementPage, clause: Clause, *, with_sponsor: bool) -> SharedClause:
    voices = SharedVoices(clients=clause.clients_words, coachs=clause.coachs_words)
    return SharedClause(
        id=clause.id,
        layer=clause.layer,
        heading=clause.heading,
        prompt=clause.prompt,
        voices=None if with_sponsor else voices,
        agreed_words=clause.agreed_words,
        proposed_by=clause.proposed_by,
        answers=tuple(
            SharedYes(party=party, name=_name(page, party), said_at=_SAID_AT[party](clause))
            for party in concerned(clause, page.agreement.kind)
        ),
        state=clause.state,
        keep_months=page.version.keep_months if clause.key == RECORDS_CLAUSE else None,
        report_fields=page.version.report_fields if clause.key == SPONSOR_CLAUSE else (),
    )


def _name(page: AgreementPage, party: Party) -> str:
    """Return what a party is called: the client as in conversation, the sponsor by the organisation."""
    if party is Party.CLIENT:
        return page.called
    names = (name.organisation or name.name for name in page.names_of(party))
    return next(names, "")
