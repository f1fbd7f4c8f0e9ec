"""A rest of the work, and how it goes on again."""

from datetime import date

import attrs

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models import standing
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ending import Pause
from coachdesk.models.entities.ids import EngagementId, PauseId, new_id
from coachdesk.models.entities.people import EngagementState
from coachdesk.models.standing import Standing
from coachdesk.models.store import Store, write

_AT_REST = (EngagementState.PAUSED, EngagementState.CLOSED)


@write
def pause_work(
    store: Store, *, engagement_id: EngagementId, until: date | None = None, why: str = ""
) -> Written[Standing]:
    """Let the work rest from today; the value is how it stood before, for `standing.put_back`.

    Raises:
        InvalidInputError: it rests or is closed already, or is meant to go on before today.
    """
    before = standing.standing(store, engagement_id=engagement_id)
    state, today = before.engagement.state, store.today()
    if state in _AT_REST:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This work rests already."),
            QT_TRANSLATE_NOOP("errors", "Let it go on first."),
        )
    if until is not None and until <= today:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "A rest goes on for a while."),
            QT_TRANSLATE_NOOP("errors", "Choose a day after today, or none."),
        )
    pause = Pause(
        id=PauseId(new_id()),
        engagement_id=engagement_id,
        began_on=today,
        until=until,
        why=why.strip(),
        state_before=state,
    )
    store.put("pause", pause)
    standing.move(store, before.engagement, EngagementState.PAUSED)
    return Written(before, standing.changed(before.engagement))


@write
def return_to_work(store: Store, *, engagement_id: EngagementId, welcome: str = "") -> Written[Standing]:
    """Let the work go on where it was before its rest; the value is how it stood until now.

    Raises:
        InvalidInputError: it does not rest.
    """
    until_now = standing.standing(store, engagement_id=engagement_id)
    if until_now.engagement.state is not EngagementState.PAUSED:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This work does not rest."),
            QT_TRANSLATE_NOOP("errors", "There is nothing to come back from."),
        )
    back_to = EngagementState.ACTIVE
    if until_now.pause is not None:
        back_to = until_now.pause.state_before
        ended = attrs.evolve(until_now.pause, ended_on=store.today(), welcome=welcome.strip())
        store.put("pause", ended)
    standing.move(store, until_now.engagement, back_to)
    return Written(until_now, standing.changed(until_now.engagement))
