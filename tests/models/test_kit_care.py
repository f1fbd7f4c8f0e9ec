from datetime import timedelta

from coachdesk.models import kit_care
from coachdesk.models.clock import fixed_clock
from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.profile import save_profile
from coachdesk.models.store import Store
from tests.conftest import NOW

HALF_A_YEAR = timedelta(days=183)


def go_on(store: Store, by: timedelta) -> None:
    store.now = fixed_clock(store.now() + by)


def test_a_new_vault_asks_for_nothing(store: Store) -> None:
    assert not kit_care.is_due(store)
    save_profile(store, profile=CoachProfile(name="Ines"))
    assert not kit_care.is_due(store)


def test_half_a_year_later_it_is_time(store: Store) -> None:
    save_profile(store, profile=CoachProfile(name="Ines"))
    go_on(store, HALF_A_YEAR)
    assert kit_care.is_due(store)


def test_trying_it_is_enough_for_another_half_year(store: Store) -> None:
    save_profile(store, profile=CoachProfile(name="Ines"))
    go_on(store, HALF_A_YEAR)
    kit_care.note_tried(store)
    assert (kit_care.is_due(store), kit_care.last_tried(store)) == (False, NOW + HALF_A_YEAR)
    go_on(store, HALF_A_YEAR)
    assert kit_care.is_due(store)


def test_so_is_a_new_kit(store: Store) -> None:
    save_profile(store, profile=CoachProfile(name="Ines"))
    go_on(store, HALF_A_YEAR)
    kit_care.note_replaced(store)
    assert not kit_care.is_due(store)


def test_a_vault_of_an_earlier_time_is_left_as_it_is(store: Store) -> None:
    store.db.execute("DELETE FROM _sqlite_migrations WHERE name <> 'm0001_first_practice'")
    kit_care.note_opened(store.db.conn)
    assert kit_care.last_tried(store) is None
