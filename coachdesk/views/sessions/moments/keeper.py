"""The moments of the session on the page: what the vault holds, and on top of it what it shall hold."""

from collections import deque
from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from coachdesk.models import moments
from coachdesk.models.entities.moment import Milestone, Moment
from coachdesk.models.entities.path import MilestoneTurn
from coachdesk.models.milestone_turns import Turns
from coachdesk.views.context import Context
from coachdesk.views.widgets.saver import Job, PartSaver

_MOST_UNDONE: Final = 100

# A moment to keep, or None in its place and the one that shall go.
Wish = tuple[Moment | None, Moment]


class MomentKeeper(QObject):
    """Every change is shown at once and kept until the vault has it, so that no form has to wait."""

    changed = Signal()

    def __init__(self, context: Context, origin: QObject) -> None:
        super().__init__(origin)
        self._stored: dict[str, Moment] = {}
        self._turns: dict[str, Turns] = {}
        self._wished: dict[str, Wish] = {}
        self._under_way: deque[dict[str, Wish]] = deque()
        self._done: deque[tuple[Moment | None, Moment | None]] = deque(maxlen=_MOST_UNDONE)
        self.saver = PartSaver(context.workspace, origin, self._job)
        self.saver.saved.connect(self._on_saved)
        self.saver.failed.connect(lambda _error: self._under_way.popleft())

    @property
    def moments(self) -> tuple[Moment, ...]:
        """All moments in order of time."""
        wished = {key: wish for key, (wish, _) in self._wished.items()}
        return moments.in_order([one for one in (self._stored | wished).values() if one is not None])

    def find(self, moment_id: str) -> Moment | None:
        """Return a moment as it stands."""
        return next((one for one in self.moments if one.id == moment_id), None)

    def turns_of(self, moment_id: str) -> Turns:
        """Return how a milestone turned, as far as it was read."""
        return self._turns.get(moment_id, ())

    def turn_to(self) -> None:
        """Be there for another session from now on; nothing here is unsaved."""
        self._stored = {}
        self._turns = {}
        self._done.clear()

    def show(self, stored: Sequence[Moment], turns: Sequence[MilestoneTurn] = ()) -> None:
        """Learn what the vault holds; what it does not hold yet stays on top.

        How a milestone turned is kept in mind, in case it is removed and comes back.
        """
        self._stored = {moment.id: moment for moment in stored}
        self._turns |= {
            moment.id: tuple(turn for turn in turns if turn.milestone_id == moment.id)
            for moment in stored
            if isinstance(moment, Milestone)
        }
        self.changed.emit()

    def type(self, moment: Moment) -> None:
        """Keep a moment that is being typed."""
        self._wish(moment, moment)

    def drop(self, moment: Moment) -> None:
        """Let a moment go whose words were cleared."""
        self._wish(None, moment)

    def change(self, before: Moment | None, after: Moment | None) -> None:
        """Put a moment in the place of another, or of nothing, at once; it can be undone."""
        self.note_done(before, after)
        self._become(before, after)

    def note_done(self, before: Moment | None, after: Moment | None) -> None:
        """Remember what became of a moment while it was typed, so that it can be undone as a whole."""
        if before != after:
            self._done.append((before, after))

    def undo(self) -> None:
        """Take the last change back."""
        if self._done:
            before, after = self._done.pop()
            self._become(after, before)

    def undo_removal(self, moment: Moment) -> None:
        """Bring back what was removed."""
        if (moment, None) in self._done:
            self._done.remove((moment, None))
        self._become(None, moment)

    def _become(self, before: Moment | None, after: Moment | None) -> None:
        about = after or before
        if about is not None:
            self._wish(after, about)
            self.saver.flush()

    def _wish(self, wish: Moment | None, about: Moment) -> None:
        self._wished[about.id] = (wish, about)
        self.saver.touch()
        self.changed.emit()

    def _job(self) -> Job:
        wished = dict(self._wished)
        self._under_way.append(wished)
        return partial(
            moments.keep_moments,
            put=[wish for wish, _ in wished.values() if wish is not None],
            remove=[about for wish, about in wished.values() if wish is None],
            turns={key: self.turns_of(key) for key in wished},
        )

    def _on_saved(self, kept: tuple[Moment, ...]) -> None:
        for key, wish in self._under_way.popleft().items():
            self._stored.pop(key, None)
            if self._wished.get(key) == wish:
                del self._wished[key]
        self._stored |= {moment.id: moment for moment in kept}
        self.changed.emit()
