"""All that may make a database write to other places.

`python -m tests.canaries.heavy HOME WORD NOTES MEGABYTES [TEMP]`.

Sorts more than its cache holds, builds its indexes anew, packs itself, takes a large attachment,
and is killed in the middle of a change that its journal has seen. TEMP takes the place of the real
setting of `temp_store`, for controls.
"""

import os
import signal
import sys
from contextlib import closing
from pathlib import Path
from typing import Final

from coachdesk.crypto import connection, vault
from coachdesk.documents.renderer import Renderer
from coachdesk.documents.summary import render_summary
from coachdesk.files import write_atomically
from coachdesk.logs import start_process
from coachdesk.models import attachments, notes, summaries
from coachdesk.models import bin as bin_
from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.entities.session import Session, SharedText
from coachdesk.models.profile import save_profile
from coachdesk.models.store import Store
from tests import attaching, making
from tests.crypto.conftest import CHEAP, PASSPHRASE

VAULT: Final = "MyPractice.coachdesk"
_WORDS: Final = " She was quiet at first, then spoke of the harbour and of what she owes to Jonas."
_SMALL_CACHE_KIB: Final = 256


def write_notes(store: Store, word: str, count: int) -> None:
    """Write as many long notes, each with the word."""
    engagement = making.an_engagement(store)
    for number in range(count):
        session = making.a_session(store, engagement, days=number)
        body = f"{number * 7919 % count} {word}" + _WORDS * 40
        notes.save_note(store, session_id=session.id, body=body, revision=0)


def attach(store: Store, word: str, megabytes: int) -> None:
    """Put a file of so many megabytes into the vault, named after the word and full of it; delete another."""
    content = (word.encode() * (1024 * 1024 // len(word) + 1))[: 1024 * 1024] * megabytes
    session = next(iter(store.all(Session, "SELECT * FROM session")))
    kept = attaching.a_file(store, session, f"{word}.txt", content)
    gone = attaching.a_file(store, session, f"Former {word}.txt", content[1:])
    assert attachments.whole(store, lambda: None, attachment_id=kept.id) == content
    attachments.delete_attachment(store, attachment_id=gone.id)
    bin_.delete_for_good(store, kind=bin_.BinKind.ATTACHMENT, record_id=gone.id)
    attachments.clear_leftovers(store, lambda: None)


def strain(store: Store) -> None:
    """Sort, index and pack with a cache that is far too small for it."""
    store.db.execute(f"PRAGMA cache_size = -{_SMALL_CACHE_KIB}")
    by_body = "SELECT body || body AS body FROM private_note ORDER BY body || body"
    store.db.execute(f"SELECT group_concat(body) FROM ({by_body})").fetchone()  # noqa: S608  (our own words)
    store.db.execute("CREATE INDEX by_body ON private_note (body)")
    store.db.execute("REINDEX")
    store.db.execute("DROP INDEX by_body")
    store.db.execute("VACUUM")


def hand_out(store: Store, home: Path) -> None:
    """Save the summary of the first session, which has none of the word."""
    session = store.value("SELECT id FROM session ORDER BY planned_at")
    text = SharedText(session_id=session, focus="The talk with Jonas")
    summaries.save_shared_text(store, text=text)
    summary = summaries.shared_summary(store, session, language="en")
    write_atomically(home / "summary.pdf", render_summary(summary, Renderer()).pdf)


def be_struck_down(store: Store) -> None:
    """Die in the middle of a change of all notes, half of it on the disk."""
    store.db.execute("BEGIN IMMEDIATE")
    store.db.execute("UPDATE private_note SET body = body || ' and more'")
    os.kill(os.getpid(), signal.SIGKILL)


def main(home: Path, word: str, count: int, megabytes: int, temp: str = "") -> None:
    """Do all of it in a new vault below `home`."""
    start_process(home / "log")
    if temp:
        connection._SETTINGS["temp_store"] = temp  # noqa: SLF001  (the protection taken away)
    with (
        vault.create(home / VAULT, PASSPHRASE, cost=CHEAP) as opened,
        closing(Store(opened.connect())) as store,
    ):
        save_profile(store, profile=CoachProfile(name="Ines Vogt", practice_name="Vogt Coaching"))
        write_notes(store, word, count)
        hand_out(store, home)
        attach(store, word, megabytes)
        strain(store)
        be_struck_down(store)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), *sys.argv[5:])
