"""Whom a paper is for, where several people take part: all together, or one of them."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.entities.ids import ClientId
from coachdesk.models.entities.session import Presence
from coachdesk.models.recipients import Member, Recipients
from coachdesk.views.fields import Choice
from coachdesk.views.labelled import labelled
from coachdesk.views.labels import label
from coachdesk.views.names import shortened

Option = tuple[ClientId | None, str]


class ReaderChoice(QWidget):
    """Hidden where there is one reader only; `chosen` carries the client, or None for all together."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.field: Choice[ClientId | None] = Choice(((None, ""),), None)
        self.field.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.field.setMinimumContentsLength(12)
        self.field.activated.connect(lambda _index: self.chosen.emit(self.field.value()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(labelled(self.tr("For whom"), self.field)[0])
        self.hide()

    def show_readers(
        self, everyone: Recipients, reader: ClientId | None, served: Collection[ClientId | None] = ()
    ) -> None:
        """Offer all who take part; of those `served` already it is said."""
        self.setVisible(len(everyone.members) > 1)
        together: tuple[Option, ...] = ((None, self.tr("All together")),) if everyone.may_share else ()
        each = ((member.id, self._text(member, is_served=member.id in served)) for member in everyone.members)
        self.field.offer((*together, *each))
        self.field.choose(reader)
        self.field.setToolTip(self.field.currentText())

    def _text(self, member: Member, *, is_served: bool) -> str:
        absent = label(Presence.ABSENT) if member.presence is Presence.ABSENT else ""
        marks = [mark for mark in (absent, self.tr("has it") if is_served else "") if mark]
        name = shortened(member.called)
        return f"{name} ({', '.join(marks)})" if marks else name
