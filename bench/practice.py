"""A practice of any size, written row by row in bulk and kept for the next run."""

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import attrs
import sqlcipher3
from attrs import frozen

from bench.words import Prose
from bench.year.practice import BEGIN, live_a_year
from coachdesk.crypto import recovery, vault
from coachdesk.crypto.kdf import SALT_BYTES, Cost, Subkey, subkey
from coachdesk.models import clients, profile, rows, search
from coachdesk.models.clock import fixed_clock
from coachdesk.models.entities.ids import (
    ClientId,
    CommitmentId,
    EngagementId,
    MomentId,
    PledgeId,
    SessionId,
    new_id,
)
from coachdesk.models.entities.moment import Alignment, Reflection
from coachdesk.models.entities.people import CoachProfile, Engagement, EngagementState
from coachdesk.models.entities.session import (
    Commitment,
    CommitmentState,
    Pledge,
    PledgeState,
    PrivateNote,
    Session,
    SessionState,
    SharedText,
)
from coachdesk.models.schema import STEPS
from coachdesk.models.search import SearchKind
from coachdesk.models.store import Store
from coachdesk.sample.clock import SettableClock

SEED: Final = 2026
PASSPHRASE: Final = "a bench needs no secrets"  # noqa: S105  (of an invented practice)
NOW: Final = datetime(2026, 5, 14, 8, 0, tzinfo=UTC)
_CHEAP: Final = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
_SHAPE: Final = 3  # rises when the rows below change, so that an older practice is not taken for this one
_YEAR: Final = 1  # rises when the year is lived otherwise
_AT_ONCE: Final = 15
_LEAST_CLIENTS: Final = 40
_SESSIONS_A_CLIENT: Final = 250
_STILL_PLANNED: Final = 20
_BATCH: Final = 500
_SETTINGS: Final = {
    "locking_mode": "EXCLUSIVE",
    "journal_mode": "DELETE",
    "foreign_keys": "ON",
    "trusted_schema": "OFF",
    "temp_store": "MEMORY",
    "secure_delete": "ON",
    "cache_size": "-32000",
}


@frozen
class Practice:
    """The same practice twice: in a vault, and as a plain SQLite file to compare with."""

    vault: Path
    plain: Path


def practice(size: int) -> Practice:
    """Return a practice with `size` sessions and as many notes, made where there is none yet."""
    folder = _kept(f"{SEED}-{_SHAPE}", str(size), lambda made: _make(made, size))
    return Practice(folder / "vault", folder / "plain.db")


def _kept(shape: str, what: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that is made once for each schema, whole or not at all."""
    tables = hashlib.sha256("".join(STEPS.values()).encode()).hexdigest()[:8]
    folder = Path(tempfile.gettempdir()) / "coachdesk-bench" / f"{shape}-{tables}-{what}"
    if not folder.exists():
        folder.parent.mkdir(mode=0o700, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as half_made:
            make(Path(half_made) / "made")
            (Path(half_made) / "made").rename(folder)
    return folder


def _make(folder: Path, size: int) -> None:
    """Fill the plain file and encrypt a copy of it, which is quicker than to fill the vault.

    The vault is made in a process of its own: a process that once had SQLCipher guard its memory
    does so for plain files too.
    """
    folder.mkdir()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        vault_id, words = apart.submit(_make_vault, folder / "vault").result()
    connection = connect_plain(folder / "plain.db", new=True)
    connection.execute("CREATE TABLE vault_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")
    meta = [("format", "1"), ("generation", "0"), ("vault_id", vault_id)]
    connection.executemany("INSERT INTO vault_meta VALUES (?, ?)", meta)
    _fill(Store(connection, fixed_clock(NOW)), size)
    _encrypt(folder / "plain.db", folder / "vault" / "practice.db", words)


def _make_vault(folder: Path) -> tuple[str, str]:
    with vault.create(folder, PASSPHRASE, cost=_CHEAP) as opened:
        return opened.vault_id, " ".join(opened.recovery_words())


class PlainConnection(sqlcipher3.Connection):  # type: ignore[misc]  # the driver is untyped
    """A connection that answers what the store asks of ours."""

    is_read_only = False

    def insist_on_own_file(self) -> None:
        """Trust that nobody replaces the file while it is measured."""


def connect_plain(path: Path, *, new: bool = False) -> Any:  # noqa: ANN401  (untyped driver)
    """Open a plain file by the same driver with the vault's settings, as far as they apply to it."""
    connection = sqlcipher3.connect(
        str(path), isolation_level=None, cached_statements=512, factory=PlainConnection
    )
    settings = {"synchronous": "OFF"} if new else {"synchronous": "EXTRA"}
    for name, value in (_SETTINGS | settings).items():
        connection.execute(f"PRAGMA {name} = {value}")
    return connection


def _encrypt(plain: Path, encrypted: Path, words: str) -> None:
    """Export by SQLCipher's own function, https://www.zetetic.net/sqlcipher/sqlcipher-api/#sqlcipher_export."""
    encrypted.unlink()
    with (
        recovery.master_from(words) as master,
        subkey(master, Subkey.DATABASE_KEY) as key,
        subkey(master, Subkey.DATABASE_SALT, SALT_BYTES) as salt,
        contextlib.closing(sqlcipher3.connect(str(plain), isolation_level=None)) as connection,
    ):
        raw = f"x'{key.reveal().hex()}{salt.reveal().hex()}'"
        connection.execute("ATTACH DATABASE ? AS vault KEY ?", [str(encrypted), raw])
        connection.execute("PRAGMA vault.synchronous = OFF")
        connection.execute("SELECT sqlcipher_export('vault')").fetchall()


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Store]:
    """Lend the store of a practice, from its vault or from the plain file."""
    with contextlib.ExitStack() as stack:
        if path.is_file():
            connection = connect_plain(path)
        else:
            connection = stack.enter_context(vault.unlock(path, PASSPHRASE)).connect()
        yield stack.enter_context(contextlib.closing(Store(connection, fixed_clock(NOW))))


@contextlib.contextmanager
def lent(size: int) -> Iterator[Path]:
    """Lend a copy of a practice's vault that may be written into; the disk has all of it already."""
    with _copy_of(practice(size).vault) as folder:
        yield folder


@contextlib.contextmanager
def lived() -> Iterator[Path]:
    """Lend a copy of the vault of a whole year, lived by the application's own verbs."""
    with _copy_of(_kept(f"{SEED}-{_YEAR}", "year", _live)) as folder:
        yield folder


@contextlib.contextmanager
def _copy_of(vault_folder: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(shutil.copytree(vault_folder, Path(scratch) / "Bench.coachdesk"))
        settle(folder / "practice.db")
        yield folder


def _live(folder: Path) -> None:
    clock = SettableClock(BEGIN)
    with vault.create(folder, PASSPHRASE, cost=_CHEAP) as opened_vault:
        store = Store(opened_vault.connect(), clock)
        live_a_year(store, clock)
        while search.merge_when_idle(store):
            pass
        store.close()


def settle(file: Path) -> None:
    """Wait until the disk has all of a file, so that the first save does not wait for it."""
    with file.open("rb+") as written:
        os.fsync(written.fileno())


def _fill(store: Store, size: int) -> None:
    prose = Prose(SEED)
    with store.transaction():
        profile.save_profile(store, profile=CoachProfile(name="Bench Coach"))
        engagements = _engagements(store, size)
        for start in range(0, size, _BATCH):
            meetings = [
                _meeting(index, size, engagements, prose) for index in range(start, min(size, start + _BATCH))
            ]
            _write(store, meetings)
    while search.merge_when_idle(store):
        pass
    store.close()


def _engagements(store: Store, size: int) -> list[tuple[EngagementId, ClientId]]:
    """Make one engagement a client; the last ones are running."""
    count = max(_LEAST_CLIENTS, size // _SESSIONS_A_CLIENT)
    made = []
    for number in range(count):
        client = clients.add_client(store, display_name=f"Client {number:04}").value
        is_over = number < count - _AT_ONCE
        engagement = Engagement(
            id=EngagementId(new_id()),
            client_ids=(client.id,),
            purpose="To say what matters before the week is over",
            state=EngagementState.CLOSED if is_over else EngagementState.ACTIVE,
        )
        store.put("engagement", engagement, without=frozenset({"client_ids"}))
        store.db.execute("INSERT INTO engagement_client VALUES (?, ?, 0)", [engagement.id, client.id])
        made.append((engagement.id, client.id))
    return made


@frozen(kw_only=True)
class _Meeting:
    session: Session
    client_id: ClientId
    note: PrivateNote
    shared: SharedText
    commitment: Commitment
    pledge: Pledge
    reflection: Reflection


def _meeting(
    index: int, size: int, engagements: list[tuple[EngagementId, ClientId]], prose: Prose
) -> _Meeting:
    """Return the session that is `index` in time; at any time some engagements take turns."""
    per_engagement = -(-size // len(engagements))
    block = min(index // (per_engagement * _AT_ONCE) * _AT_ONCE, len(engagements) - _AT_ONCE)
    engagement_id, client_id = engagements[block + index % _AT_ONCE]
    at = NOW + timedelta(hours=2) * (index - size + _STILL_PLANNED)
    is_held = at < NOW
    session_id = SessionId(new_id())
    is_open = index >= size - 2 * _STILL_PLANNED
    session = Session(
        id=session_id,
        engagement_id=engagement_id,
        number=index // _AT_ONCE + 1,
        planned_at=at,
        began_at=at if is_held else None,
        ended_at=at + timedelta(hours=1) if is_held else None,
        minutes=60 if is_held else None,
        state=SessionState.HELD if is_held else SessionState.PLANNED,
        closed_at=at + timedelta(hours=1) if is_held else None,
    )
    commitment = Commitment(
        id=CommitmentId(new_id()),
        engagement_id=engagement_id,
        session_id=session_id,
        what=prose.text(10),
        by_when=(at + timedelta(days=7)).date(),
        how_we_will_know=prose.text(6),
        state=CommitmentState.OPEN if is_open else CommitmentState.DONE,
    )
    return _Meeting(
        session=session,
        client_id=client_id,
        note=PrivateNote(session_id=session_id, body=prose.note(), revision=1),
        shared=SharedText(session_id=session_id, focus=prose.text(8), insights=prose.text(20)),
        commitment=commitment,
        pledge=_pledge(session, commitment, prose.text(8)),
        reflection=_reflection(session, at, prose.text(8)),
    )


def _reflection(session: Session, at: datetime, heard: str) -> Reflection:
    is_open = session.closed_at is None or NOW - at < _STILL_PLANNED * timedelta(hours=2)
    return Reflection(
        id=MomentId(new_id()),
        session_id=session.id,
        noted_at=at,
        heard=heard,
        alignment=Alignment.NOT_CHECKED if is_open else Alignment.CONFIRMED,
    )


def _pledge(session: Session, commitment: Commitment, what: str) -> Pledge:
    is_open = commitment.state is CommitmentState.OPEN
    return Pledge(
        id=PledgeId(new_id()),
        engagement_id=session.engagement_id,
        session_id=session.id,
        what=what,
        by_when=commitment.by_when,
        state=PledgeState.OPEN if is_open else PledgeState.KEPT,
    )


def _write(store: Store, meetings: list[_Meeting]) -> None:
    _insert(store, "session", (meeting.session for meeting in meetings))
    _insert(store, "private_note", (meeting.note for meeting in meetings))
    _insert(store, "shared_text", (meeting.shared for meeting in meetings))
    _insert(store, "commitment", (meeting.commitment for meeting in meetings))
    _insert(store, "pledge", (meeting.pledge for meeting in meetings))
    _insert(store, "reflection", (meeting.reflection for meeting in meetings))
    for meeting in meetings:
        _index(store, meeting)


def _insert(store: Store, table: str, entities: Iterable[attrs.AttrsInstance]) -> None:
    stamps = {"created_at": NOW.isoformat(), "updated_at": NOW.isoformat()}
    cells = [{**rows.to_row(entity), **stamps} for entity in entities]
    columns = tuple(cells[0])
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(':' + name for name in columns)})"
    store.db.conn.executemany(sql, cells)


def _index(store: Store, meeting: _Meeting) -> None:
    shared, commitment = meeting.shared, meeting.commitment
    for kind, owner_id, text in (
        (SearchKind.NOTE, meeting.session.id, meeting.note.body),
        (SearchKind.SESSION, meeting.session.id, f"{shared.focus}\n{shared.insights}"),
        (SearchKind.COMMITMENT, commitment.id, f"{commitment.what}\n{commitment.how_we_will_know}"),
        (SearchKind.PLEDGE, meeting.pledge.id, meeting.pledge.what),
    ):
        search.put(store, kind=kind, owner_id=owner_id, client_id=meeting.client_id, text=text)
