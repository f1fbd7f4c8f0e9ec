"""Rituals that tests begin with."""

from datetime import date
from typing import Any

from coachdesk.models.entities.ids import RitualId, RitualTimeId, new_id
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.ritual import Ritual, RitualMoment, RitualTime
from coachdesk.models.entities.session import Session
from coachdesk.models.ritual_times import settle_ritual
from coachdesk.models.rituals import keep_ritual
from coachdesk.models.store import Store
from tests.making import a_session, an_engagement


def a_ritual(
    store: Store,
    engagement: Engagement | None = None,
    moment: RitualMoment = RitualMoment.OPENING,
    **said: Any,  # noqa: ANN401  (any of its fields)
) -> Ritual:
    """Keep a ritual with two steps, of an engagement or of every client."""
    given: dict[str, Any] = {"name": "Arriving", "steps": ("A quiet minute", "One word each")} | said
    of = None if engagement is None else engagement.id
    ritual = Ritual(id=RitualId(new_id()), engagement_id=of, moment=moment, **given)
    return keep_ritual(store, ritual=ritual).value


def a_time(
    store: Store,
    ritual: Ritual,
    engagement: Engagement,
    session: Session | None = None,
    *,
    on: date | None = None,
    skipped: bool = False,
) -> RitualTime:
    """Note that a ritual was done, or passed over, today unless another day is given."""
    time = RitualTime(
        id=RitualTimeId(new_id()),
        ritual_id=ritual.id,
        engagement_id=engagement.id,
        session_id=None if session is None else session.id,
        on_day=on or store.today(),
        skipped=skipped,
    )
    settle_ritual(store, times=(time,))
    return time


def every_kind(store: Store, words: str = "Something that we do together") -> None:
    """Keep one of every kind for a client, before a session of today; one is off."""
    work = an_engagement(store)
    fill_with(store, work, words)
    a_session(store, work)


def fill_with(store: Store, work: Engagement, words: str) -> None:
    """Keep one of every kind for an engagement, all in these words."""
    said: dict[str, Any] = {"name": words, "steps": (words, words)}
    today = store.today()
    a_ritual(store, work, **said)
    a_ritual(store, work, RitualMoment.EVERY, every=1, **said)
    a_ritual(store, None, RitualMoment.CLOSING, **said)
    a_ritual(store, work, RitualMoment.ON_DAY, on_day=today, **said)
    a_ritual(store, work, active=False, **said)
