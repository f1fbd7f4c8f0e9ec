"""Which promises are listed, and what they stand together by."""

from enum import StrEnum

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from coachdesk.models.promise_lists import PromiseGrouping
from coachdesk.views.widgets.flow import FlowLayout, together
from coachdesk.views.widgets.segments import Segments
from coachdesk.views.widgets.text import text_label


class Shown(StrEnum):
    """Which promises are listed."""

    OPEN = "open"
    SETTLED = "settled lately"


class PromiseFilters(QWidget):
    """Words to find by, open ones or those settled lately, and the groups."""

    edited = Signal()
    shown_changed = Signal()
    grouping_changed = Signal(object)
    list_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = self._words()
        self._shown = Segments(
            self.tr("Which promises"),
            ((Shown.OPEN, self.tr("Open")), (Shown.SETTLED, self.tr("Settled lately"))),
        )
        name = self.tr("Together by")
        self._grouping = Segments(
            name,
            (
                (PromiseGrouping.CLIENT, self.tr("client")),
                (PromiseGrouping.DAY, self.tr("day")),
                (PromiseGrouping.SIDE, self.tr("side")),
            ),
        )
        row = FlowLayout(self, spacing=16)
        row.addWidget(self.words)
        row.addWidget(self._shown)
        row.add_layout(together(text_label(name, "muted", wrap=False), self._grouping))
        self.words.textChanged.connect(lambda _text: self.edited.emit())
        self._shown.chosen.connect(lambda _value: self.shown_changed.emit())
        self._grouping.chosen.connect(self.grouping_changed)

    def _words(self) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(self.tr("Find by name or word"))
        field.setPlaceholderText(self.tr("Find by name or word"))
        field.setClearButtonEnabled(True)
        field.setFixedWidth(240)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), field)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self.list_wanted)
        return field

    @property
    def shown(self) -> Shown:
        """Which promises are wanted."""
        return Shown(self._shown.value)

    def show_settled(self) -> None:
        """List those that were settled lately."""
        self._shown.choose(Shown.SETTLED)

    def group_by(self, grouping: PromiseGrouping) -> None:
        """Let promises stand together by this."""
        self._grouping.choose(grouping)

    def choose_grouping(self, grouping: PromiseGrouping) -> None:
        """Show what promises stand together by, without calling it a choice."""
        with QSignalBlocker(self._grouping):
            self._grouping.choose(grouping)

    def reset(self, words: str = "") -> None:
        """List all that is open, or all of it that these words find."""
        self.words.setText(words)
        self._shown.choose(Shown.OPEN)
