"""What is between coach and client, in a line each: calm, and without a count of what did not happen."""

from datetime import date
from typing import Final

from attrs import frozen
from PySide6.QtCore import QCoreApplication

from coachdesk.models.feedback_waiting import WaitingFeedback, Wanted
from coachdesk.models.preferences_due import Asking, DuePreference
from coachdesk.models.quiet import USUAL_WEEKS, QuietClient
from coachdesk.models.ritual_times import DayRitual
from coachdesk.models.today import DuePromise, Thing
from coachdesk.models.waiting import Care, Waiting
from coachdesk.views.labels import label, relative_day
from coachdesk.views.names import shortened

_LONGEST: Final = 140


@frozen
class Line:
    """What is said, and smaller below it what helps to place it."""

    text: str
    due: str = ""


def line_of(thing: Thing, today: date) -> Line:
    """Return what is said of a thing on a day of the coach."""
    match thing:
        case DuePromise():
            return _promise(thing, today)
        case WaitingFeedback():
            return _feedback(thing, today)
        case DayRitual():
            return _ritual(thing, today)
        case DuePreference():
            return _preference(thing, today)
        case QuietClient():
            return _quiet(thing, today)
        case Waiting():
            return _waiting(thing)


def way_text(thing: Thing) -> str:
    """Return what the button says that leads to where a thing is tended."""
    match thing:
        case WaitingFeedback(wanted=Wanted.ANSWER):
            return QCoreApplication.translate("today", "Answer")
        case QuietClient():
            return QCoreApplication.translate("today", "Plan")
        case _:
            return QCoreApplication.translate("today", "Look")


def _filled(text: str, **words: str) -> str:
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= _LONGEST else f"{one_line[:_LONGEST]}…"


def _promise(promise: DuePromise, today: date) -> Line:
    text = (
        QCoreApplication.translate("today", "Your pledge to {name}: {what}")
        if promise.is_mine
        else QCoreApplication.translate("today", "{name}: {what}")
    )
    due = "" if promise.by_when is None else relative_day(promise.by_when, today)
    return Line(_filled(text, name=shortened(promise.client_name), what=promise.what), due)


def _feedback(said: WaitingFeedback, today: date) -> Line:
    text, due = {
        Wanted.ANSWER: (
            QCoreApplication.translate("today", "{name} said: “{words}”"),
            QCoreApplication.translate("today", "{day}, waits for your answer"),
        ),
        Wanted.TELLING: (
            QCoreApplication.translate("today", "{name} said: “{words}”"),
            QCoreApplication.translate("today", "{day}, tell them what you will change"),
        ),
        Wanted.SAYING: (
            QCoreApplication.translate("today", "To say to {name}: “{words}”"),
            QCoreApplication.translate("today", "noted {day}, not said yet"),
        ),
    }[said.wanted]
    words = _filled(text, name=shortened(said.client_name), words=_short(said.sentence))
    return Line(words, _filled(due, day=relative_day(said.given_on, today)))


def _ritual(due: DayRitual, today: date) -> Line:
    day = relative_day(due.day, today)
    steps = " · ".join(due.ritual.steps)
    if len(due.engaged) == 1:
        text = QCoreApplication.translate("today", "{name}: {ritual}")
        text = _filled(text, name=shortened(due.engaged[0].client_name))
    else:
        text = QCoreApplication.translate("today", "With %n client(s): {ritual}", "", len(due.engaged))
    return Line(_filled(text, ritual=due.ritual.name), _short(f"{day} · {steps}" if steps else day))


def _preference(due: DuePreference, today: date) -> Line:
    if due.asking is Asking.EARLY:
        text = QCoreApplication.translate("today", "{name}: ask how they like to work")
    else:
        text = QCoreApplication.translate("today", "{name}: ask again how they like to work")
    return Line(_filled(text, name=shortened(due.client_name)), _last_said(due, today))


def _last_said(due: DuePreference, today: date) -> str:
    if due.is_guess:
        return QCoreApplication.translate("today", "What you noted is a guess of yours so far.")
    if due.since is None:
        return ""
    text = QCoreApplication.translate("today", "They last said so {day}.")
    return _filled(text, day=relative_day(due.since, today))


def _quiet(one: QuietClient, today: date) -> Line:
    text = QCoreApplication.translate("today", "{name}: nothing is planned")
    parts = (_met(one, today), _agreed(one.agreed_weeks))
    return Line(_filled(text, name=shortened(one.client_name)), " ".join(part for part in parts if part))


def _met(one: QuietClient, today: date) -> str:
    if one.met_on is None:
        return ""
    text = QCoreApplication.translate("today", "You met {day}.")
    if one.in_touch_on is not None:
        text = QCoreApplication.translate("today", "You met {day}, and were in touch {later}.")
    later = "" if one.in_touch_on is None else relative_day(one.in_touch_on, today)
    return _filled(text, day=relative_day(one.met_on, today), later=later)


def _agreed(weeks: int | None) -> str:
    if weeks is None:
        return QCoreApplication.translate(
            "today", "Nothing was agreed about breaks: this stands here after %n week(s).", "", USUAL_WEEKS
        )
    return QCoreApplication.translate("today", "A break of %n week(s) was agreed.", "", weeks)


def _waiting(waiting: Waiting) -> Line:
    if waiting.cause is not None:
        text = _filled(QCoreApplication.translate("today", "{name}: {why}"), why=label(waiting.cause))
    else:
        text = {
            Care.AGREEMENT: QCoreApplication.translate(
                "today", "{name}: coaching without an agreement in force"
            ),
            Care.RETURN: QCoreApplication.translate("today", "{name}: the pause was meant to be over"),
            Care.SAFE_START: QCoreApplication.translate("today", "{name}: the safe start is not finished"),
        }[waiting.care]
    return Line(_filled(text, name=shortened(waiting.client_name)))
