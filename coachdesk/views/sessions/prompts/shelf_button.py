"""Which prompts are shown: a menu of the moments, the lenses, the favourites and the languages."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from coachdesk.models.entities.prompt import Lens, PromptMoment, PromptSet
from coachdesk.models.prompt_shelves import Chosen, Shelf
from coachdesk.models.prompts import PromptsAtHand
from coachdesk.models.shipped_prompts import languages_of_prompts
from coachdesk.theme import Theme
from coachdesk.views.labels import language_name
from coachdesk.views.prompt_words import shelf_name
from coachdesk.views.widgets.buttons import rename


class ShelfButton(QPushButton):
    """Says which prompts are shown, and opens the menu of all others."""

    chosen = Signal(object)
    language_chosen = Signal(str)
    new_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._at_hand = PromptsAtHand(language="")
        self.shelf: Chosen = PromptMoment.LISTENING
        self.setProperty("look", "quiet")
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(self.tr("Which prompts are shown"))
        self.setToolTip(self.tr("Which prompts are shown (Left and Right in the list)"))
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        theme.changed.connect(self._tint)
        self._tint()
        self.show_shelf(self.shelf)

    def show_shelf(self, shelf: Chosen) -> None:
        """Say that these prompts are shown."""
        self.shelf = shelf
        rename(self, shelf_name(shelf, self._at_hand.lens_names))

    def show_languages(self, at_hand: PromptsAtHand) -> None:
        """Learn which language is shown, which languages and sets there are, and what lenses are called."""
        self._at_hand = at_hand
        if isinstance(self.shelf, PromptSet):
            self.shelf = at_hand.set_of(self.shelf.id) or Shelf.EVERY
        rename(self, shelf_name(self.shelf, at_hand.lens_names))

    def turned(self, by: int) -> PromptMoment:
        """Return the moment after the one that is shown, or before it; behind the last comes the first."""
        moments = list(PromptMoment)
        if not isinstance(self.shelf, PromptMoment):
            return moments[0 if by > 0 else -1]
        return moments[(moments.index(self.shelf) + by) % len(moments)]

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        self._add_shelves(menu, PromptMoment)
        menu.addSeparator()
        self._add_shelves(menu, (Shelf.FAVOURITES, Shelf.EVERY))
        menu.addSeparator()
        self._add_shelves(menu, self._at_hand.sets)
        menu.addSeparator()
        self._add_shelves(menu, Lens)
        menu.addSeparator()
        if any(one.hidden for one in self._at_hand.prompts) or self.shelf is Shelf.HIDDEN:
            self._add_shelves(menu, (Shelf.HIDDEN,))
        self._add_languages(menu)
        menu.addAction(self.tr("Write one of your own\t+"), self.new_wanted.emit)

    def _add_shelves(self, menu: QMenu, shelves: Iterable[Chosen]) -> None:
        for shelf in shelves:
            action = QAction(shelf_name(shelf, self._at_hand.lens_names).replace("&", "&&"), menu)
            action.triggered.connect(partial(self._on_chosen, shelf))
            menu.addAction(action)
            _check(action, is_on=shelf == self.shelf)

    def _on_chosen(self, shelf: Chosen, _checked: bool = False) -> None:
        self.chosen.emit(shelf)

    def _add_languages(self, menu: QMenu) -> None:
        languages = sorted({*languages_of_prompts(), *self._at_hand.own_languages})
        for language in languages:
            action = menu.addAction(language_name(language), partial(self.language_chosen.emit, language))
            _check(action, is_on=language == self._at_hand.language)
        menu.addSeparator()

    def _tint(self) -> None:
        self.setIcon(self._theme.icon("chevron-down", "accent"))


def _check(action: QAction, *, is_on: bool) -> None:
    """Let an entry of a menu say whether it is the one in force."""
    action.setCheckable(True)
    action.setChecked(is_on)
