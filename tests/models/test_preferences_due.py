from datetime import date, timedelta

import attrs
import pytest

from coachdesk.models.clients import archive_client, get_client, save_client, set_status
from coachdesk.models.engagements import get_engagement, save_engagement
from coachdesk.models.entities.ids import ClientId
from coachdesk.models.entities.people import Cadence, CadenceUnit, ClientStatus, Engagement
from coachdesk.models.entities.relationship import Dial, Preference
from coachdesk.models.entities.session import SessionKind
from coachdesk.models.preferences import keep_preferences, preferences_page
from coachdesk.models.preferences_due import ASKED, HELD, Asking, DuePreference, preferences_due
from coachdesk.models.session_details import set_kind
from coachdesk.models.store import Store
from tests.making import a_held_session, a_session, an_engagement
from tests.remembering import DAY, GUESS, preference
from tests.reviewing import later


@pytest.fixture
def work(store: Store) -> Engagement:
    return an_engagement(store)


@pytest.fixture
def mira(work: Engagement) -> ClientId:
    return work.client_ids[0]


def keep(store: Store, client_id: ClientId, **said: object) -> Preference:
    days = frozenset(said) & {"asked_on", "recheck_on"}
    return keep_preferences(store, said=preference(client_id, **said), days=days).value


def every(store: Store, work: Engagement, number: int, unit: CadenceUnit) -> None:
    save_engagement(store, engagement=attrs.evolve(work, preferences_every=Cadence(number, unit)))


def due(store: Store, day: date = DAY) -> list[Asking]:
    return [one.asking for one in preferences_due(store, day=day)]


def test_nobody_is_asked_before_a_session_is_planned(store: Store, work: Engagement) -> None:
    assert due(store) == []
    a_session(store, work, days=3)
    assert due(store) == [Asking.EARLY]


@pytest.mark.parametrize(("held", "expected"), [(1, [Asking.EARLY]), (3, [Asking.EARLY]), (4, [])])
def test_the_first_asking_is_offered_early_and_not_for_ever(
    store: Store, work: Engagement, held: int, expected: list[Asking]
) -> None:
    for week in range(held):
        a_held_session(store, work, days=-7 * (week + 1))
    assert due(store) == expected


def test_who_agreed_to_be_asked_regularly_is_asked_late_too(store: Store, work: Engagement) -> None:
    every(store, work, 6, CadenceUnit.SESSIONS)
    for week in range(5):
        a_held_session(store, work, days=-7 * (week + 1))
    assert due(store) == [Asking.EARLY]


def test_a_chemistry_session_asks_for_nothing(store: Store, work: Engagement) -> None:
    planned = a_session(store, work, days=3)
    set_kind(store, session_id=planned.id, kind=SessionKind.CHEMISTRY, received=False)
    assert due(store) == []


def test_answers_without_a_word_are_none(store: Store, work: Engagement, mira: ClientId) -> None:
    a_session(store, work)
    keep(store, mira)
    later(store, timedelta(days=1))
    keep(store, mira, pace=Dial.UNSAID, silence="")
    assert due(store) == [Asking.EARLY]


@pytest.mark.parametrize(("days", "expected"), [(41, []), (42, [Asking.AGAIN])])
def test_it_comes_round_by_weeks(
    store: Store, work: Engagement, mira: ClientId, days: int, expected: list[Asking]
) -> None:
    every(store, work, 6, CadenceUnit.WEEKS)
    a_session(store, work)
    keep(store, mira)
    assert due(store, DAY + timedelta(days=days)) == expected


@pytest.mark.parametrize(("held", "expected"), [(1, []), (2, [Asking.AGAIN])])
def test_it_comes_round_by_sessions_after_the_day_of_the_answer(
    store: Store, work: Engagement, mira: ClientId, held: int, expected: list[Asking]
) -> None:
    every(store, work, 2, CadenceUnit.SESSIONS)
    keep(store, mira)
    a_held_session(store, work, days=0)
    for week in range(held):
        a_held_session(store, work, days=7 * (week + 1))
    assert due(store) == expected
    assert preferences_page(store, client_id=mira).recheck.is_due is bool(expected)


def test_the_day_that_was_set_goes_before_the_cadence(store: Store, work: Engagement, mira: ClientId) -> None:
    every(store, work, 1, CadenceUnit.WEEKS)
    a_session(store, work)
    keep(store, mira, recheck_on=DAY + timedelta(days=60))
    assert due(store, DAY + timedelta(days=59)) == []
    assert due(store, DAY + timedelta(days=60)) == [Asking.AGAIN]


def test_a_guess_is_told_from_what_the_client_said(store: Store, work: Engagement, mira: ClientId) -> None:
    a_session(store, work)
    keep(store, mira, source=GUESS, recheck_on=DAY)
    assert preferences_due(store, day=DAY) == (
        DuePreference(
            client_id=mira,
            client_name="Mira Solano",
            engagement_id=work.id,
            asking=Asking.AGAIN,
            is_guess=True,
        ),
    )


@pytest.mark.parametrize("status", [ClientStatus.PAUSED, ClientStatus.FORMER])
def test_who_rests_is_left_in_peace(
    store: Store, work: Engagement, mira: ClientId, status: ClientStatus
) -> None:
    a_session(store, work)
    set_status(store, client_id=mira, status=status)
    assert due(store) == []


def test_who_is_archived_is_left_in_peace(store: Store, work: Engagement, mira: ClientId) -> None:
    a_session(store, work)
    archive_client(store, client_id=mira)
    assert due(store) == []


def test_they_come_by_name(store: Store, work: Engagement) -> None:
    a_session(store, work)
    a_session(store, an_engagement(store, "älva Berg"))
    assert [one.client_name for one in preferences_due(store, day=DAY)] == ["älva Berg", "Mira Solano"]


def test_no_country_age_or_kind_of_person_fills_anything_in(
    store: Store, work: Engagement, mira: ClientId
) -> None:
    a_session(store, work)
    told = attrs.evolve(
        get_client(store, client_id=mira), language="ja", time_zone="Asia/Tokyo", tags=("CEO",)
    )
    save_client(store, client=told)
    assert preferences_page(store, client_id=mira).holds is None
    assert store.db["preference"].count == 0
    assert get_engagement(store, engagement_id=work.id).preferences_every is None


@pytest.mark.parametrize(("sql", "cells"), [(ASKED, []), (HELD, ["[]"])])
def test_neither_query_reads_every_session_or_answer(store: Store, sql: str, cells: list[str]) -> None:
    plan = [row[3] for row in store.db.execute(f"EXPLAIN QUERY PLAN {sql}", cells)]
    assert not any(line.startswith(("SCAN session", "SCAN s", "SCAN preference")) for line in plan)
