"""Headings of well-known models of a conversation, for who likes to write along them."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from coachdesk.errors import QT_TRANSLATE_NOOP
from coachdesk.models.model_headings import Model

_HEADINGS: Final = {
    Model.GROW: (
        QT_TRANSLATE_NOOP("headings", "Goal"),
        QT_TRANSLATE_NOOP("headings", "Reality"),
        QT_TRANSLATE_NOOP("headings", "Options"),
        QT_TRANSLATE_NOOP("headings", "Will"),
    ),
    Model.CLEAR: (
        QT_TRANSLATE_NOOP("headings", "Contract"),
        QT_TRANSLATE_NOOP("headings", "Listen"),
        QT_TRANSLATE_NOOP("headings", "Explore"),
        QT_TRANSLATE_NOOP("headings", "Act"),
        QT_TRANSLATE_NOOP("headings", "Review"),
    ),
    Model.OSKAR: (
        QT_TRANSLATE_NOOP("headings", "Outcome"),
        QT_TRANSLATE_NOOP("headings", "Scaling"),
        QT_TRANSLATE_NOOP("headings", "Know-how"),
        QT_TRANSLATE_NOOP("headings", "Affirm and act"),
        QT_TRANSLATE_NOOP("headings", "Review"),
    ),
}


def headings_of(model: Model) -> tuple[str, ...]:
    """Return the headings of a model, in order."""
    return tuple(QCoreApplication.translate("headings", text) for text in _HEADINGS[model])


def as_markdown(model: Model) -> str:
    """Return the headings of a model as they stand in notes, with room below each."""
    return "\n\n".join(f"## {heading}\n" for heading in headings_of(model))
