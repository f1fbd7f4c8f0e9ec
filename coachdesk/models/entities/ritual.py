"""Small things that coach and client do again and again, on purpose."""

from datetime import date
from enum import StrEnum

from attrs import field, frozen

from coachdesk.models.entities.ids import EngagementId, RitualId, RitualTimeId, SessionId
from coachdesk.models.entities.validators import named, not_negative


class RitualMoment(StrEnum):
    """When a ritual is due."""

    OPENING = "opening"
    CLOSING = "closing"
    EVERY = "every so many sessions"
    ON_DAY = "on a day"


@frozen(kw_only=True)
class Ritual:
    """A ritual with its steps; without an engagement it is one of every client.

    `every` counts sessions, for `EVERY`; `on_day` comes again each year, for `ON_DAY`.
    """

    id: RitualId
    engagement_id: EngagementId | None = None
    name: str = field(validator=named)
    moment: RitualMoment = RitualMoment.OPENING
    every: int | None = field(default=None, validator=not_negative)
    on_day: date | None = None
    steps: tuple[str, ...] = ()
    active: bool = True


@frozen(kw_only=True)
class RitualTime:
    """One time that a ritual was done, or passed over."""

    id: RitualTimeId
    ritual_id: RitualId
    engagement_id: EngagementId
    session_id: SessionId | None = None
    on_day: date
    skipped: bool = False
    words: str = ""
