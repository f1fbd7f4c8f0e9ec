"""How far work on a backup has come, in words."""

from PySide6.QtCore import QCoreApplication

from coachdesk.models.entities.backup import BackupProgress, BackupStage


def progress_text(progress: BackupProgress) -> str:
    """Return what is being done, and how far it has come."""
    doing = {
        BackupStage.COPYING: QCoreApplication.translate("backups", "Copying the vault…"),
        BackupStage.PACKING: QCoreApplication.translate("backups", "Writing the file…"),
        BackupStage.CHECKING: QCoreApplication.translate("backups", "Reading it back…"),
        BackupStage.RESTORING: QCoreApplication.translate("backups", "Putting it into the new folder…"),
    }[progress.stage]
    if progress.percent is None:
        return doing
    words = QCoreApplication.translate("backups", "{doing} {percent} %")
    return words.format(doing=doing, percent=progress.percent)
