"""What was found, for a view: records, and commands of the window among them."""

from collections.abc import Callable

from attrs import frozen
from PySide6.QtCore import QObject

from coachdesk.models.folding import words
from coachdesk.models.hits import Hit
from coachdesk.models.lists.rows import RowList
from coachdesk.models.snippets import Runs, Term, marked


@frozen
class CommandHit:
    """Something the window can do. `number` counts the commands as they were given."""

    number: int
    title: Runs
    keys: str = ""


FoundRow = Hit | CommandHit


def find_command(number: int, text: str, keys: str, typed: str) -> CommandHit | None:
    """Return a command where each word typed begins one of its own; for nothing typed, any command."""
    own = words(text)
    sought = words(typed)
    if not all(any(word.startswith(part) for word in own) for part in sought):
        return None
    return CommandHit(number, marked(text, [Term(part, open_ended=True) for part in sought]), keys)


class HitList(RowList[FoundRow]):
    """Hits in the order they are shown; `text_of` says one in words."""

    def __init__(self, text_of: Callable[[FoundRow], str], parent: QObject | None = None) -> None:
        super().__init__(_key, text_of, parent)


def _key(row: FoundRow) -> str:
    return f"command {row.number}" if isinstance(row, CommandHit) else f"{row.kind} {row.owner_id}"
