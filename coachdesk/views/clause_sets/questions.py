"""What is asked before a set or a clause is made."""

from attrs import frozen
from PySide6.QtCore import QCoreApplication

from coachdesk.models.entities.agreement import Layer
from coachdesk.views.ask_card import AskCard, OnAnswer, Read
from coachdesk.views.form import Form
from coachdesk.views.labels import choices
from coachdesk.views.widgets.page import FormName

ADD = "add"

translate = QCoreApplication.translate


@frozen
class NewClause:
    """The heading of a clause, and where it belongs."""

    heading: str
    layer: Layer


def ask_for_name(
    card: AskCard, question: str, confirm: str, name: str, on_answer: OnAnswer, *, named: FormName
) -> None:
    """Ask what a set should be called."""

    def build(form: Form) -> Read:
        return form.line(translate("clause_sets", "Name of the set"), name).text

    card.ask(question, confirm, build, on_answer, named=named)


def ask_for_clause(card: AskCard, layer: Layer, on_answer: OnAnswer) -> None:
    """Ask what a clause is about."""

    def build(form: Form) -> Read:
        with form.side_by_side():
            heading = form.line(translate("clause_sets", "What it is about"))
            where = form.choice(translate("clause_sets", "Where it belongs"), choices(Layer), layer)
        return lambda: NewClause(heading.text(), where.value())

    card.ask(
        translate("clause_sets", "A clause of your own, for every agreement that begins with this set."),
        translate("clause_sets", "Add it"),
        build,
        on_answer,
        named=(ADD,),
    )
