"""The form for one answer to one question of consent."""

import attrs
from PySide6.QtCore import Signal

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.entities.ids import ClientId, ConsentId, new_id
from coachdesk.models.entities.people import Consent, ConsentForm, ConsentKind, ConsentState
from coachdesk.views.context import Context
from coachdesk.views.inline_form import InlineForm
from coachdesk.views.labels import choices
from coachdesk.views.widgets.buttons import quiet


class ConsentEditor(InlineForm):
    """A new answer, or a change to one; `removal_asked` carries the id of a mistaken record."""

    removal_asked = Signal(str)

    def __init__(self, client_id: ClientId, known: Consent | None, context: Context) -> None:
        super().__init__()
        consent = known or Consent(
            id=ConsentId(new_id()),
            client_id=client_id,
            kind=ConsentKind.HOURS_LOG,
            given_on=context.workspace.today(),
        )
        self._consent = consent
        self.kind = self.form.choice(self.tr("What for"), choices(ConsentKind), consent.kind)
        with self.form.side_by_side():
            self.state = self.form.choice(self.tr("Answer"), choices(ConsentState), consent.state)
            self.how = self.form.choice(self.tr("How"), choices(ConsentForm), consent.form)
        self.day = self.form.day(self.tr("On"), consent.given_on)
        self.scope = self.form.line(self.tr("How far it goes"), consent.scope)
        self.evidence = self.form.line(self.tr("Where it can be seen"), consent.evidence)
        if known is not None:
            self.add_button(quiet(self.tr("Remove"), lambda: self.removal_asked.emit(consent.id)))
        self.start()

    @property
    def consent_id(self) -> ConsentId:
        """Which answer it is, a new one too."""
        return self._consent.id

    def typed(self) -> tuple[object, ...]:
        """Return all that is typed and chosen, to compare."""
        chosen = (self.kind.value(), self.state.value(), self.how.value())
        return (*chosen, self.day.text(), self.scope.text(), self.evidence.text())

    def consent(self) -> Consent:
        """Return the answer as typed.

        Raises:
            InvalidInputError: the day is missing, or no day of the calendar.
        """
        day = self.day.value()
        if day is None:
            raise InvalidInputError(
                QT_TRANSLATE_NOOP("errors", "The day of the answer is missing."),
                QT_TRANSLATE_NOOP("errors", "Give one, then save again."),
            )
        return attrs.evolve(
            self._consent,
            kind=self.kind.value(),
            state=self.state.value(),
            form=self.how.value(),
            given_on=day,
            scope=self.scope.text().strip(),
            evidence=self.evidence.text().strip(),
        )
