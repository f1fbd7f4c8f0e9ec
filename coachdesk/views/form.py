"""The one place that builds a labelled field: label above, buddy, accessible name, tab order."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from coachdesk.views.day_field import DayField
from coachdesk.views.fields import Choice, MomentField, MoneyField, NumberField, PlainText
from coachdesk.views.labelled import labelled
from coachdesk.views.widgets.check_box import WrappingCheckBox
from coachdesk.views.widgets.problem import ProblemLine

W = TypeVar("W", bound=QWidget)
E = TypeVar("E", bound=StrEnum)


class Form(QWidget):
    """Rows of labelled fields; each method adds one and returns it. Tab follows the rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._target: QBoxLayout = self._column
        self._last: QWidget | None = None
        self._problem = ProblemLine()
        self._column.addWidget(self._problem)

    @contextmanager
    def side_by_side(self) -> Iterator[None]:
        """Put the rows added inside next to each other."""
        row = QHBoxLayout()
        row.setSpacing(14)
        self._column.addLayout(row)
        self._target = row
        try:
            yield
        finally:
            self._target = self._column

    def row(self, label: str, widget: W, *, hint: str = "") -> W:
        """Add any widget as a labelled row."""
        column, field = labelled(label, widget, hint=hint)
        if isinstance(self._target, QHBoxLayout):
            self._target.addWidget(column, 1, Qt.AlignmentFlag.AlignTop)
        else:
            self._target.addWidget(column)
        if self._last is not None:
            QWidget.setTabOrder(self._last, field)
        self._last = field
        return field

    def line(self, label: str, value: str = "", *, placeholder: str = "", hint: str = "") -> QLineEdit:
        """Add a line of text."""
        field = QLineEdit(value)
        field.setPlaceholderText(placeholder)
        field.setCursorPosition(0)
        return self.row(label, field, hint=hint)

    def text(
        self, label: str, value: str = "", *, lines: int = 3, placeholder: str = "", hint: str = ""
    ) -> PlainText:
        """Add several lines of text; Tab leaves them."""
        field = PlainText(value, lines=lines)
        field.setFixedHeight(field.minimumHeight())
        field.setPlaceholderText(placeholder)
        return self.row(label, field, hint=hint)

    def choice(self, label: str, options: Iterable[tuple[E, str]], current: E) -> Choice[E]:
        """Add a choice between values, each with its text."""
        return self.row(label, Choice(tuple(options), current))

    def day(self, label: str, value: date | None = None, *, hint: str = "") -> DayField:
        """Add a day that may stay empty."""
        return self.row(label, DayField(value), hint=hint)

    def moment(self, label: str, value: datetime | None = None) -> MomentField:
        """Add a moment: shown on the coach's clock, returned in UTC."""
        return self.row(label, MomentField(value))

    def number(
        self, label: str, value: int | None = None, *, maximum: int = 100_000, suffix: str = ""
    ) -> NumberField:
        """Add a whole number that may stay empty."""
        return self.row(label, NumberField(value, maximum=maximum, suffix=suffix))

    def money(self, label: str, minor: int | None = None) -> MoneyField:
        """Add an amount of money that may stay empty, in minor units."""
        return self.row(label, MoneyField(minor))

    def check(self, label: str, *, checked: bool = False) -> QCheckBox:
        """Add a check box; its label stands beside it."""
        field = WrappingCheckBox(label)
        field.setChecked(checked)
        self._target.addWidget(field)
        if self._last is not None:
            QWidget.setTabOrder(self._last, field)
        self._last = field
        return field

    def add(self, widget: QWidget) -> None:
        """Add something that is no field, such as a fold or a note."""
        self._target.addWidget(widget)

    def show_problem(self, text: str) -> None:
        """Say above the fields what can't be taken as it is; an empty text says all is well."""
        self._problem.say(text)
