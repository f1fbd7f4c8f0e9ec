"""The computer's keychain in the settings: what it means to let it open the vault, on and off."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.views.context import Context
from coachdesk.views.guarded import Guarded
from coachdesk.views.start.gateway import VaultGateway
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.text import body, heading, muted, set_text


class KeychainCard(Card):
    """Says whether this computer opens the vault without the passphrase, and unfolds what changes that."""

    def __init__(self, context: Context, gateway: VaultGateway, folder: Path) -> None:
        super().__init__()
        self._gateway = gateway
        self._folder = folder
        self._worker = context.workspace
        self.state = muted("")
        self.switch = KeychainSwitch(context, gateway, folder)
        self.switch.switched.connect(self._show)
        self.fold = Fold(context.theme, "")
        self.fold.body.addWidget(self.switch)
        self.body.addWidget(heading(self.tr("Open without typing the passphrase on this computer"), 2))
        self.body.addWidget(body(self._meaning()))
        self.body.addWidget(self.state)
        self.body.addWidget(self.fold)
        self._show(False)

    def _meaning(self) -> str:
        return self.tr(
            "This computer's keychain can keep a key to your vault. One press at the door then opens it, and"
            " whoever is logged in to this computer as you can press it too. Your passphrase and your"
            " recovery kit go on opening it, so keep both."
        )

    def refresh(self) -> None:
        """Find out how it stands."""
        job = partial(self._gateway.opens_with_keychain, self._folder)
        self._worker.work(job, self._show, origin=self)

    def forget(self) -> None:
        """Forget what was typed."""
        self.switch.clear()

    def _show(self, is_on: bool) -> None:
        on = self.tr(
            "It is on. Each computer has a keychain of its own; on another one, type the passphrase."
        )
        set_text(self.state, on if is_on else self.tr("It is off. Your vault asks for the passphrase."))
        self.fold.rename(self.tr("Turn it off") if is_on else self.tr("Turn it on"))
        self.switch.show_state(is_on)


class KeychainSwitch(Guarded):
    """The passphrase in force, and the one button that applies."""

    switched = Signal(bool)

    def __init__(self, context: Context, gateway: VaultGateway, folder: Path) -> None:
        super().__init__(context.theme, context.workspace)
        self._gateway = gateway
        self._folder = folder
        self.on = secondary(self.tr("Let the keychain open it"), self._turn_on)
        self.off = secondary(self.tr("Ask for the passphrase again"), self._turn_off)
        self.add_button(self.on)
        self.add_button(self.off)
        self.current.line.returnPressed.connect(self._press)

    def show_state(self, is_on: bool) -> None:
        """Offer what changes it."""
        self.on.setVisible(not is_on)
        self.off.setVisible(is_on)

    def clear(self) -> None:
        """Forget what was typed and what was said."""
        self.current.clear()
        self.say("")

    def _press(self) -> None:
        (self.off if self.on.isHidden() else self.on).click()

    def _turn_on(self) -> None:
        self._begin()
        job = partial(self._gateway.add_keychain, self._folder, self.current.text())
        self.worker.work(job, self._on_added, origin=self, on_failed=self.on_failed)

    def _turn_off(self) -> None:
        self._begin()
        job = partial(self._gateway.remove_keychain, self._folder, self.current.text())
        self.worker.work(job, self._on_removed, origin=self, on_failed=self.on_failed)

    def _begin(self) -> None:
        self.say(self.tr("Asking the keychain. If the system wants its password, type it there."))
        self.setEnabled(False)

    def _on_added(self, _nothing: None) -> None:
        self._end(self.tr("From now on the keychain opens your vault here."), is_on=True)

    def _on_removed(self, left: KnownError | None) -> None:
        told = self.tr("The keychain no longer opens your vault.")
        if left is not None:
            told = self.tr(
                "The keychain no longer opens your vault. What it kept could not be deleted there, and opens"
                " nothing any more: {reason}"
            ).format(reason=error_text(left))
        self._end(told, is_on=False)

    def _end(self, told: str, *, is_on: bool) -> None:
        self.setEnabled(True)
        self.clear()
        self.say(told)
        self.switched.emit(is_on)
