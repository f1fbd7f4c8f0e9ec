"""The prompts of the library, narrowed to those that a coach looks for."""

from enum import StrEnum

from attrs import frozen

from coachdesk.models.entities.ids import PromptSetId
from coachdesk.models.entities.prompt import Lens, Prompt, PromptMoment
from coachdesk.models.prompt_shelves import has_words, in_order
from coachdesk.models.prompts import PromptsAtHand


class LibraryShelf(StrEnum):
    """Which prompts are looked through."""

    EVERY = "every"
    FAVOURITES = "favourites"
    OPENED = "opened something"
    HIDDEN = "hidden"


@frozen(kw_only=True)
class LibraryFilter:
    """What is looked for; what is empty or None narrows nothing."""

    words: str = ""
    shelf: LibraryShelf = LibraryShelf.EVERY
    moment: PromptMoment | None = None
    lens: Lens | None = None
    tag: str = ""
    set_id: PromptSetId | None = None

    def takes(self, prompt: Prompt) -> bool:
        """Tell whether a prompt is looked for, whatever set it is in."""
        return (
            self._is_on_shelf(prompt)
            and self.moment in (None, prompt.moment)
            and self.lens in (None, prompt.lens)
            and (not self.tag or self.tag in prompt.tags)
            and has_words(prompt, self.words)
        )

    def _is_on_shelf(self, prompt: Prompt) -> bool:
        if self.shelf is LibraryShelf.HIDDEN or prompt.hidden:
            return prompt.hidden and self.shelf is LibraryShelf.HIDDEN
        if self.shelf is LibraryShelf.FAVOURITES:
            return prompt.favourite
        return self.shelf is LibraryShelf.EVERY or prompt.opened > 0


def prompt_library(at_hand: PromptsAtHand, wanted: LibraryFilter) -> tuple[Prompt, ...]:
    """Return the prompts that are looked for: those of a set in its order, others by their moments."""
    chosen = None if wanted.set_id is None else at_hand.set_of(wanted.set_id)
    if chosen is None:
        return in_order(one for one in at_hand.prompts if wanted.takes(one))
    return tuple(one for one in at_hand.in_set(chosen) if wanted.takes(one))
