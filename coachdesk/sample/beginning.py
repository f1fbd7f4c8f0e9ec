"""How work with a client begins: the file, the engagement, the safe start, consents."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Final

import attrs

from coachdesk.models import clients, consents, engagements, safe_start
from coachdesk.models.entities.people import ClientStatus, Consent, EngagementState, SafeStartItem
from coachdesk.models.store import Store
from coachdesk.sample.history import Event
from coachdesk.sample.texts import ClientText

_FIRST_THING: Final = time(8)
_EVENING: Final = time(18)


def beginning(text: ClientText) -> Iterator[Event]:
    """Yield what was noted apart from agreement and sessions."""
    yield Event(_first_talk(text), partial(_meet, text))
    for item in text.safe_start:
        yield Event(_at(item.done_on, _EVENING), partial(_tick, text, item))
    for consent in text.consents:
        yield Event(_at(consent.given_on, _EVENING), partial(_consent, consent))


def _first_talk(text: ClientText) -> datetime:
    days = [item.done_on for item in text.safe_start if item.done_on is not None]
    return min(_at(min(days), _FIRST_THING), text.versions[0].drafted_at - timedelta(minutes=30))


def _meet(text: ClientText, store: Store) -> None:
    """Open the file; the client is a prospect until the engagement becomes active."""
    clients.save_client(store, client=attrs.evolve(text.client, status=ClientStatus.PROSPECT))
    exploring = attrs.evolve(text.engagement, state=EngagementState.EXPLORING)
    engagements.save_engagement(store, engagement=exploring, sponsor=text.sponsor)


def _tick(text: ClientText, item: SafeStartItem, store: Store) -> None:
    if item.done_on is not None:
        safe_start.tick(
            store,
            engagement_id=text.engagement.id,
            step=item.step,
            done_by=item.done_by,
            done_on=item.done_on,
        )


def _consent(consent: Consent, store: Store) -> None:
    consents.record_consent(store, consent=consent)


def _at(day: date | None, at: time) -> datetime:
    return datetime.combine(day or date.min, at).astimezone(UTC)
