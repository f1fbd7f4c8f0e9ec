"""Where the coach was when the vault locked, kept in the vault until they are back."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from coachdesk.errors import KnownError
from coachdesk.models.remembered import Key, forget, recall, remember
from coachdesk.views.context import Context
from coachdesk.views.main_window import MainWindow
from coachdesk.views.resting import Rest, Returning, from_text, rests_of, to_text
from coachdesk.views.unsaved_words import offer_to_copy


class RestingPlace(QObject):
    """Keeps the place with all words that could not be saved, and leads back there once."""

    def __init__(self, window: MainWindow, context: Context) -> None:
        super().__init__(window)
        self._window = window
        self._context = context
        self._workspace = context.workspace
        self._is_kept = False
        self._workspace.changed.connect(self._forget_if_saved)

    def keep(self, most_ms: int) -> bool:
        """Tell whether the vault has taken the place; waits for that, at most so long."""
        taken: list[bool] = []
        job = partial(remember, key=Key.RESTING_PLACE, value=to_text(rests_of(self._window)))
        self._workspace.run(job, lambda _nothing: taken.append(True), origin=self, on_failed=_hush)
        self._workspace.drain(most_ms)
        self._is_kept = self._is_kept or bool(taken)
        return bool(taken)

    def find(self, on_found: Callable[[tuple[Rest, ...]], None]) -> None:
        """Tell which pages are kept, none where that can't be read."""

        def tell(text: str | None) -> None:
            self._is_kept = bool(text)
            on_found(tuple(rest for rest in from_text(text) if self._window.knows(rest.place)))

        job = partial(recall, key=Key.RESTING_PLACE)
        self._workspace.run(job, tell, origin=self, on_failed=lambda _error: on_found(()))

    def return_to(self, rests: Sequence[Rest]) -> None:
        """Lead back to the pages that were kept."""
        returning = Returning(self._window, self._workspace, rests)
        returning.done.connect(self._on_back)
        returning.begin()

    def forget(self) -> None:
        """Keep nothing any more: everything is saved."""
        if self._is_kept:
            self._is_kept = False
            self._workspace.run(partial(forget, key=Key.RESTING_PLACE), origin=self, on_failed=_hush)

    def _on_back(self, lost: list[str]) -> None:
        if lost:
            offer_to_copy(self._context.navigation, lost)
        self._forget_if_saved()

    def _forget_if_saved(self) -> None:
        """Keep words that are still not saved, in case the computer stops before they are."""
        if self._is_kept and not self._window.has_unsaved:
            self.forget()


def _hush(_error: KnownError) -> None:
    """Say nothing: the coach did not ask for it; words that are not kept are told by `keep`."""
