"""What was said about the work together and waits for the coach, over all clients."""

from datetime import date
from enum import StrEnum
from typing import Final

from attrs import frozen

from coachdesk.models.entities.ids import ClientId, EngagementId, FeedbackId
from coachdesk.models.promises import OF_A_LIVING_SESSION
from coachdesk.models.shown_client import SHOWN_CLIENT
from coachdesk.models.store import Store


class Wanted(StrEnum):
    """What a sentence of feedback waits for."""

    ANSWER = "answer"
    TELLING = "telling"
    SAYING = "saying"


@frozen(kw_only=True)
class WaitingFeedback:
    """A sentence that waits for the coach: for an answer, for the client to hear of it, or to be said.

    The client is the one who gave it, or the one by whom the engagement is shown.
    """

    id: FeedbackId
    engagement_id: EngagementId
    client_id: ClientId
    client_name: str
    sentence: str
    given_on: date
    wanted: Wanted


# The first two conditions are those of the index feedback_waiting, word for word, which SQLite wants:
# https://www.sqlite.org/partialindex.html#queries_using_partial_indexes
WAITING: Final = f"""
SELECT t.id, t.engagement_id, t.sentence, t.given_on, coalesce(own.id, c.id) AS client_id,
  coalesce(own.display_name, c.display_name) AS client_name,
  CASE WHEN t.giver = 'coach' THEN 'saying' WHEN trim(t.answer) = '' THEN 'answer'
    ELSE 'telling' END AS wanted
FROM feedback t
{SHOWN_CLIENT.format(engagement="t.engagement_id")}
LEFT JOIN client own ON own.id = t.client_id AND own.deleted_at IS NULL
WHERE how <> 'declined' AND (trim(answer) = '' OR told_on IS NULL) AND {OF_A_LIVING_SESSION}
  AND CASE t.giver WHEN 'coach' THEN t.told_on IS NULL
    ELSE trim(t.answer) = '' OR trim(t.will_change) <> '' END
ORDER BY wanted, t.given_on, t.id
"""  # noqa: S608  (our own text)


def feedback_waiting(store: Store) -> tuple[WaitingFeedback, ...]:
    """Return what waits: for an answer first, then to be said, then answers the client has not heard."""
    return store.all(WaitingFeedback, WAITING)
