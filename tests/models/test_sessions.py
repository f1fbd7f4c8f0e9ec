from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest

from coachdesk.errors import InvalidInputError, LockedTextError, NotFoundError
from coachdesk.models import session_lists, sessions
from coachdesk.models.clock import fixed_clock
from coachdesk.models.entities.change import Kind, Written
from coachdesk.models.entities.people import Engagement, Payer
from coachdesk.models.entities.session import FeeKind, Session, SessionKind, SessionMode, SessionState
from coachdesk.models.store import Store
from tests.making import a_session, an_engagement, hand_out


@pytest.fixture
def engagement(store: Store) -> Engagement:
    return an_engagement(store)


@pytest.fixture
def planned(store: Store, engagement: Engagement) -> Session:
    return a_session(store, engagement)


Verb = Callable[..., Written[Session]]


def later(store: Store, **spent: float) -> None:
    store.now = fixed_clock(store.now() + timedelta(**spent))


def test_sessions_are_numbered_within_their_engagement(store: Store, engagement: Engagement) -> None:
    other = an_engagement(store, "Daniel Okafor")
    numbers = [a_session(store, of).number for of in (engagement, engagement, other)]
    assert numbers == [1, 2, 1]


def test_a_planned_session_takes_the_usual_length(planned: Session) -> None:
    assert planned.planned_minutes == 60
    assert planned.state is SessionState.PLANNED


def test_planned_moments_are_kept_in_utc(store: Store, engagement: Engagement) -> None:
    in_tokyo = datetime(2026, 5, 20, 9, 0, tzinfo=timezone(timedelta(hours=9)))
    written = sessions.plan_session(store, engagement_id=engagement.id, planned_at=in_tokyo)
    assert sessions.session(store, written.value.id).planned_at == datetime(2026, 5, 20, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("payer", "kind"), [(Payer.SPONSOR, FeeKind.THIRD_PARTY), (Payer.NONE, FeeKind.PRO_BONO)]
)
def test_the_payer_says_what_kind_of_fee(
    store: Store, engagement: Engagement, payer: Payer, kind: FeeKind
) -> None:
    store.db.execute("UPDATE engagement SET payer = ? WHERE id = ?", [payer, engagement.id])
    assert a_session(store, engagement).fee_kind is kind


def test_a_write_says_what_changed(store: Store, planned: Session) -> None:
    change = sessions.begin_session(store, session_id=planned.id).change
    assert change.touches(Kind.SESSION)
    assert planned.id in change.ids


def test_moving_leaves_a_trace_of_the_old_time(store: Store, planned: Session) -> None:
    moved = move(store, planned)
    rows = session_lists.list_sessions(store)
    assert [(row.id == planned.id, row.state) for row in rows] == [
        (False, SessionState.MOVED),
        (True, SessionState.PLANNED),
    ]
    assert moved.number == planned.number


def test_correcting_a_slip_leaves_no_trace(store: Store, planned: Session) -> None:
    move(store, planned, keep_trace=False)
    assert len(session_lists.list_sessions(store)) == 1


def move(
    store: Store, planned: Session, *, keep_trace: bool = True, kind: SessionKind | None = None
) -> Session:
    return sessions.move_session(
        store,
        session_id=planned.id,
        planned_at=store.now() + timedelta(days=3),
        minutes=45,
        mode=SessionMode.VIDEO,
        place="",
        kind=kind,
        keep_trace=keep_trace,
    ).value


@pytest.mark.parametrize(
    ("late", "state"), [(True, SessionState.LATE_CANCEL), (False, SessionState.CANCELLED)]
)
def test_cancelling_in_time_or_late(store: Store, planned: Session, late: bool, state: SessionState) -> None:
    assert sessions.cancel_session(store, session_id=planned.id, late=late).value.state is state


def test_a_number_cancelled_in_time_is_given_again(
    store: Store, engagement: Engagement, planned: Session
) -> None:
    sessions.cancel_session(store, session_id=planned.id, late=False)
    assert a_session(store, engagement).number == planned.number


def test_not_coming_can_be_taken_back(store: Store, planned: Session) -> None:
    assert sessions.mark_no_show(store, session_id=planned.id).value.state is SessionState.NO_SHOW
    assert sessions.plan_again(store, session_id=planned.id).value.state is SessionState.PLANNED


def test_who_waited_in_vain_with_the_clock_running_counts_nothing(store: Store, planned: Session) -> None:
    sessions.begin_session(store, session_id=planned.id)
    missed = sessions.mark_no_show(store, session_id=planned.id).value
    assert (missed.state, missed.began_at, missed.minutes) == (SessionState.NO_SHOW, None, None)


def test_a_beginning_can_be_taken_back(store: Store, planned: Session) -> None:
    sessions.begin_session(store, session_id=planned.id)
    assert sessions.plan_again(store, session_id=planned.id).value == planned


@pytest.mark.parametrize("verb", [sessions.mark_no_show, sessions.plan_again])
def test_a_closed_session_took_place(store: Store, planned: Session, verb: Verb) -> None:
    sessions.close_session(store, session_id=planned.id)
    with pytest.raises(InvalidInputError, match="closed already"):
        verb(store, session_id=planned.id)


def test_the_old_time_of_a_session_is_not_planned_again(store: Store, planned: Session) -> None:
    move(store, planned)
    (trace,) = (row for row in session_lists.list_sessions(store) if row.state is SessionState.MOVED)
    with pytest.raises(InvalidInputError, match="another time"):
        sessions.plan_again(store, session_id=trace.id)


def test_a_session_is_planned_and_moved_as_another_kind(store: Store, engagement: Engagement) -> None:
    chemistry = sessions.plan_session(
        store, engagement_id=engagement.id, planned_at=store.now(), kind=SessionKind.CHEMISTRY
    ).value
    assert (chemistry.kind, chemistry.countable) == (SessionKind.CHEMISTRY, False)
    assert move(store, chemistry).kind is SessionKind.CHEMISTRY
    assert move(store, chemistry, kind=SessionKind.COACHING).countable


def test_a_session_under_way_is_not_cancelled(store: Store, planned: Session) -> None:
    sessions.begin_session(store, session_id=planned.id)
    with pytest.raises(InvalidInputError, match="already begun"):
        sessions.cancel_session(store, session_id=planned.id, late=False)


def test_minutes_come_from_begin_and_end(store: Store, planned: Session) -> None:
    sessions.begin_session(store, session_id=planned.id)
    later(store, minutes=52, seconds=40)
    assert sessions.end_session(store, session_id=planned.id).value.minutes == 53


def test_minutes_can_be_set_by_hand(store: Store, planned: Session) -> None:
    sessions.begin_session(store, session_id=planned.id)
    sessions.end_session(store, session_id=planned.id)
    assert sessions.set_minutes(store, session_id=planned.id, minutes=75).value.minutes == 75


@pytest.mark.parametrize("verb", [sessions.end_session, sessions.close_session])
def test_minutes_set_by_hand_outlast_the_clock(store: Store, planned: Session, verb: Verb) -> None:
    sessions.begin_session(store, session_id=planned.id)
    sessions.set_minutes(store, session_id=planned.id, minutes=75)
    later(store, minutes=50)
    assert verb(store, session_id=planned.id).value.minutes == 75


def test_minutes_set_by_hand_outlast_a_new_beginning(store: Store, planned: Session) -> None:
    sessions.close_session(store, session_id=planned.id)
    sessions.set_minutes(store, session_id=planned.id, minutes=75)
    sessions.reopen_session(store, session_id=planned.id)
    assert sessions.begin_session(store, session_id=planned.id).value.minutes == 75


def test_minutes_of_the_clock_are_counted_anew(store: Store, planned: Session) -> None:
    for spent in (20, 30):
        sessions.begin_session(store, session_id=planned.id)
        later(store, minutes=spent)
        ended = sessions.end_session(store, session_id=planned.id).value
    assert ended.minutes == 50


VERBS = [sessions.begin_session, sessions.end_session, sessions.close_session]


@pytest.mark.parametrize("verb", VERBS)
def test_a_missed_session_is_not_held_by_a_key(store: Store, planned: Session, verb: Verb) -> None:
    missed = sessions.mark_no_show(store, session_id=planned.id).value
    with pytest.raises(InvalidInputError, match="Planned after all"):
        verb(store, session_id=planned.id)
    assert sessions.session(store, planned.id) == missed


@pytest.mark.parametrize("verb", VERBS)
def test_a_closed_session_stays_as_it_was_closed(store: Store, planned: Session, verb: Verb) -> None:
    closed = sessions.close_session(store, session_id=planned.id).value
    later(store, hours=1)
    with pytest.raises(InvalidInputError, match="Open it again"):
        verb(store, session_id=planned.id)
    assert sessions.session(store, planned.id) == closed


def test_a_clock_that_does_not_run_is_not_stopped(store: Store, planned: Session) -> None:
    with pytest.raises(InvalidInputError, match="Begin the session first"):
        sessions.end_session(store, session_id=planned.id)


def test_minutes_below_zero_are_refused(store: Store, planned: Session) -> None:
    with pytest.raises(InvalidInputError, match="below zero"):
        sessions.set_minutes(store, session_id=planned.id, minutes=-1)


def test_a_clock_set_back_gives_no_minutes(store: Store, planned: Session) -> None:
    sessions.begin_session(store, session_id=planned.id)
    later(store, minutes=-30)
    assert sessions.end_session(store, session_id=planned.id).value.minutes == 0


def test_a_clock_forgotten_overnight_stops_after_the_planned_length(store: Store, planned: Session) -> None:
    sessions.begin_session(store, session_id=planned.id)
    later(store, days=2)
    assert sessions.close_session(store, session_id=planned.id).value.minutes == 60


def test_closing_makes_a_session_held(store: Store, planned: Session) -> None:
    closed = sessions.close_session(store, session_id=planned.id).value
    assert (closed.state, closed.closed_at, closed.minutes) == (SessionState.HELD, store.now(), 60)


def test_a_closed_session_can_be_opened_again(store: Store, planned: Session) -> None:
    sessions.close_session(store, session_id=planned.id)
    assert sessions.reopen_session(store, session_id=planned.id).value.closed_at is None


def test_a_handed_out_session_stays_closed(store: Store, planned: Session) -> None:
    hand_out(store, planned)
    with pytest.raises(LockedTextError):
        sessions.reopen_session(store, session_id=planned.id)


def test_a_deleted_session_is_gone_until_undone(store: Store, planned: Session) -> None:
    sessions.delete_session(store, session_id=planned.id)
    assert session_lists.list_sessions(store) == ()
    with pytest.raises(NotFoundError):
        sessions.session(store, planned.id)
    assert sessions.restore_session(store, session_id=planned.id).value == planned


def test_a_restored_session_does_not_share_its_number(
    store: Store, engagement: Engagement, planned: Session
) -> None:
    sessions.delete_session(store, session_id=planned.id)
    a_session(store, engagement)
    assert sessions.restore_session(store, session_id=planned.id).value.number == 2


def test_what_was_handed_out_is_not_deleted(store: Store, planned: Session) -> None:
    hand_out(store, planned)
    with pytest.raises(LockedTextError):
        sessions.delete_session(store, session_id=planned.id)
