"""The vault that the sample practice lives in: apart from every real one, and marked."""

import contextlib
from datetime import date
from pathlib import Path
from typing import Final

from coachdesk.crypto import vault
from coachdesk.crypto.kdf import Cost
from coachdesk.crypto.opened import OpenedVault
from coachdesk.documents.renderer import Renderer
from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.clock import local, system_clock
from coachdesk.models.profile import get_profile
from coachdesk.models.store import Store
from coachdesk.opening import connect
from coachdesk.sample.build import build_sample
from coachdesk.sample.clock import SettableClock

# It protects nobody: the people are invented. It is told to whoever wants to type it.
PASSPHRASE: Final = "sample practice"  # noqa: S105  (no secret)
LIGHT_COST: Final = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
_MARK: Final = "sample"


def open_sample(folder: Path, *, today: date, renderer: Renderer | None = None) -> OpenedVault:
    """Open the sample practice in `folder`; where it is not there yet, make it as it is on `today`.

    Raises:
        InvalidInputError: another practice is kept there.
        VaultError: the vault there has another passphrase, or is open elsewhere.
        StorageError: the folder can't be written.
    """
    if not (folder / "practice.db").exists():
        opened = vault.create(folder, PASSPHRASE, cost=LIGHT_COST)
    else:
        opened = vault.unlock(folder, PASSPHRASE)
    try:
        if not is_sample(opened):
            _fill(opened, today, renderer)
    except BaseException:
        opened.close()
        raise
    return opened


def is_sample(opened: OpenedVault) -> bool:
    """Tell whether a vault holds the sample practice."""
    with contextlib.closing(opened.connect()) as connection:
        row = connection.execute("SELECT 1 FROM vault_meta WHERE key = ?", [_MARK]).fetchone()
    return row is not None


def _fill(opened: OpenedVault, today: date, renderer: Renderer | None) -> None:
    """Write story and mark together, so that a vault left half-made is filled the next time."""
    clock = SettableClock(system_clock())
    store = Store(connect(opened), clock)
    with contextlib.closing(store), store.transaction():
        if get_profile(store) is not None:
            raise _a_practice_of_its_own(opened.folder)
        press = renderer or Renderer(today=lambda: local(clock()).date())
        build_sample(store, clock, today=today, renderer=press)
        store.db.execute("INSERT INTO vault_meta (key, value) VALUES (?, '1')", [_MARK])


def _a_practice_of_its_own(folder: Path) -> InvalidInputError:
    return InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "{folder} holds another practice, so the sample is not written there."),
        QT_TRANSLATE_NOOP("errors", "Choose a folder that is new or empty."),
        folder=folder,
    )
