"""A day with the answers that are given most: by one key, from a menu, or from a calendar."""

from datetime import date, datetime, timedelta
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from coachdesk.errors import InvalidInputError
from coachdesk.i18n import error_text
from coachdesk.views.context import Context
from coachdesk.views.day_field import DayField, NearDay
from coachdesk.views.near_days import near_days
from coachdesk.views.open_fields import lock_field
from coachdesk.views.widgets.buttons import IconButton

_INSET: Final = 2  # what Qt keeps free on both sides of a line
_AROUND_EXAMPLE: Final = 8


class DayPicker(QWidget):
    """A day that can be given by one key: `know_next` adds the day before the next session."""

    edited = Signal()

    def __init__(self, context: Context, *, before_next: bool = True) -> None:
        super().__init__()
        self._today = context.workspace.today
        self._next_at: datetime | None = None
        self.field = DayField()
        self.field.setProperty("field", "open")
        self.field.textChanged.connect(self.edited)
        self.field.setMinimumWidth(self._width_of_example())
        self.field.setTextMargins(-_INSET, 0, -_INSET, 0)
        self.field.offer(self._near(before_next=before_next), self._today)
        self.soon = IconButton(context.theme, "calendar", self.tr("Choose when"))
        self.soon.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.field.fill(menu)
        self.soon.setMenu(menu)
        self.soon.setFixedHeight(self.field.sizeHint().height())
        self.setFocusProxy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.soon)

    def setAccessibleName(self, name: str) -> None:  # noqa: D102
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)
        self.soon.setAccessibleDescription(name)

    def _width_of_example(self) -> int:
        self.field.ensurePolished()
        return self.field.fontMetrics().horizontalAdvance(self.field.placeholderText()) + _AROUND_EXAMPLE

    def _near(self, *, before_next: bool) -> tuple[NearDay, ...]:
        before = NearDay(self.tr("&before the next session"), self._before_next)
        return (*near_days(self._today), *((before,) if before_next else ()))

    def _before_next(self) -> date | None:
        if self._next_at is None:
            return None
        return max(self._next_at.astimezone().date() - timedelta(days=1), self._today())

    def know_next(self, next_at: datetime | None) -> None:
        """Learn when the next session is; without one that answer is not offered."""
        self._next_at = next_at

    def show_day(self, day: date | None) -> None:
        """Show a day, or none, without calling it an edit."""
        if self.day_or_none() != day or (day is None and self.field.text()):
            self.field.blockSignals(True)
            self.field.set_value(day)
            self.field.setCursorPosition(0)
            self.field.blockSignals(False)

    def day_or_none(self) -> date | None:
        """Return the day, None too while it is only half typed."""
        try:
            return self.field.value()
        except InvalidInputError:
            return None

    def text_unless(self, day: date | None) -> str:
        """Return what is typed, nothing where it is this day."""
        return "" if self.day_or_none() == day else self.field.text()

    def problem(self) -> str:
        """Say what is wrong with what is typed, nothing where it is a day or empty."""
        try:
            self.field.value()
        except InvalidInputError as error:
            return error_text(error)
        return ""

    def lock(self, *, is_locked: bool) -> None:
        """Let the day be read only."""
        lock_field(self.field, is_locked=is_locked)
        self.soon.setVisible(not is_locked)
