from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.errors import InvalidInputError, NotFoundError
from coachdesk.models import deletion
from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.entities.ids import EngagementId, RitualId
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.ritual import Ritual, RitualMoment, RitualTime
from coachdesk.models.rituals import (
    get_ritual,
    keep_ritual,
    put_ritual_back,
    remove_ritual,
    rituals_of,
    rituals_page,
)
from coachdesk.models.store import Store
from tests.making import a_held_session, an_engagement
from tests.repeating import a_ritual, a_time

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=20)


@pytest.fixture
def work(store: Store) -> Engagement:
    return an_engagement(store)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(name=WORDS, steps=st.lists(WORDS, max_size=5).map(tuple), active=st.booleans())
def test_a_ritual_comes_back_as_it_was_kept(
    store: Store, name: str, steps: tuple[str, ...], active: bool
) -> None:
    kept = a_ritual(store, name=name, steps=steps, active=active)
    assert get_ritual(store, ritual_id=kept.id) == kept
    assert (kept.name, kept.steps, kept.active) == (name, steps, active)


def test_keeping_tells_which_ritual_changed(store: Store) -> None:
    kept = a_ritual(store)
    written = keep_ritual(store, ritual=attrs.evolve(kept, name=" Landing ", steps=("One ", " ", "Two")))
    assert written.change == Change.of(Kind.RITUAL, kept.id)
    assert (written.value.name, written.value.steps) == ("Landing", ("One", "Two"))


@pytest.mark.parametrize(
    ("moment", "said"),
    [(RitualMoment.EVERY, {}), (RitualMoment.EVERY, {"every": 0}), (RitualMoment.ON_DAY, {})],
)
def test_what_tells_when_it_comes_is_asked_for(
    store: Store, moment: RitualMoment, said: dict[str, Any]
) -> None:
    with pytest.raises(InvalidInputError):
        a_ritual(store, None, moment, **said)
    assert rituals_of(store) == ()


def test_of_another_moment_nothing_is_left(store: Store) -> None:
    kept = a_ritual(store, None, RitualMoment.EVERY, every=3)
    now = attrs.evolve(kept, moment=RitualMoment.ON_DAY, on_day=date(2026, 6, 3))
    assert keep_ritual(store, ritual=now).value.every is None


def test_an_engagement_meets_its_own_and_those_of_every_client_in_the_order_of_a_session(
    store: Store, work: Engagement
) -> None:
    other = an_engagement(store, "Jo Mills")
    last = a_ritual(store, work, RitualMoment.CLOSING, name="Last")
    first = a_ritual(store, name="First")
    a_ritual(store, other, name="Another's")
    assert rituals_of(store, engagement_id=work.id) == (first, last)
    assert rituals_of(store) == (first,)


def test_the_page_begins_with_the_clients_own(store: Store, work: Engagement) -> None:
    shared, own = a_ritual(store), a_ritual(store, work, RitualMoment.CLOSING)
    page = rituals_page(store, engagement_id=work.id)
    assert page.rituals == (own, shared)
    assert (page.names, page.called) == ("Mira Solano", "Mira")
    assert rituals_page(store).rituals == (shared,)


def test_what_was_taken_away_comes_back_with_its_times(store: Store, work: Engagement) -> None:
    ritual = a_ritual(store, work)
    time = a_time(store, ritual, work)
    removed = remove_ritual(store, ritual_id=ritual.id).value
    assert rituals_of(store, engagement_id=work.id) == ()
    assert store.all(RitualTime, "SELECT * FROM ritual_time") == ()
    put_ritual_back(store, removed=removed)
    assert rituals_of(store, engagement_id=work.id) == (ritual,)
    assert store.all(RitualTime, "SELECT * FROM ritual_time") == (time,)


def test_what_is_not_there_is_not_found(store: Store) -> None:
    with pytest.raises(NotFoundError):
        remove_ritual(store, ritual_id=RitualId("none"))
    with pytest.raises(NotFoundError):
        keep_ritual(
            store, ritual=Ritual(id=RitualId("one"), engagement_id=EngagementId("none"), name="Arriving")
        )


def test_a_ritual_comes_back_though_a_session_it_was_done_in_is_gone(store: Store, work: Engagement) -> None:
    ritual, session = a_ritual(store, work), a_held_session(store, work)
    a_time(store, ritual, work, session)
    removed = remove_ritual(store, ritual_id=ritual.id).value
    deletion.delete_session(store, session.id)
    put_ritual_back(store, removed=removed)
    back = remove_ritual(store, ritual_id=ritual.id).value
    assert [one.session_id for one in back.times] == [None]
