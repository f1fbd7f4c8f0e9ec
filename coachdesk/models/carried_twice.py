"""A commitment that was carried twice asks one question, whether it is still the right size."""

from typing import Final

from coachdesk.models.entities.ids import CommitmentId, EngagementId
from coachdesk.models.promises import OF_A_LIVING_SESSION
from coachdesk.models.store import Store

# Of a commitment `t`: both that it goes on from were carried, and nobody has looked at its size since.
CARRIED_TWICE: Final = """
(t.state = 'open' AND NOT t.size_kept AND t.carried_from_id IS NOT NULL AND EXISTS (
  SELECT 1 FROM commitment again JOIN commitment first ON first.id = again.carried_from_id
  WHERE again.id = t.carried_from_id AND again.state = 'carried' AND first.state = 'carried'))
"""
CARRIED_TWICE_OF_ENGAGEMENT: Final = f"""
SELECT t.id FROM commitment t
WHERE t.engagement_id = ? AND t.state = 'open' AND {CARRIED_TWICE} AND {OF_A_LIVING_SESSION}
"""  # noqa: S608  (our own text)


def carried_twice(store: Store, engagement_id: EngagementId) -> frozenset[CommitmentId]:
    """Return the open commitments of an engagement whose size wants a look."""
    found = store.db.execute(CARRIED_TWICE_OF_ENGAGEMENT, [engagement_id])
    return frozenset(CommitmentId(row[0]) for row in found)
