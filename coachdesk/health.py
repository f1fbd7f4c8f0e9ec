"""The health of an open vault: what `crypto` reads of its pages, said in the words of `models`."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

# First: sqlite_utils takes the driver that it finds prepared there.
from coachdesk.crypto.connection import Connection, DatabaseError
from coachdesk.crypto.database import generation_in
from coachdesk.crypto.health import Examiner, quiet
from coachdesk.crypto.opened import OpenedVault
from coachdesk.crypto.survey import LostRows, Tell
from coachdesk.errors import DamagedVaultError, StorageError
from coachdesk.models.damage import Ask, named
from coachdesk.models.document_check import name_altered
from coachdesk.models.entities.health import AlteredRecord, HealthReport, LostRecord
from coachdesk.models.mending import mend

Now = Callable[[], datetime]
_TRIES: Final = 5


def full_check(vault: OpenedVault, now: Now, tell: Tell = quiet) -> HealthReport:
    """Read every page of the vault; name what can't be read, or else what is not as it was signed.

    What is saved meanwhile can look like damage, so that counts only if nothing was.
    """
    for _ in range(_TRIES):
        before = _generation(vault)
        if not vault.examiner().problems(tell):
            return _whole(vault, now, tell)
        if _generation(vault) == before:
            break
    return HealthReport(checked_at=now(), is_whole=False, lost=lost_records(vault, tell))


def _whole(vault: OpenedVault, now: Now, tell: Tell) -> HealthReport:
    """Return that every page can be read, and which agreements and files are not what was kept."""
    altered = _surely_altered(vault, tell)
    return HealthReport(
        checked_at=now(), is_whole=True, altered=altered or (), documents_checked=altered is not None
    )


def _surely_altered(vault: OpenedVault, tell: Tell, tries: int = _TRIES) -> tuple[AlteredRecord, ...] | None:
    """Look again where something was saved meanwhile: that moves pages under the eyes of who reads a file."""
    before = _generation(vault)
    altered, damage = None, None
    try:
        altered = _altered(vault, tell)
    except DamagedVaultError as error:
        damage = error
    if (altered or damage) and tries > 1 and _generation(vault) != before:
        return _surely_altered(vault, tell, tries - 1)
    if damage is not None:
        raise damage
    return altered


def _altered(vault: OpenedVault, tell: Tell) -> tuple[AlteredRecord, ...] | None:
    with closing(vault.examiner().connect_beside()) as connection:
        connection.execute("BEGIN")  # so that a signature given meanwhile is seen whole or not at all
        return name_altered(connection, lambda: tell(0, 0))


def _generation(vault: OpenedVault) -> int | None:
    try:
        with closing(vault.examiner().connect_beside()) as connection:
            return generation_in(connection)
    except DamagedVaultError:
        return None


def lost_records(vault: OpenedVault, tell: Tell = quiet) -> tuple[LostRecord, ...]:
    """Return what can't be read of the vault any more."""
    examiner = vault.examiner()
    with _asking(examiner) as ask:
        return named(examiner.lost(tell), ask)


def save_readable(vault: OpenedVault, folder: Path, tell: Tell = quiet) -> tuple[LostRecord, ...]:
    """Put all that can be read into a new vault, which the same passphrase and words open; return the rest.

    Raises:
        InvalidInputError: the folder holds something.
        StorageError: it can't be written; nothing of the new vault stays.
    """
    records: list[LostRecord] = []

    def finish(connection: Connection, lost: Sequence[LostRows]) -> None:
        records.extend(named(lost, _asking_whole(connection)))
        mend(connection)

    vault.examiner().save_readable(folder, finish, tell)
    return tuple(records)


def _asking_whole(connection: Connection) -> Ask:
    def ask(sql: str, cells: Sequence[Any]) -> Sequence[Any] | None:
        row: Sequence[Any] | None = connection.execute(sql, cells).fetchone()
        return row

    return ask


@contextmanager
def _asking(examiner: Examiner) -> Iterator[Ask]:
    """Ask the damaged vault; a connection that met a ruined page is replaced by another."""
    opened: list[Connection] = []

    def ask(sql: str, cells: Sequence[Any]) -> Sequence[Any] | None:
        try:
            if not opened:
                opened.append(examiner.connect_beside())
            row: Sequence[Any] | None = opened[0].execute(sql, cells).fetchone()
        except (DatabaseError, DamagedVaultError, StorageError):
            _close(opened)
            return None
        return row

    try:
        yield ask
    finally:
        _close(opened)


def _close(opened: list[Connection]) -> None:
    while opened:
        opened.pop().close()
