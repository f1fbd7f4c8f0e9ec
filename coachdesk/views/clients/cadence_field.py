"""A field for every so many sessions or weeks."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from coachdesk.models.entities.people import Cadence, CadenceUnit
from coachdesk.views.fields import Choice, NumberField
from coachdesk.views.labels import choices


class CadenceField(QWidget):
    """A number and what it counts; empty means never."""

    def __init__(self, value: Cadence | None) -> None:
        super().__init__()
        self.every = NumberField(None if value is None else value.every, maximum=520)
        self.unit = Choice(tuple(choices(CadenceUnit)), CadenceUnit.SESSIONS if value is None else value.unit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.every)
        row.addWidget(self.unit)
        row.addStretch(1)
        self.setFocusProxy(self.every)

    def setAccessibleName(self, name: str) -> None:  # noqa: D102
        super().setAccessibleName(name)
        self.every.setAccessibleName(name)
        self.unit.setAccessibleName(self.tr("{field}: sessions or weeks").replace("{field}", name))

    def value(self) -> Cadence | None:
        """Return how often, or None for never.

        Raises:
            InvalidInputError: what is typed is no number.
        """
        every = self.every.value()
        return Cadence(every, self.unit.value()) if every else None
