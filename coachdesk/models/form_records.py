"""The records that a form of its own page changes, as they stand, and put back whole.

What has been changed in another way since is never written over.
"""

from collections.abc import Iterable

from attrs import frozen

from coachdesk.errors import NotFoundError, StaleError
from coachdesk.models import clients, engagements, sessions
from coachdesk.models.engagements import Sponsor
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import ClientId, EngagementId
from coachdesk.models.entities.people import Client, ClientStatus, Engagement
from coachdesk.models.entities.session import Session
from coachdesk.models.store import Store, write


def client_as_it_is(store: Store, *, client_id: ClientId) -> Client | None:
    """Return a client, None where there is none."""
    try:
        return clients.get_client(store, client_id=client_id)
    except NotFoundError:
        return None


@write
def put_client(store: Store, *, client: Client, instead_of: Client) -> Written[Client]:
    """Keep a client as they were.

    Raises:
        StaleError: they are not as they were left, or not there.
    """
    if client_as_it_is(store, client_id=client.id) != instead_of:
        raise StaleError
    return clients.save_client(store, client=client)


@frozen(kw_only=True)
class Work:
    """An engagement with its sponsor, and the status of clients whom it may move along."""

    engagement: Engagement
    sponsor: Sponsor | None
    statuses: tuple[tuple[ClientId, ClientStatus], ...]


def work_as_it_is(
    store: Store, *, engagement_id: EngagementId, client_ids: Iterable[ClientId]
) -> Work | None:
    """Return an engagement with what its form changes, also for these clients; None where there is none."""
    try:
        engagement = engagements.get_engagement(store, engagement_id=engagement_id)
    except NotFoundError:
        return None
    sponsor_id = engagement.sponsor_id
    known = (client_as_it_is(store, client_id=client_id) for client_id in client_ids)
    return Work(
        engagement=engagement,
        sponsor=None if sponsor_id is None else engagements.get_sponsor(store, sponsor_id=sponsor_id),
        statuses=tuple((client.id, client.status) for client in known if client is not None),
    )


@write
def put_work(store: Store, *, work: Work, instead_of: Work) -> Written[Work]:
    """Keep an engagement, its sponsor and the status of its clients as they were.

    Raises:
        StaleError: one of them is not as it was left, or not there.
    """
    engagement = work.engagement
    client_ids = [client_id for client_id, _status in instead_of.statuses]
    if work_as_it_is(store, engagement_id=engagement.id, client_ids=client_ids) != instead_of:
        raise StaleError
    change = engagements.save_engagement(store, engagement=engagement, sponsor=work.sponsor).change
    for client_id, status in work.statuses:
        store.db.execute(
            "UPDATE client SET status = ?, updated_at = ? WHERE id = ? AND status <> ?",
            [status.value, store.now().isoformat(), client_id, status.value],
        )
    return Written(work, change | Change.of(Kind.CLIENT, *client_ids))


@write
def take_plan_back(store: Store, *, planned: Session) -> Written[Session]:
    """Take a session out of sight that was just planned, until `restore_session`.

    Raises:
        NotFoundError: it is not there.
        StaleError: it is not as it was planned.
    """
    if sessions.session(store, planned.id) != planned:
        raise StaleError
    return sessions.delete_session(store, session_id=planned.id)
