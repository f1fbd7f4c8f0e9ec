"""The one place that reads what ships with CoachDesk: fonts, icons, templates, clauses."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

_FALLBACK: Final = "en"


@cache
def resource_folder() -> Path:
    """Return the folder of resources: in a wheel inside the package, in a checkout beside it."""
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def resource_path(*parts: str) -> Path:
    """Return the path of one resource, such as `resource_path("icons", "lock.svg")`."""
    return resource_folder().joinpath(*parts)


def resource_text(*parts: str) -> str:
    """Return a text resource."""
    return resource_path(*parts).read_text(encoding="utf-8")


def resource_toml(*parts: str) -> dict[str, Any]:
    """Return a TOML resource as plain data."""
    return tomllib.loads(resource_text(*parts))


def shipped_languages(folder: str) -> frozenset[str]:
    """Return the tags of the languages that a folder of texts has a file for."""
    return frozenset(path.stem for path in resource_path(folder).glob("*.toml"))


def nearest_language(folder: str, tag: str) -> str:
    """Return the shipped language for a BCP 47 tag: itself, the language without its region, or English."""
    wanted = tag.replace("_", "-").lower()
    shipped = shipped_languages(folder)
    return next((near for near in (wanted, wanted.partition("-")[0]) if near in shipped), _FALLBACK)
