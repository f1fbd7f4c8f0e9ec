"""What coach and client of the sample practice do together again and again."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import partial
from typing import Any, Final

import attrs
from attrs import frozen

from coachdesk.models.entities.ids import EngagementId, RitualId, new_id
from coachdesk.models.entities.ritual import Ritual, RitualMoment
from coachdesk.models.rituals import keep_ritual
from coachdesk.sample.history import Event

_NO_ENGAGEMENT: Final = EngagementId("")


@frozen(kw_only=True)
class RitualText:
    """A ritual, and when it was written down; the moment is UTC."""

    kept_at: datetime
    ritual: Ritual


def ritual_text(
    table: dict[str, Any], moment_of: Callable[[int, time], datetime], day_of: Callable[[int], date]
) -> RitualText:
    """Return a ritual as it stands in a client's file."""
    ritual = Ritual(
        id=RitualId(new_id()),
        engagement_id=_NO_ENGAGEMENT,
        name=table["name"],
        moment=RitualMoment(table["moment"]),
        every=table.get("every"),
        on_day=day_of(table["on_day"]) if "on_day" in table else None,
        steps=tuple(table["steps"]),
    )
    return RitualText(kept_at=moment_of(table["day"], table["time"]), ritual=ritual)


def ritual_events(text: RitualText, work: EngagementId) -> Iterator[Event]:
    """Yield that it was written down."""
    ritual = attrs.evolve(text.ritual, engagement_id=work)
    yield Event(text.kept_at, partial(keep_ritual, ritual=ritual))
