"""Facts of a client or an engagement as pairs of a caption and its text."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from coachdesk.models.client_page import EngagementPart
from coachdesk.models.entities.people import Cadence, CadenceUnit, Client, Engagement, EngagementFormat
from coachdesk.views.labels import label, short_day
from coachdesk.views.widgets.text import body, text_label

Fact = tuple[str, str]
_MINOR_PER_MAJOR = 100


def facts_grid(facts: tuple[Fact, ...], columns: int = 2) -> QWidget:
    """Return the facts that have a text, caption above text, in columns of equal width."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(10)
    for at, (caption, text) in enumerate(fact for fact in facts if fact[1]):
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(text_label(caption, "label"))
        column.addWidget(body(text))
        column.addStretch(1)
        grid.addLayout(column, at // columns, at % columns)
    for at in range(columns):
        grid.setColumnStretch(at, 1)
    shown = QWidget()
    shown.setLayout(grid)
    return shown


def contact_facts(client: Client) -> tuple[Fact, ...]:
    """Return how to reach a client and what else is known of them."""
    return (
        (QCoreApplication.translate("clients", "Email"), client.email),
        (QCoreApplication.translate("clients", "Phone"), client.phone),
        (QCoreApplication.translate("clients", "Time zone"), client.time_zone),
        (QCoreApplication.translate("clients", "Language"), client.language),
        (QCoreApplication.translate("clients", "Code"), client.code),
        (QCoreApplication.translate("clients", "Referred by"), client.referred_by),
    )


def engagement_facts(part: EngagementPart, today: date) -> tuple[Fact, ...]:
    """Return what coach and client have arranged."""
    work = part.engagement
    return (
        (QCoreApplication.translate("clients", "Format"), _format(work)),
        (QCoreApplication.translate("clients", "Together with"), ", ".join(part.others)),
        (QCoreApplication.translate("clients", "Sessions"), _sessions(work)),
        (QCoreApplication.translate("clients", "Time"), _span(work, today)),
        (QCoreApplication.translate("clients", "Fee for a session"), _fee(work)),
        (QCoreApplication.translate("clients", "Paid by"), label(work.payer) if work.fee_minor else ""),
        (QCoreApplication.translate("clients", "Sponsor"), _sponsor(part)),
        (QCoreApplication.translate("clients", "We look back"), _cadences(work)),
    )


def _format(work: Engagement) -> str:
    if work.number_in_group and work.format is not EngagementFormat.INDIVIDUAL:
        return f"{label(work.format)}, {work.number_in_group}"
    return label(work.format)


def _sessions(work: Engagement) -> str:
    parts = []
    if work.sessions_planned:
        parts.append(QCoreApplication.translate("clients", "%n planned", "", work.sessions_planned))
    if work.session_minutes:
        parts.append(QCoreApplication.translate("clients", "%n minutes", "", work.session_minutes))
    return ", ".join(parts)


def _span(work: Engagement, today: date) -> str:
    start = "" if work.starts_on is None else short_day(work.starts_on, today)
    end = "" if work.planned_end_on is None else short_day(work.planned_end_on, today)
    if start and end:
        return f"{start} – {end}"
    if start:
        return QCoreApplication.translate("clients", "since {day}").format(day=start)
    return QCoreApplication.translate("clients", "until {day}").format(day=end) if end else ""


def _fee(work: Engagement) -> str:
    if work.fee_minor is None:
        return ""
    amount = QLocale().toString(work.fee_minor / _MINOR_PER_MAJOR, "f", 2)
    return f"{amount} {work.currency}".strip()


def _sponsor(part: EngagementPart) -> str:
    if part.sponsor is None:
        return ""
    contact, organisation = part.sponsor.contact, part.sponsor.organisation
    who = f"{contact.name} ({label(contact.role)})"
    parts = ("" if organisation is None else organisation.name, who, contact.contact)
    return "\n".join(part for part in parts if part)


def _cadences(work: Engagement) -> str:
    wording = (
        (QCoreApplication.translate("clients", "review {cadence}"), work.review_every),
        (QCoreApplication.translate("clients", "feedback {cadence}"), work.feedback_every),
        (QCoreApplication.translate("clients", "preferences {cadence}"), work.preferences_every),
    )
    return "\n".join(
        text.format(cadence=cadence_text(cadence)) for text, cadence in wording if cadence is not None
    )


def cadence_text(cadence: Cadence) -> str:
    """Return how often, in words."""
    if cadence.unit is CadenceUnit.SESSIONS:
        return QCoreApplication.translate("clients", "every %n session(s)", "", cadence.every)
    return QCoreApplication.translate("clients", "every %n week(s)", "", cadence.every)
