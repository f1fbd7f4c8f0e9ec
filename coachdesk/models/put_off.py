"""What the coach does not want to see today: a line of the day comes back on the day it was put off to.

It stays where it belongs all the same; only the day is silent about it. Kept in the vault, among what
CoachDesk keeps in mind for itself: an id and a day.
"""

import json
from collections.abc import Mapping
from datetime import date

from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.remembered import Key, recall, remember
from coachdesk.models.store import Store, write


@write
def put_off(store: Store, *, thing: str, until: date) -> Written[str]:
    """Say nothing of a thing before this day; what has come back meanwhile is forgotten."""
    today = store.today()
    still = {one: day for one, day in put_off_until(store).items() if day > today}
    return _keep(store, thing, still | {thing: until})


@write
def take_up_again(store: Store, *, thing: str) -> Written[str]:
    """Undo that a thing was put off."""
    return _keep(store, thing, {one: day for one, day in put_off_until(store).items() if one != thing})


def put_off_until(store: Store) -> Mapping[str, date]:
    """Return each thing that was put off, and the day on which it comes back."""
    kept = recall(store, Key.PUT_OFF)
    return {thing: date.fromisoformat(day) for thing, day in json.loads(kept).items()} if kept else {}


def _keep(store: Store, thing: str, things: Mapping[str, date]) -> Written[str]:
    text = json.dumps({one: day.isoformat() for one, day in things.items()})
    remember(store, Key.PUT_OFF, text)
    return Written(thing, Change.of(Kind.TODAY, thing))
