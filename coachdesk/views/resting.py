"""Where the coach was when the vault locked, and the way back there."""

import json
from collections.abc import Sequence
from typing import Final

import attrs
from attrs import frozen
from PySide6.QtCore import QObject, QTimer, Signal

from coachdesk.views.main_window import MainWindow
from coachdesk.views.stumbling import resting
from coachdesk.views.widgets.whereabouts import State
from coachdesk.workspace import Workspace

_FORM: Final = 1  # rises when what is written below changes; another form is not read


@frozen
class Rest:
    """A page, the record on it, and where on it the coach was."""

    place: str
    ids: tuple[str, ...]
    state: State


def rests_of(window: MainWindow) -> tuple[Rest, ...]:
    """Return the pages with words that are not saved, and last the one in front."""
    return tuple(
        Rest(place, page.rest_ids(ids), resting(page)) for place, ids, page in window.pages_to_keep()
    )


def to_text(rests: Sequence[Rest]) -> str:
    """Return what the vault keeps."""
    return json.dumps({"form": _FORM, "rests": [attrs.asdict(rest) for rest in rests]})


def from_text(text: str | None) -> tuple[Rest, ...]:
    """Read what the vault kept; nothing where there is none, or where it is of another form."""
    found = json.loads(text) if text else {}
    if found.get("form") != _FORM:
        return ()
    return tuple(Rest(rest["place"], tuple(rest["ids"]), rest["state"]) for rest in found["rests"])


class Returning(QObject):
    """Goes from page to page, each time when the vault has answered; `done` tells words without a place."""

    done = Signal(list)

    def __init__(self, window: MainWindow, workspace: Workspace, rests: Sequence[Rest]) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._ahead = list(rests)
        self._lost: list[str] = []
        workspace.busy_changed.connect(self._look_soon)

    def begin(self) -> None:
        """Go to the next page."""
        self._window.open(self._ahead[0].place, *self._ahead[0].ids)
        self._look_soon()

    def _look_soon(self) -> None:
        """Look when what the answers have shown is laid out."""
        QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        if not self._ahead or self._workspace.is_busy:
            return
        rest = self._ahead.pop(0)
        if self._window.place == rest.place:
            self._lost += self._window.page.resume(rest.state)
        else:  # the record is gone
            self._lost += [words for words in rest.state.get("fields", {}).values() if isinstance(words, str)]
        if self._ahead:
            self.begin()
        else:
            self._workspace.busy_changed.disconnect(self._look_soon)
            self.done.emit([words for words in self._lost if words.strip()])
