"""What a page says that was led to another record while words of the one it shows could not be saved."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

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
