from datetime import timedelta

import attrs
import pytest

from coachdesk.models.entities.ids import ClientId
from coachdesk.models.preferences import keep_preferences, preference_history
from coachdesk.models.preferences_back import confirm_with_way_back, hold_again
from coachdesk.models.store import Store
from tests.making import an_engagement
from tests.remembering import DAY, preference
from tests.reviewing import later


@pytest.fixture
def mira(store: Store) -> ClientId:
    return an_engagement(store).client_ids[0]


def test_a_confirmation_knows_what_stood_there_before(store: Store, mira: ClientId) -> None:
    said = keep_preferences(store, said=preference(mira)).value
    done = confirm_with_way_back(store, client_id=mira).value
    assert (done.before, done.after.confirmed_on) == (said, DAY)
    hold_again(store, client_id=mira, to=done.before)
    assert preference_history(store, client_id=mira) == (said,)


def test_what_was_answered_after_it_is_taken_away(store: Store, mira: ClientId) -> None:
    said = keep_preferences(store, said=preference(mira)).value
    later(store, timedelta(days=60))
    newer = keep_preferences(store, said=preference(mira, trust="You wait")).value
    written = hold_again(store, client_id=mira, to=said)
    assert preference_history(store, client_id=mira) == (said,)
    assert written.change.ids == {mira, said.id, newer.id}


def test_without_one_nothing_was_ever_answered(store: Store, mira: ClientId) -> None:
    keep_preferences(store, said=preference(mira))
    hold_again(store, client_id=mira, to=None)
    assert preference_history(store, client_id=mira) == ()


def test_one_that_was_taken_away_comes_back_on_top(store: Store, mira: ClientId) -> None:
    said = keep_preferences(store, said=preference(mira)).value
    later(store, timedelta(days=60))
    newer = keep_preferences(store, said=preference(mira, trust="You wait")).value
    hold_again(store, client_id=mira, to=said)
    hold_again(store, client_id=mira, to=newer)
    assert [one.id for one in preference_history(store, client_id=mira)] == [newer.id, said.id]


def test_another_client_is_left_alone(store: Store, mira: ClientId) -> None:
    jo = an_engagement(store, "Jo Mills", called="Jo").client_ids[0]
    kept = keep_preferences(store, said=preference(jo)).value
    keep_preferences(store, said=attrs.evolve(preference(mira)))
    hold_again(store, client_id=mira, to=None)
    assert preference_history(store, client_id=jo) == (kept,)
