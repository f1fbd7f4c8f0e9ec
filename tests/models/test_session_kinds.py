from datetime import UTC, datetime

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.models import session_details, sessions
from coachdesk.models.entities.ids import EngagementId, SessionId
from coachdesk.models.entities.people import Payer
from coachdesk.models.entities.session import FeeKind, Session, SessionKind, SessionState, Uncounted
from coachdesk.models.session_kinds import (
    BOTH_WAYS,
    counted_minutes,
    is_fee_due,
    of_kind,
    wants_promises,
    why_uncounted,
)
from coachdesk.models.store import Store
from tests.making import a_session, an_engagement

KINDS = st.sampled_from(SessionKind)
SESSIONS = st.builds(
    Session,
    id=st.just(SessionId("s")),
    engagement_id=st.just(EngagementId("e")),
    number=st.just(1),
    minutes=st.none() | st.integers(0, 600),
    fee_kind=st.sampled_from(FeeKind),
    countable=st.booleans(),
    state=st.sampled_from(SessionState),
    kind=KINDS,
)


@given(held=SESSIONS, kind=KINDS, received=st.booleans(), payer=st.sampled_from(Payer))
def test_what_the_coach_received_is_never_counted(
    held: Session, kind: SessionKind, received: bool, payer: Payer
) -> None:
    turned = of_kind(held, kind, received=received, payer=payer)
    assert turned.received is (received and kind in BOTH_WAYS)
    assert not (turned.received and counted_minutes(attrs.evolve(turned, countable=True)))


@given(held=SESSIONS)
def test_minutes_count_only_where_a_session_was_held(held: Session) -> None:
    counts = held.state is SessionState.HELD and why_uncounted(held) is None
    assert counted_minutes(held) == ((held.minutes or 0) if counts else 0)


@given(held=SESSIONS, kind=KINDS, payer=st.sampled_from(Payer))
def test_the_same_kind_again_changes_nothing(held: Session, kind: SessionKind, payer: Payer) -> None:
    once = of_kind(held, kind, received=False, payer=payer)
    assert of_kind(once, kind, received=False, payer=payer) == once


@pytest.fixture
def planned(store: Store) -> Session:
    return a_session(store, an_engagement(store))


def test_a_chemistry_session_is_free_and_no_hour_of_it_counts(store: Store, planned: Session) -> None:
    chemistry = session_details.set_kind(store, session_id=planned.id, kind=SessionKind.CHEMISTRY).value
    assert (chemistry.fee_kind, chemistry.countable) == (FeeKind.PRO_BONO, False)
    assert why_uncounted(chemistry) is Uncounted.CHEMISTRY
    back = session_details.set_kind(store, session_id=planned.id, kind=SessionKind.COACHING).value
    assert back == planned


def test_what_the_coach_has_chosen_stays_with_another_kind(store: Store, planned: Session) -> None:
    session_details.set_counting(
        store, session_id=planned.id, countable=True, reason="", fee_kind=FeeKind.EXCHANGE
    )
    written = session_details.set_kind(store, session_id=planned.id, kind=SessionKind.CHEMISTRY)
    assert written.value.fee_kind is FeeKind.EXCHANGE


def test_an_hour_is_left_out_with_a_word_on_why(store: Store, planned: Session) -> None:
    session_details.set_counting(
        store, session_id=planned.id, countable=False, reason=" a trial ", fee_kind=FeeKind.PRO_BONO
    )
    stored = sessions.session(store, planned.id)
    assert (stored.countable, stored.countable_reason) == (False, "a trial")
    assert why_uncounted(stored) is Uncounted.CHOSEN


def test_supervision_that_was_received_is_not_made_to_count(store: Store, planned: Session) -> None:
    session_details.set_kind(store, session_id=planned.id, kind=SessionKind.SUPERVISION, received=True)
    written = session_details.set_counting(
        store, session_id=planned.id, countable=True, reason="", fee_kind=FeeKind.PAID
    )
    assert (written.value.countable, why_uncounted(written.value)) == (False, Uncounted.RECEIVED)


@pytest.mark.parametrize(("received", "wants"), [(False, True), (True, False)])
def test_who_received_it_is_not_asked_for_promises(
    store: Store, planned: Session, received: bool, wants: bool
) -> None:
    written = session_details.set_kind(
        store, session_id=planned.id, kind=SessionKind.MENTORING, received=received
    )
    assert wants_promises(written.value) is wants


def test_who_else_is_there_is_named(store: Store, planned: Session) -> None:
    session_details.set_attendees(store, session_id=planned.id, attendees="Ruth Halden\n")
    assert sessions.session(store, planned.id).attendees == "Ruth Halden"


@pytest.mark.parametrize(
    ("state", "fee", "due"),
    [
        (SessionState.LATE_CANCEL, FeeKind.PAID, True),
        (SessionState.NO_SHOW, FeeKind.THIRD_PARTY, True),
        (SessionState.LATE_CANCEL, FeeKind.PRO_BONO, False),
        (SessionState.CANCELLED, FeeKind.PAID, False),
        (SessionState.HELD, FeeKind.PAID, False),
    ],
)
def test_a_fee_is_due_for_what_was_missed_late(state: SessionState, fee: FeeKind, due: bool) -> None:
    missed = Session(
        id=SessionId("s"),
        engagement_id=EngagementId("e"),
        number=1,
        state=state,
        fee_kind=fee,
        planned_at=datetime(2026, 5, 14, tzinfo=UTC),
    )
    assert is_fee_due(missed) is due
