"""The vault behind a panel that is tested without its window."""

from collections.abc import Callable
from typing import TypeVar

from coachdesk.models.entities.change import Written
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.navigation import Notice

T = TypeVar("T")
Settle = Callable[[], None]


class Behind:
    """Runs jobs on the vault, and remembers what the panel said and where it wanted to go."""

    def __init__(self, context: Context, settle: Settle) -> None:
        self.context = context
        self._settle = settle
        self.notices: list[Notice] = []
        self.went: list[tuple[str, ...]] = []
        context.navigation.notice_requested.connect(self.notices.append)
        context.navigation.back_requested.connect(lambda: self.went.append(("back",)))

    def _follow(self, **ways: str) -> None:
        """Remember each of these requests under its name."""
        for name, way in ways.items():
            signal = getattr(self.context.navigation, f"{way}_requested")
            signal.connect(lambda *ids, name=name: self.went.append((name, *ids)))

    def settle(self) -> None:
        """Wait until every answer has been told."""
        self._settle()

    def do(self, job: Callable[[Store], T]) -> T:
        """Run a job on the vault and return what it gave."""
        given: list[T] = []
        self.context.workspace.run(job, given.append)
        self.settle()
        return given[0]

    def write(self, job: Callable[[Store], Written[T]]) -> T:
        """Run a writing job and return what was written."""
        return self.do(job).value

    def refuse_writes(self, *, refuse: bool) -> None:
        """Make the disk read only for the database, or writable again."""
        self.do(lambda store: store.db.execute(f"PRAGMA query_only = {int(refuse)}").fetchall())
