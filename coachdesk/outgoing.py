"""A file on its way out of the vault: read in the store's thread, written in another."""

from collections.abc import Callable
from pathlib import Path

from coachdesk.errors import known_from_sqlite
from coachdesk.files import write_pieces
from coachdesk.models.attachments import Pause, content
from coachdesk.models.entities.ids import AttachmentId
from coachdesk.models.store import Store
from coachdesk.relay import Relay

Tell = Callable[[int], None]


def hand_out(store: Store, pause: Pause, *, attachment_id: AttachmentId, relay: Relay, tell: Tell) -> None:
    """Hand a file on, part by part; whatever waits is done in between.

    `tell` hears how many bytes have gone. What goes wrong here is told to the other side, which writes
    nothing then.
    """
    try:
        size = 0
        for part in content(store, attachment_id=attachment_id):
            while not relay.put(part):
                pause()
            size += len(part)
            tell(size)
            pause()
    except Exception as error:
        relay.close(known_from_sqlite(error) or error)
        raise
    else:
        relay.close()


def write(path: Path, relay: Relay) -> None:
    """Put what is handed on at a path, whole or not at all.

    Raises:
        KnownError: the disk does not take it, or the vault does not give it.
    """
    try:
        write_pieces(path, relay.pieces())
    finally:
        relay.leave()
