"""What belongs to the end of a session besides its two promises, read in one go."""

from attrs import field, frozen

from coachdesk.models import feedback, further_promises, next_meetings, practice_reflections
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.practice import PracticeReflection
from coachdesk.models.entities.session import FurtherPromise, Session
from coachdesk.models.feedback import FeedbackTurn
from coachdesk.models.next_meetings import NextMeeting
from coachdesk.models.store import Store


@frozen(kw_only=True)
class Ending:
    """Further promises, feedback, the next date, and what the coach alone makes of it."""

    further: tuple[FurtherPromise, ...] = ()
    feedback: FeedbackTurn = field(factory=FeedbackTurn)
    next_meeting: NextMeeting = field(factory=NextMeeting)
    practice: PracticeReflection | None = None


def ending(store: Store, held: Session, engagement: Engagement, language: str) -> Ending:
    """Return the end of a session; `language` is the client's."""
    return Ending(
        further=further_promises.further_promises(store, held.id),
        feedback=feedback.feedback_turn(store, held, engagement, language),
        next_meeting=next_meetings.next_meeting(store, held, engagement.session_minutes),
        practice=practice_reflections.reflection_on(store, held.id),
    )
