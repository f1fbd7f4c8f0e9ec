"""One contact while it is written down."""

from collections.abc import Sequence

import attrs
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coachdesk.models.entities.between import Channel, Contact
from coachdesk.models.entities.ids import ClientId
from coachdesk.models.entities.people import Client
from coachdesk.views.fields import Choice
from coachdesk.views.form import Form
from coachdesk.views.labels import choices
from coachdesk.views.names import shortened
from coachdesk.views.widgets.buttons import link, secondary
from coachdesk.views.widgets.card import Card, Tone
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import heading

_LONGEST_MINUTES = 1_440


class ContactCard(Card):
    """When, who, how, how long, a private word; `edited` comes with every key, `closed` with Escape."""

    edited = Signal()
    closed = Signal()
    removal_asked = Signal()

    def __init__(self) -> None:
        super().__init__(Tone.PRIVATE)
        self._base: Contact | None = None
        self._people: frozenset[ClientId | None] = frozenset({None})
        self.note = ProblemLine()
        form = Form()
        with form.side_by_side():
            self.at = form.moment(self.tr("When"))
            self.channel = form.choice(self.tr("How"), choices(Channel), Channel.MESSAGE)
        with form.side_by_side():
            self.by = form.row(self.tr("Who got in touch"), Choice(((False, ""), (True, "")), current=False))
            self.whom = form.row(self.tr("With whom"), Choice[ClientId | None](((None, ""),), None))
            self.minutes = form.number(self.tr("Minutes"), maximum=_LONGEST_MINUTES)
        self.words = form.text(self.tr("A private word on it"), lines=2)
        self.besides = form.check(self.tr("Agreed besides: it does not count towards the boundary"))
        self.remove = link(self.tr("Remove"), self.removal_asked.emit)
        self.done = secondary(self.tr("Done"), self.closed.emit)
        self.done.setToolTip("Esc")
        self.body.addWidget(heading(self.tr("Contact"), 3))
        self.body.addWidget(self.note)
        self.body.addWidget(form)
        self.body.addLayout(self._ways())
        self._connect()
        self.hide()

    def _ways(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.remove)
        row.addStretch(1)
        row.addWidget(self.done)
        return row

    def _connect(self) -> None:
        self.at.edited.connect(self.edited)
        for choice in (self.channel, self.by, self.whom):
            choice.currentIndexChanged.connect(lambda _place: self.edited.emit())
        for signal in (self.minutes.textChanged, self.words.textChanged, self.besides.clicked):
            signal.connect(lambda *_args: self.edited.emit())
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.closed)

    @property
    def shown(self) -> Contact | None:
        """The contact as the vault holds it; None while the card is away."""
        return None if self.isHidden() else self._base

    def name_people(self, clients: Sequence[Client]) -> None:
        """Say who it can have been with."""
        called = " & ".join(shortened(client.called) for client in clients) or self.tr("the client")
        everyone: tuple[tuple[ClientId | None, str], ...] = ((None, called),)
        if len(clients) > 1:
            each = tuple((client.id, shortened(client.called)) for client in clients)
            everyone = ((None, self.tr("all of them")), *each)
        with QSignalBlocker(self.by), QSignalBlocker(self.whom):
            by = self.by.value()
            self.by.offer(((False, called if len(clients) == 1 else self.tr("they")), (True, self.tr("I"))))
            self.by.choose(by)
            self.whom.offer(everyone)
        self._people = frozenset(whom for whom, _ in everyone)
        self._show_whom(is_wanted=len(clients) > 1)

    def _show_whom(self, *, is_wanted: bool) -> None:
        column = self.whom.parentWidget()
        if isinstance(column, QWidget):
            column.setVisible(is_wanted)

    def show_contact(self, contact: Contact) -> None:
        """Show a contact as the vault holds it, without calling it an edit."""
        self._base = contact
        self.blockSignals(True)
        self.at.set_value(contact.at)
        self.channel.choose(contact.channel)
        self.by.choose(contact.by_coach)
        self.whom.choose(contact.client_id if contact.client_id in self._people else None)
        self.minutes.set_value(contact.minutes)
        if self.words.text().strip() != contact.words:
            self.words.setPlainText(contact.words)
        self.besides.setChecked(not contact.counted)
        self.blockSignals(False)
        self.note.say("")
        self.show()

    def keep(self, contact: Contact) -> None:
        """Say that the vault holds this of what is typed; the fields stay as they are."""
        self._base = contact

    def typed(self) -> Contact | None:
        """Return the contact as it stands there; None while the card is away.

        Raises:
            InvalidInputError: a day, a time or a number can't be read.
        """
        if self._base is None:
            return None
        at, base = self.at.value(), self._base
        is_same = at is None or at == base.at.replace(second=0, microsecond=0)
        return attrs.evolve(
            base,
            at=base.at if is_same or at is None else at,
            channel=self.channel.value(),
            by_coach=self.by.value(),
            client_id=self.whom.value() if len(self._people) > 1 else base.client_id,
            minutes=self.minutes.value(),
            words=self.words.text().strip(),
            counted=not self.besides.isChecked(),
        )
