"""Where each kind of moment is kept."""

from typing import Final

from coachdesk.models.entities.moment import (
    Experiment,
    Insight,
    Milestone,
    Moment,
    Quote,
    Reflection,
    Signal,
    SupervisionFlag,
)

TABLES: Final[dict[type[Moment], str]] = {
    Quote: "quote",
    Reflection: "reflection",
    Signal: "signal",
    Insight: "insight",
    Experiment: "experiment",
    SupervisionFlag: "supervision_flag",
    Milestone: "milestone",
}
# A milestone belongs to its engagement and may outlive the session it was set in.
OF_A_SESSION: Final = tuple(table for kind, table in TABLES.items() if kind is not Milestone)
