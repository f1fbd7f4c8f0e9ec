"""How client and coach work together: what was asked, what lies ahead, what was heard."""

from collections.abc import Iterator
from datetime import datetime, time
from functools import partial
from typing import Final

import attrs

from coachdesk.models.entities.ids import EngagementId, SessionId
from coachdesk.models.entities.moment import Reflection
from coachdesk.models.entities.relationship import Preference
from coachdesk.models.preferences import ASKED_ON, keep_preferences
from coachdesk.models.store import Store
from coachdesk.sample.history import Event
from coachdesk.sample.promising import promise_events
from coachdesk.sample.repeating import ritual_events
from coachdesk.sample.talking import talk_events
from coachdesk.sample.texts import ClientText
from coachdesk.sample.walking import goal_events, stop_events

_AFTERWARDS: Final = time(19)
_UNDER_WAY: Final = """
SELECT id FROM session WHERE engagement_id = ? AND began_at <= ? ORDER BY began_at DESC LIMIT 1
"""


def between(text: ClientText) -> Iterator[Event]:
    """Yield what was noted of it."""
    work = text.engagement.id
    for said in text.between.preferences:
        asked_at = datetime.combine(said.asked_on, _AFTERWARDS).astimezone()
        yield Event(asked_at, partial(_ask, said))
    for stop in text.between.milestones:
        yield from stop_events(stop, work)
    for goal in text.between.goals:
        yield from goal_events(goal, work)
    for ritual in text.between.rituals:
        yield from ritual_events(ritual, work)
    for promise in text.between.promises:
        yield from promise_events(promise, work)
    yield from talk_events(text)
    for heard in text.between.heard:
        yield Event(heard.noted_at, partial(_hear, heard, work))


def _ask(said: Preference, store: Store) -> None:
    keep_preferences(store, said=said, days=frozenset({ASKED_ON}))


def _hear(heard: Reflection, work: EngagementId, store: Store) -> None:
    session_id = SessionId(store.value(_UNDER_WAY, [work, heard.noted_at.isoformat()]))
    store.put("reflection", attrs.evolve(heard, session_id=session_id))
