from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest

from coachdesk.models.clock import fixed_clock
from coachdesk.models.contact_balance import COUNTED, HELD, Balance, contact_balance
from coachdesk.models.entities.people import ContactPer
from coachdesk.models.store import Store
from tests.making import a_held_session
from tests.talking import agreed, in_touch

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
WEEK, MONTH, SESSION = ContactPer.WEEK, ContactPer.MONTH, ContactPer.SESSION


def used(store: Store, per: ContactPer, now: str, *at: str, zone: tzinfo = BERLIN) -> int:
    """Return how many contacts count now, of those at these moments; all of them in UTC."""
    store.now = fixed_clock(datetime.fromisoformat(now).replace(tzinfo=UTC))
    work = agreed(store, per=per)
    for moment in at:
        in_touch(store, work, datetime.fromisoformat(moment).replace(tzinfo=UTC))
    return contact_balance(store, work, zone=zone).used


def test_a_week_begins_on_monday_on_the_coachs_wall(store: Store) -> None:
    sunday, monday = "2026-05-10T21:59", "2026-05-10T22:00"
    assert used(store, WEEK, "2026-05-14T08:00", sunday, monday) == 1


def test_another_coach_has_another_monday(store: Store) -> None:
    late_on_sunday_there = "2026-05-11T03:59"
    assert used(store, WEEK, "2026-05-14T08:00", late_on_sunday_there, zone=NEW_YORK) == 0


@pytest.mark.parametrize(
    ("now", "before", "after"),
    [
        ("2026-03-30T10:00", "2026-03-29T21:59", "2026-03-29T22:00"),
        ("2026-10-26T10:00", "2026-10-25T22:59", "2026-10-25T23:00"),
    ],
)
def test_the_week_after_the_clocks_change_begins_at_midnight_too(
    store: Store, now: str, before: str, after: str
) -> None:
    assert used(store, WEEK, now, before, after) == 1


def test_the_week_in_which_the_clocks_change_begins_by_the_former_hour(store: Store) -> None:
    assert used(store, WEEK, "2026-03-29T20:00", "2026-03-22T22:59", "2026-03-22T23:00") == 1


def test_a_month_begins_on_its_first_day(store: Store) -> None:
    assert used(store, MONTH, "2026-04-01T12:00", "2026-03-31T21:59", "2026-03-31T22:00") == 1


def test_late_in_the_evening_it_is_still_today(store: Store) -> None:
    assert used(store, WEEK, "2026-05-17T21:59", "2026-05-11T05:00") == 1
    assert used(store, WEEK, "2026-05-17T22:00", "2026-05-11T05:00") == 0


def test_since_the_last_session_counts_what_came_after_it(store: Store) -> None:
    work = agreed(store, per=SESSION)
    in_touch(store, work, -9)
    assert contact_balance(store, work).is_before_first
    a_held_session(store, work, days=-7)
    in_touch(store, work, -3)
    assert contact_balance(store, work) == Balance(per=SESSION, most=2, used=1)


def test_what_was_agreed_besides_uses_up_nothing(store: Store) -> None:
    work = agreed(store)
    in_touch(store, work, counted=False)
    in_touch(store, work)
    balance = contact_balance(store, work)
    assert (balance.used, balance.besides, balance.over) == (1, 1, 0)


@pytest.mark.parametrize(("most", "over"), [(2, 1), (3, 0), (0, 3), (None, 0)])
def test_it_tells_how_much_more_there_was(store: Store, most: int | None, over: int) -> None:
    work = agreed(store, most)
    for _ in range(3):
        in_touch(store, work)
    assert contact_balance(store, work).over == over


def test_once_beyond_is_no_habit_and_twice_is(store: Store) -> None:
    work = agreed(store, 1)
    for _ in range(2):
        in_touch(store, work, -7)
    assert not contact_balance(store, work).is_often
    for _ in range(2):
        in_touch(store, work)
    assert contact_balance(store, work).is_often


def test_what_is_long_past_is_forgotten(store: Store) -> None:
    work = agreed(store, 0)
    for weeks in (0, 6, 7):
        in_touch(store, work, store.now() - timedelta(weeks=weeks))
    assert contact_balance(store, work).over_in == 1


@pytest.mark.parametrize(("sql", "index"), [(HELD, "session_held"), (COUNTED, "contact_of_engagement")])
def test_it_is_reckoned_from_an_index(store: Store, sql: str, index: str) -> None:
    plan = [row[3] for row in store.db.execute(f"EXPLAIN QUERY PLAN {sql}", ["e", 6])]
    assert [line for line in plan if not line.startswith("SEARCH")] == []
    assert index in plan[0]
