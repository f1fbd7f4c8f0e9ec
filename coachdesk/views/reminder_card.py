"""Settings: whether a word appears on the desktop before a session, and how long before."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QRadioButton

from coachdesk.views.reminding import ReminderKeeper
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.text import heading, muted, text_label

_OFFERED: Final = (0, 5, 10, 15, 30)


class ReminderCard(Card):
    """The minutes before a session, or never; a choice counts at once."""

    def __init__(self, reminders: ReminderKeeper) -> None:
        super().__init__()
        self._reminders = reminders
        self.options = {minutes: self._option(minutes) for minutes in _OFFERED}
        self.problem = muted(
            self.tr("This desktop shows no notifications, so CoachDesk can't remind you here.")
        )
        self.problem.hide()
        group = QButtonGroup(self)
        row = FlowLayout(spacing=18)
        for option in self.options.values():
            group.addButton(option)
            row.addWidget(option)
        self.options.get(reminders.minutes, self.options[0]).setChecked(True)
        self._let_tab_stop_at_the_chosen()
        self.body.addWidget(heading(self.tr("Reminders"), 2))
        self.body.addWidget(text_label(self.tr("Say on the desktop that a session begins, this long before")))
        self.body.addLayout(row)
        self.body.addWidget(self.problem)
        self.body.addWidget(
            muted(
                self.tr(
                    "It says “A session begins in ten minutes” and nothing else: no name, no words of yours."
                    " Only while your vault is open. Off at first, because others may see your screen."
                )
            )
        )
        reminders.changed.connect(self._on_found)

    def refresh(self) -> None:
        """Find out again whether this desktop shows anything."""
        self._reminders.find_out()

    def _option(self, minutes: int) -> QRadioButton:
        text = self.tr("%n minutes", "", minutes) if minutes else self.tr("Never")
        option = QRadioButton(text)
        option.setAccessibleName(text)
        option.clicked.connect(partial(self._choose, minutes))
        return option

    def _choose(self, minutes: int, _checked: bool = True) -> None:
        self._reminders.minutes = minutes
        self._let_tab_stop_at_the_chosen()

    def _let_tab_stop_at_the_chosen(self) -> None:
        """Let Tab lead to the chosen one, and arrows to the others."""
        for option in self.options.values():
            policy = Qt.FocusPolicy.StrongFocus if option.isChecked() else Qt.FocusPolicy.ClickFocus
            option.setFocusPolicy(policy)

    def _on_found(self) -> None:
        self.problem.setVisible(self._reminders.is_possible is False)
