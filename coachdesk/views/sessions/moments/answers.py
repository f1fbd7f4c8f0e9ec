"""The fields of a form that notes a moment, each read and shown in the same way."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from attrs import frozen
from PySide6.QtCore import QObject, QStringListModel, Qt, SignalInstance
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from coachdesk.errors import InvalidInputError
from coachdesk.models.entities.moment import Alignment, MilestoneState, SignalKind
from coachdesk.models.entities.validators import NAME_LIMIT
from coachdesk.views.day_field import DayField
from coachdesk.views.fields import Choice
from coachdesk.views.labels import choices
from coachdesk.views.open_fields import OpenText
from coachdesk.views.widgets.check_box import WrappingCheckBox
from coachdesk.views.widgets.segments import Segments

_MOST_OFFERED: Final = 6
_INSET: Final = 2  # what Qt keeps free on both sides of a line


@frozen
class Answer:
    """A field: how it is read and filled, when it was edited, and what takes the keyboard in it."""

    widget: QWidget
    read: Callable[[], Any]
    show: Callable[[Any], object]
    edited: SignalInstance
    stops: tuple[QWidget, ...]
    first_stop: Callable[[], QWidget]


class Words(OpenText):
    """Words of any kind; what is more than a field of the vault takes is not taken here either."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(most=5, placeholder=placeholder)
        self.textChanged.connect(self._keep_short)

    def _keep_short(self) -> None:
        over = len(self.toPlainText()) - NAME_LIMIT
        if over > 0:
            cursor = self.textCursor()
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, over)
            cursor.removeSelectedText()


def words(placeholder: str = "") -> Answer:
    """Return a field for words."""
    field = Words(placeholder)
    return _single(field, field.text, field.show_text, field.textChanged)


def _open_line(field: QLineEdit) -> QLineEdit:
    """Let a line look like the words above and below it."""
    field.setProperty("field", "open")
    field.setTextMargins(-_INSET, 0, -_INSET, 0)
    return field


def _choice(field: Choice[Any]) -> Answer:
    field.setProperty("field", "open")
    return _single(field, field.value, field.choose, field.currentIndexChanged)


def feeling(offered: QStringListModel) -> Answer:
    """Return a field for a word of feeling: one that is offered, or any other."""
    field = _open_line(QLineEdit())
    field.setMaxLength(NAME_LIMIT)
    completer = QCompleter(offered, field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setMaxVisibleItems(_MOST_OFFERED)
    field.setCompleter(completer)
    return _single(field, field.text, field.setText, field.textChanged)


def day() -> Answer:
    """Return a field for a day; one that is half typed counts as none yet."""
    field = DayField()
    _open_line(field)
    return _single(field, lambda: _day_of(field), field.set_value, field.textChanged)


def _day_of(field: DayField) -> date | None:
    try:
        return field.value()
    except InvalidInputError:
        return None


def alignment(name: str) -> Answer:
    """Return the three ways a reflection can stand, each with a key of its own: 1, 2 and 3."""
    field = Segments(name, choices(Alignment))
    for number, button in enumerate(field.buttons.values(), 1):
        button.setToolTip(str(number))
    return Answer(
        field,
        lambda: field.value,
        field.choose,
        field.chosen,
        tuple(field.buttons.values()),
        lambda: field.buttons[field.value],
    )


def kind_of_signal() -> Answer:
    """Return a choice of what a signal may point to."""
    return _choice(Choice(tuple(choices(SignalKind)), SignalKind.OTHER))


def state_of_milestone() -> Answer:
    """Return a choice of what became of a milestone."""
    return _choice(Choice(tuple(choices(MilestoneState)), MilestoneState.AHEAD))


def tick(label: str) -> Answer:
    """Return a yes or no; its label stands beside it."""
    field = WrappingCheckBox(label)
    return _single(field, field.isChecked, field.setChecked, field.toggled)


def settled(label: str, today: Callable[[], date]) -> Answer:
    """Return a yes or no that is kept as the day of the yes."""
    field = WrappingCheckBox(label)
    kept: list[date | None] = [None]

    def read() -> date | None:
        return (kept[0] or today()) if field.isChecked() else None

    def show(on_day: date | None) -> None:
        kept[0] = on_day
        field.setChecked(on_day is not None)

    return _single(field, read, show, field.toggled)


def _single(
    field: QWidget, read: Callable[[], Any], show: Callable[[Any], object], edited: SignalInstance
) -> Answer:
    return Answer(field, read, show, edited, (field,), lambda: field)


def is_alignment(watched: QObject) -> bool:
    """Return whether a widget is one of the three ways."""
    return isinstance(watched.parent(), Segments)
