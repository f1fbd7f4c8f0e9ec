import pytest

from coachdesk.errors import InvalidInputError, NotFoundError
from coachdesk.models import sessions, themes
from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.people import Engagement
from coachdesk.models.store import Store
from tests import making


@pytest.fixture
def work(store: Store) -> Engagement:
    return making.an_engagement(store)


def give(store: Store, work: Engagement, *given: str, days: int = -7) -> SessionId:
    held = making.a_held_session(store, work, days=days)
    for theme in given:
        themes.set_theme(store, session_id=held.id, theme=theme)
    return held.id


def test_themes_are_kept_in_the_order_they_were_given(store: Store, work: Engagement) -> None:
    assert themes.themes_of(store, session_id=give(store, work, "Rest", "A  no ")) == ("Rest", "A no")


def test_the_same_theme_again_is_the_one_that_is_there(store: Store, work: Engagement) -> None:
    give(store, work, "Décider")
    assert themes.themes_of(store, session_id=give(store, work, "decider", "DÉCIDER")) == ("Décider",)


def test_what_is_taken_away_can_be_given_again(store: Store, work: Engagement) -> None:
    held = give(store, work, "Rest")
    gone = themes.remove_theme(store, session_id=held, theme="Rest")
    assert (themes.themes_of(store, session_id=held), gone.change) == ((), Change.of(Kind.THEME, held))
    themes.set_theme(store, session_id=held, theme=gone.value.theme)
    assert themes.themes_of(store, session_id=held) == ("Rest",)


def test_those_of_the_same_work_are_offered_first(store: Store, work: Engagement) -> None:
    give(store, work, "Rest", days=-9)
    give(store, making.an_engagement(store, "Ben"), "Money", days=-2)
    assert themes.earlier_themes(store, session_id=give(store, work)) == ("Rest", "Money")


def test_a_theme_of_a_deleted_session_is_not_offered(store: Store, work: Engagement) -> None:
    sessions.delete_session(store, session_id=give(store, work, "Rest"))
    assert themes.earlier_themes(store, session_id=give(store, work)) == ()


@pytest.mark.parametrize("theme", ["", "  \n", "x" * 10_001])
def test_a_theme_has_words(store: Store, work: Engagement, theme: str) -> None:
    with pytest.raises(InvalidInputError):
        give(store, work, theme)


def test_nothing_is_given_to_a_session_that_is_gone(store: Store) -> None:
    with pytest.raises(NotFoundError):
        themes.set_theme(store, session_id=SessionId("gone"), theme="Rest")
