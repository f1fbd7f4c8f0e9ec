"""Notices where a page whose every change can be taken back writes past its undo."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

import pytest
from attrs import frozen

from coachdesk.models.entities.change import Change, Written
from coachdesk.models.store import Store
from coachdesk.views.undo import Undo
from coachdesk.workspace import Workspace

_VIEWS: Final = "coachdesk.views."
_PAGES: Final = frozenset(
    (
        *("calendar", "clients", "contacts", "ending", "feedback", "look_back", "path", "preferences"),
        *("promises", "prompts", "reviews", "rituals", "timeline", "today"),
    )
)
_SHARED: Final = ("coachdesk.views.widgets.saver", "coachdesk.views.inline_form")
# What writes without a step, by module and function, and why it may.
ALLOWED: Final = {
    ("clients.status_menu", "_delete"): "the page is left; the notice and the bin give the client back",
    ("clients.status_menu", "<lambda>"): "the notice of that",
    ("clients.list_panel", "_on_removal_asked"): "a list keeps no steps; its notice gives the client back",
    ("clients.list_panel", "<lambda>"): "the notice of that",
    ("clients.editor", "_send"): "a form whose record is new; else it hands its step over",
    ("promises.panel", "_on_grouping"): "how the page is grouped is nothing that is lost",
    ("reviews.panel", "_on_version_wanted"): "the new version has a page of its own, where it can be dropped",
}


@frozen
class By:
    """Which module and function of a page has written, or which form."""

    module: str
    function: str
    is_form: bool = False


class PastUndo:
    """Watches each job that a page runs itself: what has written must come to be a step of its undo."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.found: set[By] = set()
        self._between: set[By] = set()  # a form that is typed into while it saves tells at the end
        self._noted = 0
        self._run = Workspace.run
        monkeypatch.setattr(Workspace, "run", self._watched())
        for way in ("note", "hand_over"):
            monkeypatch.setattr(Undo, way, self._counted(getattr(Undo, way)))

    @property
    def not_allowed(self) -> list[By]:
        """Where a page has written past its undo without a reason."""
        return [by for by in self.found | self._between if (by.module, by.function) not in ALLOWED]

    def _counted(self, way: Callable[..., None]) -> Callable[..., None]:
        @wraps(way)
        def count(*given: Any, **named: Any) -> None:  # noqa: ANN401
            self._noted += 1
            way(*given, **named)

        return count

    def _watched(self) -> Callable[..., None]:
        def run(space: Workspace, job: Any, on_done: Any = None, **named: Any) -> None:  # noqa: ANN401
            frame = sys._getframe(1)  # noqa: SLF001
            by = _where(frame.f_globals["__name__"], frame.f_code.co_name, named.get("origin"))
            if by is None:
                self._run(space, job, on_done, **named)
            else:
                self._run(space, *self._followed(by, job, on_done), **named)

        return run

    def _followed(self, by: By, job: Any, on_done: Any) -> tuple[Any, Any]:  # noqa: ANN401
        """Return a job and what comes of it so that a write without a step is noticed."""
        has_written = False

        def do(store: Store) -> Any:  # noqa: ANN401
            nonlocal has_written
            result = job(store)
            has_written = isinstance(result, Written) and result.change != Change()
            return result

        def tell(result: Any) -> None:  # noqa: ANN401
            before = self._noted
            if on_done is not None:
                on_done(result)
            if self._noted > before:
                self._between.discard(by)
            elif has_written:
                (self._between if by.is_form else self.found).add(by)

        return do, tell


def _where(module: str, function: str, origin: object) -> By | None:
    """Return what has written, None where it is of none of these pages."""
    is_form = module in _SHARED
    if is_form:
        module, function = type(origin).__module__, type(origin).__name__
    place = module.removeprefix(_VIEWS)
    is_ours = module != place and place.split(".")[0] in _PAGES
    return By(place, function, is_form) if is_ours else None
