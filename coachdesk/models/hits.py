"""What a search returns."""

from datetime import datetime
from typing import Final

from attrs import frozen

from coachdesk.models.search import SearchKind
from coachdesk.models.snippets import Runs

COUNT_LIMIT: Final = 1_000


@frozen(kw_only=True)
class Hit:
    """Something found. `number` and `at` (UTC) are of its session; an empty id means there is none.

    `title` is a client's name or a clause's heading, empty for all others.
    """

    kind: SearchKind
    owner_id: str
    client_id: str
    client_name: str
    title: Runs = ()
    number: int | None = None
    at: datetime | None = None
    engagement_id: str = ""
    session_id: str = ""
    snippet: Runs = ()


@frozen(kw_only=True)
class SearchPage:
    """The first hits. `count` is of all of them up to COUNT_LIMIT; `is_more` says that there are more."""

    clients: tuple[Hit, ...] = ()
    others: tuple[Hit, ...] = ()
    count: int = 0
    is_more: bool = False

    @property
    def hits(self) -> tuple[Hit, ...]:
        """All hits in the order they are shown."""
        return self.clients + self.others
