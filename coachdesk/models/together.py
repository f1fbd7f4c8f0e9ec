"""Several writes as one: all of them happen, or none."""

from collections.abc import Callable, Iterable
from typing import Any

from coachdesk.models.entities.change import Change, Written
from coachdesk.models.store import Store, write


@write
def together(store: Store, *, verbs: Iterable[Callable[[Store], Written[Any]]]) -> Written[tuple[Any, ...]]:
    """Do all of these, and return what each wrote."""
    written = [verb(store) for verb in verbs]
    return Written(tuple(one.value for one in written), Change.union(one.change for one in written))
