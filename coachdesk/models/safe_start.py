"""What is talked through before coaching starts, and who did it when."""

from datetime import date

from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.people import SafeStartItem, SafeStartStep
from coachdesk.models.store import Store, write


def safe_start(store: Store, *, engagement_id: EngagementId) -> tuple[SafeStartItem, ...]:
    """Return all steps in order, those not done yet too."""
    found = store.all(SafeStartItem, "SELECT * FROM safe_start WHERE engagement_id = ?", [engagement_id])
    return in_order_of_steps(engagement_id, found)


def in_order_of_steps(
    engagement_id: EngagementId, found: tuple[SafeStartItem, ...]
) -> tuple[SafeStartItem, ...]:
    """Fill the steps that have no row yet."""
    known = {item.step: item for item in found}
    return tuple(
        known.get(step) or SafeStartItem(engagement_id=engagement_id, step=step) for step in SafeStartStep
    )


@write
def tick(
    store: Store, *, engagement_id: EngagementId, step: SafeStartStep, done_by: str, done_on: date
) -> Written[SafeStartItem]:
    """Note that a step is done, by whom and on which day."""
    return _put(
        store,
        SafeStartItem(engagement_id=engagement_id, step=step, done_on=done_on, done_by=done_by.strip()),
    )


@write
def untick(store: Store, *, engagement_id: EngagementId, step: SafeStartStep) -> Written[SafeStartItem]:
    """Note that a step is not done after all."""
    return _put(store, SafeStartItem(engagement_id=engagement_id, step=step))


def _put(store: Store, item: SafeStartItem) -> Written[SafeStartItem]:
    store.put("safe_start", item, key=("engagement_id", "step"))
    return Written(item, Change.of(Kind.SAFE_START, item.engagement_id))
