"""What is remembered of a vault's backups outside of it: the second place, and what went wrong last."""

from datetime import UTC, datetime
from pathlib import Path

from coachdesk.settings import Settings


class BackupMemory:
    """Typed access to the settings about the backups of one vault; no key and no client is in them."""

    def __init__(self, settings: Settings, vault_id: str) -> None:
        self._settings = settings
        self._vault_id = vault_id

    @property
    def second_place(self) -> Path | None:
        """The folder to which each backup is copied."""
        stored = self._text("second_place")
        return Path(stored) if stored else None

    @second_place.setter
    def second_place(self, folder: Path | None) -> None:
        self._put("second_place", "" if folder is None else str(folder))
        self._put("copied", "")
        self._put("copied_at", "")

    @property
    def copied(self) -> str:
        """The name of the backup that was copied there last, empty before the first."""
        return self._text("copied")

    @property
    def copied_at(self) -> datetime | None:
        """When that was."""
        return _moment(self._text("copied_at"))

    def remember_copy(self, name: str, at: datetime) -> None:
        """Note that a backup was copied to the second place."""
        self._put("copied", name)
        self._put("copied_at", at.isoformat())

    @property
    def failure(self) -> str:
        """Why the last backup did not succeed, empty where it did."""
        return self._text("failure")

    @failure.setter
    def failure(self, text: str) -> None:
        self._put("failure", text)

    def _text(self, name: str) -> str:
        return self._settings.text(f"backups-{self._vault_id}/{name}")

    def _put(self, name: str, text: str) -> None:
        self._settings.put_text(f"backups-{self._vault_id}/{name}", text)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
