"""A line of a timeline in words."""

from datetime import date
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from coachdesk.errors import QT_TRANSLATE_NOOP
from coachdesk.models.entities.agreement import Party, VersionState
from coachdesk.models.entities.between import Channel
from coachdesk.models.entities.moment import Alignment, MilestoneState, SignalKind
from coachdesk.models.entities.relationship import FeedbackHow, Giver
from coachdesk.models.entities.review import ReviewKind
from coachdesk.models.entities.session import CommitmentState, PledgeState, SessionState
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.models.entities.timeline import Happened, HappenedGroup, TimelineRow
from coachdesk.models.lists.timeline import DayLine, Line, MonthLine
from coachdesk.views.labels import day_text, label, relative_day, time_text
from coachdesk.views.path_words import quoted
from coachdesk.views.widgets.chip import ChipTone
from coachdesk.views.widgets.row_view import RowText

_GROUPS: Final = {
    HappenedGroup.SESSIONS: QT_TRANSLATE_NOOP("timeline", "Sessions"),
    HappenedGroup.NOTED: QT_TRANSLATE_NOOP("timeline", "Noted in sessions"),
    HappenedGroup.PROMISES: QT_TRANSLATE_NOOP("timeline", "Promises"),
    HappenedGroup.FEEDBACK: QT_TRANSLATE_NOOP("timeline", "Feedback"),
    HappenedGroup.HOW_WE_WORK: QT_TRANSLATE_NOOP("timeline", "How we work"),
    HappenedGroup.AGREEMENT: QT_TRANSLATE_NOOP("timeline", "Agreement"),
    HappenedGroup.PATH: QT_TRANSLATE_NOOP("timeline", "Path"),
    HappenedGroup.BETWEEN: QT_TRANSLATE_NOOP("timeline", "In between"),
    HappenedGroup.PAPERS: QT_TRANSLATE_NOOP("timeline", "Papers"),
    HappenedGroup.COURSE: QT_TRANSLATE_NOOP("timeline", "Beginnings and endings"),
}
_TITLES: Final = {
    Happened.SESSION: QT_TRANSLATE_NOOP("timeline", "Session {number}"),
    Happened.QUOTE: QT_TRANSLATE_NOOP("timeline", "{name} said"),
    Happened.REFLECTION: QT_TRANSLATE_NOOP("timeline", "You heard"),
    Happened.SIGNAL: QT_TRANSLATE_NOOP("timeline", "You noticed"),
    Happened.INSIGHT: QT_TRANSLATE_NOOP("timeline", "{name} saw"),
    Happened.EXPERIMENT: QT_TRANSLATE_NOOP("timeline", "To try out"),
    Happened.SUPERVISION: QT_TRANSLATE_NOOP("timeline", "For supervision"),
    Happened.PROMISED: QT_TRANSLATE_NOOP("timeline", "{name} promised"),
    Happened.PLEDGED: QT_TRANSLATE_NOOP("timeline", "You promised"),
    Happened.PROMISE_SETTLED: QT_TRANSLATE_NOOP("timeline", "Promise of {name}"),
    Happened.PLEDGE_SETTLED: QT_TRANSLATE_NOOP("timeline", "Promise of yours"),
    Happened.FEEDBACK: QT_TRANSLATE_NOOP("timeline", "Feedback by {name}"),
    Happened.PREFERENCE: QT_TRANSLATE_NOOP("timeline", "How we work"),
    Happened.VERSION: QT_TRANSLATE_NOOP("timeline", "Agreement, version {number}"),
    Happened.SIGNATURE: QT_TRANSLATE_NOOP("timeline", "Version {number} signed"),
    Happened.REVIEW: QT_TRANSLATE_NOOP("timeline", "Looked at together"),
    Happened.GOAL: QT_TRANSLATE_NOOP("timeline", "Goal"),
    Happened.SCALING: QT_TRANSLATE_NOOP("timeline", "{name} put it at {number} of 10"),
    Happened.MILESTONE: QT_TRANSLATE_NOOP("timeline", "Milestone set"),
    Happened.MILESTONE_TURN: QT_TRANSLATE_NOOP("timeline", "Milestone"),
    Happened.CONTACT: QT_TRANSLATE_NOOP("timeline", "Contact"),
    Happened.CHECK_IN: QT_TRANSLATE_NOOP("timeline", "How it goes"),
    Happened.RITUAL: QT_TRANSLATE_NOOP("timeline", "Ritual"),
    Happened.FILE: QT_TRANSLATE_NOOP("timeline", "File"),
    Happened.SHARED: QT_TRANSLATE_NOOP("timeline", "Shared"),
    Happened.BEGINNING: QT_TRANSLATE_NOOP("timeline", "It began"),
    Happened.PAUSE: QT_TRANSLATE_NOOP("timeline", "A pause began"),
    Happened.RETURN: QT_TRANSLATE_NOOP("timeline", "It went on"),
    Happened.ENDING: QT_TRANSLATE_NOOP("timeline", "It ended"),
}
_STATES: Final[dict[Happened, type[StrEnum]]] = {
    Happened.SESSION: SessionState,
    Happened.REFLECTION: Alignment,
    Happened.SIGNAL: SignalKind,
    Happened.PROMISE_SETTLED: CommitmentState,
    Happened.PLEDGE_SETTLED: PledgeState,
    Happened.VERSION: VersionState,
    Happened.SIGNATURE: Party,
    Happened.REVIEW: ReviewKind,
    Happened.MILESTONE_TURN: MilestoneState,
    Happened.CONTACT: Channel,
    Happened.SHARED: SharedHow,
}
_UNREMARKABLE: Final = (SessionState.HELD.value, VersionState.SUPERSEDED.value)


def _tr(text: str) -> str:
    return QCoreApplication.translate("timeline", text)


def group_name(group: HappenedGroup) -> str:
    """Return what a coach calls a kind of things."""
    return _tr(_GROUPS[group])


def line_text(line: Line, today: date, called: str) -> RowText:
    """Return a line about whoever is called so."""
    if isinstance(line, MonthLine):
        return RowText(title=_month(line.month))
    if isinstance(line, DayLine):
        return RowText(title=_day(line.day, today))
    state = _state(line)
    private = _tr(QT_TRANSLATE_NOOP("timeline", "private")) if line.never_leaves else ""
    title = _title(line, called)
    if private and state:
        title, state = f"{title} ({state})", ""
    return RowText(
        title=title,
        note=" — ".join(words for words in (_words(line), line.more) if words.strip()),
        aside=time_text(line.at) if line.has_time else "",
        chip=private or state,
        tone=ChipTone.SAND if private else ChipTone.NEUTRAL,
    )


def _words(row: TimelineRow) -> str:
    """Return the words of a row; what somebody said about the work is a quotation."""
    return quoted(row.words) if row.kind is Happened.FEEDBACK else row.words


def _title(row: TimelineRow, called: str) -> str:
    if row.kind is Happened.FEEDBACK and row.state == FeedbackHow.DECLINED:
        title = QT_TRANSLATE_NOOP("timeline", "No feedback this time")
    elif row.kind is Happened.FEEDBACK and row.state == Giver.COACH:
        title = QT_TRANSLATE_NOOP("timeline", "Feedback by you")
    elif row.kind is Happened.CONTACT and row.number:
        title = QT_TRANSLATE_NOOP("timeline", "You got in touch")
    elif row.kind is Happened.CONTACT:
        title = QT_TRANSLATE_NOOP("timeline", "{name} got in touch")
    else:
        title = _TITLES[row.kind]
    number = "" if row.number is None else QLocale().toString(row.number)
    return _tr(title).replace("{number}", number).replace("{name}", called)


def _state(row: TimelineRow) -> str:
    kind = _STATES.get(row.kind)
    if kind is None or not row.state or row.state in _UNREMARKABLE:
        return ""
    return label(kind(row.state))


def _month(month: date) -> str:
    name = QLocale().standaloneMonthName(month.month, QLocale.FormatType.LongFormat)
    return f"{name} {month.year}"


def _day(day: date, today: date) -> str:
    near = relative_day(day, today)
    whole = day_text(day)
    is_near = abs((day - today).days) <= 1
    return f"{near[:1].upper()}{near[1:]}, {whole}" if is_near else whole
