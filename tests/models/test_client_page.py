from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from coachdesk.errors import NotFoundError
from coachdesk.models import clients, consents, engagements, safe_start, sessions
from coachdesk.models.client_page import RECENT_SESSIONS, ClientPage, client_page
from coachdesk.models.days import day_bounds
from coachdesk.models.engagements import Sponsor
from coachdesk.models.entities.agreement import Agreement, AgreementVersion, VersionState
from coachdesk.models.entities.ids import (
    AgreementId,
    ClientId,
    CommitmentId,
    ConsentId,
    FeedbackId,
    OrganisationId,
    PledgeId,
    SessionId,
    SharedDocumentId,
    SponsorContactId,
    VersionId,
    new_id,
)
from coachdesk.models.entities.people import (
    Client,
    Consent,
    ConsentKind,
    Engagement,
    EngagementState,
    Organisation,
    SafeStartStep,
    SponsorContact,
)
from coachdesk.models.entities.relationship import Feedback
from coachdesk.models.entities.session import (
    CheckIn,
    Commitment,
    CommitmentState,
    Pledge,
    Session,
    SessionState,
)
from coachdesk.models.entities.sharing import SharedDocument, SharedHow, SharedKind
from coachdesk.models.store import Store

NOW = datetime(2026, 5, 14, 8, tzinfo=UTC)


@pytest.fixture
def mira(store: Store) -> Client:
    return clients.add_client(store, display_name="Mira").value


@pytest.fixture
def work(store: Store, mira: Client) -> Engagement:
    return engagements.add_engagement(store, client_ids=(mira.id,), purpose="To lead").value


def page(store: Store, client: Client) -> ClientPage:
    return client_page(store, client_id=client.id)


def add_session(store: Store, work: Engagement, number: int, days: int, state: SessionState) -> SessionId:
    at = NOW + timedelta(days=days)
    session = Session(
        id=SessionId(new_id()), engagement_id=work.id, number=number, planned_at=at, state=state
    )
    store.put("session", session)
    return session.id


def add_version(store: Store, work: Engagement, *states: VersionState) -> None:
    agreement = Agreement(id=AgreementId(new_id()), engagement_id=work.id)
    store.put("agreement", agreement)
    for number, state in enumerate(states, start=1):
        version = AgreementVersion(
            id=VersionId(new_id()), agreement_id=agreement.id, number=number, state=state
        )
        store.put("agreement_version", version)


def finish_safe_start(store: Store, work: Engagement) -> None:
    for step in SafeStartStep:
        safe_start.tick(store, engagement_id=work.id, step=step, done_by="Ines", done_on=NOW.date())


def test_a_new_client_has_an_empty_page(store: Store, mira: Client) -> None:
    assert page(store, mira) == ClientPage(client=mira)
    assert page(store, mira).current is None


def test_nobody_has_no_page(store: Store) -> None:
    with pytest.raises(NotFoundError):
        client_page(store, client_id=ClientId("nobody"))


def test_the_purpose_is_that_of_the_engagement_at_hand(store: Store, mira: Client, work: Engagement) -> None:
    assert page(store, mira).purpose == "To lead"


def test_an_engagement_comes_with_its_sponsor_and_the_others(
    store: Store, mira: Client, work: Engagement
) -> None:
    ben = clients.add_client(store, display_name="Ben").value
    sponsor = Sponsor(
        SponsorContact(id=SponsorContactId(new_id()), name="Ruth"),
        Organisation(id=OrganisationId(new_id()), name="Halden"),
    )
    together = attrs.evolve(work, client_ids=(mira.id, ben.id))
    engagements.save_engagement(store, engagement=together, sponsor=sponsor)
    (part,) = page(store, mira).engagements
    assert part.others == ("Ben",)
    assert part.sponsor is not None
    assert part.sponsor.organisation == sponsor.organisation


def test_sessions_to_come_and_past_are_apart_and_in_order(
    store: Store, mira: Client, work: Engagement
) -> None:
    for number, days in enumerate((-9, -2, 5, 12), start=1):
        add_session(store, work, number, days, SessionState.HELD if days < 0 else SessionState.PLANNED)
    found = page(store, mira)
    assert [line.number for line in found.next_sessions] == [3, 4]
    assert [line.number for line in found.past_sessions] == [2, 1]


def test_what_was_planned_for_an_earlier_day_is_no_more_ahead(
    store: Store, mira: Client, work: Engagement
) -> None:
    for number, days in enumerate((-40, -1, 0, 3), start=1):
        add_session(store, work, number, days, SessionState.PLANNED)
    found = page(store, mira)
    assert [line.number for line in found.next_sessions] == [3, 4]
    assert [line.number for line in found.past_sessions] == [2, 1]


@pytest.mark.parametrize(("minutes", "is_ahead"), [(0, True), (-1, False)])
def test_a_session_of_this_morning_is_ahead_until_the_day_is_over(
    store: Store, mira: Client, work: Engagement, minutes: int, is_ahead: bool
) -> None:
    at = day_bounds(store.today())[0] + timedelta(minutes=minutes)
    sessions.plan_session(store, engagement_id=work.id, planned_at=at)
    assert bool(page(store, mira).next_sessions) is is_ahead


def test_only_the_recent_sessions_are_read(store: Store, mira: Client, work: Engagement) -> None:
    for number in range(RECENT_SESSIONS + 3):
        add_session(store, work, number, number - 99, SessionState.HELD)
    assert len(page(store, mira).past_sessions) == RECENT_SESSIONS


def test_a_session_is_told_by_its_focus(store: Store, mira: Client, work: Engagement) -> None:
    session_id = add_session(store, work, 1, -1, SessionState.HELD)
    store.put("check_in", CheckIn(session_id=session_id, focus="The talk"), key=("session_id",))
    assert page(store, mira).past_sessions[0].headline == "The talk"


def test_the_newest_version_is_at_hand_beside_the_one_in_force(
    store: Store, mira: Client, work: Engagement
) -> None:
    add_version(store, work, VersionState.SUPERSEDED, VersionState.SIGNED, VersionState.DRAFT)
    agreement = page(store, mira).engagements[0].agreement
    assert agreement is not None
    assert (agreement.number, agreement.state, agreement.in_force) == (3, VersionState.DRAFT, 2)


def test_a_withdrawn_version_does_not_hide_the_one_that_stands(
    store: Store, mira: Client, work: Engagement
) -> None:
    add_version(store, work, VersionState.SIGNED, VersionState.WITHDRAWN)
    agreement = page(store, mira).engagements[0].agreement
    assert agreement is not None
    assert agreement.number == 1


def test_active_work_wants_an_agreement_in_force_and_a_safe_start(
    store: Store, mira: Client, work: Engagement
) -> None:
    assert not page(store, mira).engagements[0].wants_ground
    engagements.set_engagement_state(store, engagement_id=work.id, state=EngagementState.ACTIVE)
    finish_safe_start(store, work)
    assert page(store, mira).engagements[0].wants_ground
    add_version(store, work, VersionState.SIGNED)
    assert not page(store, mira).engagements[0].wants_ground
    safe_start.untick(store, engagement_id=work.id, step=SafeStartStep.PRIVACY)
    assert page(store, mira).engagements[0].wants_ground


def a_commitment(work: Engagement, what: str, state: CommitmentState) -> Commitment:
    return Commitment(
        id=CommitmentId(what), engagement_id=work.id, what=what, by_when=date(2026, 5, 20),
        how_we_will_know="A date", state=state,
        settled_on=None if state is CommitmentState.OPEN else NOW.date(),
    )  # fmt: skip


def test_open_promises_of_both_sides_are_shown_with_what_was_settled_today(
    store: Store, mira: Client, work: Engagement
) -> None:
    ask, rest = (
        a_commitment(work, what, state)
        for what, state in (("Ask", CommitmentState.OPEN), ("Rest", CommitmentState.DONE))
    )
    pledge = Pledge(id=PledgeId(new_id()), engagement_id=work.id, what="Send the note")
    for table, promise in (("commitment", ask), ("commitment", rest), ("pledge", pledge)):
        store.put(table, promise)
    assert (page(store, mira).commitments, page(store, mira).pledges) == ((ask, rest), (pledge,))
    store.now = lambda: NOW + timedelta(days=1)
    assert (page(store, mira).commitments, page(store, mira).pledges) == ((ask,), (pledge,))


def test_promises_of_a_deleted_session_go_with_it_and_come_back(
    store: Store, mira: Client, work: Engagement
) -> None:
    held = add_session(store, work, 1, -1, SessionState.HELD)
    pledge = Pledge(id=PledgeId(new_id()), engagement_id=work.id, session_id=held, what="Send the note")
    store.put("pledge", pledge)
    sessions.delete_session(store, session_id=held)
    assert page(store, mira).pledges == ()
    sessions.restore_session(store, session_id=held)
    assert page(store, mira).pledges == (pledge,)


def test_consents_and_what_was_shared_are_listed(store: Store, mira: Client, work: Engagement) -> None:
    consent = Consent(
        id=ConsentId(new_id()), client_id=mira.id, kind=ConsentKind.REFERENCE, given_on=date(2026, 1, 1)
    )
    consents.record_consent(store, consent=consent)
    shared = SharedDocument(
        id=SharedDocumentId(new_id()), kind=SharedKind.SUMMARY, title="Session 1", for_whom="Mira",
        how=SharedHow.PRINT, sha256="ab", shared_at=NOW, client_id=mira.id, engagement_id=work.id,
    )  # fmt: skip
    store.put("shared_document", shared)
    found = page(store, mira)
    assert (found.consents, found.shared) == ((consent,), (shared,))


def test_another_clients_things_stay_on_their_own_page(store: Store, mira: Client, work: Engagement) -> None:
    add_session(store, work, 1, 3, SessionState.PLANNED)
    ben = clients.add_client(store, display_name="Ben").value
    assert page(store, ben) == ClientPage(client=ben)


def test_the_number_of_queries_does_not_grow(store: Store, mira: Client, work: Engagement) -> None:
    counts = []
    for number in (1, 2, 30):
        for at in range(number):
            add_session(store, work, 100 * number + at, -at, SessionState.HELD)
            store.put("commitment", a_commitment(work, f"Ask {number} {at}", CommitmentState.OPEN))
        asked: list[str] = []
        store.db.conn.set_trace_callback(asked.append)
        page(store, mira)
        store.db.conn.set_trace_callback(None)
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_what_waits_for_the_coach_is_told_with_what_was_said_last(
    store: Store, mira: Client, work: Engagement
) -> None:
    for day in range(1, 9):
        said = Feedback(
            id=FeedbackId(str(day)), engagement_id=work.id, client_id=mira.id, given_on=date(2026, 5, day),
            sentence="A word", answer="" if day == 1 else "Thank you",
        )  # fmt: skip
        store.put("feedback", said)
    assert [one.id for one in page(store, mira).feedback] == ["8", "7", "6", "1"]


def test_the_page_is_about_the_engagement_that_is_named(store: Store, mira: Client, work: Engagement) -> None:
    again = engagements.add_engagement(store, client_ids=(mira.id,), purpose="Again").value
    for held, number in ((work, 1), (again, 2)):
        add_session(store, held, number, -1, SessionState.HELD)
    for named in (work, again):
        found = client_page(store, client_id=mira.id, engagement_id=named.id)
        assert (found.purpose, found.at_hand) == (named.purpose, named.id)
        assert {line.engagement_id for line in found.past_sessions} == {named.id}
