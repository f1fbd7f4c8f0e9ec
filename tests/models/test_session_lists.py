from datetime import timedelta

import pytest

from coachdesk.models import clients, engagements, session_lists, sessions
from coachdesk.models.entities.ids import PracticeReflectionId
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.practice import PracticeReflection
from coachdesk.models.entities.prompt import Lens
from coachdesk.models.entities.session import Session, SessionMode, SessionState
from coachdesk.models.practice_reflections import save_reflection
from coachdesk.models.session_details import set_lenses
from coachdesk.models.store import Store
from tests.making import a_held_session, a_session, an_engagement


@pytest.fixture
def engagement(store: Store) -> Engagement:
    return an_engagement(store)


@pytest.fixture
def planned(store: Store, engagement: Engagement) -> Session:
    return a_session(store, engagement)


def test_the_day_shows_who_comes_in_order(store: Store, engagement: Engagement) -> None:
    an_hour = timedelta(hours=1)
    for hours in (3, 1):
        sessions.plan_session(
            store, engagement_id=engagement.id, planned_at=store.now() + hours * an_hour, minutes=30
        )
    today = session_lists.list_sessions(store, start=store.now(), end=store.now() + timedelta(days=1))
    assert [(row.starts_at - store.now(), row.minutes) for row in today] == [(an_hour, 30), (3 * an_hour, 30)]
    assert {row.client_names for row in today} == {("Mira Solano",)}


def test_lists_are_bounded_ordered_and_filtered(store: Store, engagement: Engagement) -> None:
    for days in (-14, -7, 7):
        a_session(store, engagement, days=days)
    held = a_held_session(store, engagement, days=-21)
    past = session_lists.list_sessions(store, end=store.now(), newest_first=True)
    assert [row.number for row in past] == [2, 1, 4]
    assert [row.id for row in session_lists.list_sessions(store, states=(SessionState.HELD,))] == [held.id]
    assert len(session_lists.list_sessions(store, limit=2)) == 2


def test_sessions_of_a_deleted_client_are_out_of_sight(store: Store, engagement: Engagement) -> None:
    a_session(store, engagement)
    clients.delete_client(store, client_id=engagement.client_ids[0])
    assert session_lists.list_sessions(store) == ()


def test_a_group_is_listed_with_all_names(store: Store) -> None:
    both = [clients.add_client(store, display_name=name).value.id for name in ("Zoë", "Ana")]
    group = engagements.add_engagement(store, client_ids=tuple(both)).value
    a_session(store, group)
    assert session_lists.list_sessions(store)[0].client_names == ("Zoë", "Ana")


def seen_through(store: Store, lens: Lens) -> list[str]:
    return [row.id for row in session_lists.list_sessions(store, lens=lens)]


def test_a_lens_keeps_the_sessions_looked_at_through_it(store: Store, engagement: Engagement) -> None:
    first, other = (a_session(store, engagement, days=days) for days in (1, 2))
    set_lenses(store, session_id=first.id, lenses=(Lens.LEARNING, Lens.FOUNDATION))
    set_lenses(store, session_id=other.id, lenses=(Lens.RELATIONSHIP,))
    assert seen_through(store, Lens.FOUNDATION) == seen_through(store, Lens.LEARNING) == [first.id]
    assert seen_through(store, Lens.COMMUNICATION) == []
    assert len(session_lists.list_sessions(store)) == 2


def test_a_lens_keeps_what_the_coach_wrote_about_through_it(store: Store, planned: Session) -> None:
    written = PracticeReflection(
        id=PracticeReflectionId("r"),
        session_id=planned.id,
        on_day=store.now().date(),
        lens=Lens.COMMUNICATION,
        did="Waited",
    )
    save_reflection(store, reflection=written)
    assert seen_through(store, Lens.COMMUNICATION) == [planned.id]
    assert seen_through(store, Lens.FOUNDATION) == []
    [row] = session_lists.list_sessions(store, lens=Lens.COMMUNICATION)
    [plain] = session_lists.list_sessions(store)
    assert (row.learned, plain.learned) == ("Waited", "")


def test_lenses_of_a_session_stand_in_their_order_and_can_be_left(store: Store, planned: Session) -> None:
    written = set_lenses(store, session_id=planned.id, lenses={Lens.LEARNING, Lens.FOUNDATION})
    assert written.value.lens_tags == ("foundation", "learning")
    assert set_lenses(store, session_id=planned.id, lenses=()).value.lens_tags == ()


def test_a_page_of_the_list_walks_the_index(store: Store) -> None:
    sql = session_lists._sql(session_lists._BY_DAY, newest_first=True)  # noqa: SLF001  (the plan of this very query is meant)
    cells = {"start": "0", "end": "9", "states": None, "lens": None, "engagements": None, "limit": 50}
    plan = " ".join(row[3] for row in store.db.execute(f"EXPLAIN QUERY PLAN {sql}", cells))
    assert "session_by_day" in plan
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan.partition("CORRELATED")[0]


@pytest.mark.parametrize(("words", "count"), [("sol mir", 1), ("ZOE", 1), ("", 2), ("nobody", 0)])
def test_a_name_narrows_the_list(store: Store, words: str, count: int) -> None:
    for name in ("Mira Solano", "Zoë Ito"):
        a_session(store, an_engagement(store, name, called=""))
    assert len(session_lists.list_sessions(store, words=words)) == count


def test_one_can_plan_with_whom_one_works(store: Store, engagement: Engagement) -> None:
    video = sessions.plan_session(
        store, engagement_id=engagement.id, planned_at=store.now(), mode=SessionMode.VIDEO, place="room"
    ).value
    closed = an_engagement(store, "Closed")
    store.db.execute("UPDATE engagement SET state = 'closed' WHERE id = ?", [closed.id])
    (found,) = session_lists.bookable(store)
    assert (found.engagement_id, found.names) == (engagement.id, ("Mira Solano",))
    assert (found.session_minutes, found.mode, found.place) == (60, video.mode, video.place)


def test_a_name_that_many_share_finds_them_too(store: Store) -> None:
    for number in range(21):
        a_session(store, an_engagement(store, f"Mira {number}", called=""), days=-number)
    a_session(store, an_engagement(store, "Ben", called=""))
    found = session_lists.list_sessions(store, words="mira", newest_first=True)
    assert [row.client_names for row in found] == [(f"Mira {number}",) for number in range(21)]
