from datetime import date

import attrs
import pytest

from coachdesk.models import practice_reflections, sessions
from coachdesk.models.entities.ids import PracticeReflectionId
from coachdesk.models.entities.practice import PracticeReflection
from coachdesk.models.entities.prompt import Lens
from coachdesk.models.entities.session import Session
from coachdesk.models.finding import search
from coachdesk.models.practice_reflections import reflection_on, save_reflection
from coachdesk.models.store import Store
from tests.making import a_held_session, an_engagement


@pytest.fixture
def held(store: Store) -> Session:
    return a_held_session(store, an_engagement(store))


def a_reflection(held: Session) -> PracticeReflection:
    return PracticeReflection(
        id=PracticeReflectionId("mine"),
        session_id=held.id,
        on_day=date(2026, 5, 7),
        lens=Lens.COMMUNICATION,
        did="I waited",
        missed="The shrug",
    )


def test_nothing_is_written_to_begin_with(store: Store, held: Session) -> None:
    assert reflection_on(store, held.id) is None


def test_it_comes_back_as_typed(store: Store, held: Session) -> None:
    mine = save_reflection(store, reflection=a_reflection(held)).value
    assert reflection_on(store, held.id) == mine


def test_without_words_it_goes(store: Store, held: Session) -> None:
    mine = save_reflection(store, reflection=a_reflection(held)).value
    save_reflection(store, reflection=attrs.evolve(mine, did=" ", missed=""))
    assert reflection_on(store, held.id) is None
    assert practice_reflections.says_nothing(attrs.evolve(mine, did=" ", missed=""))


@pytest.mark.parametrize(("anonymised", "left"), [(False, 0), (True, 1)])
def test_it_goes_with_its_session_unless_nobody_can_be_told_from_it(
    store: Store, held: Session, anonymised: bool, left: int
) -> None:
    save_reflection(store, reflection=attrs.evolve(a_reflection(held), anonymised=anonymised))
    sessions.delete_session(store, session_id=held.id)
    store.db.execute("DELETE FROM session WHERE id = ?", [held.id])
    assert store.value("SELECT count(*) FROM practice_reflection") == left


def test_it_is_in_no_search(store: Store, held: Session) -> None:
    save_reflection(store, reflection=a_reflection(held))
    assert search(store, "shrug").count == 0
