"""A time zone, typed; the cities that fit are offered while it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from coachdesk.models.zones import zone_names


class ZoneField(QLineEdit):
    """A name of the IANA database, such as Europe/Lisbon; it may stay empty."""

    def __init__(self, value: str = "") -> None:
        super().__init__(value)
        self.setPlaceholderText(self.tr("e.g. {zone}").replace("{zone}", "Europe/Lisbon"))
        self.setCursorPosition(0)
        self.textEdited.connect(self._offer)

    def _offer(self, _text: str) -> None:
        """Offer names from the first letter on: nobody waits for the list before."""
        if self.completer() is None:
            offered = QCompleter(zone_names(), self)
            offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            offered.setFilterMode(Qt.MatchFlag.MatchContains)
            self.setCompleter(offered)
