import time
from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from coachdesk.models import review_causes
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.agreement_versions import set_dates, withdraw_version
from coachdesk.models.clients import delete_client
from coachdesk.models.engagements import Sponsor, get_engagement, get_sponsor, save_engagement
from coachdesk.models.entities.people import Cadence, CadenceUnit, Engagement, EngagementState
from coachdesk.models.entities.review import NoticedKind, ReviewCause
from coachdesk.models.review_causes import due_reviews
from coachdesk.models.review_plans import plan_review
from coachdesk.models.sessions import delete_session
from coachdesk.models.store import Store
from tests.agreeing import begin, make_ready, reread, sign_all
from tests.making import a_held_session, let_stand
from tests.reviewing import (
    a_cancelled_session,
    a_missed_session,
    carried,
    causes,
    engagement_of,
    every,
    hold,
    in_force,
    later,
    notice,
    the_page,
)

A_DAY = timedelta(days=1)
A_WEEK = timedelta(weeks=1)


@pytest.fixture
def work(store: Store) -> Engagement:
    return in_force(store)


def test_nothing_is_due_after_signing(store: Store, work: Engagement) -> None:
    assert causes(store, work) == ()


def test_one_missed_session_is_not_two(store: Store, work: Engagement) -> None:
    a_missed_session(store, work)
    assert causes(store, work) == ()
    a_cancelled_session(store, work, late=True)
    assert causes(store, work) == (ReviewCause.MISSED,)


def test_what_was_cancelled_in_time_was_not_missed(store: Store, work: Engagement) -> None:
    a_missed_session(store, work)
    a_cancelled_session(store, work, late=False)
    assert causes(store, work) == ()


def test_a_deleted_session_was_not_missed(store: Store, work: Engagement) -> None:
    gone, _ = (a_missed_session(store, work) for _ in range(2))
    delete_session(store, session_id=gone.id)
    assert causes(store, work) == ()


def test_what_was_missed_before_the_last_review_does_not_count(store: Store, work: Engagement) -> None:
    a_missed_session(store, work)
    hold(store, work)
    later(store, A_WEEK)
    a_missed_session(store, work)
    assert causes(store, work) == ()
    a_missed_session(store, work)
    assert causes(store, work) == (ReviewCause.MISSED,)


def test_what_was_missed_before_signing_has_been_talked_about(store: Store) -> None:
    page = begin(store)
    work = in_force_of(store, page)
    for _ in range(2):
        a_missed_session(store, work)
    assert causes(store, work) == (ReviewCause.MISSED,)
    store.db.execute("UPDATE session SET planned_at = '2026-05-13T08:00:00+00:00'")
    assert causes(store, work) == ()


def test_a_commitment_carried_once_is_not_twice(store: Store, work: Engagement) -> None:
    carried(store, work, 1)
    assert causes(store, work) == ()


def test_a_commitment_carried_twice_asks(store: Store, work: Engagement) -> None:
    carried(store, work, 2)
    assert causes(store, work) == (ReviewCause.CARRIED,)


def test_two_commitments_carried_once_each_are_no_chain(store: Store, work: Engagement) -> None:
    for _ in range(2):
        carried(store, work, 1)
        store.db.execute("UPDATE commitment SET state = 'done' WHERE state = 'open'")
    assert causes(store, work) == ()


def test_a_commitment_done_in_the_end_asks_nothing(store: Store, work: Engagement) -> None:
    carried(store, work, 2)
    store.db.execute("UPDATE commitment SET state = 'done' WHERE state = 'open'")
    assert causes(store, work) == ()


def test_a_boundary_asks_at_the_third_time(store: Store, work: Engagement) -> None:
    notice(store, work)
    notice(store, work)
    assert causes(store, work) == ()
    notice(store, work)
    assert causes(store, work) == (ReviewCause.BOUNDARY,)


def test_one_wish_for_change_is_enough(store: Store, work: Engagement) -> None:
    notice(store, work, NoticedKind.FEEDBACK)
    assert causes(store, work) == (ReviewCause.FEEDBACK,)


@pytest.mark.parametrize(("name", "organisation"), [("Ada Birk", "Halden AG"), ("Ruth Amsel", "Halden SE")])
def test_another_sponsor_asks(store: Store, name: str, organisation: str) -> None:
    work = in_force(store, three_way=True)
    assert causes(store, work) == ()
    change_sponsor(store, work, name, organisation)
    assert causes(store, work) == (ReviewCause.SPONSOR,)


def test_the_same_other_sponsor_asks_once(store: Store) -> None:
    work = in_force(store, three_way=True)
    change_sponsor(store, work, "Ada Birk", "Halden AG")
    hold(store, work)
    assert causes(store, work) == ()
    change_sponsor(store, work, "Otto Lind", "Halden AG")
    assert causes(store, work) == (ReviewCause.SPONSOR,)


def test_the_day_in_the_agreement_asks(store: Store) -> None:
    page = begin(store)
    set_dates(store, version_id=page.version.id, effective_on=None, review_on=date(2026, 6, 1))
    work = in_force_of(store, page)
    later(store, datetime(2026, 5, 31, 12, tzinfo=UTC))
    assert causes(store, work) == ()
    later(store, A_DAY)
    assert causes(store, work) == (ReviewCause.DAY,)
    hold(store, work)
    assert causes(store, work) == ()


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "UTC", "America/Anchorage"])
def test_a_day_is_the_coachs_own_from_its_first_to_its_last_minute(
    store: Store, work: Engagement, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    plan_review(store, engagement_id=work.id, due_on=date(2026, 6, 1))
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        found = {}
        for day, hour, minute in ((31, 23, 59), (1, 0, 0), (1, 23, 59)):
            later(store, datetime(2026, 5 if day == 31 else 6, day, hour, minute).astimezone(UTC))
            found[day, hour] = causes(store, work)
    time.tzset()
    assert found == {(31, 23): (), (1, 0): (ReviewCause.PLANNED,), (1, 23): (ReviewCause.PLANNED,)}


def test_a_review_after_a_session_waits_for_that_session(store: Store, work: Engagement) -> None:
    plan_review(store, engagement_id=work.id, due_after_session=2)
    a_held_session(store, work)
    assert causes(store, work) == ()
    a_held_session(store, work)
    assert causes(store, work) == (ReviewCause.PLANNED,)


def test_a_cadence_of_sessions_counts_those_held_since_the_last_review(
    store: Store, work: Engagement
) -> None:
    every(store, work, Cadence(2))
    later(store, A_WEEK)
    a_held_session(store, work, days=-1)
    assert causes(store, work) == ()
    a_held_session(store, work, days=-1)
    assert causes(store, work) == (ReviewCause.CADENCE,)
    hold(store, work)
    assert causes(store, work) == ()


def test_a_cadence_of_weeks_counts_from_signing_and_from_the_last_review(
    store: Store, work: Engagement
) -> None:
    every(store, work, Cadence(2, CadenceUnit.WEEKS))
    later(store, 2 * A_WEEK - A_DAY)
    assert causes(store, work) == ()
    later(store, A_DAY)
    assert causes(store, work) == (ReviewCause.CADENCE,)
    hold(store, work)
    later(store, A_DAY)
    assert causes(store, work) == ()
    later(store, 2 * A_WEEK)
    assert causes(store, work) == (ReviewCause.CADENCE,)


def test_without_an_agreement_in_force_nothing_is_due(store: Store, work: Engagement) -> None:
    notice(store, work, NoticedKind.FEEDBACK)
    withdraw_version(store, version_id=the_page(store, work).agreement.version.id)
    assert causes(store, work) == ()


def test_an_engagement_that_is_over_wants_no_review(store: Store, work: Engagement) -> None:
    notice(store, work, NoticedKind.FEEDBACK)
    let_stand(store, work, EngagementState.CLOSED)
    assert causes(store, work) == ()


def test_a_deleted_client_wants_no_review(store: Store, work: Engagement) -> None:
    notice(store, work, NoticedKind.FEEDBACK)
    delete_client(store, client_id=work.client_ids[0])
    assert due_reviews(store, day=store.now().date()) == ()


def test_each_engagement_has_its_own_events(store: Store, work: Engagement) -> None:
    other = in_force(store)
    a_missed_session(store, work)
    a_missed_session(store, other)
    notice(store, other, NoticedKind.FEEDBACK)
    found = due_reviews(store, day=store.now().date())
    assert [(one.engagement_id, one.causes) for one in found] == [(other.id, (ReviewCause.FEEDBACK,))]
    assert causes(store, work) == ()


@pytest.mark.parametrize(
    ("sql", "cells", "index"),
    [
        (review_causes.MISSED, [], "session_"),
        (review_causes.CARRIED, [], "commitment_"),
        (review_causes.PLANNED, ["2026-05-14"], "session_of_engagement_by_state"),
        (review_causes.HELD, ["[]"], "session_held"),
    ],
)
def test_a_hundred_thousand_sessions_are_not_read_one_by_one(
    store: Store, sql: str, cells: list[str], index: str
) -> None:
    plan = [row[3] for row in store.db.execute(f"EXPLAIN QUERY PLAN {sql.replace('{one}', '')}", cells)]
    assert any(index in step for step in plan)
    assert not [step for step in plan if step in ("SCAN s", "SCAN t")]


def in_force_of(store: Store, page: AgreementPage) -> Engagement:
    signed = sign_all(store, make_ready(store, reread(store, page)))
    return get_engagement(store, engagement_id=engagement_of(signed))


def change_sponsor(store: Store, work: Engagement, name: str, organisation: str) -> None:
    assert work.sponsor_id is not None
    former = get_sponsor(store, sponsor_id=work.sponsor_id)
    assert former.organisation is not None
    sponsor = Sponsor(
        attrs.evolve(former.contact, name=name), attrs.evolve(former.organisation, name=organisation)
    )
    save_engagement(store, engagement=work, sponsor=sponsor)
