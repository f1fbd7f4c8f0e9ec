"""Facts of a client or an engagement as pairs of a caption and its text."""

import re
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from coachdesk.models.agreed_data import Retention
from coachdesk.models.engagement_parts import EngagementPart
from coachdesk.models.entities.people import Cadence, CadenceUnit, Client, Engagement, EngagementFormat
from coachdesk.views.labels import label, period_text, short_day
from coachdesk.views.widgets.text import ElidedLabel, body, text_label

Fact = tuple[str, str]
_MINOR_PER_MAJOR: Final = 100
# In letters: an address can't be wrapped, and half a card holds about twenty of them at the smallest window.
_WIDE: Final = 20
_WIDER_THAN_ANY: Final = 34
_UNBROKEN: Final = "\u00a0"
_BETWEEN_WAYS: Final = re.compile(r"\s[·|•]\s|[,;]\s|\n")


def facts_grid(facts: tuple[Fact, ...], columns: int = 2) -> QWidget:
    """Return the facts that have a text, caption above text, in columns of equal width.

    What has lines of its own or can't be wrapped gets the whole row, and an ellipsis where even that
    is too narrow.
    """
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(10)
    at = 0
    for fact in facts:
        if not fact[1]:
            continue
        span = columns if "\n" in fact[1] or _longest_word(fact[1]) > _WIDE else 1
        at += -at % columns if span > 1 else 0
        grid.addLayout(_cell(fact), at // columns, at % columns, 1, span)
        at += span
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    shown = QWidget()
    shown.setLayout(grid)
    return shown


def _cell(fact: Fact) -> QVBoxLayout:
    caption, text = fact
    column = QVBoxLayout()
    column.setSpacing(1)
    column.addWidget(text_label(caption, "label"))
    if _longest_word(text) > _WIDER_THAN_ANY:
        for line in text.splitlines():
            column.addWidget(ElidedLabel(line) if _longest_word(line) > _WIDER_THAN_ANY else body(line))
    else:
        column.addWidget(body(text))
    column.addStretch(1)
    return column


def _longest_word(text: str) -> int:
    return max((len(word) for word in text.split()), default=0)


def contact_facts(client: Client) -> tuple[Fact, ...]:
    """Return how to reach a client and what else is known of them."""
    return (
        (QCoreApplication.translate("clients", "Email"), client.email),
        (QCoreApplication.translate("clients", "Phone"), client.phone),
        (QCoreApplication.translate("clients", "Time zone"), client.time_zone),
        (QCoreApplication.translate("clients", "Language"), client.language),
        (QCoreApplication.translate("clients", "Guardian"), client.guardian),
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
        _span(work, today),
        (QCoreApplication.translate("clients", "Fee for a session"), _fee(work)),
        (QCoreApplication.translate("clients", "Paid by"), label(work.payer) if work.fee_minor else ""),
        (QCoreApplication.translate("clients", "Sponsor"), _sponsor(part)),
        (QCoreApplication.translate("clients", "We look back"), _cadences(work)),
        (QCoreApplication.translate("clients", "Records are kept"), records_text(part.retention, today)),
    )


def records_text(retention: Retention | None, today: date) -> str:
    """Return how long the agreement in force lets records be kept, empty where it does not say."""
    if retention is None:
        return ""
    text = QCoreApplication.translate("clients", "{period} after the last session")
    text = text.format(period=period_text(retention.keep_months))
    if retention.until is None:
        return text
    until = QCoreApplication.translate("clients", "{kept}: until {day}, as it stands")
    return until.format(kept=text, day=short_day(retention.until, today))


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


def _span(work: Engagement, today: date) -> Fact:
    """Return the first and the last day; with their years unless both are of this one."""
    start, end = work.starts_on, work.planned_end_on
    caption = QCoreApplication.translate("clients", "Time")
    if start and end:
        this_year = today if start.year == end.year else None
        days = (short_day(day, this_year).replace(" ", _UNBROKEN) for day in (start, end))
        return QCoreApplication.translate("clients", "From – to"), " – ".join(days)
    if start:
        since = QCoreApplication.translate("clients", "since {day}")
        return caption, since.format(day=short_day(start, today))
    until = QCoreApplication.translate("clients", "until {day}")
    return caption, until.format(day=short_day(end, today)) if end else ""


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
    ways = (way.strip() for way in _BETWEEN_WAYS.split(contact.contact))
    parts = ("" if organisation is None else organisation.name, who, *ways)
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
