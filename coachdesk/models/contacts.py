"""Contact between two sessions: a log of it beside what was agreed, for the coach alone."""

from datetime import timedelta, tzinfo
from typing import Final

import attrs
from attrs import field, frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models import session_index
from coachdesk.models.clock import local
from coachdesk.models.contact_balance import Balance, contact_balance
from coachdesk.models.engagements import clients_of, get_engagement
from coachdesk.models.entities.between import Contact
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.people import Client, ContactPer, Engagement
from coachdesk.models.preferences import KnownPreference, known_of
from coachdesk.models.store import Store, write

MOST_SHOWN: Final = 500
_A_MOMENT: Final = timedelta(minutes=2)  # a clock that is a little ahead is no mistake of the coach's

CONTACTS: Final = "SELECT * FROM contact WHERE engagement_id = ? ORDER BY at DESC, id LIMIT ?"
CLAUSE: Final = """
SELECT c.agreed_words, v.state = 'signed' FROM agreement a JOIN agreement_version v ON v.agreement_id = a.id
JOIN clause c ON c.version_id = v.id
WHERE a.engagement_id = ? AND c.key = 'boundaries' AND c.state <> 'dropped' AND trim(c.agreed_words) <> ''
  AND v.state IN ('signed', 'ready', 'in discussion', 'draft')
ORDER BY v.state = 'signed' DESC, v.number DESC LIMIT 1
"""


@frozen(kw_only=True)
class Boundary:
    """What the agreement says of boundaries, and whether it is signed."""

    words: str
    is_in_force: bool


@frozen(kw_only=True)
class ContactsPage:
    """All that the page of contacts shows, the newest contact first."""

    engagement: Engagement
    clients: tuple[Client, ...] = ()
    contacts: tuple[Contact, ...] = ()
    balance: Balance = field(factory=lambda: Balance(per=ContactPer.SESSION))
    preferences: tuple[KnownPreference, ...] = ()
    boundary: Boundary | None = None


def contacts_page(store: Store, *, engagement_id: EngagementId, zone: tzinfo | None = None) -> ContactsPage:
    """Return the contacts of an engagement beside what was agreed; `zone` is where the coach is.

    Raises:
        NotFoundError: there is no such engagement.
    """
    engagement = get_engagement(store, engagement_id=engagement_id)
    clients = clients_of(store, engagement_id=engagement_id)
    return ContactsPage(
        engagement=engagement,
        clients=clients,
        contacts=store.all(Contact, CONTACTS, [engagement_id, MOST_SHOWN]),
        balance=contact_balance(store, engagement, zone=zone),
        preferences=known_of(store, clients, engagement, day=local(store.now(), zone).date()),
        boundary=boundary_of(store, engagement_id=engagement_id),
    )


def boundary_of(store: Store, *, engagement_id: EngagementId) -> Boundary | None:
    """Return what both have agreed on about boundaries, as it is signed or else as it stands by now."""
    row = store.db.execute(CLAUSE, [engagement_id]).fetchone()
    return None if row is None else Boundary(words=row[0], is_in_force=bool(row[1]))


@write
def save_contact(store: Store, *, contact: Contact) -> Written[Contact]:
    """Keep a contact, new or changed.

    Raises:
        InvalidInputError: its moment has not come yet.
    """
    if contact.at > store.now() + _A_MOMENT:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "That moment has not come yet."),
            QT_TRANSLATE_NOOP("errors", "Type when you were in touch."),
        )
    kept = attrs.evolve(contact, words=contact.words.strip())
    store.put("contact", kept)
    session_index.index_contact(store, kept)
    return Written(kept, _change(kept))


@write
def remove_contact(store: Store, *, contact: Contact) -> Written[Contact]:
    """Take a contact out of the log; `save_contact` puts back what is returned, as it was kept last."""
    kept = store.all(Contact, "SELECT * FROM contact WHERE id = ?", [contact.id])
    store.delete("contact", contact.id)
    return Written(next(iter(kept), contact), _change(contact))


def _change(contact: Contact) -> Change:
    return Change.of(Kind.CONTACT, contact.engagement_id, contact.id)
