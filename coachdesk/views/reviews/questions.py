"""What is asked on the page of a review."""

from datetime import date

from attrs import frozen
from PySide6.QtCore import QCoreApplication

from coachdesk.models.entities.review import NoticedKind, ReviewKind
from coachdesk.views.ask_card import AskCard, OnAnswer, Read
from coachdesk.views.form import Form
from coachdesk.views.labels import choices

PLAN, NOTE, LET_GO = "plan", "note", "let go"

translate = QCoreApplication.translate


@frozen
class Plan:
    """When the next review is due, and what it is mostly about."""

    kind: ReviewKind
    due_on: date | None
    due_after_session: int | None


@frozen
class Note:
    """What was noticed."""

    kind: NoticedKind
    words: str


def ask_for_plan(card: AskCard, on_answer: OnAnswer) -> None:
    """Ask when to look at it again."""

    def build(form: Form) -> Read:
        with form.side_by_side():
            day = form.day(translate("reviews", "On a day"))
            after = form.number(translate("reviews", "Or after session number"), maximum=999)
        kind = form.choice(translate("reviews", "Mostly about"), choices(ReviewKind), ReviewKind.AGREEMENT)
        return lambda: Plan(kind.value(), day.value(), after.value())

    card.ask(
        translate("reviews", "When do you want to look at it together again?"),
        translate("reviews", "Plan it"),
        build,
        on_answer,
        named=(PLAN,),
    )


def ask_for_note(card: AskCard, on_answer: OnAnswer) -> None:
    """Ask what was noticed."""

    def build(form: Form) -> Read:
        words = form.line(translate("reviews", "In a sentence"))
        kind = form.choice(translate("reviews", "What it is"), choices(NoticedKind), NoticedKind.BOUNDARY)
        return lambda: Note(kind.value(), words.text())

    card.ask(
        translate(
            "reviews",
            "It is for you alone; one wish for change, or a boundary three times, asks for a review.",
        ),
        translate("reviews", "Note it"),
        build,
        on_answer,
        named=(NOTE,),
    )


def ask_why_to_let_go(card: AskCard, on_answer: OnAnswer) -> None:
    """Ask why a review need not be held."""

    def build(form: Form) -> Read:
        return form.line(translate("reviews", "Why it can go")).text

    card.ask(
        translate("reviews", "What asked for this review will not ask again. What happens later may."),
        translate("reviews", "Let it go"),
        build,
        on_answer,
        named=(LET_GO,),
    )
