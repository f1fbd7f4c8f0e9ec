"""The rows for a sponsor's organisation and person."""

import attrs
from PySide6.QtCore import QCoreApplication

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.engagements import Sponsor
from coachdesk.models.entities.ids import OrganisationId, SponsorContactId, new_id
from coachdesk.models.entities.people import Organisation, SponsorContact, SponsorRole
from coachdesk.views.form import Form
from coachdesk.views.labels import choices


class SponsorFields:
    """Adds its rows to a form; all of them empty means: no sponsor."""

    def __init__(self, form: Form, sponsor: Sponsor | None) -> None:
        self._known = sponsor
        contact = None if sponsor is None else sponsor.contact
        organisation = None if sponsor is None else sponsor.organisation
        self.organisation = form.line(
            QCoreApplication.translate("clients", "Organisation"),
            "" if organisation is None else organisation.name,
        )
        self.address = form.text(
            QCoreApplication.translate("clients", "Address"),
            "" if organisation is None else organisation.address,
            lines=2,
        )
        with form.side_by_side():
            self.person = form.line(
                QCoreApplication.translate("clients", "Person"), "" if contact is None else contact.name
            )
            self.role = form.choice(
                QCoreApplication.translate("clients", "Role"),
                choices(SponsorRole),
                SponsorRole.MANAGER if contact is None else contact.role,
            )
        self.contact = form.line(
            QCoreApplication.translate("clients", "How to reach them"),
            "" if contact is None else contact.contact,
        )

    def sponsor(self) -> Sponsor | None:
        """Return the sponsor as typed, None where nothing is.

        Raises:
            InvalidInputError: there is an organisation or a contact, but nobody's name.
        """
        organisation = self.organisation.text().strip()
        person, contact = self.person.text().strip(), self.contact.text().strip()
        if not (organisation or person or contact or self.address.text().strip()):
            return None
        if not person:
            raise InvalidInputError(
                QT_TRANSLATE_NOOP("errors", "The sponsor has no person yet."),
                QT_TRANSLATE_NOOP("errors", "Name who speaks for them, or empty the sponsor's fields."),
                field="person",
            )
        return Sponsor(self._contact(person, contact), self._organisation(organisation))

    def _contact(self, name: str, contact: str) -> SponsorContact:
        known = None if self._known is None else self._known.contact
        person = known or SponsorContact(id=SponsorContactId(new_id()), name=name)
        return attrs.evolve(person, name=name, role=self.role.value(), contact=contact)

    def _organisation(self, name: str) -> Organisation | None:
        if not name:
            return None
        known = None if self._known is None else self._known.organisation
        organisation = known or Organisation(id=OrganisationId(new_id()), name=name)
        return attrs.evolve(organisation, name=name, address=self.address.text().strip())
