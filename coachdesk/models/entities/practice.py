"""What the coach learns about the own work."""

from datetime import date

from attrs import frozen

from coachdesk.models.entities.ids import PracticeReflectionId, SessionId
from coachdesk.models.entities.prompt import Lens


@frozen(kw_only=True)
class PracticeReflection:
    """One thing the coach did and one that was missed, seen through a lens.

    One that is `anonymised` stays when its session is deleted for good.
    """

    id: PracticeReflectionId
    session_id: SessionId | None = None
    on_day: date
    lens: Lens = Lens.FOUNDATION
    did: str = ""
    missed: str = ""
    learning: str = ""
    anonymised: bool = False
