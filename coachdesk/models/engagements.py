"""What coach and clients engage in together, and who stands behind it."""

import json
from typing import Final

import attrs
from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models import clients
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import ClientId, EngagementId, SponsorContactId, new_id
from coachdesk.models.entities.people import (
    Client,
    ClientStatus,
    Engagement,
    EngagementState,
    Organisation,
    SponsorContact,
)
from coachdesk.models.living import ask_for_living
from coachdesk.models.store import Store, write

SELECT_ENGAGEMENT: Final = """
SELECT e.*, (SELECT json_group_array(client_id ORDER BY position) FROM engagement_client
             WHERE engagement_id = e.id) AS client_ids
FROM engagement e
"""
CLIENTS_OF: Final = """
SELECT client.* FROM client JOIN engagement_client ec ON ec.client_id = client.id
WHERE ec.engagement_id = ? AND client.deleted_at IS NULL ORDER BY ec.position
"""
# The coach says where these stand. To rest and to end have ways of their own: `pauses` and `ending`.
STATES_TO_CHOOSE: Final = (EngagementState.EXPLORING, EngagementState.AGREEING, EngagementState.ACTIVE)
_OF_CLIENT: Final = f"""{SELECT_ENGAGEMENT}
WHERE e.id IN (SELECT engagement_id FROM engagement_client WHERE client_id = ?)
ORDER BY e.state = 'closed', coalesce(e.starts_on, e.created_at) DESC, e.id
"""  # noqa: S608  (our own names)


@frozen
class Sponsor:
    """A sponsor's person, and the organisation behind them where there is one."""

    contact: SponsorContact
    organisation: Organisation | None = None


def get_engagement(store: Store, *, engagement_id: EngagementId) -> Engagement:
    """Return an engagement.

    Raises:
        NotFoundError: there is none with this id; an `InBinError` where nobody it is with is there any more.
    """
    ask_for_living(store, engagement_id)
    return store.one(Engagement, f"{SELECT_ENGAGEMENT} WHERE e.id = ?", [engagement_id])


def clients_of(store: Store, *, engagement_id: EngagementId) -> tuple[Client, ...]:
    """Return whom an engagement is with, in their order; who is in the bin is left out."""
    return store.all(Client, CLIENTS_OF, [engagement_id])


def engagements_of(store: Store, *, client_id: ClientId) -> tuple[Engagement, ...]:
    """Return a client's engagements: those under way first, then the newest."""
    return store.all(Engagement, _OF_CLIENT, [client_id])


def get_sponsor(store: Store, *, sponsor_id: SponsorContactId) -> Sponsor:
    """Return a sponsor.

    Raises:
        NotFoundError: there is none with this id.
    """
    contact = store.one(SponsorContact, "SELECT * FROM sponsor_contact WHERE id = ?", [sponsor_id])
    organisations = store.all(
        Organisation, "SELECT * FROM organisation WHERE id = ?", [contact.organisation_id]
    )
    return Sponsor(contact, next(iter(organisations), None))


@write
def add_engagement(
    store: Store, *, client_ids: tuple[ClientId, ...], purpose: str = ""
) -> Written[Engagement]:
    """Start exploring work with these clients."""
    engagement = Engagement(id=EngagementId(new_id()), client_ids=client_ids, purpose=purpose)
    return save_engagement(store, engagement=engagement)


@write
def save_engagement(
    store: Store, *, engagement: Engagement, sponsor: Sponsor | None = None
) -> Written[Engagement]:
    """Keep an engagement, new or changed, and the sponsor that goes with it.

    Without a `sponsor` the engagement's `sponsor_id` stands; None there lets the sponsor go. Work that
    rests, ends or is closed stays where it is, and no other is brought there.
    A prospect whose engagement becomes active is an active client from then on.

    Raises:
        InvalidInputError: nobody is coached in it.
    """
    if not engagement.client_ids:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This engagement has no client."),
            QT_TRANSLATE_NOOP("errors", "Choose at least one, then save again."),
        )
    if sponsor is not None:
        _put_sponsor(store, sponsor)
        engagement = attrs.evolve(engagement, sponsor_id=sponsor.contact.id)
    engagement = _where_it_stands(store, engagement)
    former_sponsor = store.value("SELECT sponsor_id FROM engagement WHERE id = ?", [engagement.id])
    store.put("engagement", engagement, without=frozenset({"client_ids"}))
    touched = _put_clients(store, engagement)
    if former_sponsor not in (None, engagement.sponsor_id):
        forget_sponsor_if_unused(store, former_sponsor)
    _index(store, touched)
    return Written(engagement, _change(engagement) | _begin_with_prospects(store, engagement))


@write
def set_engagement_state(
    store: Store, *, engagement_id: EngagementId, state: EngagementState
) -> Written[Engagement]:
    """Move an engagement along, from the first talk to the coaching.

    Raises:
        InvalidInputError: it rests, ends or is closed, or would from now on.
    """
    engagement = get_engagement(store, engagement_id=engagement_id)
    if not {engagement.state, state} <= set(STATES_TO_CHOOSE):
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "To rest and to end have a page of their own."),
            QT_TRANSLATE_NOOP("errors", "Go there by “Pause or end”."),
        )
    return save_engagement(store, engagement=attrs.evolve(engagement, state=state))


def _where_it_stands(store: Store, engagement: Engagement) -> Engagement:
    """Return an engagement in the state that may be kept of it; a new one is as it is."""
    state = store.value("SELECT state FROM engagement WHERE id = ?", [engagement.id])
    if state is None or {EngagementState(state), engagement.state} <= set(STATES_TO_CHOOSE):
        return engagement
    return attrs.evolve(engagement, state=EngagementState(state))


def _put_sponsor(store: Store, sponsor: Sponsor) -> None:
    organisation = sponsor.organisation
    if organisation is not None:
        store.put("organisation", organisation)
    organisation_id = None if organisation is None else organisation.id
    store.put("sponsor_contact", attrs.evolve(sponsor.contact, organisation_id=organisation_id))


def _put_clients(store: Store, engagement: Engagement) -> set[ClientId]:
    """Write who takes part; return everyone who does or did."""
    old = store.db.execute("SELECT client_id FROM engagement_client WHERE engagement_id = ?", [engagement.id])
    touched = {ClientId(row[0]) for row in old} | set(engagement.client_ids)
    store.db.execute("DELETE FROM engagement_client WHERE engagement_id = ?", [engagement.id])
    store.db.conn.executemany(
        "INSERT INTO engagement_client VALUES (?, ?, ?)",
        [(engagement.id, client_id, place) for place, client_id in enumerate(engagement.client_ids)],
    )
    return touched


def forget_sponsor_if_unused(store: Store, sponsor_id: SponsorContactId) -> None:
    """Keep no sponsor's name and number without an engagement that needs them."""
    if store.value("SELECT count(*) FROM engagement WHERE sponsor_id = ?", [sponsor_id]):
        return
    organisation_id = store.value("SELECT organisation_id FROM sponsor_contact WHERE id = ?", [sponsor_id])
    store.delete("sponsor_contact", sponsor_id)
    if not store.value("SELECT count(*) FROM sponsor_contact WHERE organisation_id = ?", [organisation_id]):
        store.delete("organisation", organisation_id)


def _index(store: Store, client_ids: set[ClientId]) -> None:
    for row in store.db.execute(
        "SELECT id FROM client WHERE deleted_at IS NULL AND id IN (SELECT value FROM json_each(?))",
        [_json(client_ids)],
    ).fetchall():
        clients.index_client(store, client_id=ClientId(row[0]))


def _begin_with_prospects(store: Store, engagement: Engagement) -> Change:
    if engagement.state is not EngagementState.ACTIVE:
        return Change()
    begun = store.db.execute(
        "UPDATE client SET status = ?, updated_at = ? WHERE status = ? "
        "AND id IN (SELECT value FROM json_each(?)) RETURNING id",
        [
            ClientStatus.ACTIVE.value,
            store.now().isoformat(),
            ClientStatus.PROSPECT.value,
            _json(set(engagement.client_ids)),
        ],
    ).fetchall()
    return Change.of(Kind.CLIENT, *(row[0] for row in begun)) if begun else Change()


def _json(ids: set[ClientId]) -> str:
    return json.dumps(sorted(ids))


def _change(engagement: Engagement) -> Change:
    return Change.of(Kind.ENGAGEMENT, engagement.id, *engagement.client_ids)
