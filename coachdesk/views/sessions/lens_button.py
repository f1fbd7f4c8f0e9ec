"""Through which lenses the coach looks at a session, on the private side: a word, and a menu behind it."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from coachdesk.models.entities.prompt import Lens
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.lens_words import lens_choices, lens_text
from coachdesk.views.names import shortened
from coachdesk.views.widgets.buttons import rename

_LONGEST: Final = 48


class LensButton(QPushButton):
    """Says the lenses that are chosen; a press on one of the menu chooses it, or leaves it again.

    `turned` carries those that were chosen before, and those that are now.
    """

    turned = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._names: Mapping[Lens, str] = {}
        self._chosen: tuple[Lens, ...] = ()
        self.setProperty("look", "link")
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(self.tr("For yourself: sessions are found by it"))
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self._say()

    def clear(self) -> None:
        """Say no lens: another session comes."""
        self._chosen = ()
        self._say()

    def show_page(self, page: SessionPage) -> None:
        """Show the lenses of a session."""
        self._names = page.noted.lens_names
        self._chosen = tuple(lens for lens in Lens if lens.value in page.session.lens_tags)
        self._say()

    def _say(self) -> None:
        chosen = ", ".join(lens_text(lens, self._names) for lens in self._chosen)
        text = self.tr("Lens: {lens}").replace("{lens}", shortened(chosen, _LONGEST))
        rename(self, text if chosen else self.tr("Choose a lens"))

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        for lens, name in lens_choices(self._names):
            action = QAction(name.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(lens in self._chosen)
            action.toggled.connect(partial(self._turn, lens))
            menu.addAction(action)

    def _turn(self, lens: Lens, is_on: bool) -> None:
        before = self._chosen
        kept = set(before) - {lens} | ({lens} if is_on else set())
        self._chosen = tuple(one for one in Lens if one in kept)
        self._say()
        self.turned.emit(before, self._chosen)
