"""The way of a look-back to the client: looked at first, then printed or saved, then recorded."""

from datetime import date
from functools import partial
from typing import Final

import attrs
from PySide6.QtWidgets import QWidget

from coachdesk.documents.look_back import render_look_back
from coachdesk.models.entities.look_back import SharedLookBack
from coachdesk.models.remembered import Key
from coachdesk.models.shared_look_backs import (
    hand_out_look_back,
    handed_out_look_backs,
    others_in_look_back,
    shared_look_back,
)
from coachdesk.views.context import Context
from coachdesk.views.sessions.wording import received_by
from coachdesk.views.sessions.work_paper import Draft, Making, WorkPaperPage

_MAKING: Final = Making(
    read=shared_look_back,
    left=handed_out_look_backs,
    printed=render_look_back,
    recorded=hand_out_look_back,
    others=others_in_look_back,
    remembered_as=Key.LOOK_BACK_PROTECTION,
)


class LookBackPaperPanel(WorkPaperPage[SharedLookBack]):
    """Shows the very pages that leave: what is the client's of what lies behind, and nothing else."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            _MAKING,
            shown=self.tr("Look-back, as it will leave"),
            what=self.tr(
                "It holds the days you met, the path you set together, their own steps and dials, what "
                "became of the promises of both, and what they said. Answers are in it once you told "
                "them. Notes, signals, guesses and your words on why stay with you."
            ),
            nothing=self.tr("There is nothing of the client's to look back on yet."),
            title=self.tr("Look-back, {name}"),
            parent=parent,
        )
        self._since: date | None = None
        self.name(self.tr("Looking back, for the client"))

    def open(self, *ids: str) -> None:
        """Show the look-back on an engagement, for a client if one is named, from the day on that is last."""
        day = next(iter(ids[2:]), "")
        since = date.fromisoformat(day) if day else None
        if since != self._since:
            self.pages.clear()
        self._since = since
        self._making = attrs.evolve(_MAKING, read=partial(shared_look_back, since=since))
        super().open(*ids)

    def _is_wanted(self, draft: Draft[SharedLookBack]) -> bool:
        return super()._is_wanted(draft) and draft.paper.since == self._since

    def _call(self, paper: SharedLookBack) -> None:
        self.name(received_by(paper.client_name, 1))
