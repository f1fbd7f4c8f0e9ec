"""Who said so, when, and when to ask again."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.entities.relationship import PreferenceSource
from coachdesk.models.preferences import ASKED_ON, RECHECK_ON, PreferencesPage
from coachdesk.views.fields import DayField
from coachdesk.views.labelled import labelled
from coachdesk.views.preference_words import recheck_text, said_when
from coachdesk.views.widgets.segments import Segments
from coachdesk.views.widgets.text import heading, muted, set_text

_WIDTH = 214


class Aside(QWidget):
    """What belongs to the answers as a whole."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        says = (
            (PreferenceSource.CLIENT, self.tr("my client")),
            (PreferenceSource.COACH, self.tr("a guess of mine")),
        )
        self.source = Segments(self.tr("Who says so?"), says)
        self.asked_on, self.recheck_on = DayField(), DayField()
        self._asked, _ = labelled(self.tr("Asked on"), self.asked_on)
        recheck, _ = labelled(self.tr("Ask again on"), self.recheck_on)
        self.when, self.again = muted(""), muted("")
        self.nothing = muted(
            self.tr(
                "Ask early, and ask often: everybody trusts in a way of their own. "
                "Whatever is not talked about stays empty."
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(heading(self.tr("Who says so?"), 3))
        for part in (self.source, self.when, self.nothing, self._asked, recheck, self.again):
            column.addWidget(part)
        column.addStretch(1)
        self.source.chosen.connect(lambda _value: self.edited.emit())
        for field in (self.asked_on, self.recheck_on):
            field.textEdited.connect(lambda _text: self.edited.emit())
            field.picked.connect(self._on_picked(field))

    def _on_picked(self, field: DayField) -> Callable[[], None]:
        def take() -> None:
            field.setModified(True)
            self.edited.emit()

        return take

    def show_page(self, page: PreferencesPage, today: date, *, is_dirty: bool) -> None:
        """Show what the vault holds; what is being typed stays."""
        holds = page.holds
        self.nothing.setVisible(holds is None)
        set_text(self.when, "" if holds is None else said_when(holds, today))
        self.when.setVisible(holds is not None)
        set_text(self.again, recheck_text(page.recheck, today))
        self.again.setVisible(bool(self.again.text()))
        self._asked.setVisible(holds is None or page.is_of_today)
        self._show_day(self.asked_on, today if holds is None else holds.asked_on)
        self._show_day(self.recheck_on, None if holds is None else holds.recheck_on)
        if not is_dirty:
            with QSignalBlocker(self.source):
                self.source.choose(PreferenceSource.CLIENT if holds is None else holds.source)

    def _show_day(self, field: DayField, day: date | None) -> None:
        if not field.isModified():
            field.set_value(day)

    def said_by(self) -> PreferenceSource:
        """Return who says so."""
        return PreferenceSource(self.source.value)

    def days(self) -> dict[str, date | None]:
        """Return the days that were edited, by the names of the answers.

        Raises:
            InvalidInputError: what is typed is no day.
        """
        edited = {ASKED_ON: self.asked_on, RECHECK_ON: self.recheck_on}
        return {name: field.value() for name, field in edited.items() if field.isModified()}

    def settle(self) -> None:
        """Say that the days are in the vault as they are typed."""
        for field in (self.asked_on, self.recheck_on):
            field.setModified(False)
