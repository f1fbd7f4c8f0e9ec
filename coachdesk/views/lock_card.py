"""Settings: what locks the vault, and after how long."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton

from coachdesk.settings import LOCK_MINUTES, Settings
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.text import heading, muted, text_label


class LockCard(Card):
    """The minutes without a key or the mouse; a choice counts at once."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.options = {minutes: self._option(minutes) for minutes in LOCK_MINUTES}
        row = QHBoxLayout()
        row.setSpacing(18)
        group = QButtonGroup(self)
        for option in self.options.values():
            group.addButton(option)
            row.addWidget(option)
            option.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        chosen = self.options[settings.lock_minutes]
        chosen.setChecked(True)
        chosen.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Tab leads to this one, arrows to the others
        row.addStretch(1)
        self.body.addWidget(heading(self.tr("Locking"), 2))
        self.body.addWidget(text_label(self.tr("Lock when no key and no mouse was touched for")))
        self.body.addLayout(row)
        self.body.addWidget(
            muted(
                self.tr(
                    "Half a minute before, CoachDesk says so, and any key keeps it open. It also locks when"
                    " this system says that the screen locks, that it goes to sleep or that somebody else"
                    " signs in, and at once with Ctrl+L. What you write is kept; unlocking leads back to it."
                )
            )
        )

    def _option(self, minutes: int) -> QRadioButton:
        option = QRadioButton(self.tr("%n minutes", "", minutes))
        option.setAccessibleName(option.text())
        option.clicked.connect(partial(self._choose, minutes))
        return option

    def _choose(self, minutes: int, _checked: bool = True) -> None:
        self._settings.lock_minutes = minutes
