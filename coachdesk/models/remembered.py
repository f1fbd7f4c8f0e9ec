"""What CoachDesk keeps in mind for itself, in the vault: it names the coach's habits, and travels along."""

from enum import StrEnum

from attrs import frozen

from coachdesk.models.store import Store


class Key(StrEnum):
    """What is kept in mind. Values are texts; moments ISO 8601 in UTC."""

    RESTING_PLACE = "resting place"
    KIT_REHEARSED_AT = "kit rehearsed at"
    KIT_REPLACED_AT = "kit replaced at"
    FULL_CHECK_AT = "full check at"
    GOOD_BACKUP = "good backup"
    PRINT_QUEUE_TOLD_AT = "print queue told at"
    AGREEMENT_PROTECTION = "agreement protection"
    ADDENDUM_PROTECTION = "addendum protection"
    SUMMARY_PROTECTION = "summary protection"
    BOOKLET_PROTECTION = "booklet protection"
    LOOK_BACK_PROTECTION = "look-back protection"
    PACK_PROTECTION = "pack protection"
    REPORT_PROTECTION = "sponsor report protection"
    CLOCK_HIDDEN = "clock hidden"
    NOTE_HABITS = "note habits"
    PUT_OFF = "put off"
    PROMISE_GROUPING = "promise grouping"


@frozen(kw_only=True)
class _Remembered:
    key: Key
    value: str


def recall(store: Store, key: Key) -> str | None:
    """Return what is kept in mind under a key, or None."""
    found: str | None = store.value("SELECT value FROM remembered WHERE key = ?", [key.value])
    return found


def remember(store: Store, key: Key, value: str) -> None:
    """Keep a text in mind in place of the earlier one.

    No change of the practice: a backup that is remembered does not call for the next one.
    """
    with store.transaction(marked=False):
        store.put("remembered", _Remembered(key=key, value=value), key=("key",))


def forget(store: Store, key: Key) -> None:
    """Keep nothing in mind under a key."""
    with store.transaction(marked=False):
        store.db.execute("DELETE FROM remembered WHERE key = ?", [key.value])
