"""Seven days in a row, to walk through with the arrows."""

from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coachdesk.models.today import TodayPage
from coachdesk.theme import Theme
from coachdesk.views.labels import day_text
from coachdesk.views.widgets.buttons import IconButton
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.text import text_label

_MOST_DOTS: Final = 5
_MARGINS: Final = (6, 8, 6, 8)
_INSIDE: Final = (1, 6, 1, 6)
_A_DAY, _A_WEEK = timedelta(days=1), timedelta(weeks=1)
_STEPS: Final = {
    Qt.Key.Key_Left: -_A_DAY,
    Qt.Key.Key_Right: _A_DAY,
    Qt.Key.Key_PageUp: -_A_WEEK,
    Qt.Key.Key_PageDown: _A_WEEK,
}
_WALKING: Final = (*_STEPS, Qt.Key.Key_Home, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WeekStrip(Card):
    """`chosen` carries the day to show; `entered` says that the keyboard wants to go on to its sessions."""

    chosen = Signal(object)
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._page: TodayPage | None = None
        self.days = [DayButton() for _ in range(7)]
        for at, button in enumerate(self.days):
            button.clicked.connect(partial(self._on_clicked, at))
        self.earlier = IconButton(
            theme, "chevron-left", self.tr("The week before"), partial(self._go, -_A_WEEK)
        )
        self.later = IconButton(theme, "chevron-right", self.tr("The week after"), partial(self._go, _A_WEEK))
        row = QHBoxLayout()
        row.setSpacing(0)
        for button in self.days:
            row.addWidget(button, 1)
        self.body.setContentsMargins(*_MARGINS)
        self.body.addLayout(row)

    def show_page(self, page: TodayPage) -> None:
        """Show the week of the day that is shown; the keyboard stays on that day."""
        had_keyboard = any(button.hasFocus() for button in self.days)
        self._page = page
        for at, button in enumerate(self.days):
            button.show_day(page.monday + at * _A_DAY, page.week[at], page)
        if had_keyboard:
            self.days[page.shown.weekday()].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        key = Qt.Key(event.key())
        step = _STEPS.get(key)
        if step is not None and self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            step = -step if abs(step) == _A_DAY else step
        if step is not None:
            self._go(step)
        elif key == Qt.Key.Key_Home:
            self.go_home()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, at: int, _checked: bool = False) -> None:
        if self._page is not None:
            self._go_to(self._page.monday + at * _A_DAY)

    def _go(self, step: timedelta) -> None:
        if self._page is not None:
            self._go_to(self._page.shown + step)

    def go_home(self) -> None:
        """Go back to today."""
        if self._page is not None:
            self._go_to(self._page.day)

    def _go_to(self, day: date) -> None:
        self.chosen.emit(day)


class DayButton(QPushButton):
    """A day of the week with a dot for each session; Tab leads to the one that is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "day")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.words = text_label("", "muted", wrap=False)  # what is spoken says more than what is seen
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(*_INSIDE)
        inside.addWidget(self.words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # seven of the same width

    def sizeHint(self) -> QSize:  # noqa: D102
        found = self.layout()
        return super().sizeHint() if found is None else found.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if Qt.Key(event.key()) in _WALKING:
            event.ignore()  # the strip walks; Qt would only put the keyboard on the next button
        else:
            super().keyPressEvent(event)

    def show_day(self, day: date, count: int, page: TodayPage) -> None:
        """Show a day of the page's week."""
        name = QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
        self.words.setText(f"{name}\n{day.day}\n{'•' * min(count, _MOST_DOTS) or ' '}")
        role = "strong" if day == page.day else "body" if day == page.shown else "muted"
        self.words.setProperty("role", role)
        self.setChecked(day == page.shown)
        self.words.style().unpolish(self.words)  # so that it takes the looks of its role
        self.words.style().polish(self.words)
        is_shown = day == page.shown
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_shown else Qt.FocusPolicy.ClickFocus)
        spoken = self.tr("{day}: {sessions}").format(
            day=day_text(day), sessions=self.tr("%n session(s)", "", count)
        )
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
