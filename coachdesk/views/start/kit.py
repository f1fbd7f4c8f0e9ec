"""The recovery kit of the open vault, ready to be laid out."""

from pathlib import Path

from PySide6.QtCore import QLocale

from coachdesk.models.clock import Clock, local
from coachdesk.models.entities.people import PaperSize
from coachdesk.models.entities.sharing import RecoveryKit
from coachdesk.views.start.gateway import VaultGateway


def make_kit(gateway: VaultGateway, folder: Path, clock: Clock, paper: PaperSize) -> RecoveryKit:
    """Return the kit of the open vault; the day is the coach's own."""
    return RecoveryKit(
        words=gateway.recovery_words(),
        vault_id=gateway.vault_id(),
        made_on=local(clock()).date(),
        vault_place=str(folder),
        paper=paper,
    )


def paper_here() -> PaperSize:
    """Return the paper that is usual where the computer says it is."""
    imperial = QLocale.MeasurementSystem.ImperialUSSystem
    return PaperSize.LETTER if QLocale().measurementSystem() is imperial else PaperSize.A4
