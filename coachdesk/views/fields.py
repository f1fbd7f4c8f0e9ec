"""Fields whose value may be empty, typed or picked."""

from datetime import UTC, date, datetime, time
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QTimeEdit,
    QWidget,
)

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.views.day_field import DayField, shown_day

T = TypeVar("T")
_MINOR_PER_MAJOR: Final = 100
_INSET: Final = 13
_INSET_OF_TIME: Final = 9  # Qt leaves the padding of the sheet out inside a spin box


class PlainText(QPlainTextEdit):
    """Several lines of plain text; Tab goes on to the next field, pasted markup becomes text."""

    def __init__(self, value: str = "", *, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlainText(value)
        self.setTabChangesFocus(True)
        height = QFontMetricsF(self.font()).lineSpacing() * lines
        self.setMinimumHeight(int(height) + 24)

    def text(self) -> str:
        """Return what is typed."""
        return self.toPlainText()


class Choice(QComboBox, Generic[T]):
    """One of a few values, each shown as words."""

    def __init__(self, options: tuple[tuple[T, str], ...], current: T) -> None:
        super().__init__()
        self.offer(options)
        self.choose(current)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def offer(self, options: tuple[tuple[T, str], ...]) -> None:
        """Let these be the values to choose from."""
        self._values = [value for value, _ in options]
        self.clear()
        self.addItems([text for _, text in options])

    @property
    def values(self) -> tuple[T, ...]:
        """The values to choose from."""
        return tuple(self._values)

    def value(self) -> T:
        """Return the chosen value."""
        return self._values[self.currentIndex()]

    def choose(self, value: T) -> None:
        """Choose a value."""
        self.setCurrentIndex(self._values.index(value))

    def wheelEvent(self, event: object) -> None:  # noqa: D102
        event.ignore()  # type: ignore[attr-defined]  # scrolling the page must not change a choice


class MomentField(QWidget):
    """A day and a time on the coach's clock."""

    edited = Signal()

    def __init__(self, value: datetime | None = None) -> None:
        super().__init__()
        self.day = DayField()
        self.time = QTimeEdit()
        self.time.setDisplayFormat(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
        self._keep_in_line()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.day, 2)
        layout.addWidget(self.time, 1)
        self.setFocusProxy(self.day)
        self.day.textChanged.connect(self.edited)
        self.time.timeChanged.connect(self.edited)
        self.set_value(value)

    def _keep_in_line(self) -> None:
        """Let the time stand as high and as far in as the day, and no day be cut."""
        longest = self.fontMetrics().horizontalAdvance(shown_day(date(2026, 12, 30)))
        self.day.setMinimumWidth(longest + 2 * _INSET)
        self.time.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        typed = self.time.findChild(QLineEdit)
        if typed is not None:
            typed.setTextMargins(_INSET_OF_TIME, 0, 0, 0)

    def setAccessibleName(self, name: str) -> None:  # noqa: D102
        super().setAccessibleName(name)
        self.day.setAccessibleName(self.tr("{field}: day").replace("{field}", name))
        self.time.setAccessibleName(self.tr("{field}: time").replace("{field}", name))

    def set_value(self, value: datetime | None) -> None:
        """Show a moment, or none."""
        if value is None:
            self.day.set_value(None)
            return
        here = value.astimezone()
        self.day.set_value(here.date())
        self.time.setTime(here.time().replace(second=0, microsecond=0))  # type: ignore[arg-type]  # PySide takes a time

    def value(self) -> datetime | None:
        """Return the moment in UTC, or None where no day is given.

        Raises:
            InvalidInputError: the day is no day of the calendar.
        """
        day = self.day.value()
        if day is None:
            return None
        chosen = self.time.time()
        return datetime.combine(day, time(chosen.hour(), chosen.minute())).astimezone(UTC)


class NumberField(QLineEdit):
    """A whole number of zero or more that may stay empty."""

    def __init__(self, value: int | None = None, *, maximum: int = 100_000, suffix: str = "") -> None:
        super().__init__("" if value is None else str(value))
        self._maximum = maximum
        self.setPlaceholderText(suffix)
        self.setMaximumWidth(160)

    def value(self) -> int | None:
        """Return the number, or None where the field is empty.

        Raises:
            InvalidInputError: it is not a whole number from zero to the maximum.
        """
        text = self.text().strip()
        if not text:
            return None
        if not text.isdecimal() or len(text) > len(str(self._maximum)) or int(text) > self._maximum:
            raise InvalidInputError(
                QT_TRANSLATE_NOOP("errors", "“{typed}” is not a number from 0 to {maximum}."),
                QT_TRANSLATE_NOOP("errors", "Type digits only."),
                typed=text[:40],
                maximum=self._maximum,
            )
        return int(text)

    def set_value(self, value: int | None) -> None:
        """Show a number, or none."""
        self.setText("" if value is None else str(value))


class MoneyField(QLineEdit):
    """An amount with up to two decimals, point or comma; kept in minor units."""

    def __init__(self, minor: int | None = None) -> None:
        super().__init__()
        self.setMaximumWidth(160)
        if minor is not None:
            self.setText(QLocale().toString(minor / _MINOR_PER_MAJOR, "f", 2))

    def value(self) -> int | None:
        """Return the amount in minor units, or None where the field is empty.

        Raises:
            InvalidInputError: it is not an amount.
        """
        text = self.text().strip().replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
        if not text:
            return None
        whole, _, decimals = _decimal_point(text).partition(".")
        if not (whole or "0").isdecimal() or not (decimals or "0").isdecimal() or len(decimals) > 2:  # noqa: PLR2004
            raise InvalidInputError(
                QT_TRANSLATE_NOOP("errors", "“{typed}” is not an amount."),
                QT_TRANSLATE_NOOP("errors", "Type it like 120 or 120.50."),
                typed=text[:40],
            )
        return int(whole or "0") * _MINOR_PER_MAJOR + int(decimals.ljust(2, "0") or "0")


def _decimal_point(text: str) -> str:
    """Take the last comma or point as the decimal one where one or two digits follow; drop the rest."""
    for mark in (",", "."):
        head, found, tail = text.rpartition(mark)
        if found and len(tail) <= 2:  # noqa: PLR2004
            return head.replace(",", "").replace(".", "") + "." + tail
    return text.replace(",", "").replace(".", "")
