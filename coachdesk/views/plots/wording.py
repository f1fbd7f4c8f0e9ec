"""Days, months and states as plots say them."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from coachdesk.models.entities.moment import MilestoneState
from coachdesk.models.entities.session import CommitmentState, PledgeState
from coachdesk.views.labels import label
from coachdesk.views.plots.canvas import Shape

# By type: members of different kinds with the same text are equal.
_SHAPES: Final[dict[tuple[type[StrEnum], str], Shape]] = {
    (type(state), state.value): shape
    for state, shape in (
        (CommitmentState.DONE, Shape.FULL),
        (CommitmentState.ADAPTED, Shape.HALF),
        (CommitmentState.CARRIED, Shape.ARROW),
        (CommitmentState.LET_GO, Shape.RING),
        (CommitmentState.OPEN, Shape.SPOT),
        (PledgeState.KEPT, Shape.FULL),
        (PledgeState.LATE, Shape.HALF),
        (PledgeState.OWNED, Shape.RING),
        (PledgeState.OPEN, Shape.SPOT),
        (MilestoneState.REACHED, Shape.FULL),
        (MilestoneState.MOVED, Shape.DIAMOND),
        (MilestoneState.LET_GO, Shape.RING),
        (MilestoneState.AHEAD, Shape.SPOT),
    )
}


def shape_of(state: StrEnum) -> Shape:
    """Return what stands for a state."""
    return _SHAPES[type(state), state.value]


def states_of(kind: type[StrEnum]) -> tuple[StrEnum, ...]:
    """Return every state of a kind that has a shape, in the order of a legend."""
    return tuple(kind(value) for of, value in _SHAPES if of is kind)


def month_text(month: date, *, is_short: bool = False) -> str:
    """Return a month with its year, whose four digits nobody takes for a day; short where room is little."""
    pattern = "MMM yyyy" if is_short else "MMMM yyyy"
    return QLocale().toString(QDate(month.year, month.month, month.day), pattern)


def counted(state: StrEnum, count: int) -> str:
    """Return how often something came out in one way."""
    text = QCoreApplication.translate("plots", "{count} {state}")
    return text.replace("{count}", QLocale().toString(count)).replace("{state}", label(state))


def sentences(parts: Iterable[str]) -> str:
    """Return facts one after the other."""
    return " ".join(f"{part}." for part in parts if part)


def said(head: str, facts: Iterable[str]) -> str:
    """Return facts behind what they are about."""
    text = QCoreApplication.translate("plots", "{head}: {facts}")
    return text.replace("{head}", head).replace("{facts}", ", ".join(facts))
