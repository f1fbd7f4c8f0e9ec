"""What the history of a text says of itself."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from coachdesk.errors import QT_TRANSLATE_NOOP
from coachdesk.models.history import History, Subject

_CAPTIONS: Final = {
    "focus": QT_TRANSLATE_NOOP("history", "Our focus"),
    "insights": QT_TRANSLATE_NOOP("history", "In your words"),
    "agreed": QT_TRANSLATE_NOOP("history", "What we agreed"),
    "experiment": QT_TRANSLATE_NOOP("history", "What you try out"),
    "next_step": QT_TRANSLATE_NOOP("history", "Next step"),
    "next_date": QT_TRANSLATE_NOOP("history", "We meet again"),
    "free_line": QT_TRANSLATE_NOOP("history", "A last line"),
    "clients_words": QT_TRANSLATE_NOOP("history", "{name}'s words"),
    "coachs_words": QT_TRANSLATE_NOOP("history", "Your words"),
    "agreed_words": QT_TRANSLATE_NOOP("history", "What we agree"),
}


def title_of(subject: Subject, history: History) -> str:
    """Return the title of the page."""
    if subject is Subject.NOTE:
        return QCoreApplication.translate("history", "History of your private notes")
    if subject is Subject.SHARED:
        return QCoreApplication.translate("history", "History of what {name} receives").replace(
            "{name}", history.whose
        )
    return QCoreApplication.translate("history", "History of “{heading}”").replace(
        "{heading}", history.heading
    )


def subtitle_of(subject: Subject, history: History) -> str:
    """Return whose it is."""
    if subject is Subject.CLAUSE:
        return QCoreApplication.translate("history", "Agreement with {name}").replace("{name}", history.whose)
    return (
        QCoreApplication.translate("history", "Session {number} with {name}")
        .format(number=history.number, name="{name}")
        .replace("{name}", history.whose)
    )


def caption_of(subject: Subject, field: str, whose: str) -> str:
    """Return the caption of one field; private notes are one text without any."""
    return _caption(field, whose) if subject is not Subject.NOTE else ""


def _caption(field: str, whose: str) -> str:
    return QCoreApplication.translate("history", _CAPTIONS[field]).replace("{name}", whose)
