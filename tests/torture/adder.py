"""Adds files to a session until it is killed: `python -m tests.torture.adder FOLDER PASSPHRASE SESSION CARE`.

Says `begin` before each file. `careless` shows a file before all of it is there, for the control.
"""

import itertools
import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from coachdesk.crypto import vault
from coachdesk.models import attachments
from coachdesk.models.attachments import PART_BYTES
from coachdesk.models.entities.attachment import Attachment, Incoming
from coachdesk.models.entities.ids import AttachmentId, SessionId
from coachdesk.models.sessions import session
from coachdesk.models.store import Store

_PARTS = 12


def contents(number: int) -> Iterator[bytes]:
    """Yield the parts of a file, unlike those of any other."""
    for part in range(_PARTS):
        yield f"file {number}, part {part}. ".encode() * (PART_BYTES // 30)


def add(store: Store, incoming: Incoming, number: int) -> None:
    """Add a file as the window does."""

    @contextmanager
    def lend() -> Iterator[Iterator[bytes]]:
        yield contents(number)

    attachments.take_in(store, lambda: None, incoming=incoming, open_pieces=lend, tell=lambda _size: None)


def add_carelessly(store: Store, incoming: Incoming, number: int) -> None:
    """Add a file whose name comes first."""
    file_id = AttachmentId(f"careless {number}")
    shown = Attachment(
        id=file_id,
        engagement_id=incoming.engagement_id,
        session_id=incoming.session_id,
        name=incoming.name,
        size=sum(map(len, contents(number))),
        sha256="not known yet",
        added_at=store.now(),
    )
    with store.transaction():
        store.put("attachment", shown)
    for position, part in enumerate(contents(number)):
        with store.transaction():
            store.db.execute(
                "INSERT INTO attachment_part VALUES (?, ?, ?, '', '')", [file_id, position, part]
            )


def main(folder: Path, passphrase: str, session_id: SessionId, care: str) -> None:
    """Add one file after the other."""
    act = add if care == "careful" else add_carelessly
    with vault.unlock(folder, passphrase) as opened, closing(Store(opened.connect())) as store:
        place = session(store, session_id)
        for number in itertools.count():
            os.write(sys.stdout.fileno(), b"begin\n")
            name = f"{number}.txt"
            act(store, Incoming(engagement_id=place.engagement_id, session_id=place.id, name=name), number)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], SessionId(sys.argv[3]), sys.argv[4])
