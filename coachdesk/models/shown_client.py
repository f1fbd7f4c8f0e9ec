"""By whom an engagement is shown where there is room for one name."""

from typing import Final

# The first of its clients who has not been deleted.
SHOWN_CLIENT: Final = """
JOIN client c ON c.id = (SELECT ec.client_id FROM engagement_client ec
  JOIN client alive ON alive.id = ec.client_id AND alive.deleted_at IS NULL
  WHERE ec.engagement_id = {engagement} ORDER BY ec.position LIMIT 1)
"""
