"""A disk that takes no writes, until it does again."""

from unittest.mock import patch

from coachdesk.errors import ReadOnlyError
from coachdesk.models.store import Store

_refusal = patch.object(Store, "insist_on_own_file", side_effect=ReadOnlyError)


def refuse_writes(*, refuse: bool) -> None:
    """Let every save fail from now on, or none any more; a test that ends lets them pass again."""
    if refuse:
        _refusal.start()
    else:
        _refusal.stop()
