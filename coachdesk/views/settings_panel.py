"""Settings: the looks, the coach, the vault, the sample, and what this is."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QWidget

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, KnownError
from coachdesk.i18n import error_text
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.profile import get_profile, save_profile
from coachdesk.settings import Settings
from coachdesk.theme import Appearance, Theme
from coachdesk.views.about_card import AboutCard
from coachdesk.views.backup_card import BackupsCard
from coachdesk.views.bin_card import BinCard
from coachdesk.views.context import Context
from coachdesk.views.feelings_card import FeelingsCard
from coachdesk.views.health_card import HealthCard
from coachdesk.views.keychain_card import KeychainCard
from coachdesk.views.kit_card import KitCard
from coachdesk.views.lock_card import LockCard
from coachdesk.views.profile_form import ProfileForm
from coachdesk.views.reminder_card import ReminderCard
from coachdesk.views.seal_card import SealCard
from coachdesk.views.start.gateway import VaultGateway
from coachdesk.views.vault_card import VaultCard
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.page import Page, ScrollColumn
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import body, heading

_WIDEST: Final = 780
_IN_SIGHT: Final = 2
_APPEARANCES: Final = {
    Appearance.SYSTEM: QT_TRANSLATE_NOOP("AppearanceCard", "As the s&ystem"),
    Appearance.LIGHT: QT_TRANSLATE_NOOP("AppearanceCard", "Ligh&t"),
    Appearance.DARK: QT_TRANSLATE_NOOP("AppearanceCard", "&Dark"),
}


class SettingsPanel(Page):
    """Cards in one column; each setting holds at once, the profile when it is saved."""

    sample_requested = Signal()

    def __init__(
        self,
        context: Context,
        settings: Settings,
        gateway: VaultGateway,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.name(self.tr("Settings"))
        self.appearance = AppearanceCard(context.theme, settings)
        self.locking = LockCard(settings)
        self.reminders = None if context.reminders is None else ReminderCard(context.reminders)
        self.profile = ProfileCard(context)
        self.vault = VaultCard(context, gateway, folder, self.profile.form.paper.value)
        self.kit = KitCard(context)
        self.keychain = KeychainCard(context, gateway, folder)
        self.seal = None if context.seals is None else SealCard(context, context.seals)
        self.feelings = FeelingsCard(context)
        self.bin = BinCard(context)
        self.sample = SampleCard()
        self.sample.open.clicked.connect(lambda _checked: self.sample_requested.emit())
        self.about = AboutCard(context.theme, partial(context.navigation.panel_requested.emit, "report"))
        self.backups = None if context.backups is None else BackupsCard(context, context.backups)
        self.health = None if context.health is None else HealthCard(context, context.health, folder)
        self._scroll = ScrollColumn(widest=_WIDEST)
        self._scroll.add_in_turn([card for card in self._cards() if card is not None], at_once=_IN_SIGHT)
        self.body.addWidget(self._scroll)

    def _cards(self) -> tuple[Card | None, ...]:
        return (
            self.appearance,
            self.locking,
            self.reminders,
            self.profile,
            self.vault,
            self.kit,
            self.keychain,
            self.backups,
            self.health,
            self.seal,
            self.feelings,
            self.bin,
            self.sample,
            self.about,
        )

    def refresh(self) -> None:
        """Read the profile and the words again, and how the keychain stands."""
        self.profile.refresh()
        self.feelings.refresh()
        self.kit.refresh()
        self.keychain.refresh()
        if self.reminders is not None:
            self.reminders.refresh()
        if self.seal is not None:
            self.seal.refresh()

    @property
    def has_unsaved(self) -> bool:
        """Whether the profile or the words hold something that the vault does not."""
        return self.profile.has_unsaved or self.feelings.has_unsaved

    def flush(self) -> None:
        """Save the profile and the words if they were changed, and forget every passphrase."""
        self.profile.flush()
        self.feelings.flush()
        self.vault.forget()
        self.keychain.forget()
        if self.seal is not None:
            self.seal.forget()

    def show_unsaved(self) -> None:
        """Bring what is not saved into sight: the profile with the way out beside it, or the words."""
        if not self.profile.has_unsaved:
            self.feelings.words.setFocus()
            self._scroll.ensureWidgetVisible(self.feelings)
            return
        self.profile.form.name.setFocus()
        self._scroll.ensureWidgetVisible(self.profile.discard)

    def focus_first(self) -> None:
        """Put the keyboard on the looks in force."""
        self.appearance.focus_first()


class AppearanceCard(Card):
    """Light, dark, or as the system; applied at once and remembered."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self.options = {appearance: self._option(appearance) for appearance in Appearance}
        self.options[theme.appearance].setChecked(True)
        row = QHBoxLayout()
        row.setSpacing(18)
        for option in self.options.values():
            row.addWidget(option)
        row.addStretch(1)
        self.body.addWidget(heading(self.tr("Appearance"), 2))
        self.body.addLayout(row)

    def _option(self, appearance: Appearance) -> QRadioButton:
        option = QRadioButton(self.tr(_APPEARANCES[appearance]))
        option.setAccessibleName(option.text().replace("&", ""))
        option.clicked.connect(partial(self._choose, appearance))
        return option

    def focus_first(self) -> None:
        """Put the keyboard on the looks in force."""
        self.options[self._theme.appearance].setFocus()

    def _choose(self, appearance: Appearance, _checked: bool = True) -> None:
        self._theme.choose(appearance)
        self._settings.appearance = appearance


class ProfileCard(Card):
    """The coach's profile and letterhead."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._is_dirty = False
        self.form = ProfileForm(context.theme, context.workspace)
        self.save = primary(self.tr("Sa&ve profile"), self._save)
        self._problem = ProblemLine()
        self.discard = secondary(self.tr("Discard changes"), self._discard)
        self.discard.hide()
        self.body.addWidget(heading(self.tr("You and your letterhead"), 2))
        refusal = QHBoxLayout()
        refusal.addWidget(self._problem, 1)
        refusal.addWidget(self.discard, alignment=Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(refusal)
        self.body.addWidget(self.form)
        self.body.addWidget(self.save, alignment=Qt.AlignmentFlag.AlignLeft)
        self.form.edited.connect(self._on_edited)
        self._become(dirty=False)

    @property
    def problem(self) -> str:
        """What is said to stand in the way of saving."""
        return self._problem.said

    @property
    def has_unsaved(self) -> bool:
        """Whether something is typed that the vault does not hold."""
        return self._is_dirty

    def refresh(self) -> None:
        """Read the profile again, unless one is being typed."""
        if not self._is_dirty:
            self._context.workspace.run(get_profile, self._on_read, origin=self)

    def flush(self) -> None:
        """Save what was changed; what can't be taken stays in the form."""
        if self._is_dirty:
            self._save()

    def _on_read(self, profile: CoachProfile | None) -> None:
        if profile is not None and not self._is_dirty:
            self.form.show_profile(profile)
            self._become(dirty=False)

    def _on_edited(self) -> None:
        self._become(dirty=True)

    def _become(self, *, dirty: bool) -> None:
        self._is_dirty = dirty
        self.save.setEnabled(dirty)

    def _save(self) -> None:
        try:
            profile = self.form.profile()
        except InvalidInputError as error:
            self._refuse(error)
            return
        self._become(dirty=False)
        job = partial(save_profile, profile=profile)
        self._context.workspace.run(job, self._on_saved, origin=self, on_failed=self._on_failed)

    def _on_saved(self, _written: Written[CoachProfile]) -> None:
        self._accept()
        self._context.navigation.notify(self.tr("Your profile is saved."))

    def _on_failed(self, error: KnownError) -> None:
        self._become(dirty=True)
        self._refuse(error)

    def _refuse(self, error: KnownError) -> None:
        self._problem.say(error_text(error))
        self.discard.show()

    def _accept(self) -> None:
        self._problem.say("")
        self.discard.hide()

    def _discard(self) -> None:
        self._context.workspace.run(get_profile, self._put_back, origin=self)

    def _put_back(self, profile: CoachProfile | None) -> None:
        """Show what the vault holds in place of what it can't take."""
        if profile is None:
            self.form.empty()
        else:
            self.form.show_profile(profile)
        self._become(dirty=False)
        self.form.name.setFocus()
        self._accept()


class SampleCard(Card):
    """The way to the sample practice."""

    def __init__(self) -> None:
        super().__init__()
        self.open = secondary(self.tr("&Open the sample practice"))
        self.body.addWidget(heading(self.tr("Sample practice"), 2))
        self.body.addWidget(
            body(
                self.tr(
                    "Half a year with three invented clients, in a vault and a window of their own."
                    " Nothing you do there touches your practice."
                )
            )
        )
        self.body.addWidget(self.open, alignment=Qt.AlignmentFlag.AlignLeft)
