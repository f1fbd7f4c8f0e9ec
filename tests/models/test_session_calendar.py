from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coachdesk.errors import InvalidInputError
from coachdesk.models.clients import delete_client
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import SessionState
from coachdesk.models.session_calendar import ENTRIES, entries, move_back, move_to, same_time_on
from coachdesk.models.sessions import cancel_session, plan_session, session
from coachdesk.models.store import Store
from tests.making import a_group, a_held_session, a_session, an_engagement

BERLIN = ZoneInfo("Europe/Berlin")
MAY = date(2026, 5, 1)


@pytest.fixture
def work(store: Store) -> Engagement:
    return an_engagement(store)


def states(store: Store) -> list[tuple[str, str]]:
    rows = store.db.execute(
        "SELECT state, planned_at FROM session WHERE deleted_at IS NULL ORDER BY planned_at"
    )
    return [(row[0], row[1][:10]) for row in rows]


def test_sessions_stand_on_the_days_of_the_coach(store: Store, work: Engagement) -> None:
    late = datetime(2026, 5, 31, 22, 30, tzinfo=UTC)  # 0:30 on the first of June in Berlin
    plan_session(store, engagement_id=work.id, planned_at=late)
    assert len(entries(store, first=MAY, days=31, zone=UTC)) == 1
    assert entries(store, first=MAY, days=31, zone=BERLIN) == ()


def test_an_entry_names_everybody_and_where_they_live(store: Store) -> None:
    team = a_group(store, "Ana", "Ben")
    store.db.execute("UPDATE client SET time_zone = 'Asia/Tokyo' WHERE display_name = 'Ben'")
    a_session(store, team)
    (one,) = entries(store, first=MAY, days=31)
    assert (one.names, one.zones, one.can_move) == (("Ana", "Ben"), ("", "Asia/Tokyo"), True)


def test_what_was_held_stays_where_it_was(store: Store, work: Engagement) -> None:
    a_held_session(store, work, days=-3)
    (one,) = entries(store, first=MAY, days=31)
    assert (one.state, one.can_move) == (SessionState.HELD, False)


def test_what_does_not_take_place_is_not_shown(store: Store, work: Engagement) -> None:
    cancel_session(store, session_id=a_session(store, work).id, late=False)
    gone = an_engagement(store, "Ana")
    a_session(store, gone)
    delete_client(store, client_id=gone.client_ids[0])
    assert entries(store, first=MAY, days=31) == ()


@pytest.mark.parametrize(
    ("day", "hour_in_utc"),
    [(date(2026, 3, 28), 9), (date(2026, 3, 29), 8), (date(2026, 10, 24), 8), (date(2026, 10, 25), 9)],
)
def test_the_time_on_the_coachs_wall_stays_across_the_change(day: date, hour_in_utc: int) -> None:
    ten = datetime(2026, 3, 20, 10, 0, tzinfo=BERLIN)
    assert same_time_on(ten, day, BERLIN) == datetime.combine(day, ten.time(), UTC).replace(hour=hour_in_utc)


def test_a_time_that_is_left_out_on_that_day_is_an_hour_on() -> None:
    half_past_two = datetime(2026, 3, 20, 2, 30, tzinfo=BERLIN)
    moved = same_time_on(half_past_two, date(2026, 3, 29), BERLIN)
    assert f"{moved.astimezone(BERLIN):%d %H:%M}" == "29 03:30"


@pytest.mark.parametrize("keep_trace", [True, False])
def test_moving_keeps_a_trace_if_wanted_and_undo_takes_it_away(
    store: Store, work: Engagement, keep_trace: bool
) -> None:
    planned = a_session(store, work, days=1)
    before = session(store, planned.id)
    to = store.now() + timedelta(days=3)
    moved = move_to(store, session_id=planned.id, planned_at=to, keep_trace=keep_trace).value
    assert states(store) == [*([("moved", "2026-05-15")] if keep_trace else []), ("planned", "2026-05-17")]
    move_back(store, moved=moved, keep_trace=keep_trace)
    assert states(store) == [("planned", "2026-05-15")]
    assert session(store, planned.id) == before


def test_a_trace_of_an_earlier_move_stays(store: Store, work: Engagement) -> None:
    planned = a_session(store, work, days=1)
    for days in (2, 1):
        to = store.now() + timedelta(days=days)
        moved = move_to(store, session_id=planned.id, planned_at=to, keep_trace=True).value
    move_back(store, moved=moved, keep_trace=True)
    assert states(store) == [("moved", "2026-05-15"), ("planned", "2026-05-16")]


def test_what_has_begun_does_not_move(store: Store, work: Engagement) -> None:
    held = a_held_session(store, work)
    with pytest.raises(InvalidInputError):
        move_to(store, session_id=held.id, planned_at=store.now(), keep_trace=True)


def test_a_month_is_read_by_its_days(store: Store) -> None:
    plan = store.db.execute(f"EXPLAIN QUERY PLAN {ENTRIES}", ["2026-05-01", "2026-06-01"])
    assert any("session_by_day" in row[3] for row in plan)
