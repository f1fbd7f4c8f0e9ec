"""All that the page of an ending shows, read in one go."""

from datetime import date
from typing import Final

from attrs import field, frozen

from coachdesk.models.agreed_data import Retention, retention
from coachdesk.models.client_packs import handed_out_packs
from coachdesk.models.engagements import clients_of
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.people import Client
from coachdesk.models.entities.relationship import Giver
from coachdesk.models.entities.review import ReviewKind, ReviewPoint
from coachdesk.models.entities.sharing import SharedDocument
from coachdesk.models.promises import Promises, open_promises
from coachdesk.models.standing import Standing, standing
from coachdesk.models.store import Store

_CLOSING_REVIEW: Final = """
SELECT * FROM review_point WHERE engagement_id = ? AND kind = ? AND state <> 'let go'
ORDER BY created_at DESC, rowid DESC LIMIT 1
"""
_IN_FORCE: Final = """
SELECT 1 FROM agreement a JOIN agreement_version v ON v.agreement_id = a.id
WHERE a.engagement_id = ? AND v.state = 'signed'
"""
_SAID_SINCE: Final = """
SELECT DISTINCT giver FROM feedback WHERE engagement_id = ? AND given_on >= ? AND how <> 'declined'
  AND trim(sentence) <> ''
"""


@frozen(kw_only=True)
class EndingPage:
    """How the work stands, and what there is for each step of its ending.

    `said_by` tells who has given feedback since the ending began; `packs` what was handed over.
    """

    standing: Standing
    clients: tuple[Client, ...]
    review: ReviewPoint | None = None
    has_agreement: bool = False
    still_open: Promises = field(factory=lambda: Promises((), ()))
    said_by: frozenset[Giver] = frozenset()
    packs: tuple[SharedDocument, ...] = ()
    retention: Retention | None = None


def ending_page(store: Store, *, engagement_id: EngagementId) -> EndingPage:
    """Return the page of an engagement.

    Raises:
        NotFoundError: there is none with this id.
    """
    now = standing(store, engagement_id=engagement_id)
    reviews = store.all(ReviewPoint, _CLOSING_REVIEW, [engagement_id, ReviewKind.CLOSING.value])
    return EndingPage(
        standing=now,
        clients=clients_of(store, engagement_id=engagement_id),
        review=next(iter(reviews), None),
        has_agreement=bool(store.value(_IN_FORCE, [engagement_id])),
        still_open=open_promises(store, engagement_id=engagement_id),
        said_by=_said_by(store, engagement_id, None if now.ending is None else now.ending.begun_on),
        packs=handed_out_packs(store, engagement_id=engagement_id),
        retention=retention(store, engagement_id=engagement_id),
    )


def _said_by(store: Store, engagement_id: EngagementId, since: date | None) -> frozenset[Giver]:
    if since is None:
        return frozenset()
    found = store.db.execute(_SAID_SINCE, [engagement_id, since.isoformat()]).fetchall()
    return frozenset(Giver(row[0]) for row in found)
