"""The clauses that ship with CoachDesk: where a new agreement starts."""

from typing import Any, Final

from attrs import frozen

from coachdesk import resources
from coachdesk.models.entities.agreement import AgreementKind, Audience, Layer

_FOLDER: Final = "clauses"


@frozen(kw_only=True)
class ClauseTemplate:
    """A shipped clause. `suggestion` may be empty; in it, … stands for what only the parties can fill in."""

    key: str
    layer: Layer
    heading: str
    prompt: str
    suggestion: str = ""
    audience: Audience = Audience.PAIR
    core: bool = False
    kinds: tuple[AgreementKind, ...] = tuple(AgreementKind)


def shipped_clauses(language: str, kind: AgreementKind) -> tuple[ClauseTemplate, ...]:
    """Return the clauses for this kind of agreement, in order.

    `language` is a BCP 47 tag; a region that does not ship falls back to its language, a language to English.
    """
    return tuple(template for template in every_shipped_clause(language) if kind in template.kinds)


def every_shipped_clause(language: str) -> tuple[ClauseTemplate, ...]:
    """Return the clauses for agreements of all kinds, in order; `language` falls back in the same way."""
    table = resources.resource_toml(_FOLDER, f"{resources.nearest_language(_FOLDER, language)}.toml")
    return tuple(_template(row) for row in table["clauses"])


def shipped_languages() -> frozenset[str]:
    """Return the tags of the languages that clauses ship in."""
    return resources.shipped_languages(_FOLDER)


def _template(row: dict[str, Any]) -> ClauseTemplate:
    return ClauseTemplate(
        key=row["key"],
        layer=Layer(row["layer"]),
        heading=row["heading"],
        prompt=row["prompt"],
        suggestion=row.get("suggestion", ""),
        audience=Audience(row.get("audience", Audience.PAIR)),
        core=row.get("core", False),
        kinds=tuple(AgreementKind(kind) for kind in row.get("kinds", AgreementKind)),
    )
