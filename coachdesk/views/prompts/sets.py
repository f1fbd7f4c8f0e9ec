"""In which sets the prompt at hand stands: a press puts it in, or takes it out."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from coachdesk.models.entities.ids import PromptSetId
from coachdesk.models.entities.prompt import PromptSet
from coachdesk.views.names import shortened
from coachdesk.views.widgets.buttons import link, rename, toggle
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.tab_order import tab_through

_LONGEST = 30


class SetsPart(QWidget):
    """A button for each set, pressed where the prompt is in it. `turned` carries set and whether it is."""

    turned = Signal(str, bool)
    new_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._offered: tuple[tuple[str, str], ...] = ()
        self.buttons: dict[PromptSetId, QPushButton] = {}
        self.new = link(self.tr("New set…"), self.new_wanted.emit)
        self._row = FlowLayout(self, spacing=6)
        self._row.addWidget(self.new)

    def show_sets(self, sets: Sequence[PromptSet], key: str) -> None:
        """Show in which sets a prompt is."""
        offered = tuple((one.id, one.name) for one in sets)
        if offered != self._offered:
            self._offered = offered
            self._make_buttons(sets)
        for one in sets:
            self.buttons[one.id].setChecked(key in one.prompt_keys)

    def _make_buttons(self, sets: Sequence[PromptSet]) -> None:
        if any(button.hasFocus() for button in self.buttons.values()):
            self.new.setFocus()
        for button in self.buttons.values():
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {one.id: self._button(one) for one in sets}
        for at, button in enumerate(self.buttons.values()):
            self._row.insert_widget(at, button)
        tab_through(*self.buttons.values(), self.new)

    def _button(self, one: PromptSet) -> QPushButton:
        button = toggle(shortened(one.name, _LONGEST).replace("&", "&&"))
        rename(button, shortened(one.name, _LONGEST))
        button.setToolTip(self.tr("Puts the prompt into this set, or takes it out"))
        button.clicked.connect(lambda is_in, set_id=one.id: self.turned.emit(set_id, is_in))
        return button
