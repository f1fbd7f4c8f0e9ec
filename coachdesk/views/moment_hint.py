"""What is worth knowing of a moment before a session is planned there."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from coachdesk.errors import InvalidInputError
from coachdesk.models import next_meetings
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.next_meetings import Clash
from coachdesk.views.context import Context
from coachdesk.views.fields import MomentField, NumberField
from coachdesk.views.labels import time_text
from coachdesk.views.widgets.problem import announce
from coachdesk.views.widgets.text import as_text, set_text
from coachdesk.views.zone_text import there_text


def clash_text(clash: Clash) -> str:
    """Return what is planned there already."""
    text = QCoreApplication.translate("sessions", "{name}, {begin} to {end}, is planned there.")
    parts = {
        "{name}": clash.names,
        "{begin}": time_text(clash.starts_at),
        "{end}": time_text(clash.ends_at),
    }
    for mark, words in parts.items():
        text = text.replace(mark, words)
    return text


class MomentHint(QLabel):
    """Says what time it is then for clients elsewhere, and which other session is in the way."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        as_text(self, "", "muted", wrap=True)
        self._context = context
        self._when: MomentField | None = None
        self._minutes: NumberField | None = None
        self._asked: tuple[datetime, int | None] | None = None
        self._called: tuple[str, ...] = ()
        self._zones: tuple[str, ...] = ()
        self._apart_from: SessionId | None = None
        self.hide()

    def follow(self, when: MomentField, minutes: NumberField) -> None:
        """Say it of what is typed there."""
        self._when, self._minutes = when, minutes
        when.edited.connect(self._look_there)
        minutes.textChanged.connect(lambda _text: self._look_there())

    def know(
        self, called: tuple[str, ...], zones: tuple[str, ...], apart_from: SessionId | None = None
    ) -> None:
        """Learn who comes, and which session it is that moves."""
        self._called, self._zones, self._apart_from = called, zones, apart_from
        if self._when is not None:
            self._look_there()

    def look_at(self, at: datetime, minutes: int | None) -> None:
        """Say it of this moment."""
        self._asked = (at, minutes)
        self._say(there_text(at, self._called, self._zones))
        job = partial(next_meetings.clashes, planned_at=at, minutes=minutes, apart_from=self._apart_from)
        self._context.workspace.run(job, partial(self._on_looked, at, minutes), origin=self)

    def _look_there(self) -> None:
        at, minutes = self._typed()
        if at is None:
            self._asked = None
            self._say("")
        else:
            self.look_at(at, minutes)

    def _typed(self) -> tuple[datetime | None, int | None]:
        if self._when is None or self._minutes is None:
            return None, None
        try:
            return self._when.value(), self._minutes.value()
        except InvalidInputError:
            return None, None

    def _on_looked(self, at: datetime, minutes: int | None, found: tuple[Clash, ...]) -> None:
        if (at, minutes) == self._asked:
            there = there_text(at, self._called, self._zones)
            lines = (f"{there}." if there and found else there, " ".join(map(clash_text, found)))
            self._say(" ".join(line for line in lines if line))

    def _say(self, text: str) -> None:
        is_news = bool(text) and text != self.text()
        set_text(self, text)
        self.setVisible(bool(text))
        if is_news:
            announce(self, text)
