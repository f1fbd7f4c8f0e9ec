"""What a screen reader, a keyboard and a small screen find on a window; each function names what is wrong."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)

from tests.drivers.keyboard import focused

_STOPS_AT_MOST = 300
_SLACK = 1


def in_sight(window: QWidget) -> Iterator[QWidget]:
    """Yield each widget of ours that is shown; parts that Qt makes for itself are left out."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and not widget.objectName().startswith("qt_"):
            yield widget


def takes_keyboard(widget: QWidget) -> bool:
    """Tell whether Tab should stop here; of buttons that exclude each other arrows reach the rest."""
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return by_tab and widget.isEnabled() and not _is_one_of_several(widget)


def _is_one_of_several(widget: QWidget) -> bool:
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive()


def spoken_name(widget: QWidget) -> str:
    """Return the name that the platform's accessibility hands on.

    For a combo box that is its value on Linux, where the label is a relation of its own
    (https://code.qt.io/cgit/qt/qtbase.git/tree/src/widgets/accessible/complexwidgets.cpp).
    """
    if isinstance(widget, QComboBox):
        return widget.accessibleName()
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None and interface.isValid() else ""


def unnamed(window: QWidget) -> list[str]:
    """Return what takes the keyboard or a click and has no name."""
    return [
        _called(widget)
        for widget in in_sight(window)
        if (takes_keyboard(widget) or isinstance(widget, QAbstractButton)) and not spoken_name(widget).strip()
    ]


def misnamed(window: QWidget) -> list[str]:
    """Return what shows one name and speaks another."""
    shown = {
        _behind(label.buddy()): label.text()
        for label in in_sight(window)
        if isinstance(label, QLabel) and not isinstance(label.buddy(), QLabel | None)
    }
    buttons = (widget for widget in in_sight(window) if isinstance(widget, QAbstractButton))
    shown |= {button: button.text() for button in buttons if button.text()}
    return [
        f"{_called(widget)} shows “{text}”"
        for widget, text in shown.items()
        if text and not spoken_name(widget).startswith(_without_mnemonic(text))
    ]


def rich(window: QWidget) -> list[str]:
    """Return labels that would take what somebody typed for markup."""
    labels = [widget for widget in in_sight(window) if isinstance(widget, QLabel)]
    return [
        _called(label) for label in labels if label.text() and label.textFormat() != Qt.TextFormat.PlainText
    ]


def out_of_reach(window: QWidget) -> list[str]:
    """Press Tab until it comes round; return what should be reached and is not."""
    wanted = {widget for widget in in_sight(window) if takes_keyboard(widget)}
    return sorted(_called(widget) for widget in wanted - _round(window, Qt.Key.Key_Tab))


def out_of_reach_backwards(window: QWidget) -> list[str]:
    """Press Shift+Tab until it comes round; return what should be reached and is not."""
    wanted = {widget for widget in in_sight(window) if takes_keyboard(widget)}
    return sorted(_called(widget) for widget in wanted - _round(window, Qt.Key.Key_Backtab))


def _round(window: QWidget, key: Qt.Key) -> set[QWidget]:
    reached: list[QWidget] = []
    for _ in range(_STOPS_AT_MOST):
        QTest.keyClick(focused(), key)
        QApplication.processEvents()
        if reached and focused() is reached[0]:
            return set(reached)
        reached.append(focused())
    raise AssertionError(f"the keyboard is caught at {_called(focused())}")


def too_large(window: QWidget) -> list[str]:
    """Return a window that asks for more room than it was given."""
    wanted, given = window.minimumSizeHint(), window.size()
    fits = wanted.width() <= given.width() and wanted.height() <= given.height()
    return [] if fits else [f"{wanted.width()} × {wanted.height()}"]


def cut_off(window: QWidget) -> list[str]:
    """Return what has less room than its words need, or lies beyond the edge of the page."""
    return [_called(widget) for widget in in_sight(window) if _is_squeezed(widget) or _is_beyond(widget)]


def scrolls_sideways(window: QWidget) -> list[str]:
    """Return pages that are wider than what shows them."""
    shown = ((area, area.widget()) for area in in_sight(window) if isinstance(area, QScrollArea))
    return [
        f"{_called(area)}: {page.minimumSizeHint().width()} of {area.viewport().width()}"
        for area, page in shown
        if page is not None and page.minimumSizeHint().width() > area.viewport().width() + _SLACK
    ]


def cropped(window: QWidget) -> list[str]:
    """Return texts that wrap and have not the height for all of their lines."""
    return [
        f"{_called(widget)}: {widget.height()} of {widget.heightForWidth(widget.width())}"
        for widget in in_sight(window)
        if isinstance(widget, QLabel | QAbstractButton)
        and widget.hasHeightForWidth()
        and widget.height() + _SLACK < widget.heightForWidth(widget.width())
    ]


def broken_words(window: QWidget) -> list[str]:
    """Return texts that wrap, and have not the width for the longest of their words."""
    return [
        _called(label)
        for label in in_sight(window)
        if isinstance(label, QLabel)
        and label.wordWrap()
        and label.contentsRect().width() + _SLACK
        < max(map(label.fontMetrics().horizontalAdvance, label.text().split()), default=0)
    ]


def _is_squeezed(widget: QWidget) -> bool:
    is_stiff = isinstance(widget, QPushButton | QCheckBox) or (
        type(widget) is QLabel and not widget.wordWrap() and bool(widget.text())
    )
    return is_stiff and widget.width() + _SLACK < widget.minimumSizeHint().width()


def _is_beyond(widget: QWidget) -> bool:
    """Tell whether a widget sticks out of what shows it; only a list or a text scrolls sideways."""
    parent = widget.parentWidget()
    holder = parent.parentWidget() if parent is not None else None
    if (
        parent is None
        or widget.isWindow()
        or (isinstance(holder, QAbstractScrollArea) and not isinstance(holder, QScrollArea))
    ):
        return False
    place = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size())
    return place.left() < -_SLACK or place.right() > parent.width() + _SLACK


def _behind(widget: QWidget) -> QWidget:
    """Return what has the keyboard in place of a widget."""
    proxy = widget.focusProxy()
    return widget if proxy is None else _behind(proxy)


def _without_mnemonic(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _called(widget: QWidget) -> str:
    name = widget.accessibleName() or (widget.text() if isinstance(widget, QLabel | QAbstractButton) else "")
    return f"{type(widget).__name__} “{name[:40]}” in {type(widget.parentWidget()).__name__}"
