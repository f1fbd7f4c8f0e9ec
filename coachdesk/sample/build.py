"""The sample practice, made as a coach would have made it: by the application's verbs, day by day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Final

from coachdesk.documents.renderer import Renderer
from coachdesk.models import kit_care
from coachdesk.models.profile import save_profile
from coachdesk.models.store import Store
from coachdesk.sample.agreeing import Agreeing
from coachdesk.sample.beginning import beginning
from coachdesk.sample.between import between
from coachdesk.sample.clock import SettableClock
from coachdesk.sample.gathering import gathering
from coachdesk.sample.history import Event, tell
from coachdesk.sample.meeting import Meetings
from coachdesk.sample.paper import Paper
from coachdesk.sample.texts import PracticeText, load_practice

_BEFORE_ALL_CLIENTS: Final = timedelta(days=400)
_LATELY: Final = timedelta(days=20)


def build_sample(store: Store, clock: SettableClock, *, today: date, renderer: Renderer) -> None:
    """Fill an empty vault with six months of three clients; `clock` has to be the store's own.

    Everything is written in one transaction, so a vault holds the whole story or nothing of it.
    """
    tell(store, clock, _events(load_practice(today), today, Paper(renderer)))


def _events(practice: PracticeText, today: date, paper: Paper) -> Iterator[Event]:
    settled_in = datetime.combine(today, time(9)).astimezone(UTC) - _BEFORE_ALL_CLIENTS
    yield Event(settled_in, partial(save_profile, profile=practice.profile))
    yield Event(settled_in + _BEFORE_ALL_CLIENTS - _LATELY, kit_care.note_tried)
    yield from gathering(today - _LATELY)
    for client in practice.clients:
        yield from beginning(client)
        yield from Agreeing(client, paper).events()
        yield from Meetings(client, paper).events()
        yield from between(client)
