"""The coach's credentials: as many as there are, each with its few facts."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.entities.people import Credential
from coachdesk.views.form import Form
from coachdesk.views.widgets.buttons import quiet
from coachdesk.views.widgets.card import Card, Tone


class CredentialRows(QWidget):
    """Credentials to fill in, add and remove."""

    edited = Signal()

    def __init__(self, credentials: Iterable[Credential] = ()) -> None:
        super().__init__()
        self.rows: list[CredentialRow] = []
        self.add = quiet(self.tr("&Add a credential"), self._on_add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignLeft)
        self.set_value(credentials)

    def value(self) -> tuple[Credential, ...]:
        """Return the credentials that say anything.

        Raises:
            InvalidInputError: a day is no day of the calendar.
        """
        return tuple(found for row in self.rows if (found := row.value()) != Credential())

    def set_value(self, credentials: Iterable[Credential]) -> None:
        """Show these credentials."""
        for row in tuple(self.rows):
            self._drop(row)
        for credential in credentials:
            self._append(credential)

    def _on_add(self) -> None:
        self._append(Credential()).body_field.setFocus()
        self.edited.emit()

    def _append(self, credential: Credential) -> "CredentialRow":
        row = CredentialRow(credential)
        row.edited.connect(self.edited)
        row.remove_requested.connect(lambda: self._on_remove(row))
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)
        self._order()
        return row

    def _order(self) -> None:
        """Let Tab go through the rows, then to the button below them."""
        stops = [stop for row in self.rows for stop in row.stops()]
        for stop, following in pairwise([self._stop_before(), *stops, self.add]):
            self.setTabOrder(stop, following)

    def _stop_before(self) -> QWidget:
        """Return what Tab reaches last before this widget."""
        before = self.add.previousInFocusChain()
        while before is not None and before is not self.add:
            if not self.isAncestorOf(before) and before.focusPolicy() != Qt.FocusPolicy.NoFocus:
                return before
            before = before.previousInFocusChain()
        return self.add

    def _on_remove(self, row: "CredentialRow") -> None:
        self.add.setFocus()
        self._drop(row)
        self.edited.emit()

    def _drop(self, row: "CredentialRow") -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()


class CredentialRow(Card):
    """One credential."""

    edited = Signal()
    remove_requested = Signal()

    def __init__(self, credential: Credential) -> None:
        super().__init__(Tone.BARE)
        self.body.setContentsMargins(0, 0, 0, 0)
        form = Form()
        with form.side_by_side():
            self.body_field = form.line(self.tr("Issued by"), credential.body)
            self.level = form.line(self.tr("Level"), credential.level)
            self.number = form.line(self.tr("Number"), credential.number)
        with form.side_by_side():
            self.awarded = form.day(self.tr("Awarded on"), credential.awarded_on)
            self.expires = form.day(self.tr("Expires on"), credential.expires_on)
        self.remove = quiet(self.tr("Remove this credential"), self.remove_requested.emit)
        self.body.addWidget(form)
        self.body.addWidget(self.remove, alignment=Qt.AlignmentFlag.AlignLeft)
        for field in (self.body_field, self.level, self.number, self.awarded, self.expires):
            field.textChanged.connect(self.edited)

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab reaches, in its order."""
        return (self.body_field, self.level, self.number, self.awarded, self.expires, self.remove)

    def value(self) -> Credential:
        """Return what is filled in.

        Raises:
            InvalidInputError: a day is no day of the calendar.
        """
        return Credential(
            body=self.body_field.text().strip(),
            level=self.level.text().strip(),
            number=self.number.text().strip(),
            awarded_on=self.awarded.value(),
            expires_on=self.expires.value(),
        )
