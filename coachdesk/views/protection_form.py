"""How a PDF should leave: plain, sealed, with a password, or both, each with what it does and does not."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from coachdesk.documents.protect import LEAST_LENGTH, Wish, prepared
from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.i18n import error_text
from coachdesk.models.entities.sharing import Protection
from coachdesk.strength import OF_A_PDF, Strength, strength_of
from coachdesk.theme import Theme
from coachdesk.views.labelled import labelled
from coachdesk.views.start.background import Worker
from coachdesk.views.start.latest import LatestOnly
from coachdesk.views.start.passphrase_field import PassphraseField
from coachdesk.views.start.strength_words import strength_text
from coachdesk.views.widgets.text import muted, set_text

_PAUSE_MS: Final = 200
_BESIDE_BUTTON: Final = 28  # where the words of a choice begin
_CHOICES: Final = {
    Protection.PLAIN: (
        QT_TRANSLATE_NOOP("ProtectionForm", "&Plain"),
        QT_TRANSLATE_NOOP("ProtectionForm", "Anybody who has the file can read it, and change it unnoticed."),
    ),
    Protection.SEALED: (
        QT_TRANSLATE_NOOP("ProtectionForm", "&Sealed"),
        QT_TRANSLATE_NOOP(
            "ProtectionForm",
            "Any PDF reader shows if it was changed afterwards. It says that you made it, not who the"
            " client is.",
        ),
    ),
    Protection.ENCRYPTED: (
        QT_TRANSLATE_NOOP("ProtectionForm", "&With a password"),
        QT_TRANSLATE_NOOP(
            "ProtectionForm",
            "Opens with the password only (AES-256). Who has that can read it, copy it and pass it on.",
        ),
    ),
    Protection.SEALED_AND_ENCRYPTED: (
        QT_TRANSLATE_NOOP("ProtectionForm", "Sealed &and with a password"),
        QT_TRANSLATE_NOOP(
            "ProtectionForm", "Opens with the password only, and shows if it was changed afterwards."
        ),
    ),
}


class ProtectionForm(QWidget):
    """Four choices, and a password for those that have one. `changed` says that it may be ready now."""

    changed = Signal()

    def __init__(self, theme: Theme, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._latest = LatestOnly(worker, _PAUSE_MS, self)
        self._group = QButtonGroup(self)
        self.options = {protection: self._option(protection) for protection in Protection}
        self.password = PassphraseField(theme, show=self.tr("Show password"), hide=self.tr("Hide password"))
        self.strength = muted("")
        self._secret = self._password_part()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for protection, option in self.options.items():
            column.addLayout(self._row(protection, option))
        column.addWidget(self._secret)
        self.password.edited.connect(self._on_typed)
        self.choose(Protection.PLAIN)

    def _option(self, protection: Protection) -> QRadioButton:
        name, what = (self.tr(text) for text in _CHOICES[protection])
        option = QRadioButton(name)
        option.setAccessibleName(name.replace("&", ""))
        option.setAccessibleDescription(what)
        option.toggled.connect(partial(self._on_toggled, protection))
        self._group.addButton(option)
        return option

    def _row(self, protection: Protection, option: QRadioButton) -> QVBoxLayout:
        row = QVBoxLayout()
        row.setSpacing(0)
        what = muted(self.tr(_CHOICES[protection][1]))
        what.setContentsMargins(_BESIDE_BUTTON, 0, 0, 0)
        row.addWidget(option)
        row.addWidget(what)
        return row

    def _password_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(_BESIDE_BUTTON, 4, 0, 0)
        column.setSpacing(6)
        field, _ = labelled(self.tr("Pass&word for this file"), self.password)
        for widget in (
            field,
            self.strength,
            muted(self.tr("Tell it by phone or in person, not in the same mail. It is kept nowhere.")),
        ):
            column.addWidget(widget)
        return part

    @property
    def chosen(self) -> Protection:
        """What is chosen."""
        return next(protection for protection, option in self.options.items() if option.isChecked())

    @property
    def is_ready(self) -> bool:
        """Whether it can be taken as it is."""
        return not self._wish.is_encrypted or not self._problem()

    def choose(self, protection: Protection) -> None:
        """Choose in place of the coach."""
        self.options[protection].setChecked(True)
        self._on_toggled(protection, is_on=True)

    def focus_first(self) -> None:
        """Put the keyboard on the password where one is wanted, else on the choice."""
        chosen = self.options[self.chosen]
        (self.password.line if self._wish.is_encrypted else chosen).setFocus()

    def wish(self) -> Wish:
        """Return how the file should leave.

        Raises:
            InvalidInputError: the password can't be taken.
        """
        if self._wish.is_encrypted:
            prepared(self.password.text())
        return self._wish

    def clear(self) -> None:
        """Forget the password."""
        self._latest.forget()
        self.password.clear()

    @property
    def _wish(self) -> Wish:
        wish = Wish(protection=self.chosen)
        return Wish(protection=self.chosen, password=self.password.text()) if wish.is_encrypted else wish

    def _on_toggled(self, _protection: Protection, is_on: bool) -> None:
        if is_on:
            self._secret.setVisible(self._wish.is_encrypted)
            self._on_typed()

    def _on_typed(self) -> None:
        self._latest.forget()
        password = self.password.text()
        if not password:
            set_text(self.strength, self.tr("A few unrelated words are easy to say on the phone."))
        elif problem := self._problem():
            set_text(self.strength, problem)
        else:
            self._latest.ask(partial(strength_of, password, OF_A_PDF), self._on_estimated)
        self.changed.emit()

    def _on_estimated(self, strength: Strength) -> None:
        set_text(self.strength, strength_text(strength))

    def _problem(self) -> str:
        """Return what keeps the password from being taken."""
        password = self.password.text()
        missing = LEAST_LENGTH - len(password)
        if missing > 0:
            text = self.tr("At least {least} characters, please: {missing} to go.")
            return text.format(least=LEAST_LENGTH, missing=missing)
        try:
            prepared(password)
        except InvalidInputError as error:
            return error_text(error)
        return ""
