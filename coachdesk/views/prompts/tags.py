"""The tags of the prompt at hand: a press on one takes it away, Enter keeps a new one."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from coachdesk.views.names import shortened
from coachdesk.views.widgets.buttons import link, quiet
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.tab_order import tab_through
from coachdesk.views.widgets.typing_undo import start_over
from coachdesk.views.widgets.word_field import word_field

_WIDTH: Final = 180
_LONGEST: Final = 60


class TagsPart(QWidget):
    """`given` and `taken` carry a tag; tags that other prompts have are offered."""

    given = Signal(str)
    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, ...] = ()
        self._offered = QStringListModel(self)
        self.chips: list[QPushButton] = []
        self.field = self._make_field()
        self.add = link(self.tr("Add a tag"), self.open)
        self._row = FlowLayout(self, spacing=6)
        self._row.addWidget(self.field)
        self._row.addWidget(self.add)
        self.field.hide()

    def _make_field(self) -> QLineEdit:
        field = word_field(self._offered, keep=self._keep, leave=self.leave)
        field.setAccessibleName(self.tr("Tag"))
        field.setPlaceholderText(self.tr("In a word or two"))
        field.setFixedWidth(_WIDTH)
        field.setMaxLength(_LONGEST)
        return field

    def show_tags(self, tags: Sequence[str], known: Sequence[str]) -> None:
        """Show the tags of a prompt; `known` are all there are."""
        self._offered.setStringList([tag for tag in known if tag not in tags])
        if tuple(tags) == self._shown:
            return
        self._shown = tuple(tags)
        if any(chip.hasFocus() for chip in self.chips):
            self.add.setFocus()
        for chip in self.chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(tag) for tag in tags]
        for at, chip in enumerate(self.chips):
            self._row.insert_widget(at, chip)
        tab_through(*self.chips, self.field, self.add)

    def _chip(self, tag: str) -> QPushButton:
        chip = quiet("", partial(self.taken.emit, tag))
        chip.setProperty("look", "chip")
        chip.setText(f"{shortened(tag, 24)} ✕".replace("&", "&&"))
        chip.setAccessibleName(tag)
        told = self.tr("Take this tag away")
        chip.setToolTip(told)
        chip.setAccessibleDescription(told)
        return chip

    def open(self) -> None:
        """Ask for a tag."""
        self.field.show()
        self.field.setFocus()

    @property
    def has_unsaved(self) -> bool:
        """Whether a tag is typed that is not kept yet."""
        return bool(self.field.text().strip())

    def flush(self) -> None:
        """Keep the tag that is being typed."""
        words = self.field.text().strip()
        start_over(self.field)
        if words:
            self.given.emit(words)

    def _keep(self) -> None:
        if self.has_unsaved:
            self.flush()
        else:
            self.leave()

    def leave(self) -> None:
        """Ask no more."""
        had_keyboard = self.field.hasFocus()
        self.field.clear()
        self.field.hide()
        if had_keyboard:
            self.add.setFocus()
