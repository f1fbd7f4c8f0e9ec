"""What one side promises besides the headline: as many as there are, none to begin with."""

from collections.abc import Sequence
from datetime import datetime

import attrs
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.entities.ids import FurtherPromiseId, SessionId, new_id
from coachdesk.models.entities.session import FurtherPromise
from coachdesk.models.further_promises import says_nothing
from coachdesk.views.context import Context
from coachdesk.views.sessions.promise_fields import PromiseFields, PromiseWords
from coachdesk.views.widgets.buttons import link

_WORDS = tuple(field.name for field in attrs.fields(PromiseWords))


class FurtherEntry(QWidget):
    """One further promise, and the way to take it back."""

    removed = Signal(object)

    def __init__(self, context: Context, promise: FurtherPromise) -> None:
        super().__init__()
        self._promise = promise
        self.fields = PromiseFields(context, by_coach=promise.by_coach)
        self.remove = link(self.tr("Remove"), lambda: self.removed.emit(self))
        self.fields.words.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self.fields)
        self.show_promise(promise)

    def show_promise(self, promise: FurtherPromise) -> None:
        """Show what the vault holds."""
        self._promise = promise
        self.fields.show_words(PromiseWords(**{name: getattr(promise, name) for name in _WORDS}))

    def typed(self) -> FurtherPromise:
        """Return the promise as it stands there."""
        words = self.fields.typed()
        return attrs.evolve(self._promise, **{name: getattr(words, name) for name in _WORDS})


class FurtherList(QWidget):
    """The further promises of one side.

    `removed` carries one that the coach took back, `changed` says that there are more or fewer.
    """

    changed = Signal()
    edited = Signal()
    left = Signal()
    removed = Signal(object)

    def __init__(self, context: Context, *, by_coach: bool) -> None:
        super().__init__()
        self._context = context
        self._by_coach = by_coach
        self._caption = ""
        self._next_at: datetime | None = None
        self.entries: dict[FurtherPromiseId, FurtherEntry] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def call(self, caption: str) -> None:
        """Say whose promises they are."""
        self._caption = caption
        for entry in self.entries.values():
            entry.fields.call(caption)

    def know_next(self, next_at: datetime | None) -> None:
        """Learn when the next session is."""
        self._next_at = next_at
        for entry in self.entries.values():
            entry.fields.know_next(next_at)

    def lock(self, *, is_locked: bool) -> None:
        """Let all of them be read only."""
        for entry in self.entries.values():
            entry.fields.lock(is_locked=is_locked)
            entry.remove.setHidden(is_locked)

    def show_promises(self, promises: Sequence[FurtherPromise]) -> None:
        """Show what the vault holds; a blank one that was just added stays."""
        stored = {promise.id: promise for promise in promises if promise.by_coach is self._by_coach}
        for gone in [
            one for one, entry in self.entries.items() if one not in stored and not _is_blank(entry)
        ]:
            self._drop(gone)
        for promise in stored.values():
            entry = self.entries.get(promise.id)
            if entry is None:
                self._add(promise)
            else:
                entry.show_promise(promise)

    def add(self, session_id: SessionId) -> None:
        """Begin another one, and put the keyboard there."""
        promise = FurtherPromise(
            id=FurtherPromiseId(new_id()), session_id=session_id, by_coach=self._by_coach
        )
        blank = (entry for entry in self.entries.values() if _is_blank(entry))
        (next(blank, None) or self._add(promise)).fields.what.setFocus()

    def put_back(self, promise: FurtherPromise) -> None:
        """Show one again that could not be taken out of the vault."""
        self._add(promise)

    def typed(self) -> tuple[FurtherPromise, ...]:
        """Return all of them in their order."""
        return tuple(
            attrs.evolve(entry.typed(), position=place) for place, entry in enumerate(self.entries.values())
        )

    def problem(self) -> str:
        """Say what is wrong with a day that is typed, nothing where all is well."""
        said = (entry.fields.by_when.problem() for entry in self.entries.values())
        return next((problem for problem in said if problem), "")

    def clear(self) -> None:
        """Be empty for another session."""
        for one in tuple(self.entries):
            self._drop(one)

    def _add(self, promise: FurtherPromise) -> FurtherEntry:
        entry = self.entries[promise.id] = FurtherEntry(self._context, promise)
        entry.fields.call(self._caption)
        entry.fields.know_next(self._next_at)
        entry.fields.edited.connect(self.edited)
        entry.fields.left.connect(self.left)
        entry.removed.connect(self._on_removed)
        self._column.addWidget(entry)
        self.show()
        self.changed.emit()
        return entry

    def _on_removed(self, entry: FurtherEntry) -> None:
        promise = entry.typed()
        self._drop(promise.id)
        self.removed.emit(promise)

    def _drop(self, promise_id: FurtherPromiseId) -> None:
        entry = self.entries.pop(promise_id)
        self.changed.emit()
        entry.hide()
        entry.deleteLater()
        self.setVisible(bool(self.entries))


def _is_blank(entry: FurtherEntry) -> bool:
    return says_nothing(entry.typed()) and not entry.fields.by_when.field.text()
