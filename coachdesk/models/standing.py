"""Where the work with clients stands: its state, its ending, its pauses; all it takes to go back there."""

from typing import Final

import attrs
from attrs import frozen

from coachdesk.models.engagements import clients_of, get_engagement
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ending import Ending, Pause, StepTaken
from coachdesk.models.entities.ids import ClientId, EngagementId
from coachdesk.models.entities.people import Client, ClientStatus, Engagement, EngagementState
from coachdesk.models.following import status_after
from coachdesk.models.store import Store, write

_OF_WORK: Final = "SELECT * FROM {table} WHERE engagement_id = ?"
_STATES: Final = """
SELECT e.state FROM engagement e JOIN engagement_client p ON p.engagement_id = e.id WHERE p.client_id = ?
"""
STEP_KEY: Final = ("engagement_id", "step")


@frozen(kw_only=True)
class Standing:
    """How an engagement stands, and where its clients do."""

    engagement: Engagement
    statuses: tuple[tuple[ClientId, ClientStatus], ...] = ()
    ending: Ending | None = None
    steps: tuple[StepTaken, ...] = ()
    pauses: tuple[Pause, ...] = ()

    @property
    def pause(self) -> Pause | None:
        """The pause that is under way; of one within another, the one that began last."""
        return next((pause for pause in reversed(self.pauses) if pause.ended_on is None), None)


def standing(store: Store, *, engagement_id: EngagementId) -> Standing:
    """Return how an engagement stands.

    Raises:
        NotFoundError: there is none with this id.
    """
    engagement = get_engagement(store, engagement_id=engagement_id)
    cells = [engagement_id]
    order = "ORDER BY began_on, created_at, rowid"
    return Standing(
        engagement=engagement,
        statuses=tuple((one.id, one.status) for one in clients_of(store, engagement_id=engagement_id)),
        ending=next(iter(store.all(Ending, _OF_WORK.format(table="ending"), cells)), None),
        steps=store.all(StepTaken, _OF_WORK.format(table="ending_step"), cells),
        pauses=store.all(Pause, f"{_OF_WORK.format(table='pause')} {order}", cells),
    )


@write
def put_back(store: Store, *, before: Standing) -> Written[Standing]:
    """Let everything stand as it did; the value is how it stood until now."""
    engagement_id = before.engagement.id
    until_now = standing(store, engagement_id=engagement_id)
    for table in ("ending", "ending_step", "pause"):
        store.db.execute(f"DELETE FROM {table} WHERE engagement_id = ?", [engagement_id])  # noqa: S608  (our own names)
    if before.ending is not None:
        store.put("ending", before.ending, key=("engagement_id",))
    for step in before.steps:
        store.put("ending_step", step, key=STEP_KEY)
    for pause in before.pauses:
        store.put("pause", pause)
    put_state(store, until_now.engagement, before.engagement.state)
    stood = dict(before.statuses)
    for client in clients_of(store, engagement_id=engagement_id):
        _put_status(store, client, stood.get(client.id, client.status))
    return Written(until_now, changed(before.engagement))


def move(store: Store, engagement: Engagement, state: EngagementState) -> None:
    """Let an engagement be in another state, and each of its clients where that leaves them."""
    put_state(store, engagement, state)
    for client in clients_of(store, engagement_id=engagement.id):
        states = {EngagementState(row[0]) for row in store.db.execute(_STATES, [client.id]).fetchall()}
        _put_status(store, client, status_after(client.status, states))


def put_state(store: Store, engagement: Engagement, state: EngagementState) -> None:
    """Keep the state alone: what was changed of an engagement meanwhile stays."""
    store.put("engagement", attrs.evolve(engagement, state=state), without=frozenset({"client_ids"}))


def _put_status(store: Store, client: Client, status: ClientStatus) -> None:
    if client.status is not status:
        store.put("client", attrs.evolve(client, status=status))


def changed(engagement: Engagement) -> Change:
    """Return the change that it is to let an engagement stand otherwise."""
    return (
        Change.of(Kind.ENGAGEMENT, engagement.id)
        | Change.of(Kind.CLIENT, *engagement.client_ids)
        | Change.of(Kind.ENDING, engagement.id)
        | Change.of(Kind.PAUSE, engagement.id)
    )
