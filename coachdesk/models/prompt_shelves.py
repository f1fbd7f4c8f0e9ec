"""Which prompts to take in hand: those of a moment or a lens, the favourites, or those with certain words."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from coachdesk.models.entities.prompt import Lens, Prompt, PromptMoment, PromptSet
from coachdesk.models.entities.session import Session, SessionState
from coachdesk.models.folding import words

_NEARLY_OVER: Final = timedelta(minutes=10)
_USUAL_MINUTES: Final = 60
_KNOWN: Final = 4096


class Shelf(StrEnum):
    """What is neither a moment nor a lens."""

    FAVOURITES = "favourites"
    EVERY = "every prompt"
    HIDDEN = "hidden"


Chosen = PromptMoment | Lens | Shelf | PromptSet


def on_shelf(prompts: Iterable[Prompt], shelf: Chosen) -> tuple[Prompt, ...]:
    """Return the prompts of a shelf by their moments, within each the favourites first.

    Hidden ones are on no shelf but their own. A set keeps its own order.
    """
    if isinstance(shelf, PromptSet):
        by_key = {one.key: one for one in prompts if not one.hidden}
        return tuple(by_key[key] for key in shelf.prompt_keys if key in by_key)
    return in_order(one for one in prompts if _belongs(one, shelf))


def with_words(prompts: Iterable[Prompt], typed: str) -> tuple[Prompt, ...]:
    """Return the prompts where each word typed begins one of theirs, whatever its case and accents."""
    return in_order(one for one in prompts if not one.hidden and has_words(one, typed))


def has_words(prompt: Prompt, typed: str) -> bool:
    """Tell whether each word typed begins one of a prompt, or of its tags."""
    own = [*_words_of(prompt.words), *(word for tag in prompt.tags for word in _words_of(tag))]
    return all(any(one.startswith(word) for one in own) for word in words(typed))


def fitting_moment(session: Session, *, now: datetime, is_checked_in: bool, is_closing: bool) -> PromptMoment:
    """Return the moment whose prompts fit: how a session opens, what is in it, how it ends.

    `is_closing` says that the coach is at the closing, whatever the clock says.
    """
    if is_closing or session.ended_at is not None or session.closed_at is not None:
        return PromptMoment.CLOSING
    if session.began_at is not None and session.state is SessionState.HELD:
        planned = timedelta(minutes=session.planned_minutes or _USUAL_MINUTES)
        if now >= session.began_at + planned - _NEARLY_OVER:
            return PromptMoment.CLOSING
    return PromptMoment.LISTENING if is_checked_in else PromptMoment.CHECK_IN


def in_order(prompts: Iterable[Prompt]) -> tuple[Prompt, ...]:
    """Return prompts by their moments, within each the favourites first."""
    return tuple(sorted(prompts, key=_place))


def _place(prompt: Prompt) -> tuple[int, bool]:
    return _MOMENTS[prompt.moment], not prompt.favourite


_MOMENTS: Final = {moment: place for place, moment in enumerate(PromptMoment)}


def _belongs(prompt: Prompt, shelf: PromptMoment | Lens | Shelf) -> bool:
    if shelf is Shelf.HIDDEN or prompt.hidden:
        return prompt.hidden and shelf is Shelf.HIDDEN
    if shelf is Shelf.FAVOURITES:
        return prompt.favourite
    return shelf in (Shelf.EVERY, prompt.moment, prompt.lens)


@lru_cache(maxsize=_KNOWN)
def _words_of(text: str) -> tuple[str, ...]:
    return words(text)
