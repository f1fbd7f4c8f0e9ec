"""Moments that tests begin with; each has the name of its table among its words."""

from datetime import date, datetime, timedelta
from typing import Any

import attrs

from coachdesk.models.entities.ids import MilestoneId, MomentId, new_id
from coachdesk.models.entities.moment import (
    Experiment,
    Insight,
    Milestone,
    Moment,
    Quote,
    Reflection,
    Signal,
    SignalKind,
    SupervisionFlag,
)
from coachdesk.models.entities.session import Session


def a_reflection(session: Session, at: datetime) -> Reflection:
    """Return one that is not checked."""
    return Reflection(
        id=MomentId(new_id()),
        session_id=session.id,
        noted_at=at,
        heard="A reflection: wants the money and fears the debt",
        feeling="relieved",
    )


def a_signal(session: Session, at: datetime, kind: SignalKind = SignalKind.SILENCE) -> Signal:
    """Return one with two readings that is not checked."""
    return Signal(
        id=MomentId(new_id()),
        session_id=session.id,
        noted_at=at,
        kind=kind,
        noticed="A signal: a long silence after “my turn”",
        reading="thinking",
        second_reading="shame",
    )


def one_of_each(session: Session, at: datetime, words: str = "") -> tuple[Moment, ...]:
    """Return a moment of every kind, a minute between each two; with `words`, all their texts are these."""
    return tuple(_reworded(moment, words) for moment in _one_of_each(session, at))


def _reworded(moment: Moment, words: str) -> Moment:
    texts: dict[str, Any] = {
        field.name: words for field in attrs.fields(type(moment)) if field.type is str and words
    }
    return attrs.evolve(moment, **texts)


def _one_of_each(session: Session, at: datetime) -> tuple[Moment, ...]:

    def noted(minutes: int) -> datetime:
        return at + timedelta(minutes=minutes)

    def new() -> MomentId:
        return MomentId(new_id())

    return (
        Quote(
            id=new(), session_id=session.id, noted_at=noted(0), words="A quote: I talk fast when I am scared"
        ),
        a_reflection(session, noted(1)),
        a_signal(session, noted(2)),
        Insight(
            id=new(),
            session_id=session.id,
            noted_at=noted(3),
            words="An insight: I can ask and still be fair",
            leads_to="the talk with Jonas",
        ),
        Experiment(
            id=new(),
            session_id=session.id,
            noted_at=noted(4),
            what="An experiment: say the first sentence aloud",
            assumption="They will laugh",
            until=date(2026, 5, 28),
        ),
        SupervisionFlag(
            id=new(), session_id=session.id, noted_at=noted(5), words="For supervision_flag: my own hurry"
        ),
        Milestone(
            id=MilestoneId(new_id()),
            engagement_id=session.engagement_id,
            session_id=session.id,
            noted_at=noted(6),
            what="A milestone: the talk was held",
            measure="Both said their price",
            target_on=date(2026, 7, 1),
        ),
    )
