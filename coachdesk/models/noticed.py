"""What the coach notices between two reviews, and notes for the next one."""

from datetime import date

from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import EngagementId, NoticedId, new_id
from coachdesk.models.entities.review import (
    Noticed,
    NoticedKind,
)
from coachdesk.models.store import Store, write


@write
def note_noticed(
    store: Store,
    *,
    engagement_id: EngagementId,
    kind: NoticedKind,
    words: str,
    noticed_on: date | None = None,
) -> Written[Noticed]:
    """Note something that a review should know of, on a day or today.

    Raises:
        InvalidInputError: there are no words.
    """
    noticed = Noticed(
        id=NoticedId(new_id()),
        engagement_id=engagement_id,
        kind=kind,
        noticed_on=noticed_on or store.today(),
        words=words.strip(),
    )
    return put_noticed_back(store, noticed=noticed)


@write
def remove_noticed(store: Store, *, noticed: Noticed) -> Written[Noticed]:
    """Take a note back."""
    store.delete("noticed", noticed.id)
    return Written(noticed, Change.of(Kind.REVIEW, noticed.engagement_id, noticed.id))


@write
def put_noticed_back(store: Store, *, noticed: Noticed) -> Written[Noticed]:
    """Undo the removal of a note."""
    store.put("noticed", noticed)
    return Written(noticed, Change.of(Kind.REVIEW, noticed.engagement_id, noticed.id))
