"""What takes more than one step: a restore, a salvage, and what is done with the bin; all in one folder.

The folder holds a vault with a client and three sessions in its bin, the words and a backup of it, and
a copy that is damaged. An undertaking calls `begin` when it is about to start.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from coachdesk import health
from coachdesk.crypto import health as examining
from coachdesk.crypto import vault
from coachdesk.crypto.backups import restoring
from coachdesk.crypto.backups.making import back_up
from coachdesk.crypto.backups.reading import OpenedBackup, open_with_passphrase
from coachdesk.crypto.connection import PAGE_BYTES
from coachdesk.crypto.database import DATABASE_NAME
from coachdesk.crypto.folder_lock import FolderLock
from coachdesk.crypto.kdf import Cost
from coachdesk.models import bin as bin_
from coachdesk.models import clients, sessions
from coachdesk.models.bin import BinKind
from coachdesk.models.clock import fixed_clock
from coachdesk.models.entities.ids import ClientId, SessionId
from coachdesk.models.store import Store
from coachdesk.opening import connect
from coachdesk.sample.vault import PASSPHRASE
from tests.conftest import NOW
from tests.crypto.conftest import CHEAP
from tests.drivers.processes import ROOT

VAULT, DAMAGED, NEW = "Mine.coachdesk", "Damaged.coachdesk", "New.coachdesk"
BACKUP, WORDS = "before.coachdesk-backup", "words"
_V1: Final = ROOT / "tests" / "data" / "v1.coachdesk"
_LATER: Final = NOW + timedelta(days=40)
_SESSIONS_OF_OTHERS: Final = """
SELECT id FROM session s WHERE handed_out_at IS NULL AND engagement_id NOT IN (SELECT engagement_id
  FROM engagement_client p JOIN client c ON c.id = p.client_id WHERE c.deleted_at IS NOT NULL)
ORDER BY (SELECT count(*) FROM commitment WHERE session_id = s.id) DESC, id LIMIT 3
"""
Begin = Callable[[], object]
Undertaking = Callable[[Path, Begin], None]


def make_source(folder: Path) -> None:
    """Make a folder to undertake something in."""
    shutil.copytree(_V1, folder / VAULT)
    with store_in(folder) as store:
        clients.delete_client(store, client_id=ClientId(store.value("SELECT min(id) FROM client")))
        for (session,) in store.db.execute(_SESSIONS_OF_OTHERS).fetchall():
            sessions.delete_session(store, session_id=SessionId(session))
    with vault.unlock(folder / VAULT, PASSPHRASE) as opened:
        (folder / WORDS).write_text(" ".join(opened.recovery_words()), encoding="ascii")
        shutil.move(back_up(opened, NOW).path, folder / BACKUP)
        with closing(opened.connect()) as connection:
            sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'earlier_note'"
            (page,) = connection.execute(sql).fetchone()
    shutil.copytree(folder / VAULT, folder / DAMAGED)
    _ruin(folder / DAMAGED / DATABASE_NAME, page)


def _ruin(database: Path, page: int) -> None:
    with database.open("r+b") as file:
        file.seek(page * PAGE_BYTES - 200)
        file.write(b"ruined")


@contextmanager
def store_in(folder: Path, now: datetime = NOW) -> Iterator[Store]:
    """Open the vault of a folder."""
    with (
        vault.unlock(folder / VAULT, PASSPHRASE) as opened,
        closing(Store(connect(opened), fixed_clock(now))) as store,
    ):
        yield store


def restore(folder: Path, begin: Begin) -> None:
    """Make a vault of the backup."""
    with open_with_passphrase(folder / BACKUP, PASSPHRASE) as backup:
        begin()
        restoring.restore(backup, folder / NEW, PASSPHRASE, cost=CHEAP)


def salvage(folder: Path, begin: Begin) -> None:
    """Make a vault of what can be read of the damaged one."""
    with vault.unlock_damaged(folder / DAMAGED, PASSPHRASE) as opened:
        begin()
        health.save_readable(opened, folder / NEW)


def delete_for_good(folder: Path, begin: Begin) -> None:
    """Delete the client in the bin for good."""
    with store_in(folder) as store:
        client = _client_in_bin(store)
        begin()
        bin_.delete_for_good(store, kind=BinKind.CLIENT, record_id=client)


def put_back(folder: Path, begin: Begin) -> None:
    """Put the client in the bin back."""
    with store_in(folder) as store:
        client = _client_in_bin(store)
        begin()
        bin_.put_back(store, kind=BinKind.CLIENT, record_id=client)


def empty_bin(folder: Path, begin: Begin) -> None:
    """Let go of what has been in the bin for thirty days: the sessions; the client has papers."""
    with store_in(folder, _LATER) as store:
        begin()
        bin_.empty_old(store)


def let_go_of_one(folder: Path) -> bool:
    """Do the first part of emptying the bin; tell whether there was one."""
    with store_in(folder, _LATER) as store:
        old = [one for one in bin_.list_bin(store) if one.kind is BinKind.SESSION]
        for one in old[:1]:
            bin_.delete_for_good(store, kind=one.kind, record_id=one.id)
        return bool(old)


def _client_in_bin(store: Store) -> str:
    return next(one.id for one in bin_.list_bin(store) if one.kind is BinKind.CLIENT)


UNDERTAKINGS: Final[dict[str, Undertaking]] = {
    one.__name__: one for one in (restore, salvage, delete_for_good, put_back, empty_bin)
}
MAKE_A_VAULT: Final = frozenset({restore, salvage})


def over_the_old_one() -> None:
    """Let a restore take the place of the vault that is there."""
    restored = restoring.restore

    @contextmanager
    def taken(folder: Path) -> Iterator[FolderLock]:
        (folder / DATABASE_NAME).unlink()
        yield FolderLock(folder)

    def restore_over(backup: OpenedBackup, folder: Path, passphrase: str, *, cost: Cost) -> None:
        restored(backup, folder.with_name(VAULT), passphrase, cost=cost)

    _put(restoring, new_folder=taken, restore=restore_over)
    _put(restoring, UNFINISHED_NAME=DATABASE_NAME, finish_database=lambda _folder: None)


def row_by_row() -> None:
    """Let each change be one of its own."""
    under_way: list[Store] = []

    @contextmanager
    def transaction(store: Store, *, marked: bool = True) -> Iterator[None]:
        under_way.append(store)
        yield
        under_way.pop()
        if marked and not under_way:
            store._mark_change()  # noqa: SLF001  (the protection taken away)

    _put(Store, transaction=transaction)


def in_sight() -> None:
    """Let a salvage work on the database under the name that it is to bear."""
    _put(examining, UNFINISHED_NAME=DATABASE_NAME, finish_database=lambda _folder: None)


def _put(owner: object, **parts: object) -> None:
    """Put other parts in the place of those that protect."""
    for name, part in parts.items():
        setattr(owner, name, part)


CARELESS: Final[dict[Undertaking, Callable[[], None]]] = {
    restore: over_the_old_one,
    salvage: in_sight,
    delete_for_good: row_by_row,
    put_back: row_by_row,
    empty_bin: row_by_row,
}
