"""The prompts that the coach of the sample practice has tagged and gathered in sets."""

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial
from typing import Any

from attrs import frozen

from coachdesk.models.prompt_sets import add_prompt_set
from coachdesk.models.prompt_tags import set_tag
from coachdesk.resources import resource_toml
from coachdesk.sample.history import Event


@frozen(kw_only=True)
class Gathering:
    """A set with its prompts by their keys, and a tag for all of them where there is one."""

    name: str
    keys: tuple[str, ...]
    tag: str = ""


def gatherings() -> tuple[Gathering, ...]:
    """Return the sets as they stand in the sample's file."""
    rows: list[dict[str, Any]] = resource_toml("sample", "prompts.toml")["sets"]
    return tuple(Gathering(name=row["name"], keys=tuple(row["keys"]), tag=row.get("tag", "")) for row in rows)


def gathering(day: date) -> Iterator[Event]:
    """Yield that the sets were made on a day."""
    at = datetime.combine(day, time(18)).astimezone()
    for one in gatherings():
        yield Event(at, partial(add_prompt_set, name=one.name, prompt_keys=one.keys))
        for key in one.keys if one.tag else ():
            yield Event(at, partial(set_tag, key=key, tag=one.tag))
