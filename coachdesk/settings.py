"""The few things remembered outside the vault: nothing about a client, ever."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings

from coachdesk.theme import Appearance

_VAULT: Final = "vault/folder"
_APPEARANCE: Final = "window/appearance"
_GEOMETRY: Final = "window/geometry"
_LOCK_MINUTES: Final = "lock/minutes"
_REMINDER_MINUTES: Final = "reminders/minutes"

LOCK_MINUTES: Final = (5, 10, 15, 30)
_USUAL_LOCK_MINUTES: Final = 10
REMINDER_MINUTES: Final = (0, 5, 10, 15, 30)


class Settings:
    """Typed access to the settings file."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def vault(self) -> Path | None:
        """The vault that was opened last."""
        stored = str(self._file.value(_VAULT, ""))
        return Path(stored) if stored else None

    @vault.setter
    def vault(self, folder: Path) -> None:
        self._file.setValue(_VAULT, str(folder))

    @property
    def appearance(self) -> Appearance:
        """The colours that the coach chose."""
        stored = str(self._file.value(_APPEARANCE, Appearance.SYSTEM.value))
        return Appearance(stored) if stored in set(Appearance) else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._file.setValue(_APPEARANCE, appearance.value)

    @property
    def geometry(self) -> QByteArray:
        """Place and size of the window."""
        stored = self._file.value(_GEOMETRY, QByteArray())
        return stored if isinstance(stored, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._file.setValue(_GEOMETRY, geometry)

    @property
    def lock_minutes(self) -> int:
        """After how many minutes without a key or the mouse the vault locks."""
        stored = str(self._file.value(_LOCK_MINUTES, ""))
        return next((m for m in LOCK_MINUTES if str(m) == stored), _USUAL_LOCK_MINUTES)

    @lock_minutes.setter
    def lock_minutes(self, minutes: int) -> None:
        self._file.setValue(_LOCK_MINUTES, minutes)

    @property
    def reminder_minutes(self) -> int:
        """How many minutes before a session the desktop says so; 0 for never, which it is at first."""
        stored = str(self._file.value(_REMINDER_MINUTES, ""))
        return next((m for m in REMINDER_MINUTES if str(m) == stored), 0)

    @reminder_minutes.setter
    def reminder_minutes(self, minutes: int) -> None:
        self._file.setValue(_REMINDER_MINUTES, minutes)

    def text(self, key: str) -> str:
        """Return what was put down under a key, nothing where that never happened."""
        return str(self._file.value(key, ""))

    def put_text(self, key: str, text: str) -> None:
        """Put something down under a key; an empty text forgets it."""
        if text:
            self._file.setValue(key, text)
        else:
            self._file.remove(key)

    def beside(self, name: str) -> Path:
        """Return the path of another file in the folder of the settings."""
        return Path(self._file.fileName()).with_name(name)

    def sync(self) -> None:
        """Write at once what was set."""
        self._file.sync()
