"""What was heard, noticed and tried in a session of the sample practice."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Final

from attrs import frozen

from coachdesk.models.entities.ids import EngagementId, SessionId, new_id
from coachdesk.models.entities.moment import (
    Alignment,
    Experiment,
    Insight,
    Milestone,
    MilestoneState,
    Moment,
    Quote,
    Reflection,
    Signal,
    SignalKind,
    SupervisionFlag,
)

_KINDS: Final[dict[str, type[Moment]]] = {
    "quote": Quote,
    "reflection": Reflection,
    "signal": Signal,
    "insight": Insight,
    "experiment": Experiment,
    "supervision_flag": SupervisionFlag,
    "milestone": Milestone,
}
_VALUES: Final[dict[str, Callable[[str], Any]]] = {
    "alignment": Alignment,
    "kind": SignalKind,
    "state": MilestoneState,
}
_DAYS: Final = ("until", "target_on", "settled_on")


@frozen(kw_only=True)
class NotedText:
    """A moment that becomes one once its session is there; `after` it began."""

    what: type[Moment]
    after: timedelta
    fields: dict[str, Any]

    def moment(self, session_id: SessionId, engagement_id: EngagementId, began_at: datetime) -> Moment:
        """Return it as the moment of a session."""
        given: dict[str, Any] = {
            "id": new_id(),
            "session_id": session_id,
            "noted_at": began_at + self.after,
        }
        if self.what is Milestone:
            given["engagement_id"] = engagement_id
        return self.what(**given, **self.fields)


def noted_text(table: dict[str, Any], day_of: Callable[[int], date]) -> NotedText:
    """Return a moment as it stands in a client's file."""
    words = {name: value for name, value in table.items() if name not in ("what_it_is", "after")}
    fields = {name: _value(name, value, day_of) for name, value in words.items()}
    return NotedText(what=_KINDS[table["what_it_is"]], after=timedelta(minutes=table["after"]), fields=fields)


def _value(name: str, value: Any, day_of: Callable[[int], date]) -> Any:  # noqa: ANN401  (of its field's kind)
    if name in _DAYS:
        return day_of(value)
    kind = _VALUES.get(name)
    return value if kind is None else kind(value)
