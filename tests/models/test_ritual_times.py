from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from coachdesk.errors import NotFoundError
from coachdesk.models import ritual_times
from coachdesk.models.clients import delete_client
from coachdesk.models.clock import fixed_clock
from coachdesk.models.entities.people import Engagement, EngagementState
from coachdesk.models.entities.ritual import Ritual, RitualMoment
from coachdesk.models.entities.session import Session
from coachdesk.models.ritual_times import (
    last_came,
    open_ritual_again,
    rituals_for,
    rituals_now,
    rituals_of_day,
    settle_ritual,
)
from coachdesk.models.rituals import remove_ritual
from coachdesk.models.sessions import close_session, mark_no_show, plan_session, session
from coachdesk.models.store import Store
from tests.drivers.walls import coach_in
from tests.making import a_held_session, a_session, an_engagement, let_stand
from tests.repeating import a_ritual, a_time

DAY = date(2026, 5, 14)
EVERY, CLOSING, ON_DAY = RitualMoment.EVERY, RitualMoment.CLOSING, RitualMoment.ON_DAY


@pytest.fixture
def work(store: Store) -> Engagement:
    return an_engagement(store)


@pytest.fixture
def in_berlin() -> Iterator[None]:
    with coach_in("Europe/Berlin"):
        yield


def at(store: Store, *moment: int) -> None:
    """Let it be a moment on the coach's wall."""
    store.now = fixed_clock(datetime(*moment).astimezone(UTC))  # type: ignore[arg-type]  # year to minute


def names(rituals: tuple[Ritual, ...]) -> list[str]:
    return [one.name for one in rituals]


def test_a_session_begins_and_ends_with_its_own(store: Store, work: Engagement) -> None:
    a_ritual(store, work, CLOSING, name="Last words")
    a_ritual(store, name="Arriving")
    found = rituals_now(store, a_session(store, work))
    assert (names(found.opening), names(found.closing)) == (["Arriving"], ["Last words"])


def test_one_that_is_off_is_not_shown(store: Store, work: Engagement) -> None:
    a_ritual(store, work, active=False)
    assert rituals_now(store, a_session(store, work)).all == ()


@pytest.mark.parametrize("skipped", [False, True])
def test_done_or_passed_over_it_has_been_and_comes_again_next_time(
    store: Store, work: Engagement, skipped: bool
) -> None:
    ritual, now = a_ritual(store, work), a_session(store, work)
    settled = a_time(store, ritual, work, now, skipped=skipped)
    assert rituals_now(store, now).all == ()
    assert rituals_now(store, a_session(store, work)).all == (ritual,)
    open_ritual_again(store, times=(settled,))
    assert rituals_now(store, now).all == (ritual,)


def test_taking_back_can_be_taken_back(store: Store, work: Engagement) -> None:
    ritual, now = a_ritual(store, work), a_session(store, work)
    settled = a_time(store, ritual, work, now)
    settle_ritual(store, times=open_ritual_again(store, times=(settled,)).value)
    assert rituals_now(store, now).all == ()


def test_it_waits_for_the_day_of_the_session_and_not_beyond_its_end(store: Store, work: Engagement) -> None:
    ritual, to_come = a_ritual(store, work), a_session(store, work, days=1)
    assert rituals_now(store, to_come).all == ()
    assert rituals_for(store, to_come).all == (ritual,)
    store.now = fixed_clock(store.now() + timedelta(days=1))
    assert rituals_now(store, session(store, to_come.id)).all == (ritual,)
    closed = close_session(store, session_id=to_come.id).value
    assert rituals_now(store, closed).all == ()


def test_a_session_that_did_not_take_place_has_none(store: Store, work: Engagement) -> None:
    a_ritual(store, work)
    missed = mark_no_show(store, session_id=a_session(store, work).id).value
    assert rituals_now(store, missed).all == ()


def test_every_third_counts_sessions_that_were_held(store: Store, work: Engagement) -> None:
    ritual = a_ritual(store, work, EVERY, every=3)
    mark_no_show(store, session_id=a_session(store, work, days=-30).id)
    came = []
    for days in range(-6, 0):
        held: Session = a_session(store, work, days=days)
        came.append(rituals_now(store, held).all == (ritual,))
        close_session(store, session_id=held.id)
    assert came == [False, False, True, False, False, True]


def test_one_that_was_passed_over_is_not_asked_for_in_the_session_after(
    store: Store, work: Engagement
) -> None:
    ritual = a_ritual(store, work, EVERY, every=2)
    a_held_session(store, work, days=-14)
    second = a_session(store, work, days=-7)
    a_time(store, ritual, work, second, skipped=True)
    close_session(store, session_id=second.id)
    assert rituals_now(store, a_session(store, work)).all == ()


@pytest.mark.parametrize(
    ("first", "day", "came"),
    [
        (date(2025, 5, 14), date(2026, 5, 13), date(2025, 5, 14)),
        (date(2025, 5, 14), date(2026, 5, 14), date(2026, 5, 14)),
        (date(2025, 5, 14), date(2025, 5, 13), None),
        (date(2024, 2, 29), date(2025, 2, 27), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2025, 2, 28), date(2025, 2, 28)),
        (date(2024, 2, 29), date(2028, 2, 28), date(2027, 2, 28)),
        (date(2024, 2, 29), date(2028, 2, 29), date(2028, 2, 29)),
        (date(2024, 12, 31), date(2026, 1, 2), date(2025, 12, 31)),
    ],
)
def test_a_day_comes_again_each_year(store: Store, first: date, day: date, came: date | None) -> None:
    assert last_came(a_ritual(store, None, ON_DAY, on_day=first), day) == came


def test_a_day_stays_for_a_week_and_is_the_same_in_session_and_on_today(
    store: Store, work: Engagement
) -> None:
    ritual = a_ritual(store, work, ON_DAY, on_day=date(2025, 5, 14))
    for days, is_there in ((-1, False), (0, True), (6, True), (7, False)):
        day = DAY + timedelta(days=days)
        store.now = fixed_clock(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
        assert (rituals_now(store, a_session(store, work)).all == (ritual,)) is is_there
        assert bool(rituals_of_day(store, day=day)) is is_there


def test_done_in_a_session_it_is_through_on_today_too_until_next_year(store: Store, work: Engagement) -> None:
    ritual = a_ritual(store, work, ON_DAY, on_day=date(2025, 5, 14))
    a_time(store, ritual, work, a_session(store, work))
    assert rituals_of_day(store, day=DAY) == ()
    assert rituals_now(store, a_session(store, work)).all == ()
    [again] = rituals_of_day(store, day=DAY.replace(year=2027))
    assert (again.ritual, again.day) == (ritual, DAY.replace(year=2027))


def test_one_of_every_client_is_for_those_under_way_who_have_not_had_it(
    store: Store, work: Engagement
) -> None:
    ritual = a_ritual(store, None, ON_DAY, on_day=DAY)
    through, paused = an_engagement(store, "Ben Ode"), an_engagement(store, "Ida Roth")
    gone = an_engagement(store, "Jo Mills")
    a_time(store, ritual, through)
    let_stand(store, paused, EngagementState.PAUSED)
    delete_client(store, client_id=gone.client_ids[0])
    [found] = rituals_of_day(store, day=DAY)
    assert [one.client_name for one in found.engaged] == ["Mira Solano"]


def test_one_of_a_client_is_for_nobody_else(store: Store, work: Engagement) -> None:
    an_engagement(store, "Ben Ode")
    a_ritual(store, work, ON_DAY, on_day=DAY)
    [found] = rituals_of_day(store, day=DAY)
    assert [one.engagement_id for one in found.engaged] == [work.id]


@pytest.mark.usefixtures("in_berlin")
@pytest.mark.parametrize("on", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_days_of_the_change_of_clocks_begin_and_end_at_midnight_on_the_wall(
    store: Store, work: Engagement, on: date
) -> None:
    ritual = a_ritual(store, work, ON_DAY, on_day=on)
    found = {}
    for day, hour, minute in ((on.day - 1, 23, 59), (on.day, 0, 0), (on.day, 23, 59)):
        at(store, on.year, on.month, day, hour, minute)
        now = plan_session(store, engagement_id=work.id, planned_at=store.now()).value
        found[day, hour] = rituals_now(store, now).all == (ritual,)
    assert found == {(on.day - 1, 23): False, (on.day, 0): True, (on.day, 23): True}


@pytest.mark.usefixtures("in_berlin")
def test_a_session_of_the_evening_before_is_not_one_of_the_day_though_utc_says_so(
    store: Store, work: Engagement
) -> None:
    a_ritual(store, work, ON_DAY, on_day=date(2026, 7, 2))
    at(store, 2026, 7, 1, 9, 0)
    evening = datetime(2026, 7, 1, 23, 30).astimezone(UTC)
    planned = plan_session(store, engagement_id=work.id, planned_at=evening).value
    assert rituals_for(store, planned).all == ()
    night = datetime(2026, 7, 2, 0, 30).astimezone(UTC)
    planned = plan_session(store, engagement_id=work.id, planned_at=night).value
    assert len(rituals_for(store, planned).all) == 1


def test_one_that_was_taken_away_can_not_be_done(store: Store, work: Engagement) -> None:
    ritual = a_ritual(store, work)
    remove_ritual(store, ritual_id=ritual.id)
    with pytest.raises(NotFoundError):
        a_time(store, ritual, work)


def test_many_clients_take_no_more_queries(store: Store, work: Engagement) -> None:
    def queries() -> int:
        asked: list[str] = []
        with store.db.tracer(lambda sql, _cells: asked.append(sql)):
            rituals_of_day(store, day=DAY)
        return len(asked)

    a_ritual(store, None, ON_DAY, on_day=DAY)
    few = queries()
    for n in range(5):
        a_ritual(store, an_engagement(store, f"Client {n}"), ON_DAY, on_day=DAY)
    assert queries() == few == 3


@pytest.mark.parametrize("name", ["_HELD_BEFORE", "_IN_SESSION", "_SINCE", "_SETTLED"])
def test_times_and_sessions_are_found_by_an_index(store: Store, name: str) -> None:
    sql = getattr(ritual_times, name)
    plan = store.db.execute(f"EXPLAIN QUERY PLAN {sql}", ["2026"] * sql.count("?")).fetchall()
    steps = [step[3] for step in plan if not step[3].endswith("SCAN r")]  # rituals are few
    assert steps
    assert not [step for step in steps if step.startswith("SCAN")]
