import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coachdesk.errors import NotFoundError
from coachdesk.models import clients, sessions
from coachdesk.models.clock import local
from coachdesk.models.entities.ids import ClientId
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Attendance, Presence
from coachdesk.models.entities.timeline import KINDS_OF, Happened, HappenedGroup, TimelineRow
from coachdesk.models.store import Store
from coachdesk.models.timeline import timeline
from tests import happening, making, repeating

EVERYTHING = set(Happened)


@pytest.fixture
def work(store: Store) -> Engagement:
    return happening.everything(store)


def rows(
    store: Store, work: Engagement, *groups: HappenedGroup, words: str = "", most: int = 500
) -> tuple[TimelineRow, ...]:
    wanted = frozenset(groups)
    part = timeline(store, client_id=work.client_ids[0], groups=wanted, words=words, most=most)
    return part.rows


def test_everything_that_happens_is_told(store: Store, work: Engagement) -> None:
    assert {row.kind for row in rows(store, work)} == EVERYTHING


def test_every_kind_belongs_to_one_group() -> None:
    kinds = [kind for group in KINDS_OF.values() for kind in group]
    assert (len(kinds), set(kinds)) == (len(EVERYTHING), EVERYTHING)


def test_the_newest_comes_first(store: Store, work: Engagement) -> None:
    moments = [row.at for row in rows(store, work)]
    assert moments == sorted(moments, reverse=True)


@pytest.mark.parametrize("group", HappenedGroup)
def test_a_group_holds_its_kinds_alone(store: Store, work: Engagement, group: HappenedGroup) -> None:
    assert {row.kind for row in rows(store, work, group)} == KINDS_OF[group]


def test_several_groups_can_be_chosen(store: Store, work: Engagement) -> None:
    chosen = rows(store, work, HappenedGroup.FEEDBACK, HappenedGroup.SESSIONS)
    assert {row.kind for row in chosen} == {Happened.FEEDBACK, Happened.SESSION}


@pytest.mark.parametrize("typed", ["pause", "PAÜSE go", "the good paus"])
def test_words_are_found_as_people_type_them(store: Store, work: Engagement, typed: str) -> None:
    assert [row.kind for row in rows(store, work, words=typed)] == [Happened.FEEDBACK]


def test_it_is_read_a_part_at_a_time_and_nothing_twice(store: Store, work: Engagement) -> None:
    whole, before = rows(store, work), None
    parts: list[TimelineRow] = []
    while True:
        part = timeline(store, client_id=work.client_ids[0], before=before, most=4)
        parts += part.rows
        if not part.goes_on:
            break
        before = part.rows[-1]
    assert tuple(parts) == whole


@pytest.fixture(params=["Pacific/Kiritimati", "America/Los_Angeles", "Europe/Berlin"])
def zone(request: pytest.FixtureRequest) -> Iterator[str]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
    time.tzset()


def test_what_is_known_by_its_day_alone_is_of_that_day_anywhere(
    zone: str, store: Store, work: Engagement
) -> None:
    by_day = [row for row in rows(store, work) if row.kind is Happened.FEEDBACK]
    assert [local(row.at, ZoneInfo(zone)).date() for row in by_day] == [happening.DAY]


def test_a_deleted_session_takes_what_was_noted_along(store: Store, work: Engagement) -> None:
    session_id = next(row.session_id for row in rows(store, work, HappenedGroup.SESSIONS))
    assert session_id is not None
    sessions.delete_session(store, session_id=session_id)
    groups = (HappenedGroup.SESSIONS, HappenedGroup.NOTED, HappenedGroup.PROMISES, HappenedGroup.FEEDBACK)
    assert rows(store, work, *groups) == ()


def test_another_client_has_a_timeline_of_their_own(store: Store, work: Engagement) -> None:
    ben = clients.add_client(store, display_name="Ben").value
    assert timeline(store, client_id=ben.id).rows == ()


def test_a_session_of_a_group_that_was_left_stays(store: Store) -> None:
    group = making.a_group(store, "Ana", "Ben")
    held = making.a_held_session(store, group)
    there = Attendance(session_id=held.id, client_id=group.client_ids[0], presence=Presence.PRESENT)
    store.put("attendance", there, key=("session_id", "client_id"))
    store.db.execute("DELETE FROM engagement_client WHERE client_id = ?", [group.client_ids[0]])
    assert [row.session_id for row in rows(store, group)] == [held.id]


def test_what_is_the_coachs_alone_is_marked(store: Store, work: Engagement) -> None:
    alone = {row.kind for row in rows(store, work) if row.never_leaves}
    assert alone == {
        Happened.REFLECTION, Happened.SIGNAL, Happened.SUPERVISION, Happened.CONTACT, Happened.CHECK_IN
    }  # fmt: skip


def test_nobody_has_no_timeline(store: Store) -> None:
    with pytest.raises(NotFoundError):
        timeline(store, client_id=ClientId("nobody"))


def test_the_number_of_queries_does_not_grow(store: Store, work: Engagement) -> None:
    asked: list[str] = []
    counts = []
    for _ in range(2):
        asked.clear()
        store.db.conn.set_trace_callback(asked.append)
        rows(store, work, words="boat")
        store.db.conn.set_trace_callback(None)
        counts.append(len(asked))
        happening.many_sessions(store, work, 30)
    assert counts[0] == counts[1]


def test_what_is_to_come_stands_on_top(store: Store, work: Engagement) -> None:
    planned = making.a_session(store, work, days=3)
    assert rows(store, work)[0].session_id == planned.id
    assert rows(store, work)[0].at > datetime(2026, 5, 14, tzinfo=UTC) + timedelta(days=2)


def test_what_hangs_on_a_session_in_the_bin_is_not_told_or_leads_nowhere_else(store: Store) -> None:
    work = making.an_engagement(store)
    held = making.a_held_session(store, work)
    making.close_with_promises(store, held)
    making.a_word(store, making.commitment_of(store, held), "Half of it")
    making.a_word(store, making.a_promise(store, work), "All of it")
    repeating.a_time(store, repeating.a_ritual(store, work), work, held)
    sessions.delete_session(store, session_id=held.id)
    told = rows(store, work)
    assert [row.words for row in told if row.kind is Happened.CHECK_IN] == ["All of it"]
    assert Happened.RITUAL in {row.kind for row in told}
    assert {row.session_id for row in told} == {None}
