"""What is asked on the page before something happens that needs a word or a day."""

from datetime import date

from attrs import frozen
from PySide6.QtCore import QCoreApplication

from coachdesk.models.entities.agreement import AgreementVersion, Layer
from coachdesk.views.ask_card import AskCard, OnAnswer, Read
from coachdesk.views.form import Form
from coachdesk.views.labels import choices

REASON, VOID, WITHDRAW, DATES, CLAUSE = "reason", "void", "withdraw", "dates", "clause"

translate = QCoreApplication.translate


@frozen
class Dates:
    """From when a version counts, and when to look at it again."""

    effective_on: date | None
    review_on: date | None


@frozen
class NewClause:
    """The heading of a clause of one's own, and where it belongs."""

    heading: str
    layer: Layer


def ask_for_reason(card: AskCard, on_answer: OnAnswer) -> None:
    """Ask why there should be a new version."""

    def build(form: Form) -> Read:
        return form.line(translate("agreements", "What changed between you")).text

    card.ask(
        translate(
            "agreements",
            "A new version begins with the words of this one, and with every yes to them. "
            "This one stays in force until the new one is signed, and readable after that.",
        ),
        translate("agreements", "Start the new version"),
        build,
        on_answer,
        named=(REASON,),
    )


def ask_why_void(card: AskCard, on_answer: OnAnswer) -> None:
    """Ask why signatures should be taken back."""

    def build(form: Form) -> Read:
        return form.line(translate("agreements", "Why they are taken back")).text

    card.ask(
        translate(
            "agreements", "The signatures stay on record as taken back, and the text can change again."
        ),
        translate("agreements", "Take the signatures back"),
        build,
        on_answer,
        named=(VOID,),
    )


def ask_whether_to_withdraw(card: AskCard, version: AgreementVersion, on_answer: OnAnswer) -> None:
    """Ask whether a version should really end."""
    text = translate(
        "agreements", "Version {number} counts no more from now on. It stays readable in the history."
    )
    card.ask(
        text.format(number=version.number),
        translate("agreements", "Withdraw it"),
        lambda _form: lambda: None,
        on_answer,
        named=(WITHDRAW,),
    )


def ask_for_dates(card: AskCard, version: AgreementVersion, on_answer: OnAnswer) -> None:
    """Ask from when the version counts and when to look at it again."""

    def build(form: Form) -> Read:
        with form.side_by_side():
            effective = form.day(translate("agreements", "Counts from"), version.effective_on)
            review = form.day(translate("agreements", "Look at it together again on"), version.review_on)
        return lambda: Dates(effective.value(), review.value())

    card.ask(
        translate("agreements", "Without a day it counts from the last signature on."),
        translate("agreements", "Keep these dates"),
        build,
        on_answer,
        named=(DATES,),
    )


def ask_for_clause(card: AskCard, layer: Layer, on_answer: OnAnswer) -> None:
    """Ask what a clause of one's own is about."""

    def build(form: Form) -> Read:
        with form.side_by_side():
            heading = form.line(translate("agreements", "What it is about"))
            where = form.choice(translate("agreements", "Where it belongs"), choices(Layer), layer)
        return lambda: NewClause(heading.text(), where.value())

    card.ask(
        translate("agreements", "A clause in your own words, for both voices."),
        translate("agreements", "Add it"),
        build,
        on_answer,
        named=(CLAUSE,),
    )
