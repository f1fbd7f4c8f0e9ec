"""What the coach does with the sets of the library: making, filling, ordering, renaming, removing."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from coachdesk.models.entities.change import Written
from coachdesk.models.entities.prompt import Prompt, PromptSet
from coachdesk.models.prompt_sets import SetTurn
from coachdesk.models.prompts import PromptsAtHand
from coachdesk.views.ask_card import AskCard, OnAnswer, Read
from coachdesk.views.form import Form
from coachdesk.views.prompt_view import PromptView
from coachdesk.views.prompts.deeds import PromptDeeds
from coachdesk.views.prompts.filters import LibraryFilters
from coachdesk.views.widgets.page import FormName

MAKE, RENAME = "make set", "rename set"


class SetsDesk(QObject):
    """Remembers which set was in hand last, so that one key puts the next prompt into it."""

    def __init__(
        self, deeds: PromptDeeds, view: PromptView, filters: LibraryFilters, ask: AskCard, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._deeds = deeds
        self._list = view
        self._filters = filters
        self._ask = ask
        self._at_hand = PromptsAtHand(language="")
        self._last = ""
        view.gathered.connect(self.gather)
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self._shift, by))

    def show_library(self, at_hand: PromptsAtHand) -> None:
        """Learn which sets there are, and which of them is listed."""
        self._at_hand = at_hand
        self._last = self._last if self.listed is None else self.listed.id

    @property
    def listed(self) -> PromptSet | None:
        """The set that is listed."""
        set_id = self._filters.wanted.set_id
        return None if set_id is None else self._at_hand.set_of(set_id)

    def remember(self, turn: SetTurn) -> None:
        """Take a set in hand."""
        self._last = self._last if turn.after is None else turn.after.id

    def turn(self, prompt: Prompt, set_id: str, is_in: bool) -> None:
        """Put a prompt into a set, or take it out."""
        one = self._at_hand.set_of(set_id)
        if one is not None:
            self._last = set_id
            (self._deeds.put_in if is_in else self._deeds.take_out)(one, prompt.key)

    def gather(self, prompt: Prompt) -> None:
        """Put a prompt into the set in hand, or take it out; without one, ask which, or make the first."""
        sets = self._at_hand.sets
        last = self._at_hand.set_of(self._last) or (sets[0] if len(sets) == 1 else None)
        if last is not None:
            self.turn(prompt, last.id, prompt.key not in last.prompt_keys)
        elif sets:
            below = self._list.visualRect(self._list.currentIndex()).bottomLeft() + QPoint(12, 0)
            self.menu_for(prompt).popup(self._list.viewport().mapToGlobal(below))
        else:
            self.make()

    def menu_for(self, prompt: Prompt) -> QMenu:
        """Return the sets that a prompt can be put into, or taken out of."""
        menu = QMenu(self._list)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in self._at_hand.sets:
            action = QAction(one.name.replace("&", "&&"), menu)
            menu.addAction(action)
            action.setCheckable(True)
            action.setChecked(prompt.key in one.prompt_keys)
            action.toggled.connect(partial(self.turn, prompt, one.id))
        menu.addSeparator()
        menu.addAction(self.tr("New set…"), self.make)
        return menu

    def _shift(self, by: int) -> None:
        """Move the prompt at hand past the next one that is listed."""
        prompt = self._list.current()
        place = self._list.prompts.neighbour(self._list.currentIndex().row(), by)
        past = self._list.prompts.rows[place].prompt if place >= 0 else None
        if self.listed is not None and prompt is not None and past is not None:
            self._deeds.move(self.listed.id, prompt.key, past.key)

    def make(self) -> None:
        """Ask for the name of a new set."""
        prompt = self._list.current()
        key = "" if prompt is None else prompt.key

        def add(name: str) -> None:
            self._deeds.add_set(name, key, self._on_made, self._ask.refuse)

        alone = self.tr("A set of your own.")
        first = self.tr("A set of your own. The prompt at hand is the first in it.")
        self._ask_for_name(first if key else alone, self.tr("Make the set"), "", add, named=(MAKE,))

    def _on_made(self, written: Written[SetTurn]) -> None:
        self.remember(written.value)

    def rename(self) -> None:
        """Ask for another name of the set that is listed."""
        if self.listed is not None:
            self._rename(self.listed)

    def _rename(self, one: PromptSet) -> None:
        rename: Callable[[str], None] = partial(self._deeds.rename_set, one, on_failed=self._ask.refuse)
        question, confirm = self.tr("Only you see this name."), self.tr("Rename it")
        self._ask_for_name(question, confirm, one.name, rename, named=(RENAME, one.id))

    def ask_again(self, *name: str) -> None:
        """Ask a question again; a set that is gone needs no name."""
        one = self._at_hand.set_of(name[-1])
        if name == (MAKE,):
            self.make()
        elif one is not None:
            self._rename(one)

    def _ask_for_name(
        self, question: str, confirm: str, name: str, on_answer: OnAnswer, *, named: FormName
    ) -> None:
        def build(form: Form) -> Read:
            return form.line(self.tr("Name of the set"), name).text

        self._ask.ask(question, confirm, build, on_answer, named=named)

    def remove(self) -> None:
        """Remove the set that is listed; its prompts stay."""
        if self.listed is not None:
            self._deeds.remove_set(self.listed)
