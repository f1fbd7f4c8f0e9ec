"""Rituals that are due, in a line or two each: steps to tick in passing, done or left out by one key."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coachdesk.models.entities.ritual import Ritual
from coachdesk.views.widgets.buttons import quiet
from coachdesk.views.widgets.card import Card, Tone
from coachdesk.views.widgets.check_box import WrappingCheckBox
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.text import ElidedLabel, muted, set_text

_DONE, _SKIP = "1", "2"


class RitualRow(QWidget):
    """One ritual; it is done by its button, by 1 while the keyboard is here, or with its last step."""

    settled = Signal(object, bool)

    def __init__(self, ritual: Ritual) -> None:
        super().__init__()
        self.ritual = ritual
        self.name = ElidedLabel(ritual.name, "strong")
        self.done = self._button(self.tr("Done"), _DONE, is_skipped=False)
        self.skip = self._button(self.tr("Leave out"), _SKIP, is_skipped=True)
        self.steps = tuple(self._step(words) for words in ritual.steps)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.name, 1)
        column.addLayout(top)
        if self.steps:
            column.addLayout(self._beside_each_other())
        for button in (self.done, self.skip):
            top.addWidget(button)
            if self.steps:
                QWidget.setTabOrder(self.steps[-1], button)
        QWidget.setTabOrder(self.done, self.skip)

    def _button(self, text: str, key: str, *, is_skipped: bool) -> QPushButton:
        def settle() -> None:
            self.settled.emit(self.ritual, is_skipped)

        button = quiet(text, settle)
        button.setAccessibleDescription(self.ritual.name)
        button.setToolTip(self.tr("Key {number}").replace("{number}", key))
        self._give_key(key, settle)
        return button

    def _give_key(self, key: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _step(self, words: str) -> WrappingCheckBox:
        step = WrappingCheckBox(words.replace("&", "&&"))
        step.setAccessibleName(words)
        step.setAccessibleDescription(self.ritual.name)
        step.clicked.connect(self._on_ticked)
        return step

    def _beside_each_other(self) -> FlowLayout:
        row = FlowLayout(spacing=8)
        for step in self.steps:
            row.addWidget(step)
        return row

    def begin(self) -> None:
        """Put the keyboard on the first step, or on what settles it."""
        (self.steps[0] if self.steps else self.done).setFocus()

    def _on_ticked(self) -> None:
        if all(step.isChecked() for step in self.steps):
            self.settled.emit(self.ritual, False)


class RitualStrip(Card):
    """The ritual that comes next here, and how many come after it; without any there is nothing to see.

    `settled` carries one, and whether it is left out this time. `left` says that the keyboard was on the
    last one, which is gone now.
    """

    settled = Signal(object, bool)
    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(Tone.PLAIN)
        self.setAccessibleName(name)
        self.body.setContentsMargins(18, 8, 12, 8)
        self.body.setSpacing(4)
        self.row: RitualRow | None = None
        self.others = muted("")
        self.body.addWidget(self.others)
        self.hide()

    def show_rituals(self, rituals: Sequence[Ritual]) -> None:
        """Show the first of these; what is ticked of one that stays as it was stays ticked."""
        first = rituals[0] if rituals else None
        if self.first != first:
            self._become(first)
        set_text(self.others, self.tr("%n more after this", "", len(rituals) - 1))
        self.others.setVisible(len(rituals) > 1)

    def _become(self, ritual: Ritual | None) -> None:
        holder, former = self.window().focusWidget(), self.row
        had_keyboard = holder is not None and former is not None and former.isAncestorOf(holder)
        self.row = None if ritual is None else self._put_in(ritual)
        self.setVisible(ritual is not None)
        if had_keyboard and self.row is not None:
            self.row.begin()
        elif had_keyboard:
            self.left.emit()
        if former is not None:
            self.body.removeWidget(former)
            former.hide()
            former.deleteLater()

    def _put_in(self, ritual: Ritual) -> RitualRow:
        row = RitualRow(ritual)
        row.settled.connect(self.settled)
        self.body.insertWidget(0, row)
        row.show()
        return row

    @property
    def first(self) -> Ritual | None:
        """The ritual that is shown, None where none is due."""
        return None if self.row is None else self.row.ritual

    def boxes(self) -> tuple[QCheckBox, ...]:
        """Return the steps that are shown, in order."""
        return () if self.row is None else self.row.steps
