"""All clients of a year together."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

import coachdesk.crypto.connection  # noqa: F401  (first: sqlite_utils takes the driver prepared there)
from bench.year.course import Course
from coachdesk.models.entities.ids import RitualId, new_id
from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.entities.ritual import Ritual
from coachdesk.models.profile import save_profile
from coachdesk.models.rituals import keep_ritual
from coachdesk.models.store import Store
from coachdesk.sample.clock import SettableClock
from coachdesk.sample.history import Event, tell

SEED: Final = 2026
CLIENTS: Final = 40
SESSIONS_EACH: Final = 40
BEGIN: Final = datetime(2025, 11, 3, 8, tzinfo=UTC)  # so that both changes of the clock are in it
LATE_IN_IT: Final = datetime(2026, 8, 3, 6, tzinfo=UTC)  # a morning with sessions ahead
_A_DAY: Final = 5  # sessions


def live_a_year(
    store: Store, clock: SettableClock, *, clients: int = CLIENTS, each: int = SESSIONS_EACH, seed: int = SEED
) -> None:
    """Fill an empty vault with a year; `clock` has to be the store's own."""
    tell(store, clock, _events(clients, each, seed))


def _events(count: int, each: int, seed: int) -> Iterator[Event]:
    yield Event(BEGIN - timedelta(days=60), partial(save_profile, profile=CoachProfile(name="Ines Vogt")))
    arriving = Ritual(id=RitualId(new_id()), name="Arriving", steps=("Two breaths", "A word each"))
    yield Event(BEGIN - timedelta(days=59), partial(keep_ritual, ritual=arriving))
    for number in range(count):
        first = BEGIN + timedelta(days=number // _A_DAY % 5 + number // 25 * 7, hours=1.5 * (number % _A_DAY))
        yield from Course(number, first, each, seed).events()
