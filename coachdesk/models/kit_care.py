"""Whether the recovery kit was in the coach's hand lately."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final

from coachdesk.errors import NewerVaultError, OlderVaultError
from coachdesk.models.remembered import Key, recall, remember
from coachdesk.models.store import Store

# Papers are lost in moves and floods, and nobody looks for what is not needed: twice a year is often enough.
_EVERY: Final = timedelta(days=182)


def last_tried(store: Store) -> datetime | None:
    """Return when the words were last typed and found right, UTC."""
    return _moment(recall(store, Key.KIT_REHEARSED_AT))


def is_due(store: Store) -> bool:
    """Tell whether it is time to try the kit; a new vault's kit was typed back when it was made."""
    known = (last_tried(store), _moment(recall(store, Key.KIT_REPLACED_AT)), _made(store))
    latest = max((moment for moment in known if moment is not None), default=None)
    return latest is not None and store.now() - latest > _EVERY


def note_tried(store: Store) -> None:
    """Keep in mind that the words were tried today."""
    remember(store, Key.KIT_REHEARSED_AT, store.now().isoformat())


def note_opened(connection: Any) -> None:  # noqa: ANN401  (untyped driver)
    """Keep the same in mind in a vault that the words have just brought back from a backup.

    One of an earlier CoachDesk is left as it is, until it is brought up to date on opening.
    """
    with suppress(OlderVaultError, NewerVaultError):
        note_tried(Store(connection))


def note_replaced(store: Store) -> None:
    """Keep in mind that there is a new kit, of which three words were typed back."""
    remember(store, Key.KIT_REPLACED_AT, store.now().isoformat())


def _made(store: Store) -> datetime | None:
    return _moment(store.value("SELECT created_at FROM profile"))


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
