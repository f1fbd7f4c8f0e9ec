"""When, how long, how and where: the fields of a planned session."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from attrs import frozen
from PySide6.QtWidgets import QWidget

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.entities.session import Session, SessionKind, SessionMode
from coachdesk.views.fields import Choice
from coachdesk.views.form import Form
from coachdesk.views.kind_text import COACHING, sorts
from coachdesk.views.labels import choices
from coachdesk.views.near_days import near_days

_LONGEST_MINUTES = 1_440
_USUAL_HOUR = 10


@frozen(kw_only=True)
class Plan:
    """What the fields say. `planned_at` is UTC."""

    planned_at: datetime
    minutes: int | None
    mode: SessionMode
    place: str
    kind: SessionKind = SessionKind.COACHING
    received: bool = False


class PlanForm(Form):
    """The fields; `plan` reads them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with self.side_by_side():
            self.when = self.moment(self.tr("When"))
            self.minutes = self.number(
                self.tr("Length in minutes"), maximum=_LONGEST_MINUTES, suffix=self.tr("60")
            )
        with self.side_by_side():
            self.mode = self.choice(self.tr("How you meet"), choices(SessionMode), SessionMode.IN_PERSON)
            self.place = self.line(self.tr("Place or link"))
        self.sort = self.row(self.tr("What kind of session"), Choice(sorts(), COACHING))

    def offer_near_days(self, today: Callable[[], date]) -> None:
        """Let the day be given by one key."""
        self.when.day.offer(near_days(today), today)

    def show_session(self, session: Session) -> None:
        """Start from a session as it is planned."""
        self.when.set_value(session.planned_at)
        self.minutes.set_value(session.planned_minutes)
        self.mode.choose(session.mode)
        self.sort.choose((session.kind, session.received))
        self.show_place(session.place)

    def show_place(self, place: str) -> None:
        """Show a place from its beginning, however long it is."""
        self.place.setText(place)
        self.place.setCursorPosition(0)

    def start_at(self, now: datetime, day: date | None = None) -> None:
        """Start from the usual hour of a day, or of tomorrow, as a session of coaching."""
        self.sort.choose(COACHING)
        day = (now.astimezone() + timedelta(days=1)).date() if day is None else day
        self.when.set_value(datetime.combine(day, time(_USUAL_HOUR)).astimezone())

    def plan(self) -> Plan:
        """Return what the fields say.

        Raises:
            InvalidInputError: a field can't be taken as it is, or no day is given.
        """
        planned_at = self.when.value()
        if planned_at is None:
            raise InvalidInputError(
                QT_TRANSLATE_NOOP("errors", "The session has no day yet."),
                QT_TRANSLATE_NOOP("errors", "Type one, or pick it with Alt and the arrow down."),
            )
        kind, received = self.sort.value()
        return Plan(
            planned_at=planned_at,
            minutes=self.minutes.value(),
            mode=self.mode.value(),
            place=self.place.text().strip(),
            kind=kind,
            received=received,
        )
