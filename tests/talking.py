"""Contact between sessions and what was agreed about it, for every test that needs some."""

from datetime import datetime, timedelta

import attrs

from coachdesk.models.contacts import save_contact
from coachdesk.models.engagements import save_engagement
from coachdesk.models.entities.between import Contact
from coachdesk.models.entities.ids import ContactId, new_id
from coachdesk.models.entities.people import ContactPer, Engagement
from coachdesk.models.store import Store
from tests.making import an_engagement


def agreed(store: Store, most: int | None = 2, per: ContactPer = ContactPer.WEEK) -> Engagement:
    """Engage with a client who may get in touch so often."""
    work = attrs.evolve(an_engagement(store), contact_most=most, contact_per=per, contact_words="Short ones")
    return save_engagement(store, engagement=work).value


def in_touch(store: Store, work: Engagement, at: datetime | int = 0, **said: object) -> Contact:
    """Log a contact at a moment, or so many days from now."""
    moment = at if isinstance(at, datetime) else store.now() + timedelta(days=at)
    made = Contact(id=ContactId(new_id()), engagement_id=work.id, at=moment, **said)  # type: ignore[arg-type]  # a test's own
    return save_contact(store, contact=made).value
