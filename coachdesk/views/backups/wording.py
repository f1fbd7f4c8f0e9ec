"""How backups are spoken of."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from coachdesk.models.entities.backup import BackupFacts, Rehearsal
from coachdesk.views.labels import moment_text, relative_day, size_text
from coachdesk.views.widgets.chip import ChipTone
from coachdesk.views.widgets.row_view import RowText


def row_text(backup: BackupFacts, today: date) -> RowText:
    """Return a backup as a line of the list."""
    return RowText(
        title=moment_text(backup.made_at, today),
        detail=_joined(holds_text(backup), _checked_on(backup, today)),
        aside=size_text(backup.size),
        chip="" if backup.is_sound else QCoreApplication.translate("backups", "damaged"),
        tone=ChipTone.SAND,
    )


def holds_text(backup: BackupFacts) -> str:
    """Return how much is in a backup; nothing where only an earlier key could tell."""
    if backup.clients is None or backup.sessions is None:
        return QCoreApplication.translate("backups", "opens with an earlier kit or passphrase")
    return counts_text(backup.clients, backup.sessions)


def counts_text(clients: int, sessions: int) -> str:
    """Return numbers of clients and sessions."""
    return _joined(
        QCoreApplication.translate("backups", "%n client(s)", "", clients),
        QCoreApplication.translate("backups", "%n session(s)", "", sessions),
    )


def checked_text(backup: BackupFacts, today: date) -> str:
    """Return when a backup was last read to its end."""
    words = QCoreApplication.translate("backups", "checked {when}")
    return words.replace("{when}", moment_text(backup.checked_at, today))


def _checked_on(backup: BackupFacts, today: date) -> str:
    words = QCoreApplication.translate("backups", "checked {day}")
    return words.replace("{day}", relative_day(backup.checked_at.astimezone().date(), today))


def rehearsal_text(found: Rehearsal, today: date) -> str:
    """Return what a rehearsal found."""
    if found.altered:
        return QCoreApplication.translate(
            "backups",
            "It opens. Not as signed or added: %n document(s). Try an older backup, too.",
            "",
            found.altered,
        )
    words = QCoreApplication.translate(
        "backups",
        "It opens, and everything is there as of {when}: {counts}, every document as it was signed and"
        " every file as it was added. Nothing was changed.",
    )
    counts = counts_text(found.clients, found.sessions)
    return words.replace("{when}", moment_text(found.made_at, today)).replace("{counts}", counts)


def check_text(altered: int) -> str:
    """Return what a check found where all bits were right."""
    if altered:
        return QCoreApplication.translate(
            "backups",
            "Its bits are right. Not as signed or added: %n document(s).",
            "",
            altered,
        )
    return QCoreApplication.translate("backups", "Read to its last bit: all is well.")


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
