"""What the window knows of backups."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from attrs import field, frozen


class BackupStage(StrEnum):
    """What is being done."""

    COPYING = "copying"
    PACKING = "packing"
    CHECKING = "checking"
    RESTORING = "restoring"


@frozen(kw_only=True)
class BackupProgress:
    """How far it has come; `percent` of the stage, None where nobody knows."""

    stage: BackupStage
    percent: int | None = None


@frozen(kw_only=True)
class BackupFacts:
    """One backup; `size` in bytes. The counts are None where it opens with an earlier key only."""

    path: Path
    made_at: datetime
    generation: int
    size: int
    checked_at: datetime
    is_sound: bool
    clients: int | None = None
    sessions: int | None = None

    @property
    def name(self) -> str:
        """What the file is called, which no two are."""
        return self.path.name


@frozen(kw_only=True)
class BackupLabel:
    """What a backup says of itself to anybody; `size` in bytes."""

    made_at: datetime
    size: int


@frozen(kw_only=True)
class SecondPlace:
    """The folder to which each backup is copied, and why that did not work last, if it did not."""

    folder: Path
    is_there: bool
    copied: str = ""
    copied_at: datetime | None = None
    problem: str = ""


@frozen(kw_only=True)
class Safekeeping:
    """How the vault is kept: its backups, the newest first, and why the last one failed, if it did."""

    backups: tuple[BackupFacts, ...] = ()
    second_place: SecondPlace | None = None
    failure: str = ""

    @property
    def last_good(self) -> BackupFacts | None:
        """The newest backup that passed its last check."""
        return next((one for one in self.backups if one.is_sound), None)


@frozen(kw_only=True)
class WayIn:
    """What opens a backup: the passphrase of its day, or the words of the recovery kit."""

    secret: str = field(repr=False)
    is_words: bool = False


@frozen(kw_only=True)
class Restoration:
    """A backup that is to become a vault in a new folder, which `passphrase` opens."""

    backup: Path
    way_in: WayIn
    folder: Path
    passphrase: str = field(repr=False)


@frozen(kw_only=True)
class Rehearsal:
    """What a backup would bring back; `altered` counts what is not as signed or added."""

    made_at: datetime
    clients: int
    sessions: int
    rows: int
    altered: int
