"""What the list says of a moment: what it is, its words, and how it stands."""

from datetime import date
from functools import singledispatch

from attrs import frozen
from PySide6.QtCore import QCoreApplication

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
from coachdesk.views.labels import label, short_day

GAP = "…"  # stands for words that are still to come


@frozen(kw_only=True)
class Said:
    """A moment in words: what it is, what was said, what stands out at the end, and how it stands."""

    lead: str
    words: str
    strong: str = ""
    state: str = ""
    is_open: bool = False

    @property
    def line(self) -> str:
        """The words as they are read, without the state."""
        return " · ".join(part for part in (f"{self.lead} {self.words}", self.strong) if part)

    def spoken(self) -> str:
        """Return all of it as one sentence for a screen reader."""
        return ", ".join(part for part in (self.line, self.state) if part)


@singledispatch
def said(moment: Moment, today: date) -> Said:
    """Return a moment in words."""
    raise NotImplementedError(type(moment), today)


@said.register
def _quote(moment: Quote, _today: date) -> Said:
    return Said(lead=QCoreApplication.translate("moments", "Said"), words=_quoted(moment.words))


@said.register
def _reflection(moment: Reflection, _today: date) -> Said:
    feeling = moment.feeling
    if feeling and not moment.is_checked:
        feeling = QCoreApplication.translate("moments", "{feeling}?").replace("{feeling}", feeling)
    return Said(
        lead=QCoreApplication.translate("moments", "Heard"),
        words=_leading_to(moment.heard, moment.correction),
        strong=feeling,
        state=label(moment.alignment),
        is_open=not moment.is_checked,
    )


@said.register
def _signal(moment: Signal, _today: date) -> Said:
    checked = QCoreApplication.translate("moments", "checked")
    return Said(
        lead=QCoreApplication.translate("moments", "Noticed"),
        words=_leading_to(moment.noticed, moment.meant or _readings(moment)),
        strong="" if moment.kind is SignalKind.OTHER else label(moment.kind),
        state=checked if moment.is_checked else label(Alignment.NOT_CHECKED),
        is_open=not moment.is_checked,
    )


@said.register
def _insight(moment: Insight, _today: date) -> Said:
    lead = QCoreApplication.translate("moments", "Saw")
    return Said(lead=lead, words=_leading_to(_quoted(moment.words), moment.leads_to))


@said.register
def _experiment(moment: Experiment, today: date) -> Said:
    return Said(
        lead=QCoreApplication.translate("moments", "Tries"),
        words=_leading_to(moment.what, moment.learned or moment.happened),
        state=_course(moment, today),
    )


@said.register
def _flag(moment: SupervisionFlag, _today: date) -> Said:
    is_open = moment.settled_on is None
    state = (
        QCoreApplication.translate("moments", "open")
        if is_open
        else QCoreApplication.translate("moments", "settled")
    )
    lead = QCoreApplication.translate("moments", "For supervision:")
    return Said(lead=lead, words=moment.words, state=state)


@said.register
def _milestone(moment: Milestone, today: date) -> Said:
    state = label(moment.state)
    if moment.state is MilestoneState.AHEAD and moment.target_on is not None:
        state = QCoreApplication.translate("moments", "{state}, {day}").replace("{state}", state)
        state = state.replace("{day}", short_day(moment.target_on, today))
    lead = QCoreApplication.translate("moments", "Milestone:")
    return Said(lead=lead, words=_leading_to(moment.what, moment.why), state=state)


def _readings(signal: Signal) -> str:
    readings = [one for one in (signal.reading, signal.second_reading) if one]
    if len(readings) > 1:
        text = QCoreApplication.translate("moments", "{first}, or {second}?")
        return text.replace("{first}", readings[0].rstrip("?")).replace("{second}", readings[1].rstrip("?"))
    text = QCoreApplication.translate("moments", "{reading}?")
    return text.replace("{reading}", readings[0].rstrip("?")) if readings else ""


def _course(moment: Experiment, today: date) -> str:
    if moment.happened or moment.learned:
        return QCoreApplication.translate("moments", "tried")
    if moment.until is None:
        return QCoreApplication.translate("moments", "under way")
    text = QCoreApplication.translate("moments", "until {day}")
    return text.replace("{day}", short_day(moment.until, today))


def _leading_to(words: str, to: str) -> str:
    return f"{words} → {to}" if to else words


def _quoted(words: str) -> str:
    text = QCoreApplication.translate("moments", "“{words}”")
    return text.replace("{words}", words.strip('“”"'))
