"""The prompts that ship with CoachDesk: where a coach's own collection starts."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from coachdesk.models.entities.prompt import Lens, Prompt, PromptMoment
from coachdesk.models.folding import folded
from coachdesk.resources import nearest_language, resource_toml, shipped_languages

_FOLDER: Final = "prompts"


@cache
def shipped_prompts(language: str) -> tuple[Prompt, ...]:
    """Return the prompts of a language (a BCP 47 tag), in order; English where it has none."""
    table = _table(nearest_language(_FOLDER, language))
    return tuple(_prompt(row, table["language"]) for row in table["prompts"])


def languages_of_prompts() -> tuple[str, ...]:
    """Return the tags of the languages that prompts ship in."""
    return tuple(sorted(shipped_languages(_FOLDER)))


def language_among(wanted: Iterable[str], known: Iterable[str] = ()) -> str:
    """Return the tag of the first wanted language that has prompts, English where none has.

    A coach may have noted a client's language as a tag or by its name; `known` are the tags of
    languages that only the coach has prompts in.
    """
    has_prompts = {*languages_of_prompts(), *known}
    found = (near for word in wanted for near in _near(word) if near in has_prompts)
    return next(found, "en")


def _near(word: str) -> tuple[str, ...]:
    """Return what a word may mean, the closest first: a tag, its language, or a language by its name."""
    tag = folded(word.strip()).replace("_", "-")
    return tag, tag.partition("-")[0], _tags_by_name().get(tag, "")


@cache
def _tags_by_name() -> dict[str, str]:
    return {name: tag for tag in languages_of_prompts() for name in _table(tag)["names"]}


@cache
def _table(language: str) -> dict[str, Any]:
    return resource_toml(_FOLDER, f"{language}.toml")


def _prompt(row: dict[str, Any], language: str) -> Prompt:
    moment, lens = PromptMoment(row["moment"]), Lens(row["lens"])
    return Prompt(key=row["key"], words=row["words"], moment=moment, lens=lens, language=language)
