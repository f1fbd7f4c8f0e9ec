"""What is asked of each kind of moment, in order; the first field is the one that has to be filled."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from attrs import frozen
from PySide6.QtCore import QCoreApplication, QStringListModel

from coachdesk.models.entities.moment import (
    Alignment,
    Experiment,
    Insight,
    Milestone,
    MilestoneState,
    Moment,
    Quote,
    Reflection,
    Signal,
    SupervisionFlag,
)
from coachdesk.views.sessions.moments import answers
from coachdesk.views.sessions.moments.answers import Answer

Values = Mapping[str, Any]


@frozen
class Sources:
    """What the fields offer."""

    feelings: QStringListModel
    today: Callable[[], date]


@frozen(kw_only=True)
class Question:
    """A field of a moment by its name; `label` is empty where it stands beside the field itself.

    `beside` puts it next to the one before, `wanted` tells from what is typed whether it is asked.
    """

    name: str
    label: str
    answer: Answer
    beside: bool = False
    wanted: Callable[[Values], bool] = lambda _typed: True


def _quote(_sources: Sources) -> tuple[Question, ...]:
    translate = QCoreApplication.translate
    label = translate("moments", "What they said, in their words")
    return (Question(name="words", label=label, answer=answers.words()),)


def _reflection(sources: Sources) -> tuple[Question, ...]:
    translate = QCoreApplication.translate
    standing = translate("moments", "Is it right?")
    return (
        Question(name="heard", label=translate("moments", "What I heard"), answer=answers.words()),
        Question(
            name="feeling",
            label=translate("moments", "Feeling, in a word"),
            answer=answers.feeling(sources.feelings),
        ),
        Question(name="alignment", label=standing, answer=answers.alignment(standing)),
        Question(
            name="correction",
            label=translate("moments", "How they put it"),
            answer=answers.words(),
            wanted=lambda typed: typed["alignment"] is Alignment.CORRECTED,
        ),
    )


def _signal(_sources: Sources) -> tuple[Question, ...]:
    translate = QCoreApplication.translate
    kindly = translate("moments", "Named kindly")
    return (
        Question(name="noticed", label=translate("moments", "What I noticed"), answer=answers.words()),
        Question(name="kind", label=translate("moments", "What it may be"), answer=answers.kind_of_signal()),
        Question(name="reading", label=translate("moments", "How I read it"), answer=answers.words()),
        Question(
            name="second_reading",
            label=translate("moments", "Or it could mean"),
            answer=answers.words(),
            beside=True,
        ),
        Question(name="named_kindly", label="", answer=answers.tick(kindly)),
        Question(
            name="meant",
            label=translate("moments", "What they meant by it"),
            answer=answers.words(),
        ),
    )


def _insight(_sources: Sources) -> tuple[Question, ...]:
    translate = QCoreApplication.translate
    return (
        Question(
            name="words", label=translate("moments", "What they saw, in their words"), answer=answers.words()
        ),
        Question(name="leads_to", label=translate("moments", "Where it leads"), answer=answers.words()),
    )


def _experiment(_sources: Sources) -> tuple[Question, ...]:
    translate = QCoreApplication.translate
    return (
        Question(name="what", label=translate("moments", "What they will try"), answer=answers.words()),
        Question(
            name="assumption", label=translate("moments", "The assumption it tests"), answer=answers.words()
        ),
        Question(name="until", label=translate("moments", "Until"), answer=answers.day(), beside=True),
        Question(name="happened", label=translate("moments", "What happened"), answer=answers.words()),
        Question(
            name="learned",
            label=translate("moments", "What it taught"),
            answer=answers.words(),
            beside=True,
        ),
    )


def _flag(sources: Sources) -> tuple[Question, ...]:
    translate = QCoreApplication.translate
    done = translate("moments", "Settled")
    return (
        Question(name="words", label=translate("moments", "What I want to look at"), answer=answers.words()),
        Question(name="settled_on", label="", answer=answers.settled(done, sources.today)),
    )


def _milestone(_sources: Sources) -> tuple[Question, ...]:
    translate = QCoreApplication.translate
    together = translate("moments", "Set together")
    return (
        Question(name="what", label=translate("moments", "What will be reached"), answer=answers.words()),
        Question(name="measure", label=translate("moments", "How we will see it"), answer=answers.words()),
        Question(name="target_on", label=translate("moments", "Until"), answer=answers.day(), beside=True),
        Question(name="set_together", label="", answer=answers.tick(together)),
        Question(
            name="state",
            label=translate("moments", "How it stands"),
            answer=answers.state_of_milestone(),
            beside=True,
        ),
        Question(
            name="why",
            label=translate("moments", "A word on why"),
            answer=answers.words(),
            wanted=lambda typed: typed["state"] in (MilestoneState.MOVED, MilestoneState.LET_GO),
        ),
    )


_OF: Final[dict[type[Moment], Callable[[Sources], tuple[Question, ...]]]] = {
    Quote: _quote,
    Reflection: _reflection,
    Signal: _signal,
    Insight: _insight,
    Experiment: _experiment,
    Milestone: _milestone,
    SupervisionFlag: _flag,
}
KINDS: Final = tuple(_OF)


def questions_of(kind: type[Moment], sources: Sources) -> tuple[Question, ...]:
    """Return what is asked of a kind of moment, each with a field of its own."""
    return _OF[kind](sources)


def name_of(kind: type[Moment]) -> str:
    """Return what a kind of moment is called."""
    return {
        Quote: QCoreApplication.translate("moments", "Quote"),
        Reflection: QCoreApplication.translate("moments", "Reflection"),
        Signal: QCoreApplication.translate("moments", "Signal"),
        Insight: QCoreApplication.translate("moments", "Insight"),
        Experiment: QCoreApplication.translate("moments", "Experiment"),
        Milestone: QCoreApplication.translate("moments", "Milestone"),
        SupervisionFlag: QCoreApplication.translate("moments", "For supervision"),
    }[kind]


def keys_of(kind: type[Moment]) -> str:
    """Return the keys that note a kind of moment."""
    letter = {
        Quote: "Q",
        Reflection: "R",
        Signal: "S",
        Insight: "I",
        Experiment: "E",
        Milestone: "M",
        SupervisionFlag: "F",
    }[kind]
    return f"Ctrl+Shift+{letter}"
