"""The past is told in order, and whole or not at all."""

from datetime import timedelta
from functools import partial

import pytest

from coachdesk.models import clients
from coachdesk.models.store import Store
from coachdesk.sample.clock import SettableClock
from coachdesk.sample.history import Event, tell
from tests.conftest import NOW


@pytest.fixture
def hand(store: Store) -> SettableClock:
    clock = SettableClock(NOW)
    store.now = clock
    return clock


def say(word: str, to: list[str], *, days: int = 0) -> Event:
    return Event(NOW + timedelta(days=days), lambda _store: to.append(word))


def test_events_happen_in_order_of_time(store: Store, hand: SettableClock) -> None:
    told: list[str] = []
    tell(store, hand, [say("later", told, days=2), say("sooner", told, days=1)])
    assert told == ["sooner", "later"]


def test_events_of_one_moment_keep_their_order(store: Store, hand: SettableClock) -> None:
    told: list[str] = []
    tell(store, hand, [say(word, told) for word in "abc"])
    assert told == ["a", "b", "c"]


def test_records_carry_the_moment_of_their_event(store: Store, hand: SettableClock) -> None:
    then = NOW - timedelta(days=100)
    tell(store, hand, [Event(then, partial(clients.add_client, display_name="Mira Solano"))])
    assert store.value("SELECT created_at FROM client") == then.isoformat()


def test_nothing_has_happened_where_one_event_fails(store: Store, hand: SettableClock) -> None:
    def fail(_store: Store) -> None:
        raise ZeroDivisionError

    first = Event(NOW, partial(clients.add_client, display_name="Mira Solano"))
    with pytest.raises(ZeroDivisionError):
        tell(store, hand, [first, Event(NOW, fail)])
    assert clients.count_clients(store) == 0
