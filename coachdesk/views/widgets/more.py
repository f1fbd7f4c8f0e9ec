"""What can be done besides: a menu behind a button."""

from collections.abc import Callable, Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from coachdesk.theme import Theme
from coachdesk.views.widgets.buttons import IconButton

Entry = tuple[str, str, Callable[[], object]]


class MoreButton(IconButton):
    """Three dots with a menu; its entries have a key each, a text and what they do.

    None parts one group of entries from the next.
    """

    def __init__(self, theme: Theme, name: str, entries: Iterable[Entry | None] = ()) -> None:
        super().__init__(theme, "ellipsis", name)
        menu = QMenu(self)
        self._actions: dict[str, QAction] = {}
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            else:
                key, text, act = entry
                self._actions[key] = menu.addAction(text, act)
        self.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(menu)

    def action(self, key: str) -> QAction:
        """Return an entry of the menu."""
        return self._actions[key]
