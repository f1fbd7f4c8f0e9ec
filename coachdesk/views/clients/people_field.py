"""A field for the clients who take part."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from coachdesk.models.entities.ids import ClientId
from coachdesk.models.folding import folded
from coachdesk.theme import Theme
from coachdesk.views.widgets.buttons import IconButton
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.text import ElidedLabel
from coachdesk.views.widgets.typing_undo import start_over

Names = tuple[tuple[ClientId, str], ...]


class PeopleField(QWidget):
    """Those chosen, each with a way out, and a line that completes the names of the others."""

    def __init__(self, theme: Theme, everyone: Names, chosen: Iterable[ClientId]) -> None:
        super().__init__()
        self._theme = theme
        self._names = dict(everyone)
        self._chosen = list(chosen)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Add a client by name"))
        self.line.returnPressed.connect(self._on_typed)
        completer = QCompleter(sorted(set(self._names.values())), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._on_typed, Qt.ConnectionType.QueuedConnection)
        self.line.setCompleter(completer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._rows)
        column.addWidget(self.line)
        self.setFocusProxy(self.line)
        self._show_chosen()

    def setAccessibleName(self, name: str) -> None:  # noqa: D102
        super().setAccessibleName(name)
        self.line.setAccessibleName(self.tr("{field}: add one by name").replace("{field}", name))

    def value(self) -> tuple[ClientId, ...]:
        """Return who takes part, in order."""
        return tuple(self._chosen)

    def _on_typed(self) -> None:
        """Take the client whose name is typed, or the only one whose name holds it."""
        typed = folded(self.line.text().strip())
        others = {key: folded(name) for key, name in self._names.items() if key not in self._chosen}
        exact = [key for key, name in others.items() if name == typed]
        near = [key for key, name in others.items() if typed and typed in name]
        found = exact[:1] or (near if len(near) == 1 else [])
        if found:
            self._chosen += found
            start_over(self.line)
            self._show_chosen()

    def _remove(self, client_id: ClientId) -> None:
        self._chosen.remove(client_id)
        self._show_chosen()
        self.line.setFocus()

    def _show_chosen(self) -> None:
        clear(self._rows)
        for client_id in self._chosen:
            self._rows.addLayout(self._row(client_id))

    def _row(self, client_id: ClientId) -> QHBoxLayout:
        name = self._names.get(client_id, self.tr("a client in the archive"))
        row = QHBoxLayout()
        row.addWidget(ElidedLabel(name), 1)
        if len(self._chosen) > 1:
            text = self.tr("Take {name} out").replace("{name}", name[:60])
            row.addWidget(IconButton(self._theme, "x", text, lambda: self._remove(client_id)))
        return row
