"""Words of the conversation about the work together."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from coachdesk.models.entities.relationship import Feedback, FeedbackHow, Giver
from coachdesk.models.feedback_page import FeedbackPage, Said
from coachdesk.views.labels import label, short_day
from coachdesk.views.names import names_text, shortened
from coachdesk.views.widgets.chip import ChipTone


def giver_text(said: Feedback, page: FeedbackPage) -> str:
    """Return whose words they are."""
    if said.giver is Giver.COACH:
        return QCoreApplication.translate("feedback", "You")
    return client_text(said, page)


def client_text(said: Feedback, page: FeedbackPage) -> str:
    """Return what the client is called who said it, or who it is for; all of a group where nobody else."""
    own = next((one.called for one in page.clients if one.id == said.client_id), "")
    return shortened(own) if own else names_text([one.called for one in page.clients] or [""])


def head_text(one: Said, page: FeedbackPage) -> str:
    """Return who said it, when, in which session and how."""
    said = one.feedback
    parts = [giver_text(said, page), short_day(said.given_on, page.day)]
    if one.number is not None:
        number = QCoreApplication.translate("feedback", "session {number}")
        parts.append(number.replace("{number}", str(one.number)))
    if said.giver is Giver.CLIENT and said.how in (FeedbackHow.AFTERWARDS, FeedbackHow.ON_PAPER):
        parts.append(label(said.how))
    return " · ".join(parts)


def state_of(one: Said, today: date) -> tuple[str, ChipTone]:
    """Return where a sentence stands; what waits for the coach stands out."""
    said = one.feedback
    tone = ChipTone.ACCENT if one.is_waiting else ChipTone.NEUTRAL
    if said.how is FeedbackHow.DECLINED:
        return label(said.how), ChipTone.NEUTRAL
    text = _state_of_mine(said) if said.giver is Giver.COACH else _state_of_theirs(said)
    day = "" if said.told_on is None else short_day(said.told_on, today)
    return text.replace("{day}", day), tone


def _state_of_mine(said: Feedback) -> str:
    if said.told_on is None:
        return QCoreApplication.translate("feedback", "not said yet")
    return QCoreApplication.translate("feedback", "said on {day}")


def _state_of_theirs(said: Feedback) -> str:
    if said.is_open:
        return QCoreApplication.translate("feedback", "waits for your answer")
    if said.told_on is not None:
        return QCoreApplication.translate("feedback", "answered, told on {day}")
    if said.will_change.strip():
        return QCoreApplication.translate("feedback", "answered, not told yet")
    return QCoreApplication.translate("feedback", "answered")
