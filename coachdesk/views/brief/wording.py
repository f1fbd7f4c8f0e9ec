"""Words of the brief."""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from coachdesk.models.brief import Brief, Unchecked
from coachdesk.models.entities.moment import Milestone, Reflection
from coachdesk.views.labels import label, moment_text, relative_day
from coachdesk.views.zone_text import there_text

LONGEST_NAME = 40


def called(brief: Brief) -> str:
    """Return the clients' names as they fit into a heading."""
    name = " ".join(brief.called.split())
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def head_line(brief: Brief, today: date) -> str:
    """Return who comes, and to which session, in one line; what ends it may have no room."""
    parts = []
    for client in brief.clients:
        said = QCoreApplication.translate("brief", "say “{sound}”")
        parts += [said.replace("{sound}", client.pronunciation)] if client.pronunciation else []
        parts += [client.pronouns] if client.pronouns else []
    at = brief.session.began_at or brief.session.planned_at
    parts += [
        *([_moment(brief, at, today)] if at is not None else []),
        label(brief.session.mode),
        _number(brief),
    ]
    return " · ".join(parts)


def _moment(brief: Brief, at: datetime, today: date) -> str:
    zones = [client.time_zone for client in brief.clients]
    there = there_text(at, [client.called for client in brief.clients], zones)
    return ", ".join(part for part in (moment_text(at, today), there) if part)


def _number(brief: Brief) -> str:
    planned = brief.engagement.sessions_planned
    text = (
        QCoreApplication.translate("brief", "Session {number} of {planned}")
        if planned
        else QCoreApplication.translate("brief", "Session {number}")
    )
    return text.replace("{number}", str(brief.session.number)).replace("{planned}", str(planned))


def last_contact(brief: Brief) -> str:
    """Return how long ago the last session was, or that there was none."""
    days = brief.days_since
    if days is None:
        return QCoreApplication.translate("brief", "Your first session together")
    if days <= 0:
        return QCoreApplication.translate("brief", "Last session: today")
    return QCoreApplication.translate("brief", "Last session: %n day(s) ago", "", days)


def in_touch(brief: Brief) -> str:
    """Return how long ago both were in touch since the last session; empty where they were not."""
    days, since = brief.days_since_contact, brief.days_since
    if days is None or (since is not None and days >= since):
        return ""
    if days <= 0:
        return QCoreApplication.translate("brief", "In touch today")
    return QCoreApplication.translate("brief", "In touch %n day(s) ago", "", days)


def unchecked_line(one: Unchecked) -> str:
    """Return what was heard or noticed, and in which session."""
    if isinstance(one.moment, Reflection):
        text = QCoreApplication.translate("brief", "Heard in session {number}: {words}")
        feeling = one.moment.feeling.strip()
        words = f"{one.moment.heard} ({feeling})" if feeling else one.moment.heard
    else:
        text = QCoreApplication.translate("brief", "Noticed in session {number}: {words}")
        words = one.moment.noticed
    return text.replace("{number}", str(one.number)).replace("{words}", words)


def milestone_note(one: Milestone, today: date) -> str:
    """Return by when a milestone is wanted, and how both will see it."""
    parts = []
    if one.target_on is not None:
        day = QCoreApplication.translate("brief", "by {day}")
        parts.append(day.replace("{day}", relative_day(one.target_on, today)))
    if one.measure.strip():
        parts.append(one.measure.strip())
    return " · ".join(parts)
