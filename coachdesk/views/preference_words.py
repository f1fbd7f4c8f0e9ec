"""How a client likes to work, in words: what is asked, what was said, when it wants to be asked again."""

import re
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from coachdesk.errors import QT_TRANSLATE_NOOP
from coachdesk.models.entities.relationship import Dial, Preference, PreferenceSource
from coachdesk.models.preferences import DIALS, WORDS, KnownPreference, Recheck
from coachdesk.views.labels import label, short_day

_QUESTIONS: Final = {
    "silence": QT_TRANSLATE_NOOP("preferences", "When I am silent, it usually means"),
    "disagreeing": QT_TRANSLATE_NOOP("preferences", "When we disagree"),
    "off_track": QT_TRANSLATE_NOOP("preferences", "Tell me that we are off track by"),
    "trust": QT_TRANSLATE_NOOP("preferences", "Trust looks like"),
    "safer": QT_TRANSLATE_NOOP("preferences", "What would make it safer to speak"),
    "context": QT_TRANSLATE_NOOP("preferences", "My context and culture, in my own words"),
    "channels": QT_TRANSLATE_NOOP("preferences", "How and when to reach me"),
}
_DIALS: Final = {
    "pace": QT_TRANSLATE_NOOP("preferences", "Pace"),
    "directness": QT_TRANSLATE_NOOP("preferences", "Directness"),
    "structure": QT_TRANSLATE_NOOP("preferences", "Structure"),
    "reassurance": QT_TRANSLATE_NOOP("preferences", "Reassurance"),
    "contact": QT_TRANSLATE_NOOP("preferences", "Contact between sessions"),
}
_TURNED: Final = {
    Dial.LESS: QT_TRANSLATE_NOOP("preferences", "less {what}"),
    Dial.RIGHT: QT_TRANSLATE_NOOP("preferences", "{what} about right"),
    Dial.MORE: QT_TRANSLATE_NOOP("preferences", "more {what}"),
}
_IN_A_SENTENCE: Final = {
    "pace": QT_TRANSLATE_NOOP("preferences", "pace"),
    "directness": QT_TRANSLATE_NOOP("preferences", "directness"),
    "structure": QT_TRANSLATE_NOOP("preferences", "structure"),
    "reassurance": QT_TRANSLATE_NOOP("preferences", "reassurance"),
    "contact": QT_TRANSLATE_NOOP("preferences", "contact between sessions"),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("preferences", text)


def question(name: str) -> str:
    """Return the beginning of a sentence that the client ends."""
    return _tr(_QUESTIONS[name])


def dial_name(name: str) -> str:
    """Return what a dial is for."""
    return _tr(_DIALS[name])


def turned_dials(said: Preference) -> tuple[str, ...]:
    """Return each dial that was turned, in words."""
    turned = ((name, getattr(said, name)) for name in DIALS)
    return tuple(
        _tr(_TURNED[dial]).replace("{what}", _tr(_IN_A_SENTENCE[name]))
        for name, dial in turned
        if dial is not Dial.UNSAID
    )


def tempo_text(said: Preference) -> str:
    """Return the dials that were turned, in one line."""
    return " · ".join(turned_dials(said))


def answers_of(said: Preference) -> tuple[tuple[str, str], ...]:
    """Return all that was said, each sentence with its beginning, the dials last."""
    words = tuple((question(name), text) for name in WORDS if (text := getattr(said, name).strip()))
    dials = tuple(
        (dial_name(name), label(dial)) for name in DIALS if (dial := getattr(said, name)) is not Dial.UNSAID
    )
    return words + dials


def sentences_of(said: Preference) -> tuple[tuple[str, str], ...]:
    """Return what was said in words, how to reach the client first."""
    names = ("channels", *(name for name in WORDS if name != "channels"))
    return tuple((question(name), text) for name in names if (text := getattr(said, name).strip()))


def said_when(said: Preference, today: date) -> str:
    """Return who said so and when."""
    if said.source is PreferenceSource.COACH:
        text = QCoreApplication.translate("preferences", "A guess of yours since {day}, to be checked")
        return text.replace("{day}", short_day(said.asked_on, today))
    if said.confirmed_on is not None and said.confirmed_on != said.asked_on:
        text = QCoreApplication.translate("preferences", "Said on {day}, confirmed on {later}")
        text = text.replace("{later}", short_day(said.confirmed_on, today))
    else:
        text = QCoreApplication.translate("preferences", "Said on {day}")
    return text.replace("{day}", short_day(said.asked_on, today))


def how_fresh(known: KnownPreference, today: date) -> str:
    """Return when the client said so last, that it is a guess, or that it wants to be asked again."""
    on = known.confirmed_on
    if on is None:
        text = QCoreApplication.translate("preferences", "a guess, to be checked")
    else:
        text = QCoreApplication.translate("preferences", "last confirmed on {day}")
        text = text.replace("{day}", short_day(on, today))
    if not known.recheck.is_due:
        return text
    return QCoreApplication.translate("preferences", "{known}; time to ask again").replace("{known}", text)


def recheck_text(recheck: Recheck, today: date) -> str:
    """Return when to ask again; empty where nobody said when."""
    if recheck.is_due:
        return QCoreApplication.translate("preferences", "It is time to ask again.")
    if recheck.on is not None:
        text = QCoreApplication.translate("preferences", "To be asked again on {day}.")
        return text.replace("{day}", short_day(recheck.on, today))
    if recheck.after_sessions is not None:
        return QCoreApplication.translate(
            "preferences", "To be asked again after %n session(s).", "", recheck.after_sessions
        )
    return ""


def changes_between(before: Preference, after: Preference) -> tuple[str, ...]:
    """Return in words what a later answer says otherwise than an earlier one, the sentences first."""
    words = (
        _changed_words(question(name), getattr(before, name).strip(), getattr(after, name).strip())
        for name in WORDS
    )
    dials = (_changed_dial(dial_name(name), getattr(before, name), getattr(after, name)) for name in DIALS)
    return tuple(line for line in (*words, *dials) if line)


def _changed_words(asked: str, before: str, after: str) -> str:
    if before == after:
        return ""
    if not before:
        text = QCoreApplication.translate("preferences", "New: {question}: “{after}”")
    elif not after:
        text = QCoreApplication.translate("preferences", "Not said any more: {question}: “{before}”")
    else:
        text = QCoreApplication.translate("preferences", "{question}: now “{after}”, before “{before}”")
    return _with(text, question=asked, before=_bare(before), after=_bare(after))


def _bare(words: str) -> str:
    """Return words without quotation marks of their own around them."""
    return words.strip('“”"')


def _changed_dial(name: str, before: Dial, after: Dial) -> str:
    if before is after:
        return ""
    text = QCoreApplication.translate("preferences", "{question}: now {after}, before {before}")
    return _with(text, question=name, before=label(before), after=label(after))


def _with(text: str, **words: str) -> str:
    """Put words in their places, each as it is, whatever signs are in it."""
    return "".join(words.get(part, part) for part in re.split(r"[{}]", text))
