"""Through which lenses the coach looks at a session, on the private side: a word, and a menu behind it."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.prompt import Lens
from coachdesk.models.session_details import set_lenses
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.lens_words import lens_choices, lens_text
from coachdesk.views.names import shortened
from coachdesk.views.widgets.buttons import rename

_LONGEST: Final = 48


class LensButton(QPushButton):
    """Says the lenses that are chosen; a press on one of the menu chooses it, or leaves it again."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._session_id = SessionId("")
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

    def turn_to(self, session_id: SessionId) -> None:
        """Be about another session from now on."""
        self._session_id, self._chosen = session_id, ()
        self._say()

    def show_page(self, page: SessionPage) -> None:
        """Show the lenses of a session."""
        self._session_id, self._names = page.session.id, page.noted.lens_names
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
        kept = set(self._chosen) - {lens} | ({lens} if is_on else set())
        self._chosen = tuple(one for one in Lens if one in kept)
        self._say()
        job = partial(set_lenses, session_id=self._session_id, lenses=self._chosen)
        self._context.workspace.run(job)
