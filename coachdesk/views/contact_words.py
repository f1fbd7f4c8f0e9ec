"""Contact between sessions in words: how it stands against what was agreed, without a verdict."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from coachdesk.documents.text import short
from coachdesk.errors import QT_TRANSLATE_NOOP
from coachdesk.models.contact_balance import Balance
from coachdesk.models.contacts import Boundary
from coachdesk.models.entities.people import ContactPer, Engagement
from coachdesk.models.entities.relationship import Dial
from coachdesk.models.preferences import KnownPreference
from coachdesk.views.labels import label
from coachdesk.views.names import shortened
from coachdesk.views.preference_words import dial_name, question

_LONGEST: Final = 400

_NUMBERS: Final = (
    QT_TRANSLATE_NOOP("contacts", "none"),
    QT_TRANSLATE_NOOP("contacts", "one"),
    QT_TRANSLATE_NOOP("contacts", "two"),
    QT_TRANSLATE_NOOP("contacts", "three"),
    QT_TRANSLATE_NOOP("contacts", "four"),
    QT_TRANSLATE_NOOP("contacts", "five"),
    QT_TRANSLATE_NOOP("contacts", "six"),
    QT_TRANSLATE_NOOP("contacts", "seven"),
    QT_TRANSLATE_NOOP("contacts", "eight"),
    QT_TRANSLATE_NOOP("contacts", "nine"),
    QT_TRANSLATE_NOOP("contacts", "ten"),
)
_WHEN: Final = {
    ContactPer.SESSION: QT_TRANSLATE_NOOP("contacts", "since the last session"),
    ContactPer.WEEK: QT_TRANSLATE_NOOP("contacts", "this week"),
    ContactPer.MONTH: QT_TRANSLATE_NOOP("contacts", "this month"),
}
_AT_MOST: Final = {
    ContactPer.SESSION: QT_TRANSLATE_NOOP("contacts", "Up to {most} between two sessions"),
    ContactPer.WEEK: QT_TRANSLATE_NOOP("contacts", "Up to {most} a week"),
    ContactPer.MONTH: QT_TRANSLATE_NOOP("contacts", "Up to {most} a month"),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("contacts", text)


def _number(number: int) -> str:
    """Return a small number as a word, any other in digits."""
    return _tr(_NUMBERS[number]) if number < len(_NUMBERS) else str(number)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def agreed_text(engagement: Engagement) -> str:
    """Return how much contact was agreed; empty where no number was."""
    most = engagement.contact_most
    if most is None:
        return ""
    if not most:
        return QCoreApplication.translate("contacts", "No contact between sessions")
    return _tr(_AT_MOST[engagement.contact_per]).replace("{most}", _number(most))


def balance_text(balance: Balance) -> str:
    """Return how contact stands in the stretch of time at hand."""
    if balance.over:
        text = QCoreApplication.translate("contacts", "{over} more than agreed {when}: talk about it?")
    elif balance.most and balance.used:
        text = QCoreApplication.translate("contacts", "{used} of {most} {when}")
    elif balance.most:
        text = QCoreApplication.translate("contacts", "none of {most} {when} so far")
    else:
        text = QCoreApplication.translate("contacts", "{used} {when}")
    for name, number in (("over", balance.over), ("used", balance.used), ("most", balance.most or 0)):
        text = text.replace(f"{{{name}}}", _number(number))
    return _sentence(text.replace("{when}", _when(balance)))


def _when(balance: Balance) -> str:
    if balance.is_before_first:
        return QCoreApplication.translate("contacts", "before the first session")
    return _tr(_WHEN[balance.per])


def question_text() -> str:
    """Return what to ask where it goes beyond the boundary again and again."""
    return QCoreApplication.translate(
        "contacts", "It has gone beyond what you agreed more than once. Is the boundary still right?"
    )


def liked_by(known: KnownPreference) -> tuple[str, ...]:
    """Return what a client would like of contact: a wish beside the boundary, which stays as agreed."""
    said = known.preference
    asked = [(dial_name("contact"), label(said.contact))] if said.contact is not Dial.UNSAID else []
    asked += [(question("channels"), said.channels.strip())] if said.channels.strip() else []
    line = QCoreApplication.translate("contacts", "{question}: {answer}")
    return tuple(
        line.replace("{question}", name).replace("{answer}", short(answer, _LONGEST))
        for name, answer in asked
    )


def liked_and_agreed(preferences: Sequence[KnownPreference], boundary: Boundary | None) -> tuple[str, ...]:
    """Return in lines what each client would like, and what the agreement says."""
    named = QCoreApplication.translate("contacts", "{name}: {wish}")
    lines = [
        named.replace("{name}", shortened(known.client.called)).replace("{wish}", wish)
        for known in preferences
        for wish in liked_by(known)
    ]
    if boundary is not None:
        text = QCoreApplication.translate("contacts", "In the agreement: “{words}”")
        lines.append(text.replace("{words}", short(boundary.words, _LONGEST)))
    return tuple(lines)
