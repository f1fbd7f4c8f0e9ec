"""Ctrl+Z of a page: every change that is made there can be taken back until the page is left.

A page owns one `Undo`, runs each of its verbs through it, and offers its commands:

    self.undo = Undo(context, self)

    def open(self, *ids):                     # another record: what was done before is forgotten
        self.undo.turn_to(*ids)

    @property
    def commands(self):                       # Ctrl+K knows “Undo: Milestone moved”
        return self.undo.commands

    self.undo.do(                             # a verb that puts a value in the place of another
        partial(goals.keep_goal, goal=after),
        inverse=partial(goals.keep_goal, goal=before),
        text=self.tr("Goal reworded"),
    )
    self.undo.do(                             # one whose inverse needs what it has written
        partial(goals.add_goal, words=words),
        inverse_of=lambda goal: partial(goals.remove_goal, goal_id=goal.id),
        redo_of=lambda goal: partial(goals.put_goal_back, goal=goal),   # from what undoing has written
        text=self.tr("Goal added"),
    )
    self.undo.do(                             # “It is removed.” with a button beside it
        partial(goals.remove_goal, goal_id=goal.id), inverse=partial(goals.put_goal_back, goal=goal),
        text=self.tr("Goal removed"), told=self.tr("It is removed."),
    )
    self.undo.note(                           # what a `PartSaver` of the page has kept of what was typed
        self.tr("Words changed"), before=before, after=after, key="words", about=(goal.id,),
        put=lambda goal: partial(goals.keep_goal, goal=goal),
    )

Without `redo_of`, redoing runs the verb once more: where it makes a record, make its id beforehand, or
redo by putting back, so that what was done to it later finds it again. Several verbs that belong together
are one job, a function of the store. What was written goes out as `Change` with the `Undo` as its origin, so
that the page reads itself again; where it must not, it compares with `self.undo`.

While a field has the keyboard and something typed in it to undo, the keys are the field's. Leaving the page,
for another page, another record or a lock, forgets all steps. A step whose record was changed by anybody
else, or is gone, is not taken back: a calm word says so, and the next Ctrl+Z is for the step before it.
`about` says whose changes those are; without it, it is every record that the verb touched, except those that
the page was turned to. What the savers of the page write is its own.

A form on a page of its own, which is left once it is saved, hands what it has changed over to the page that
comes in front (`hand_over`).
"""

from collections import deque
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from coachdesk.delivery import is_gone
from coachdesk.documents.text import short
from coachdesk.errors import KnownError, NotFoundError, StaleError, StorageError, VaultError
from coachdesk.models.entities.change import Change, Written
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.undo_steps import Kept, Step, Steps
from coachdesk.views.widgets.page import Page
from coachdesk.views.widgets.saver import Job
from coachdesk.views.widgets.typing_undo import TypingFirst
from coachdesk.workspace import OnDone, OnFailed

JobOf = Callable[[Any], Job]
_LONGEST: Final = 60


class Undo(QObject):
    """Runs what a page does, one after the other, and takes it back."""

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._about: frozenset[str] = frozenset()
        self._steps = Steps()
        self._told: Step | None = None
        self._visit = object()
        self._queue: deque[Callable[[], None]] = deque()
        self._is_busy = False
        self.undo_action = self._action(QKeySequence.StandardKey.Undo, self.undo)
        self.redo_action = self._action(QKeySequence.StandardKey.Redo, self.redo)
        self._show()
        TypingFirst(page)
        page.installEventFilter(self)
        context.workspace.changed.connect(self._on_changed)
        context.navigation.form_kept.connect(self._take_over)

    def _action(self, keys: QKeySequence.StandardKey, act: Callable[[], None]) -> QAction:
        """Return an action of the page in front, even where nothing has the keyboard any more."""
        action = QAction(self)
        action.setShortcuts(keys)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked=False: act())
        self._page.addAction(action)
        return action

    @property
    def commands(self) -> tuple[QAction, QAction]:
        """Undo and redo, for the commands of the page."""
        return (self.undo_action, self.redo_action)

    def turn_to(self, *ids: str) -> None:
        """Be there for the page of these records from now on; reading the same again keeps the steps."""
        if frozenset(ids) != self._about:
            self._about = frozenset(ids)
            self.forget()

    def forget(self) -> None:
        """Forget all steps, also those that are still under way."""
        self._visit = object()
        self._steps.clear()
        self._show()

    def do(
        self,
        job: Job,
        *,
        text: str,
        inverse: Job | None = None,
        inverse_of: JobOf | None = None,
        redo_of: JobOf | None = None,
        about: Iterable[str] = (),
        told: str = "",
        on_done: OnDone[Written[Any]] | None = None,
        on_failed: OnFailed | None = None,
    ) -> None:
        """Run a verb, and know how to take it back: one of `inverse` and `inverse_of` says how.

        `text` says what was done in a few words, such as “Milestone moved”. What is `told` appears as a
        notice with a button that takes it back, and works on any page.
        """
        step = Step(
            text=short(text, _LONGEST),
            undo_of=inverse_of or _always(inverse),
            redo_of=redo_of or _always(job),
            about=frozenset(about),
        )
        on_did = partial(self._on_did, step, self._visit, told, on_done)
        self._in_turn(partial(self._run, job, on_did, on_failed or self._context.workspace.failed.emit))

    def note(
        self,
        text: str,
        *,
        before: Any,  # noqa: ANN401  (whatever the verb keeps)
        after: Any,  # noqa: ANN401
        put: JobOf,
        key: str = "",
        about: Iterable[str] = (),
        told: str = "",
    ) -> None:
        """Remember what was kept in another way; more with the same `key` is part of the same step.

        What is `told` appears as it does with `do`.
        """
        last = self._steps.typed_last(key)
        if last is not None:
            before = last.before
            self._steps.drop(last)
        if before != after:
            step = Step(
                text=short(text, _LONGEST),
                undo_of=lambda _value: put(before),
                redo_of=lambda _value: put(after),
                about=frozenset(about),
                key=key,
                before=before,
            )
            self._steps.add(step)
            if told:
                self._tell(step, told, self.tr("Undo"))
        self._show()

    def hand_over(self, kept: Kept) -> None:
        """Leave a change to the page in front that shows it; on any other, only say it with a way back."""
        self._context.navigation.form_kept.emit(kept)
        if not kept.is_taken:
            self._tell(kept.step(), kept.told, self.tr("Undo"))

    def _take_over(self, kept: Kept) -> None:
        if kept.is_taken or not self._page.isVisible() or not kept.records & self._about:
            return
        kept.is_taken = True
        step = kept.step()
        self._steps.add(step)
        self._show()
        if kept.told:
            self._tell(step, kept.told, self.tr("Undo"))

    def undo(self) -> None:
        """Take the last step back, once all that is being typed is kept."""
        self._turn_last(self._steps.done)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._turn_last(self._steps.undone)

    def _turn_last(self, side: deque[Step]) -> None:
        if self._page.has_unsaved:
            self._page.flush()
            self._in_turn(self._wait)
        self._in_turn(lambda: self._turn(side[-1]) if side else None)

    def _turn(self, step: Step) -> None:
        """Take a step back, or do it again."""
        if step.is_stale or self._steps.covers(step):
            self._let_go(step)
            return
        self._run(step.wanted, partial(self._on_turned, step), partial(self._on_refused, step))

    # One after the other.

    def _in_turn(self, act: Callable[[], None]) -> None:
        self._queue.append(act)
        self._go_on()

    def _go_on(self) -> None:
        while self._queue and not self._is_busy:
            self._queue.popleft()()

    def _run(self, job: Callable[[Store], Any], on_done: OnDone[Any], on_failed: OnFailed) -> None:
        self._is_busy = True
        self._context.workspace.run(
            job, partial(self._on_ran, on_done), origin=self, on_failed=partial(self._on_ran, on_failed)
        )

    def _on_ran(self, tell: Callable[[Any], object], outcome: object) -> None:
        self._is_busy = False
        try:
            tell(outcome)
        finally:
            self._go_on()

    def _wait(self) -> None:
        """Let the vault have what is on its way there first."""
        self._run(lambda _store: None, lambda _nothing: None, self._context.workspace.failed.emit)

    # What came of it.

    def _on_did(
        self,
        step: Step,
        visit: object,
        told: str,
        on_done: OnDone[Written[Any]] | None,
        written: Written[Any],
    ) -> None:
        if written.change != Change():
            self._learn(step, written)
            if visit is self._visit:
                self._steps.add(step)
                self._show()
        if told:
            self._tell(step, told, self.tr("Undo"))
        if on_done is not None:
            on_done(written)

    def _learn(self, step: Step, written: Written[Any]) -> None:
        step.written = written.value
        if not step.about:
            step.about = written.change.ids - self._about or written.change.ids

    def _on_turned(self, step: Step, written: Written[Any]) -> None:
        step.is_done = not step.is_done
        step.written = written.value
        self._steps.turn(step)
        self._show()
        if step.is_done:
            told, act = self.tr("Done again: {what}"), self.tr("Undo")
        else:
            told, act = self.tr("Undone: {what}"), self.tr("Redo")
        self._tell(step, told.replace("{what}", step.text), act)

    def _tell(self, step: Step, told: str, act: str) -> None:
        """Say what was done, with the way back from there, which is open even on another page."""
        self._told = step
        was_done = step.is_done

        def turn() -> None:
            if step.is_done is was_done:
                self._turn(step)

        self._context.navigation.notify(told, act, lambda: self._in_turn(turn))

    def _on_refused(self, step: Step, error: KnownError) -> None:
        """Keep the step where the vault could not be written; let it go where it makes no sense any more."""
        if isinstance(error, StorageError | VaultError):
            self._context.workspace.failed.emit(error)
        elif isinstance(error, NotFoundError | StaleError):
            self._let_go(step)
        else:
            self._drop(step)
            self._context.workspace.failed.emit(error)

    def _let_go(self, step: Step) -> None:
        self._drop(step)
        told = self.tr("It has changed in the meantime and stays as it is: {what}")
        self._context.navigation.notify(told.replace("{what}", step.text))

    def _drop(self, step: Step) -> None:
        self._steps.drop(step)
        self._show()

    def _on_changed(self, change: Change, origin: QObject | None) -> None:
        if not self._is_ours(origin):
            self._steps.mark_stale(change)
            if self._told is not None and self._told.about & change.ids:
                self._told.is_stale = True

    def _is_ours(self, origin: QObject | None) -> bool:
        while origin is not None and origin is not self._page:
            origin = None if is_gone(origin) else origin.parent()
        return origin is not None

    def _show(self) -> None:
        """Let both actions say what they would do."""
        done, undone = self._steps.done, self._steps.undone
        for action, side, plain, about in (
            (self.undo_action, done, self.tr("Undo"), self.tr("Undo: {what}")),
            (self.redo_action, undone, self.tr("Redo"), self.tr("Redo: {what}")),
        ):
            action.setText(about.replace("{what}", side[-1].text) if side else plain)
            action.setEnabled(bool(side))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        is_left = event.type() == QEvent.Type.Hide and not event.spontaneous()
        if is_left and watched is self._page:
            self.forget()
        return False


def _always(job: Job | None) -> JobOf:
    if job is None:
        raise TypeError("a step needs its inverse")
    return lambda _written: job
