"""What the coach makes of a session for the own work; nobody else ever reads it."""

from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.practice import PracticeReflection
from coachdesk.models.store import Store, write


def reflection_on(store: Store, session_id: SessionId) -> PracticeReflection | None:
    """Return what the coach wrote about a session, None where nothing was written."""
    sql = "SELECT * FROM practice_reflection WHERE session_id = ? ORDER BY created_at, id LIMIT 1"
    return next(iter(store.all(PracticeReflection, sql, [session_id])), None)


def says_nothing(reflection: PracticeReflection) -> bool:
    """Tell whether there are no words in it."""
    return not any(words.strip() for words in (reflection.did, reflection.missed, reflection.learning))


@write
def save_reflection(store: Store, *, reflection: PracticeReflection) -> Written[PracticeReflection]:
    """Keep what is typed; where no words are left, it goes."""
    if says_nothing(reflection):
        store.delete("practice_reflection", reflection.id)
    else:
        store.put("practice_reflection", reflection)
    return Written(reflection, Change.of(Kind.PRACTICE_REFLECTION, reflection.id))
