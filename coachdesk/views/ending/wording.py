"""What the page of an ending says of each step."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from coachdesk.models.ending import steps_ahead
from coachdesk.models.ending_page import EndingPage
from coachdesk.models.entities.ending import EndingStep, Pause, StepTaken
from coachdesk.models.entities.people import EngagementState
from coachdesk.models.entities.relationship import Giver
from coachdesk.models.entities.review import ReviewState
from coachdesk.models.standing import Standing
from coachdesk.views.labels import short_day


def intro_text(now: Standing) -> str:
    """Return what the page begins with."""
    is_closed = now.engagement.state is EngagementState.CLOSED
    if is_closed and now.ending is None:
        return QCoreApplication.translate("ending", "This work is closed. It was ended without these steps.")
    if is_closed:
        return QCoreApplication.translate("ending", "This work is closed.")
    if now.ending is None:
        return QCoreApplication.translate(
            "ending",
            "A good ending takes five steps: looking back at what you agreed, what is still promised, a "
            "sentence from each of you, what they take along, and what becomes of the records. Each can be "
            "left out, with a word on why.",
        )
    return QCoreApplication.translate(
        "ending", "Take the steps in any order. Nothing here is deleted, and all of it can be taken back."
    )


def end_text(now: Standing) -> str:
    """Return what the page ends with: how it ended, or what is to come before it can."""
    if now.ending is None:
        return ""
    if now.ending.closed_on is not None:
        return now.ending.words
    if steps_ahead(now):
        return QCoreApplication.translate(
            "ending", "Once each step is done or left out, the work can be closed."
        )
    return QCoreApplication.translate(
        "ending",
        "Closing it ends the reminders of this work. Its pages and papers stay where they are, and you can "
        "go on after all.",
    )


def step_text(page: EndingPage, step: EndingStep, today: date) -> str:
    """Return what there is for a step so far."""
    return {
        EndingStep.REVIEW: _review,
        EndingStep.PROMISES: _promises,
        EndingStep.FEEDBACK: _feedback,
        EndingStep.HAND_OVER: _hand_over,
        EndingStep.RECORDS: _records,
    }[step](page, today)


def _review(page: EndingPage, today: date) -> str:
    if page.review is not None and page.review.held_at is not None:
        held = short_day(page.review.held_at.astimezone().date(), today)
        return QCoreApplication.translate("ending", "You looked back at your agreement on {day}.").replace(
            "{day}", held
        )
    if not page.has_agreement:
        return QCoreApplication.translate(
            "ending",
            "There is no agreement in force. Look back together on what you wanted, and what became of it.",
        )
    return QCoreApplication.translate(
        "ending",
        "Go through what you agreed on once more: what held, what did not, what each of you takes along.",
    )


def _promises(page: EndingPage, _today: date) -> str:
    what = [one.what for one in page.still_open.commitments] + [one.what for one in page.still_open.pledges]
    if not what:
        return QCoreApplication.translate("ending", "Nothing that either of you promised stands open.")
    said = QCoreApplication.translate("ending", "Still open between you: {promises}")
    return said.replace("{promises}", " · ".join(what))


def _feedback(page: EndingPage, _today: date) -> str:
    if page.said_by == frozenset(Giver):
        return QCoreApplication.translate("ending", "You have both said a sentence about the work together.")
    if Giver.CLIENT in page.said_by:
        return QCoreApplication.translate(
            "ending", "Your client has said a sentence. Yours is still to come."
        )
    if Giver.COACH in page.said_by:
        return QCoreApplication.translate("ending", "You have said a sentence. Theirs is still to come.")
    return QCoreApplication.translate("ending", "One sentence from each of you about the work together.")


def _hand_over(page: EndingPage, today: date) -> str:
    if page.packs:
        day = short_day(page.packs[-1].shared_at.astimezone().date(), today)
        return QCoreApplication.translate("ending", "Handed over on {day}.").replace("{day}", day)
    return QCoreApplication.translate(
        "ending", "Agreements, summaries and a look back as one PDF, theirs to keep."
    )


def _records(page: EndingPage, today: date) -> str:
    kept = page.retention
    if kept is None or kept.until is None:
        return QCoreApplication.translate(
            "ending",
            "You agreed on no time for which records are kept. Say together until when, and tell them where.",
        )
    text = QCoreApplication.translate(
        "ending", "You agreed to keep records until {day}. Nothing is deleted by itself; tell them so."
    )
    return text.replace("{day}", short_day(kept.until, today))


def taken_text(taken: StepTaken | None, today: date) -> str:
    """Return when a step was taken or why it was left out; nothing while it is ahead."""
    if taken is not None and taken.done_on is not None:
        day = short_day(taken.done_on, today)
        return QCoreApplication.translate("ending", "Done on {day}").replace("{day}", day)
    if taken is not None and taken.skipped_because:
        text = QCoreApplication.translate("ending", "Left out: {why}")
        return text.replace("{why}", taken.skipped_because)
    return ""


def rest_text(pause: Pause, today: date) -> str:
    """Return since when work rests, until when that was meant, and why; or when it rested once."""
    begun = short_day(pause.began_on, today)
    if pause.ended_on is not None:
        text = QCoreApplication.translate("ending", "It rested from {begin} to {end}.")
        text = text.replace("{begin}", begun).replace("{end}", short_day(pause.ended_on, today))
    elif pause.until is None:
        text = QCoreApplication.translate("ending", "It has been resting since {begin}.").replace(
            "{begin}", begun
        )
    else:
        text = QCoreApplication.translate(
            "ending", "It has been resting since {begin}, and is meant to go on again on {until}."
        )
        text = text.replace("{begin}", begun).replace("{until}", short_day(pause.until, today))
    return " ".join(part for part in (text, pause.why, pause.welcome) if part)


def reviewed(page: EndingPage) -> bool:
    """Tell whether the closing review was held."""
    return page.review is not None and page.review.state is ReviewState.HELD
