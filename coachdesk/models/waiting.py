"""What an engagement is waiting for: an agreement, a safe start, a look at what was agreed."""

from datetime import date
from enum import StrEnum
from typing import Final

from attrs import frozen

from coachdesk.models.entities.ids import ClientId, EngagementId
from coachdesk.models.entities.review import ReviewCause
from coachdesk.models.review_causes import due_reviews
from coachdesk.models.session_kinds import ONLY_AROUND_COACHING
from coachdesk.models.shown_client import SHOWN_CLIENT
from coachdesk.models.store import Store


class Care(StrEnum):
    """What an engagement is waiting for."""

    AGREEMENT = "agreement"
    SAFE_START = "safe start"
    REVIEW = "review"
    RETURN = "return"


@frozen(kw_only=True)
class Waiting:
    """An engagement that wants a look; it blocks nothing. `cause` says why a review is due."""

    engagement_id: EngagementId
    client_id: ClientId
    client_name: str
    care: Care
    since: date | None
    cause: ReviewCause | None = None


_WITHOUT_AGREEMENT: Final = f"""
SELECT e.id AS engagement_id, c.id AS client_id, c.display_name AS client_name, NULL AS since,
  CASE WHEN NOT EXISTS (SELECT 1 FROM agreement a JOIN agreement_version v ON v.agreement_id = a.id
    WHERE a.engagement_id = e.id AND v.state = 'signed') THEN 'agreement' ELSE 'safe start' END AS care
FROM engagement e
{SHOWN_CLIENT.format(engagement="e.id")}
WHERE c.archived = 0 AND e.state = 'active' AND (care = 'agreement' OR
  (SELECT count(*) FROM safe_start s WHERE s.engagement_id = e.id AND s.done_on IS NOT NULL) < 8)
  AND NOT {ONLY_AROUND_COACHING.format(engagement="e.id")}
ORDER BY c.display_name
"""  # noqa: S608  (our own text)


def without_agreement(store: Store) -> tuple[Waiting, ...]:
    """Return active coaching without an agreement in force, or with a safe start that is not finished."""
    return store.all(Waiting, _WITHOUT_AGREEMENT)


_RETURNS: Final = f"""
SELECT p.engagement_id, c.id AS client_id, c.display_name AS client_name, p.until AS since, 'return' AS care
FROM pause p JOIN engagement e ON e.id = p.engagement_id AND e.state = 'paused'
{SHOWN_CLIENT.format(engagement="e.id")}
WHERE p.ended_on IS NULL AND p.until <= ? AND c.archived = 0 ORDER BY p.until, c.display_name
"""  # noqa: S608  (our own text)


def returns_due(store: Store, *, day: date) -> tuple[Waiting, ...]:
    """Return the work whose rest was meant to be over by a day of the coach."""
    return store.all(Waiting, _RETURNS, [day.isoformat()])


def reviews_due(store: Store, *, day: date) -> tuple[Waiting, ...]:
    """Return the agreements that want a look on a day of the coach."""
    return tuple(
        Waiting(
            engagement_id=review.engagement_id,
            client_id=review.client_id,
            client_name=review.client_name,
            care=Care.REVIEW,
            since=review.since,
            cause=review.causes[0],
        )
        for review in due_reviews(store, day=day)
    )
