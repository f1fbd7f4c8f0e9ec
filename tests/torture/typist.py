"""Types and saves in a process of its own.

`python -m tests.torture.typist FOLDER PASSPHRASE SESSION COUNT [SYNC]`.

Every save is acknowledged with its number on standard output, once the vault has it. SYNC takes the
place of the real setting, for controls.
"""

import os
import sys
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Final

from coachdesk.crypto import connection, vault
from coachdesk.models import notes
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.store import Store

_WORDS: Final = "She was quiet at first, then spoke of the harbour and of what she owes to Jonas. "
_MOST_WORDS: Final = 97
_SAVED_EVERY: Final = 3


def body(number: int) -> str:
    """Return the notes of a save: its number, and words of a length that goes up and down."""
    return f"{number} " + _WORDS * (number * 37 % _MOST_WORDS)


def number_of(text: str) -> int:
    """Return the number of the save that wrote these notes whole, -1 before the first.

    Raises:
        ValueError: they are not what any save wrote.
    """
    if not text:
        return -1
    number = int(text.split(" ", 1)[0])
    if text != body(number):
        raise ValueError("notes that nobody wrote")
    return number


def type_on(store: Store, session: SessionId, most: int) -> None:
    """Save draft after draft, and each third as notes with their index."""
    first = number_of(notes.open_note(store, session).note.body) + 1
    for number in count(first) if most == 0 else range(first, first + most):
        revision = notes.private_note(store, session).revision
        save = notes.save_note if number % _SAVED_EVERY == 0 else notes.save_draft
        save(store, session_id=session, body=body(number), revision=revision)
        os.write(sys.stdout.fileno(), b"%d\n" % number)


def main(folder: Path, passphrase: str, session: str, most: int, synchronous: str = "") -> None:
    """Open the vault with its real settings and type; without an end where `most` is 0."""
    if synchronous:
        connection._SETTINGS["synchronous"] = synchronous  # noqa: SLF001  (the protection taken away)
    with (
        vault.unlock(folder, passphrase) as opened,
        closing(Store(opened.connect())) as store,
    ):
        os.write(sys.stdout.fileno(), b"begin\n")
        type_on(store, SessionId(session), most)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]), *sys.argv[5:])
