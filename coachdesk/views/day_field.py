"""A day: typed, picked from a calendar, or given by one key."""

from collections.abc import Callable
from datetime import date
from typing import Final

from attrs import frozen
from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QDialog, QLineEdit, QMenu, QVBoxLayout

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError

_SHORT_YEARS_FROM: Final = 1970
_CALENDAR_KEYS: Final = "Alt+Down"
_STEPS: Final = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_STEPS_BY_SIGN: Final = {"+": 1, "-": -1}


@frozen
class NearDay:
    """A day that is given often. In its text an “&” stands before the letter that gives it.

    `day` is None where there is no such day at present.
    """

    text: str
    day: Callable[[], date | None]

    @property
    def letter(self) -> str:
        """The key that gives it, in upper case; none where the text has no “&”."""
        return self.text.partition("&")[2][:1].upper()

    @property
    def words(self) -> str:
        """The text without the mark of its letter."""
        return self.text.replace("&", "")


class DayField(QLineEdit):
    """A day, typed in the locale's short form or as 2026-05-14, or picked from a calendar.

    Once near days are offered, the letter of each gives it while the field is empty or all of it
    is selected; + and − go on from the day that stands there, or from today.
    """

    picked = Signal()

    def __init__(self, value: date | None = None) -> None:
        super().__init__()
        self._near: tuple[NearDay, ...] = ()
        self._today: Callable[[], date] | None = None
        self._pick = QAction(self.tr("Pick a day"), self)
        self._pick.setShortcut(_CALENDAR_KEYS)
        self._pick.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._pick.triggered.connect(self.open_calendar)
        self.addAction(self._pick)
        self.setPlaceholderText(self.tr("e.g. {day}").replace("{day}", shown_day(date(2026, 5, 14))))
        self.set_value(value)

    def offer(self, near: tuple[NearDay, ...], today: Callable[[], date]) -> None:
        """Let these days be given by one key, which the tip of the field tells."""
        self._near = near
        self._today = today
        keys = [f"{one.letter}: {one.words}" for one in near if one.letter]
        keys.append(self.tr("+ and −: a day later or earlier"))
        keys.append(self.tr("{keys}: calendar").replace("{keys}", _CALENDAR_KEYS))
        self.setToolTip("\n".join(keys))
        self.setAccessibleDescription(", ".join(keys))

    def fill(self, menu: QMenu) -> None:
        """Add the near days and the calendar to a menu; those that do not exist at present are greyed."""
        actions = [(menu.addAction(f"{one.text}\t{one.letter}"), one) for one in self._near]
        for action, one in actions:
            action.triggered.connect(lambda _checked=False, one=one: self._give(one))
        menu.addSeparator()
        menu.addAction(self.tr("Calendar…") + f"\t{_CALENDAR_KEYS}", self.open_calendar)
        menu.aboutToShow.connect(lambda: _offer_existing(actions))

    def set_value(self, value: date | None) -> None:
        """Show a day, or none."""
        self.setText("" if value is None else shown_day(value))

    def value(self) -> date | None:
        """Return the day, or None where the field is empty.

        Raises:
            InvalidInputError: what is typed is no day of the calendar.
        """
        text = self.text().strip()
        if not text:
            return None
        found = day_from(text)
        if found is None:
            raise InvalidInputError(
                QT_TRANSLATE_NOOP("errors", "“{typed}” is not a day of the calendar."),
                QT_TRANSLATE_NOOP("errors", "Type it like {example}."),
                typed=text[:40],
                example=shown_day(date(2026, 5, 14)),
            )
        return found

    def open_calendar(self) -> None:
        """Let a day be picked from its month."""
        popup = _CalendarPopup(self, self._today)
        if popup.choose():
            self.set_value(popup.day())
            self.picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if self.isReadOnly() or not (self._stepped_by(event) or self._given_by(event)):
            super().keyPressEvent(event)

    def _stepped_by(self, event: QKeyEvent) -> bool:
        """Go a day on or back where a key says so; a “-” inside a day that is being typed is a sign."""
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and event.key() in _STEPS:
            self._step(_STEPS[Qt.Key(event.key())])
            return True
        days = _STEPS_BY_SIGN.get(event.text())
        if days is None or self._today is None or not (self._is_free() or day_from(self.text().strip())):
            return False
        self._step(days)
        return True

    def _given_by(self, event: QKeyEvent) -> bool:
        letter = event.text().upper()
        found = next((one for one in self._near if letter and one.letter == letter), None)
        return found is not None and self._is_free() and self._give(found)

    def _is_free(self) -> bool:
        """Tell whether a letter can't be meant as a part of a day."""
        return not self.text().strip() or self.selectedText() == self.text()

    def _give(self, near: NearDay) -> bool:
        day = near.day()
        if day is not None:
            self.set_value(day)
            self.setFocus()
            self.picked.emit()
        return day is not None

    def _step(self, days: int) -> None:
        found = day_from(self.text().strip())
        if found is None and self._today is not None and not self.text().strip():
            found = self._today()
        if found is not None:
            self.set_value(date.fromordinal(found.toordinal() + days))
            self.picked.emit()


def _offer_existing(actions: list[tuple[QAction, NearDay]]) -> None:
    for action, one in actions:
        action.setEnabled(one.day() is not None)


class _CalendarPopup(QDialog):
    """A month to pick a day from; arrows move, Enter takes."""

    def __init__(self, field: DayField, today: Callable[[], date] | None) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self._calendar = QCalendarWidget()
        self._calendar.setAccessibleName(self.tr("Pick a day"))
        shown = day_from(field.text().strip()) or (today() if today is not None else None)
        if shown is not None:
            self._calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._calendar)
        self._calendar.activated.connect(self.accept)
        self._calendar.clicked.connect(self.accept)
        self.move(field.mapToGlobal(field.rect().bottomLeft()))

    def choose(self) -> bool:
        """Wait for a day; False when it was closed without one."""
        self._calendar.setFocus()
        return self.exec() == QDialog.DialogCode.Accepted

    def day(self) -> date:
        """Return the day that was picked."""
        chosen = self._calendar.selectedDate()
        return date(chosen.year(), chosen.month(), chosen.day())


def shown_day(value: date) -> str:
    """Return a day in the locale's short form."""
    return QLocale().toString(QDate(value.year, value.month, value.day), QLocale.FormatType.ShortFormat)


def day_from(text: str) -> date | None:
    """Read the locale's short or long form, or ISO 8601; None where it is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    locale = QLocale()
    for form in (QLocale.FormatType.ShortFormat, QLocale.FormatType.LongFormat):
        found = locale.toDate(text, form, _SHORT_YEARS_FROM)
        if found.isValid():
            return date(found.year(), found.month(), found.day())
    return None
