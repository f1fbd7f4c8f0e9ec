"""From what lies behind to the plots that show it."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen
from PySide6.QtCore import QCoreApplication

from coachdesk.models.entities.moment import MilestoneState
from coachdesk.models.entities.session import Commitment, CommitmentState, Pledge, PledgeState
from coachdesk.models.look_back import LookBack
from coachdesk.views.labels import label, short_day
from coachdesk.views.names import shortened
from coachdesk.views.plots.dials import DialsPlot
from coachdesk.views.plots.dots import Column, DotsPlot
from coachdesk.views.plots.months import MonthsPlot
from coachdesk.views.plots.plot import Plot, Table
from coachdesk.views.plots.steps import StepsPlot
from coachdesk.views.plots.way import WayPlot


def _tr(text: str) -> str:
    return QCoreApplication.translate("look_back", text)


@frozen(kw_only=True)
class Shown:
    """A plot and a word on it; without a plot there was nothing to show."""

    plot: Plot | None
    note: str = ""


def plots_of(seen: LookBack, today: date, since: date | None) -> dict[str, Shown]:
    """Return the plots of what lies behind, by name, in the order of the page."""
    promises = promises_plot(seen)
    return {
        "way": Shown(plot=WayPlot.of(seen.stops, today)),
        "milestones": Shown(plot=milestones_plot(seen)),
        "steps": Shown(plot=StepsPlot.of(seen.goals, since), note=_on_steps()),
        "dials": Shown(plot=DialsPlot.of(seen.preferences), note=_on_dials()),
        "months": Shown(plot=MonthsPlot.of(seen.met_on)),
        "promises": Shown(plot=promises, note="" if promises is None else promises.words),
    }


def _on_steps() -> str:
    return _tr(
        "Each goal has a scale of its own, as the client sees it. A lower step is news, not a setback."
    )


def _on_dials() -> str:
    return _tr(
        "What they wanted less of, or more of, when you asked. It begins a talk and is never added up."
    )


def promises_plot(seen: LookBack) -> DotsPlot | None:
    """Return what became of the promises of both sides, side by side."""
    if not (seen.theirs or seen.mine):
        return None
    theirs = _their_side(seen)
    columns = (
        Column(theirs, CommitmentState, seen.theirs),
        Column(_tr("You promised"), PledgeState, seen.mine),
    )
    rows = None if seen.client is None else _table(theirs, seen.commitments, seen.pledges)
    return DotsPlot(_tr("What became of promises"), columns, rows)


def _their_side(seen: LookBack) -> str:
    if seen.client is None:
        return _tr("Clients promised")
    if seen.is_of_group:
        return _tr("The group promised")
    return _tr("{name} promised").replace("{name}", shortened(" ".join(seen.client.called.split()), 32))


def _table(theirs: str, commitments: Sequence[Commitment], pledges: Sequence[Pledge]) -> Table:
    """Return every promise in a row, both sides in the order of their days."""
    rows = [(one.by_when, theirs, one.what, label(one.state)) for one in commitments]
    rows += [(one.by_when or date.max, _tr("You promised"), one.what, label(one.state)) for one in pledges]
    heads = (_tr("By"), _tr("Who"), _tr("What"), _tr("What became of it"))
    return Table(heads, tuple((short_day(day), *words) for day, *words in sorted(rows)))


def milestones_plot(seen: LookBack) -> DotsPlot | None:
    """Return how milestones turned in the practice, month by month."""
    if not seen.milestones:
        return None
    column = Column(_tr("Milestones"), MilestoneState, seen.milestones)
    return DotsPlot(_tr("Milestones on all paths"), (column,))
