from datetime import date, timedelta

import pytest

from coachdesk.models.entities.ids import ClientId, CommitmentId, EngagementId, FeedbackId
from coachdesk.models.entities.review import ReviewCause
from coachdesk.models.feedback_waiting import WaitingFeedback, Wanted
from coachdesk.models.preferences_due import Asking, DuePreference
from coachdesk.models.quiet import QuietClient
from coachdesk.models.today import DuePromise, Thing
from coachdesk.models.waiting import Care, Waiting
from coachdesk.views.today.wording import line_of, way_text

DAY = date(2026, 5, 14)
WHO = {"client_id": ClientId("c"), "client_name": "Mira"}
WORK = WHO | {"engagement_id": EngagementId("e")}


def said(wanted: Wanted, words: str = "Longer pauses") -> WaitingFeedback:
    return WaitingFeedback(id=FeedbackId("f"), sentence=words, given_on=DAY, wanted=wanted, **WORK)  # type: ignore[arg-type]


def quiet(**given: object) -> QuietClient:
    return QuietClient(**(WORK | given))  # type: ignore[arg-type]


def asking(**given: object) -> DuePreference:
    return DuePreference(**(WORK | {"asking": Asking.AGAIN} | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("thing", "text", "due"),
    [
        (said(Wanted.ANSWER), "Mira said: “Longer pauses”", "today, waits for your answer"),
        (said(Wanted.SAYING), "To say to Mira: “Longer pauses”", "noted today, not said yet"),
        (quiet(agreed_weeks=3), "Mira: nothing is planned", "A break of 3 week(s) was agreed."),
        (
            quiet(met_on=date(2026, 4, 9), in_touch_on=DAY - timedelta(days=1)),
            "Mira: nothing is planned",
            "You met 9 Apr, and were in touch yesterday. Nothing was agreed about breaks:"
            " this stands here after 4 week(s).",
        ),
        (asking(since=date(2026, 4, 9)), "Mira: ask again how they like to work", "They last said so 9 Apr."),
        (
            asking(is_guess=True),
            "Mira: ask again how they like to work",
            "What you noted is a guess of yours so far.",
        ),
    ],
)
def test_each_thing_is_one_calm_line(thing: Thing, text: str, due: str) -> None:
    line = line_of(thing, DAY)
    assert (line.text, line.due) == (text, due)


def test_a_long_sentence_is_told_in_short() -> None:
    line = line_of(said(Wanted.ANSWER, "and so on " * 60), DAY)
    assert len(line.text) < 180


def test_the_button_says_what_is_done_there() -> None:
    assert way_text(said(Wanted.ANSWER)) == "Answer"
    assert way_text(quiet()) == "Plan"
    assert way_text(said(Wanted.TELLING)) == "Look"


@pytest.mark.rule(8)
def test_no_line_counts_what_did_not_happen() -> None:
    promise = DuePromise(
        id=CommitmentId("p"),
        what="Ask the board",
        by_when=DAY - timedelta(days=40),
        is_mine=False,
        session_id=None,
        **WHO,  # type: ignore[arg-type]
    )
    review = Waiting(care=Care.REVIEW, since=None, cause=ReviewCause.CARRIED, **WORK)  # type: ignore[arg-type]
    lines = [line_of(thing, DAY) for thing in (promise, review)]
    words = " ".join(f"{line.text} {line.due}" for line in lines).casefold()
    assert not any(word in words for word in ("overdue", "late", "missed", "%", "days ago", "failed"))
