"""What was done on a page, one step after the other, and what is still there to take back."""

from collections import deque
from collections.abc import Callable
from typing import Any, Final

from attrs import define

from coachdesk.models.entities.change import Change
from coachdesk.views.widgets.saver import Job

_MOST: Final = 100


@define(eq=False, kw_only=True)
class Step:
    """One change: how to take it back, and how to do it again, from what was written last.

    `about` are the records that it touched. It is stale once somebody else has changed one of them. What is
    typed has a `key`, and the value from `before` it.
    """

    text: str
    undo_of: Callable[[Any], Job]
    redo_of: Callable[[Any], Job]
    written: Any = None
    about: frozenset[str] = frozenset()
    key: str = ""
    before: Any = None
    is_done: bool = True
    is_stale: bool = False

    @property
    def wanted(self) -> Job:
        """What turns it round: takes it back while it is done, does it again otherwise."""
        return (self.undo_of if self.is_done else self.redo_of)(self.written)


@define(eq=False, kw_only=True)
class Kept:
    """What a form on a page of its own has changed, for the page in front that is about one of the `records`.

    `told` says that it was kept, unless the form does so itself. It is taken as soon as one page has it among
    its steps.
    """

    text: str
    told: str
    before: Any
    after: Any
    put: Callable[[Any, Any], Job]
    records: frozenset[str]
    is_taken: bool = False

    def step(self) -> Step:
        """Return the step that it is; `put` takes the one value, and the other that it takes the place of."""
        before, after = self.before, self.after
        return Step(
            text=self.text,
            undo_of=lambda _written: self.put(before, after),
            redo_of=lambda _written: self.put(after, before),
            about=frozenset(f"form of {one}" for one in self.records),
        )


class Steps:
    """Steps that are done and steps that were taken back, each with the latest at its end."""

    def __init__(self) -> None:
        self.done: deque[Step] = deque(maxlen=_MOST)
        self.undone: deque[Step] = deque(maxlen=_MOST)

    def clear(self) -> None:
        """Forget all of them."""
        self.done.clear()
        self.undone.clear()

    def add(self, step: Step) -> None:
        """Remember what was just done; what was taken back before can't be done again after it."""
        for gone in self.undone:
            gone.is_stale = True
        self.undone.clear()
        self.done.append(step)

    def turn(self, step: Step) -> None:
        """Move a step that has been turned round to the other side; one that was let go stays gone."""
        former, other = (self.undone, self.done) if step.is_done else (self.done, self.undone)
        if step in former:
            former.remove(step)
            other.append(step)

    def typed_last(self, key: str) -> Step | None:
        """Return the latest step if it is still being typed."""
        last = self.done[-1] if self.done else None
        return last if last is not None and key and last.key == key and not last.is_stale else None

    def drop(self, step: Step) -> None:
        """Let a step go."""
        for side in (self.done, self.undone):
            if step in side:
                side.remove(step)

    def mark_stale(self, change: Change) -> None:
        """Notice that somebody else has changed records."""
        for step in (*self.done, *self.undone):
            step.is_stale = step.is_stale or bool(step.about & change.ids)

    def covers(self, step: Step) -> bool:
        """Tell whether something done after a step has touched the same records."""
        if step not in self.done:
            return False
        later = list(self.done)[self.done.index(step) + 1 :]
        return any(step.about & other.about for other in later)
