"""Contact between the sessions of the sample practice, and what both told each other in between."""

from collections.abc import Iterator
from datetime import datetime, time
from functools import partial
from typing import Final

import attrs

from coachdesk.models import contacts, feedback
from coachdesk.models.entities.between import Contact
from coachdesk.models.entities.relationship import Feedback
from coachdesk.models.store import Store
from coachdesk.sample.history import Event
from coachdesk.sample.texts import ClientText

_AFTERWARDS: Final = time(19)


def talk_events(text: ClientText) -> Iterator[Event]:
    """Yield each contact at its moment, and each sentence in the evening of its day."""
    work = text.engagement.id
    for contact in text.between.contacts:
        yield Event(contact.at, partial(_log, attrs.evolve(contact, engagement_id=work)))
    for said in text.between.feedback:
        told = attrs.evolve(said, engagement_id=work, client_id=text.client.id)
        given_at = datetime.combine(told.told_on or told.given_on, _AFTERWARDS).astimezone()
        yield Event(given_at, partial(_say, told))


def _log(contact: Contact, store: Store) -> None:
    contacts.save_contact(store, contact=contact)


def _say(said: Feedback, store: Store) -> None:
    feedback.save_feedback(store, feedback=said)
