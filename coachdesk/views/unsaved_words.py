"""What is said of words that could not be saved: they are still here, or can be copied."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QMimeData, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from coachdesk.clipboard import mark_private
from coachdesk.views.names import names_text
from coachdesk.views.navigation import Navigation


def offer_to_go_on(ways: Navigation, names: Sequence[str], go_on: Callable[[], None]) -> None:
    """Say that the words are still here, and offer to go on to the one with these names."""
    ways.notify(
        QCoreApplication.translate("unsaved", "Some words are not saved yet. They are still here."),
        QCoreApplication.translate("unsaved", "Open {name}").replace("{name}", names_text(names)),
        go_on,
        stays=True,
    )


def tell_once_left(page: QWidget, ways: Navigation, reason: str, go_on: Callable[[], None]) -> None:
    """Say why words are not saved, where the page that they are on is out of sight in a moment."""

    def look() -> None:
        if page.isHidden():
            told = QCoreApplication.translate("unsaved", "Not saved yet: {reason}")
            act = QCoreApplication.translate("unsaved", "Go on editing")
            ways.notify(told.replace("{reason}", reason), act, go_on)

    QTimer.singleShot(0, page, look)


def offer_to_copy(ways: Navigation, words: Sequence[str]) -> None:
    """Say that what these words belonged to is gone, and offer to put them on the clipboard."""
    ways.notify(
        QCoreApplication.translate("unsaved", "Some words that were not saved have no place here any more."),
        QCoreApplication.translate("unsaved", "Copy them"),
        partial(_copy, "\n\n".join(words)),
        stays=True,
    )


def _copy(words: str) -> None:
    copied = QMimeData()
    copied.setText(words)
    QGuiApplication.clipboard().setMimeData(mark_private(copied))
