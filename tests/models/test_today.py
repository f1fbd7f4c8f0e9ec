from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coachdesk.models.clients import add_client, delete_client
from coachdesk.models.day_sessions import OF_A_DAY
from coachdesk.models.days import day_bounds
from coachdesk.models.engagements import save_engagement
from coachdesk.models.entities.ids import EngagementId, new_id
from coachdesk.models.entities.people import Client, Engagement, EngagementState
from coachdesk.models.entities.review import NoticedKind, ReviewCause
from coachdesk.models.entities.session import Closing, SessionMode
from coachdesk.models.promises import save_closing
from coachdesk.models.sessions import delete_session, plan_session
from coachdesk.models.store import Store
from coachdesk.models.today import DuePromise, today_page
from coachdesk.models.waiting import Care
from tests.making import a_pledge, a_promise
from tests.remembering import feedback
from tests.reviewing import in_force, notice

DAY = date(2026, 5, 14)
TEN = datetime(2026, 5, 14, 10, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def mira(store: Store, **given: object) -> tuple[Client, Engagement]:
    client = add_client(store, display_name="Mira Solano").value
    engagement = Engagement(id=EngagementId(new_id()), client_ids=(client.id,), **given)  # type: ignore[arg-type]  # fields
    return client, save_engagement(store, engagement=engagement).value


def plan(store: Store, engagement: Engagement, at: datetime) -> None:
    plan_session(
        store, engagement_id=engagement.id, planned_at=at, minutes=60, mode=SessionMode.VIDEO, place=""
    )


def test_a_new_vault_has_a_quiet_day(store: Store) -> None:
    page = today_page(store, day=DAY, zone=UTC)
    assert (page.sessions, page.promises, page.waiting, page.clients) == ((), (), (), 0)


def test_a_session_of_the_day_is_shown_with_its_client(store: Store) -> None:
    _, engagement = mira(store, purpose="Lead without turning into my old boss.")
    plan(store, engagement, TEN)
    (session,) = today_page(store, day=DAY, zone=UTC).sessions
    assert (session.client_name, session.purpose) == ("Mira Solano", "Lead without turning into my old boss.")


def test_a_session_just_after_midnight_belongs_to_the_coachs_own_day(store: Store) -> None:
    _, engagement = mira(store)
    plan(store, engagement, datetime(2026, 5, 13, 22, 30, tzinfo=UTC))  # 00:30 in Berlin
    assert len(today_page(store, day=DAY, zone=BERLIN).sessions) == 1
    assert len(today_page(store, day=DAY, zone=UTC).sessions) == 0


def test_the_day_of_the_clock_change_has_23_hours() -> None:
    start, end = day_bounds(date(2026, 3, 29), BERLIN)
    assert end - start == timedelta(hours=23)


def test_promises_due_within_a_week_are_shown_the_coachs_own_first(store: Store) -> None:
    _, engagement = mira(store)
    plan(store, engagement, TEN - timedelta(days=7))
    session_id = store.value("SELECT id FROM session")
    typed = Closing(
        session_id=session_id,
        commitment_what="Call Jonas",
        commitment_by=DAY + timedelta(days=1),
        commitment_known_by="A date",
        pledge_what="Send the note",
        pledge_by=DAY + timedelta(days=7),
    )
    save_closing(store, closing=typed)
    shown = today_page(store, day=DAY, zone=UTC).promises
    assert [(promise.is_mine, promise.what) for promise in shown] == [
        (True, "Send the note"),
        (False, "Call Jonas"),
    ]


def test_coaching_without_an_agreement_waits_calmly(store: Store) -> None:
    mira(store, state=EngagementState.ACTIVE)
    (waiting,) = today_page(store, day=DAY, zone=UTC).waiting
    assert waiting.care is Care.AGREEMENT


def test_a_review_that_is_due_waits_with_its_cause(store: Store) -> None:
    work = in_force(store)
    notice(store, work, NoticedKind.FEEDBACK)
    (waiting,) = today_page(store, day=DAY, zone=UTC).waiting
    assert (waiting.care, waiting.cause, waiting.client_id) == (
        Care.REVIEW,
        ReviewCause.FEEDBACK,
        work.client_ids[0],
    )


def test_a_deleted_client_is_gone_from_the_day(store: Store) -> None:
    client, engagement = mira(store, state=EngagementState.ACTIVE)
    plan(store, engagement, TEN)
    delete_client(store, client_id=client.id)
    page = today_page(store, day=DAY, zone=UTC)
    assert (page.sessions, page.waiting) == ((), ())


def test_the_week_counts_from_monday(store: Store) -> None:
    _, engagement = mira(store)
    plan(store, engagement, TEN)
    page = today_page(store, day=DAY, zone=UTC)
    assert page.monday == date(2026, 5, 11)
    assert page.week == (0, 0, 0, 1, 0, 0, 0)


def test_a_day_is_read_by_its_days_and_not_by_every_session_held(store: Store) -> None:
    plan = store.db.execute(f"EXPLAIN QUERY PLAN {OF_A_DAY}", ["2026-05-14", "2026-05-15"])
    assert any("session_by_day" in row[3] for row in plan)


def test_promises_of_a_deleted_session_are_gone_with_it(store: Store) -> None:
    _, engagement = mira(store)
    plan(store, engagement, TEN)
    session_id = store.value("SELECT id FROM session")
    save_closing(store, closing=Closing(session_id=session_id, pledge_what="Send the note", pledge_by=DAY))
    assert len(today_page(store, day=DAY, zone=UTC).promises) == 1
    delete_session(store, session_id=session_id)
    assert today_page(store, day=DAY, zone=UTC).promises == ()


def test_a_couple_is_shown_by_the_one_who_is_still_there(store: Store) -> None:
    first, second = (add_client(store, display_name=name).value for name in ("Anna", "Ben"))
    couple = Engagement(id=EngagementId(new_id()), client_ids=(first.id, second.id))
    plan(store, save_engagement(store, engagement=couple).value, TEN)
    delete_client(store, client_id=first.id)
    page = today_page(store, day=DAY, zone=UTC)
    assert [session.client_name for session in page.sessions] == ["Ben"]
    assert sum(page.week) == 1


def test_a_session_at_a_minute_to_midnight_is_one_of_today(store: Store) -> None:
    _, engagement = mira(store)
    plan(store, engagement, datetime(2026, 5, 14, 21, 59, tzinfo=UTC))  # 23:59 in Berlin
    assert len(today_page(store, day=DAY, zone=BERLIN).sessions) == 1
    assert today_page(store, day=DAY + timedelta(days=1), zone=BERLIN).sessions == ()


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_on_the_days_of_the_change_both_ends_belong_to_the_day(store: Store, day: date, hours: int) -> None:
    _, engagement = mira(store)
    start, end = day_bounds(day, BERLIN)
    plan(store, engagement, start)
    plan(store, engagement, end - timedelta(minutes=1))
    assert end - start == timedelta(hours=hours)
    page = today_page(store, day=day, zone=BERLIN)
    assert (len(page.sessions), page.week[6]) == (2, 2)


def test_a_promise_that_does_not_stand_on_the_card_of_its_client_is_told(store: Store) -> None:
    _, work = mira(store)
    plan(store, work, TEN)
    for what, days in (("Ring the school", 0), ("Write to Jonas", 1)):
        a_promise(store, work, what, days=days)
        a_pledge(store, work, f"Help: {what}", days=days)
    page = today_page(store, day=DAY, zone=UTC)
    assert (page.sessions[0].commitment, page.sessions[0].pledge) == (
        "Ring the school",
        "Help: Ring the school",
    )
    told = [one.what for one in page.things() if isinstance(one, DuePromise)]
    assert told == ["Help: Write to Jonas", "Write to Jonas"]


def test_a_pledge_without_a_day_leaves_the_card_to_one_that_is_due(store: Store) -> None:
    _, work = mira(store)
    plan(store, work, TEN)
    a_pledge(store, work, "Some time", days=None)
    a_pledge(store, work, "Today", days=0)
    (session,) = today_page(store, day=DAY, zone=UTC).sessions
    assert session.pledge == "Today"


def told(store: Store) -> list[str]:
    return [one.what for one in today_page(store, day=DAY).promises]


def test_what_is_due_today_comes_first_and_the_nearest_before_what_is_long_past(store: Store) -> None:
    _, work = mira(store)
    for days in (-90, 3, 0, -1):
        a_pledge(store, work, f"Mine {days}", days=days)
        a_promise(store, work, f"Theirs {days}", days=days)
    mine, theirs = ([f"{who} {days}" for days in (-1, 3, -90)] for who in ("Mine", "Theirs"))
    assert told(store) == ["Mine 0", "Theirs 0", *mine, *theirs]


def test_however_much_is_open_all_of_it_is_told(store: Store) -> None:
    for _ in range(60):
        _, work = mira(store, state=EngagementState.ACTIVE)
        a_pledge(store, work, days=-60)
        feedback(store, work)
    page = today_page(store, day=DAY)
    assert (len(page.promises), len(page.feedback), len(page.waiting)) == (60, 60, 60)


@pytest.mark.parametrize(("state", "count"), [("active", 2), ("paused", 2), ("closing", 2), ("closed", 0)])
def test_promises_of_work_that_was_closed_are_not_told(store: Store, state: str, count: int) -> None:
    _, work = mira(store, state=EngagementState(state))
    a_pledge(store, work, days=-3)
    a_promise(store, work, days=-3)
    assert len(told(store)) == count
