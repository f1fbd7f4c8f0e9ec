"""Where the coach is on a page: keyboard, cursor, scroll, and words that are not saved yet."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from coachdesk.views.widgets.segments import Segments

# Plain values, as JSON has them; widgets are named by the way from the page down to them. One that has the
# property `record` is found by that, wherever it stands among its kin.
State = dict[str, Any]


def capture(page: QWidget, *, words: bool) -> State:
    """Return where the coach is on a page; with `words`, also all that is typed and chosen there."""
    holder = page.window().focusWidget()
    state: State = {"scroll": {_path(page, area): _scroll(area) for area in _scrolled(page)}}
    if holder is not None and page.isAncestorOf(holder):
        state |= {"focus": _path(page, holder), "cursor": _cursor(holder)}
    if words:
        state["fields"] = typed_in(page)
    return state


def typed_in(part: QWidget) -> dict[str, object]:
    """Return all that is typed and chosen in a page or a part of it."""
    return {_path(part, field): _value(field) for field in _fields(part)}


def put_words_back(page: QWidget, state: State) -> list[str]:
    """Fill in what was typed and chosen; return words whose field is not there any more."""
    lost = []
    for path, value in state.get("fields", {}).items():
        field = _find(page, path)
        if field is None or type(_value(field)) is not type(value):
            lost += [value] if isinstance(value, str) and value.strip() else []
        elif _value(field) != value:
            _fill(field, value)
    return lost


def put_keyboard_back(page: QWidget, state: State) -> None:
    """Put the keyboard and the cursor where they were."""
    holder = _find(page, state.get("focus", "?"))
    if holder is not None:
        holder.setFocus()
        _set_cursor(holder, state.get("cursor"))


def scroll_back(page: QWidget, state: State) -> None:
    """Scroll to where the page was, once it has its height."""
    for path, (across, down) in state.get("scroll", {}).items():
        area = _find(page, path)
        if isinstance(area, QAbstractScrollArea):
            area.horizontalScrollBar().setValue(across)
            area.verticalScrollBar().setValue(down)


def _path(page: QWidget, widget: QWidget) -> str:
    above = widget.parentWidget()
    if widget is page or above is None:
        return ""
    kin = [child for child in _children(above) if type(child) is type(widget)]
    step = f"{type(widget).__name__}.{widget.property('record') or kin.index(widget)}"
    return step if above is page else f"{_path(page, above)}/{step}"


def _find(page: QWidget, path: str) -> QWidget | None:
    widget: QWidget = page
    for step in path.split("/") if path else ():
        found = _step_down(widget, step)
        if found is None:
            return None
        widget = found
    return widget


def _step_down(widget: QWidget, step: str) -> QWidget | None:
    name, _, which = step.partition(".")
    kin = [child for child in _children(widget) if type(child).__name__ == name]
    if which.isdecimal():
        return kin[int(which)] if int(which) < len(kin) else None
    return next((child for child in kin if which and child.property("record") == which), None)


def _children(widget: QWidget) -> list[QWidget]:
    return [child for child in widget.children() if isinstance(child, QWidget)]


def _scrolled(page: QWidget) -> Iterator[QAbstractScrollArea]:
    for area in page.findChildren(QAbstractScrollArea):
        if area.isVisibleTo(page) and any(_scroll(area)):
            yield area


def _scroll(area: QAbstractScrollArea) -> tuple[int, int]:
    return area.horizontalScrollBar().value(), area.verticalScrollBar().value()


def _fields(page: QWidget) -> Iterator[QWidget]:
    """Yield what can be typed into or chosen; no passphrase, shown or not, and no part of another field."""
    for field in page.findChildren(QWidget):
        if isinstance(field, QLineEdit):
            is_own = not isinstance(field.parentWidget(), QComboBox | QAbstractSpinBox)
            is_secret = bool(field.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData)
            if is_own and not is_secret and not field.isReadOnly():
                yield field
        elif isinstance(field, QPlainTextEdit):
            if not field.isReadOnly():
                yield field
        elif isinstance(field, QComboBox | QCheckBox | Segments):
            yield field


def _value(field: QWidget) -> object:
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    if isinstance(field, QComboBox):
        return field.currentIndex()
    if isinstance(field, Segments):
        return [str(field.value)]
    return field.isChecked() if isinstance(field, QCheckBox) else None


def _fill(field: QWidget, value: Any) -> None:  # noqa: ANN401  (of the field's own kind)
    if isinstance(field, QLineEdit):
        field.setText(value)
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(value)
    elif isinstance(field, QComboBox):
        field.setCurrentIndex(value)
    elif isinstance(field, QCheckBox):
        field.setChecked(value)
    elif isinstance(field, Segments):
        field.choose_known(*value)


def _cursor(holder: QWidget) -> list[int]:
    if isinstance(holder, QPlainTextEdit):
        return [holder.textCursor().anchor(), holder.textCursor().position()]
    if isinstance(holder, QLineEdit):
        length, at = holder.selectionLength(), holder.cursorPosition()
        start = holder.selectionStart() if length else at
        return [start + length, at] if length and at == start else [start, at]
    if isinstance(holder, QAbstractItemView):
        return [holder.currentIndex().row()]
    return []


def _set_cursor(holder: QWidget, cursor: Any) -> None:  # noqa: ANN401  (what `_cursor` gave)
    match holder, cursor:
        case QPlainTextEdit(), [anchor, position]:
            last = holder.document().characterCount() - 1
            placed = holder.textCursor()
            placed.setPosition(min(anchor, last))
            placed.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
            holder.setTextCursor(placed)
        case QLineEdit(), [anchor, position] if anchor == position:
            holder.setCursorPosition(position)
        case QLineEdit(), [anchor, position]:
            holder.setSelection(anchor, position - anchor)
        case QAbstractItemView(), [row]:
            model = holder.model()
            if model is not None and 0 <= row < model.rowCount():
                holder.setCurrentIndex(model.index(row, 0))
