"""Rituals to begin from; none of them is there before the coach takes it."""

from functools import cache

from attrs import frozen

from coachdesk.models.entities.ritual import RitualMoment
from coachdesk.resources import nearest_language, resource_toml

_FOLDER = "rituals"


@frozen(kw_only=True)
class RitualExample:
    """A ritual in our words, for the coach to make their own. One of a day has no day yet."""

    key: str
    name: str
    moment: RitualMoment
    every: int | None = None
    steps: tuple[str, ...] = ()


@cache
def ritual_examples(language: str) -> tuple[RitualExample, ...]:
    """Return the examples of a language (a BCP 47 tag), in order; English where it has none."""
    table = resource_toml(_FOLDER, f"{nearest_language(_FOLDER, language)}.toml")
    return tuple(
        RitualExample(
            key=row["key"],
            name=row["name"],
            moment=RitualMoment(row["moment"]),
            every=row.get("every"),
            steps=tuple(row["steps"]),
        )
        for row in table["rituals"]
    )
