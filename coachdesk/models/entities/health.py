"""What a check of the vault found, in words that say nothing of what was written."""

from collections.abc import Callable
from datetime import datetime

from attrs import frozen


def as_it_is(text: str) -> str:
    """Leave a text in the language of the sources."""
    return text


@frozen(kw_only=True)
class NamedRecord:
    """Something of the coach's: a template, and the facts that fill it; `name` is that of a file."""

    template: str
    who: str = ""
    number: int = 0
    name: str = ""

    def text(self, translate: Callable[[str], str] = as_it_is) -> str:
        """Return it in words."""
        return translate(self.template).format(who=self.who, number=self.number, name=self.name)


@frozen(kw_only=True)
class LostRecord(NamedRecord):
    """Something that can't be read."""


@frozen(kw_only=True)
class AlteredRecord(NamedRecord):
    """Something that can be read, but is not what was signed, handed out or added."""


@frozen(kw_only=True)
class HealthReport:
    """How a full check went. `checked_at` is UTC.

    Where `is_whole` is not and nothing is lost, only what can be made again is damaged, such as an index.
    Agreements and files are compared with what was signed and added once all pages can be read, unless an
    earlier CoachDesk wrote them; then `documents_checked` is not set.
    """

    checked_at: datetime
    is_whole: bool
    lost: tuple[LostRecord, ...] = ()
    altered: tuple[AlteredRecord, ...] = ()
    documents_checked: bool = True
