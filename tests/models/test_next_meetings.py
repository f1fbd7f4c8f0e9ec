from datetime import UTC, datetime, time, timedelta

import pytest

from coachdesk.models import clients, sessions, summaries
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session, SessionMode, SharedText
from coachdesk.models.next_meetings import AROUND, clashes, next_meeting, plan_next, take_next_back
from coachdesk.models.store import Store
from tests.making import a_held_session, a_session, an_engagement, hand_out


@pytest.fixture
def engagement(store: Store) -> Engagement:
    return an_engagement(store)


@pytest.fixture
def held(store: Store, engagement: Engagement) -> Session:
    return a_held_session(store, engagement, days=0)


def at(store: Store, *, days: int = 7, minutes: int = 0) -> datetime:
    return store.now() + timedelta(days=days, minutes=minutes)


def test_the_next_one_is_the_first_that_is_planned(
    store: Store, engagement: Engagement, held: Session
) -> None:
    later, soon = a_session(store, engagement, days=14), a_session(store, engagement, days=7)
    assert next_meeting(store, held, 60).planned == soon
    sessions.cancel_session(store, session_id=soon.id, late=False)
    assert next_meeting(store, held, 60).planned == later


def test_the_usual_time_is_that_of_most_sessions(store: Store, engagement: Engagement) -> None:
    hours = (9, 15, 15, 9, 15, 11)
    for week, hour in enumerate(hours):
        moment = datetime(2026, 5, 14, hour).astimezone() + timedelta(weeks=week)
        planned = sessions.plan_session(store, engagement_id=engagement.id, planned_at=moment).value
    assert next_meeting(store, planned, None).usual_time == time(15)


def test_without_any_time_it_is_an_hour_of_the_morning(store: Store, held: Session) -> None:
    store.db.execute("UPDATE session SET planned_at = NULL, began_at = planned_at")
    blank = sessions.session(store, held.id)
    assert next_meeting(store, blank, None).usual_time == time(10)


@pytest.mark.parametrize(
    ("minutes", "is_told"), [(-76, False), (-74, True), (-30, True), (0, True), (74, True), (75, False)]
)
def test_what_overlaps_or_leaves_no_break_is_told(
    store: Store, held: Session, minutes: int, is_told: bool
) -> None:
    other = a_session(store, an_engagement(store, "Łukasz Wróblewski", called="Łukasz"), days=7)
    found = clashes(store, planned_at=at(store, minutes=minutes), minutes=60)
    assert bool(found) is is_told
    assert all(
        (one.session_id, one.names, one.ends_at) == (other.id, "Łukasz", at(store, minutes=60))
        for one in found
    )


def test_a_session_does_not_clash_with_itself(store: Store, engagement: Engagement) -> None:
    planned = a_session(store, engagement, days=7)
    assert clashes(store, planned_at=at(store), minutes=60, apart_from=planned.id) == ()
    assert len(clashes(store, planned_at=at(store), minutes=None)) == 1


@pytest.mark.parametrize("gone", ["cancelled", "deleted", "client"])
def test_what_does_not_take_place_is_in_nobodys_way(store: Store, engagement: Engagement, gone: str) -> None:
    planned = a_session(store, engagement, days=7)
    if gone == "cancelled":
        sessions.cancel_session(store, session_id=planned.id, late=True)
    elif gone == "deleted":
        sessions.delete_session(store, session_id=planned.id)
    else:
        clients.delete_client(store, client_id=engagement.client_ids[0])
    assert clashes(store, planned_at=at(store), minutes=60) == ()


def test_the_next_one_is_like_this_one(store: Store, engagement: Engagement) -> None:
    held = sessions.plan_session(
        store, engagement_id=engagement.id, planned_at=store.now(), mode=SessionMode.VIDEO, place="the link"
    ).value
    planned = plan_next(store, after=held.id, planned_at=at(store)).value
    assert (planned.mode, planned.place, planned.planned_minutes) == (SessionMode.VIDEO, "the link", 60)
    assert (planned.number, planned.planned_at) == (2, at(store).astimezone(UTC))


@pytest.mark.parametrize(("line", "left"), [("21 May", ""), ("whenever you like", "whenever you like")])
def test_taken_back_it_is_gone_with_the_line_that_told_of_it(
    store: Store, held: Session, line: str, left: str
) -> None:
    planned = plan_next(store, after=held.id, planned_at=at(store)).value
    summaries.save_shared_text(store, text=SharedText(session_id=held.id, focus="Us", next_date=line))
    take_next_back(store, planned=planned.id, after=held.id, told="21 May")
    assert summaries.shared_text(store, held.id) == SharedText(session_id=held.id, focus="Us", next_date=left)
    assert next_meeting(store, held, None).planned is None


def test_what_was_handed_out_keeps_its_line(store: Store, held: Session) -> None:
    planned = plan_next(store, after=held.id, planned_at=at(store)).value
    hand_out(store, held)
    take_next_back(store, planned=planned.id, after=held.id, told="")
    assert next_meeting(store, held, None).planned is None


def test_what_is_around_is_found_by_the_day(store: Store) -> None:
    cells = {"apart_from": "", "after": "2026-05-14", "before": "2026-05-16"}
    steps = [row[3] for row in store.db.execute(f"EXPLAIN QUERY PLAN {AROUND}", cells)]
    assert any("SEARCH s USING INDEX session_by_day" in step for step in steps)
