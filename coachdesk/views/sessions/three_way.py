"""A meeting with the sponsor: who is there besides the client, and what the sponsor may hear."""

from functools import partial

from PySide6.QtCore import QObject, Qt

from coachdesk.models import session_details
from coachdesk.models.entities.agreement import ReportField
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.labels import label
from coachdesk.views.names import shortened
from coachdesk.views.open_fields import OpenText, labelled_tightly
from coachdesk.views.widgets.buttons import link, rename
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.saver import Job, PartSaver
from coachdesk.views.widgets.text import muted, set_text


class ThreeWayCard(Card):
    """Names are the coach's to type, the sponsor's is offered; saved as it is typed."""

    def __init__(self, context: Context, session_id: SessionId, origin: QObject) -> None:
        super().__init__()
        self._session_id = session_id
        self._sponsor = ""
        self.body.setSpacing(3)
        self.attendees = OpenText(most=3, placeholder=self.tr("Names, as they should be remembered"))
        self.add_sponsor = link("", self._on_add_sponsor)
        self.reminder = muted("")
        self.saver = PartSaver(context.workspace, origin, self._job)
        self.body.addWidget(labelled_tightly(self.tr("Who is there besides your client"), self.attendees))
        self.body.addWidget(self.add_sponsor, alignment=Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.reminder)
        self.attendees.textChanged.connect(self._on_typed)

    def show_page(self, page: SessionPage) -> None:
        """Show what the vault holds; what is being typed stays."""
        self._session_id = page.session.id
        self._sponsor = page.around.sponsor
        if not self.saver.is_dirty:
            self.attendees.blockSignals(True)
            self.attendees.show_text(page.session.attendees)
            self.attendees.blockSignals(False)
        set_text(self.reminder, self._what_is_heard(page.around.sponsor_hears))
        self._offer_sponsor()

    def _what_is_heard(self, fields: tuple[ReportField, ...] | None) -> str:
        if fields is None:
            return self.tr(
                "No agreement in force says what the sponsor may hear. "
                "Agree on it before you speak of the coaching."
            )
        if not fields:
            return self.tr("By your agreement the sponsor hears nothing about the sessions.")
        text = self.tr("The sponsor hears only what you agreed on: {parts}.")
        return text.replace("{parts}", ", ".join(label(field) for field in fields))

    def _offer_sponsor(self) -> None:
        name = self._sponsor.partition(",")[0]
        is_named = not name or name.casefold() in self.attendees.text().casefold()
        self.add_sponsor.setVisible(not is_named)
        rename(self.add_sponsor, self.tr("Add {name}").replace("{name}", shortened(self._sponsor)))

    def _on_add_sponsor(self) -> None:
        before = self.attendees.text().rstrip()
        cursor = self.attendees.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        cursor.insertText(f"; {self._sponsor}" if before else self._sponsor)
        self.attendees.setFocus()

    def _on_typed(self) -> None:
        self.saver.touch()
        self._offer_sponsor()

    def _job(self) -> Job:
        return partial(
            session_details.set_attendees, session_id=self._session_id, attendees=self.attendees.text()
        )
