"""The way in without a passphrase: the words of the recovery kit, then a new passphrase."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from coachdesk.theme import Theme
from coachdesk.views.start.background import Worker
from coachdesk.views.start.gateway import VaultGateway
from coachdesk.views.start.passphrase_page import PassphrasePage
from coachdesk.views.start.step_frame import StepFrame
from coachdesk.views.start.words_page import WordsPage


class Recovery(StepFrame):
    """Two steps; `finished` is told when the vault is open and its passphrase is new."""

    def __init__(self, gateway: VaultGateway, theme: Theme, worker: Worker, folder: Path) -> None:
        self.words = WordsPage(
            QCoreApplication.translate("Recovery", "Open with the recovery kit"),
            QCoreApplication.translate(
                "Recovery",
                "Type or paste the 24 words of your kit in their order. Numbers, capitals and line breaks"
                " don't matter. In the next step you choose a new passphrase.",
            ),
            QCoreApplication.translate("Recovery", "Opening the vault…"),
            worker,
            partial(gateway.unlock_with_words, folder),
            take_over=partial(gateway.take_over, folder),
        )
        self.anew = _NewPassphrasePage(
            QCoreApplication.translate("Recovery", "A new passphrase"),
            QCoreApplication.translate(
                "Recovery", "The words fit, and your vault is open. From now on this passphrase opens it."
            ),
            theme,
            worker,
            partial(gateway.set_passphrase, folder),
        )
        super().__init__((self.words, self.anew))


class _NewPassphrasePage(PassphrasePage):
    """There is no way back from here: the vault is open, and waits for its passphrase."""

    @property
    def can_go_back(self) -> bool:
        return False

    def next_text(self) -> str:
        return self.tr("&Open my desk")
