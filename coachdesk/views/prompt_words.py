"""How a prompt, a shelf of them and a use are said in words."""

from collections.abc import Mapping
from typing import Final

from attrs import frozen
from PySide6.QtCore import QCoreApplication

from coachdesk.errors import QT_TRANSLATE_NOOP
from coachdesk.models.entities.prompt import Lens, Prompt, PromptSet, PromptUse
from coachdesk.models.lists.prompts import PromptRow
from coachdesk.models.prompt_shelves import Chosen, Shelf
from coachdesk.views.labels import label
from coachdesk.views.lens_words import lens_text
from coachdesk.views.names import shortened

_STAR: Final = "★ "
_LONGEST_SET: Final = 32
_SHELVES: Final = {
    Shelf.FAVOURITES: QT_TRANSLATE_NOOP("prompts", "Your favourites"),
    Shelf.EVERY: QT_TRANSLATE_NOOP("prompts", "All prompts"),
    Shelf.HIDDEN: QT_TRANSLATE_NOOP("prompts", "Hidden ones"),
}


@frozen(kw_only=True)
class SaidRow:
    """A row of a list: a heading, or words with what is to be known about them below."""

    words: str
    facts: str = ""
    is_heading: bool = False
    is_quiet: bool = False

    def spoken(self) -> str:
        """Return all of it as one sentence for a screen reader."""
        return ", ".join(part for part in (self.words, self.facts.removeprefix(_STAR)) if part)


def said_prompt(row: PromptRow) -> SaidRow:
    """Return a prompt, or the heading of its moment, in words."""
    if row.prompt is None:
        return SaidRow(words=label(row.moment), is_heading=True)
    return SaidRow(words=row.prompt.words, facts=_facts(row.prompt))


def said_use(use: PromptUse) -> SaidRow:
    """Return a use and what came of it in words."""
    return SaidRow(words=use.words, facts=use.came_of, is_quiet=True)


def _facts(prompt: Prompt) -> str:
    parts = (
        _STAR + QCoreApplication.translate("prompts", "favourite") if prompt.favourite else "",
        QCoreApplication.translate("prompts", "your words") if prompt.is_own else "",
        _opened(prompt.opened) if prompt.opened else "",
    )
    return " · ".join(part for part in parts if part)


def _opened(times: int) -> str:
    if times == 1:
        return QCoreApplication.translate("prompts", "opened something once")
    return QCoreApplication.translate("prompts", "opened something %n time(s)", "", times)


def shelf_name(shelf: Chosen, names: Mapping[Lens, str]) -> str:
    """Return what a shelf is called; `names` are the coach's own of lenses."""
    if isinstance(shelf, PromptSet):
        return shortened(shelf.name, _LONGEST_SET)
    if isinstance(shelf, Shelf):
        return QCoreApplication.translate("prompts", _SHELVES[shelf])
    if isinstance(shelf, Lens):
        return QCoreApplication.translate("prompts", "Lens: {lens}").replace(
            "{lens}", lens_text(shelf, names)
        )
    return label(shelf)


def nothing_here(shelf: Chosen, typed: str) -> str:
    """Return what to say where there is no prompt to show."""
    if typed.strip():
        return QCoreApplication.translate("prompts", "No prompt has these words.")
    if isinstance(shelf, PromptSet):
        return QCoreApplication.translate("prompts", "Nothing in this set. Under “Prompts” you fill it.")
    if shelf is Shelf.FAVOURITES:
        return QCoreApplication.translate("prompts", "No favourites yet. The key * makes a prompt one.")
    if shelf is Shelf.HIDDEN:
        return QCoreApplication.translate("prompts", "None is hidden.")
    return QCoreApplication.translate("prompts", "You have hidden all of them.")
