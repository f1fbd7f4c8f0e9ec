"""The page of contact between the sessions of an engagement."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coachdesk.errors import NotFoundError
from coachdesk.models import contacts, noticed
from coachdesk.models.contacts import ContactsPage, contacts_page
from coachdesk.models.entities.between import Channel, Contact
from coachdesk.models.entities.change import Kind, Written
from coachdesk.models.entities.ids import ContactId, EngagementId, new_id
from coachdesk.models.entities.review import NoticedKind
from coachdesk.models.lists.rows import RowList
from coachdesk.models.store import Store
from coachdesk.views.contact_words import balance_text
from coachdesk.views.contacts.agreed import Agreed
from coachdesk.views.contacts.card import ContactCard
from coachdesk.views.context import Context
from coachdesk.views.labels import label, moment_text
from coachdesk.views.names import names_text
from coachdesk.views.record_page import About, TypedPage, about_work
from coachdesk.views.widgets.buttons import primary
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.page import FormName, ScrollColumn
from coachdesk.views.widgets.row_view import RowText, RowView
from coachdesk.views.widgets.saver import Job

_MATTERS: Final = (Kind.CONTACT, Kind.CLIENT, Kind.ENGAGEMENT, Kind.SESSION, Kind.PREFERENCE, Kind.CLAUSE)


class ContactsPanel(TypedPage[ContactsPage]):
    """Ctrl+Enter logs a contact of this moment; Enter on a line opens it, Delete takes it away."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, context.navigation.contacts_requested, parent)
        self.name(self.tr("Contact between sessions"))
        self.add = primary(self.tr("Add a contact"), self._on_add)
        self.add.setToolTip("Ctrl+Return")
        for part in (self.saved, self.leave, self.add):
            self.header.addWidget(part)
        self.card, self.agreed = ContactCard(), Agreed()
        self.note = self.card.note
        self.model: RowList[Contact] = RowList(
            lambda one: one.id, lambda one: self._describe(one).spoken(), self
        )
        self.list = RowView(context.theme, self.tr("Contacts"), self.model, self._describe)
        self.empty = EmptyState(
            self.tr("No contact between sessions yet"),
            self.tr("Messages, calls and letters stand here beside what you agreed. Nobody else sees them."),
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for part in (self.list, self.empty):
            self._stack.addWidget(part)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.card)
        left.addWidget(self._stack, 1)
        aside = ScrollColumn()
        aside.column.addWidget(self.agreed)
        aside.setFixedWidth(self.agreed.width() + aside.verticalScrollBar().sizeHint().width() + 6)
        self._work = QWidget()
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addLayout(left, 1)
        row.addWidget(aside)
        self.body.addWidget(self._work, 1)
        self._work.hide()

    def _connect(self) -> None:
        self.card.edited.connect(self.saver.touch)
        self.card.closed.connect(self._close)
        self.card.removal_asked.connect(lambda: self._remove(self.card.shown))
        self.list.opened.connect(self._edit)
        self.list.removal_asked.connect(self._remove)
        self.agreed.change_wanted.connect(self._on_change_wanted)
        self.agreed.note_wanted.connect(self._on_note_wanted)
        key = QShortcut(QKeySequence("Ctrl+Return"), self)
        key.activated.connect(self.add.click)
        self.keep_up(self._context.workspace.changed, *_MATTERS)

    @property
    def engagement_at_hand(self) -> str:
        """The engagement whose contacts these are."""
        return self._wanted

    def focus_first(self) -> None:
        """Put the keyboard on the list, or on what adds the first contact."""
        (self.list if self.model.rows else self.add).setFocus()

    def _reading(self) -> Callable[[Store], ContactsPage]:
        return partial(contacts_page, engagement_id=EngagementId(self._wanted))

    def _about(self, page: ContactsPage) -> About:
        return about_work(page.engagement, page.clients)

    def _fill(self, page: ContactsPage, *, is_other: bool) -> None:
        if is_other:
            self.card.hide()
        names = names_text([client.display_name for client in page.clients]) if page.clients else ""
        self.name(self.tr("Contact between sessions"), names)
        self.card.name_people(page.clients)
        self.agreed.show_page(page)
        self.list.show_rows(page.contacts)
        self._stack.setCurrentWidget(self.list if page.contacts else self.empty)
        self._follow(page)
        self._work.show()

    def _show_nothing(self) -> None:
        self._work.hide()

    def _follow(self, page: ContactsPage) -> None:
        """Let the card show what became of the contact in it, unless it is being changed."""
        shown = self.card.shown
        if shown is None or self.saver.is_dirty:
            return
        now = next((one for one in page.contacts if one.id == shown.id), None)
        if now is None:
            self._close()
        elif now != shown:
            self.card.show_contact(now)

    def _describe(self, one: Contact) -> RowText:
        clients = () if self._page is None else self._page.clients
        those = [one.client_id] if one.client_id is not None else [client.id for client in clients]
        called = [client.called for client in clients if client.id in those]
        whom = names_text(called) if called else ""
        who = self.tr("I got in touch with {name}") if one.by_coach else self.tr("{name} got in touch")
        minutes = self.tr("%n minutes", "", one.minutes) if one.minutes else ""
        return RowText(
            title=who.replace("{name}", whom),
            note=" · ".join(part for part in (label(one.channel), minutes) if part),
            detail=one.words,
            aside=moment_text(one.at, self._context.workspace.today()),
            chip="" if one.counted else self.tr("agreed besides"),
        )

    def _on_add(self) -> None:
        """Log a contact of this moment, made the way of the last one, and let the rest be typed."""
        self.flush()
        if self._page is None or self.saver.is_dirty:
            return
        last = next(iter(self._page.contacts), None)
        new = Contact(
            id=ContactId(new_id()),
            engagement_id=EngagementId(self._wanted),
            at=self._context.workspace.now().replace(second=0, microsecond=0),
            channel=Channel.MESSAGE if last is None else last.channel,
        )
        self.undo.do(
            partial(contacts.save_contact, contact=new),
            inverse=partial(contacts.remove_contact, contact=new),
            text=self.tr("Contact added"),
            about=(new.id,),
            on_done=self._on_added,
        )

    def _on_added(self, written: Written[Contact]) -> None:
        if written.value.engagement_id == self._wanted:
            self._edit(written.value)
            self.card.words.setFocus()

    def _edit(self, contact: object) -> None:
        self.flush()
        if isinstance(contact, Contact) and not self.saver.is_dirty:
            self.card.show_contact(contact)
            self.card.channel.setFocus()

    @property
    def held_open(self) -> tuple[FormName, ...]:
        """The contact whose words are not saved."""
        shown = self.card.shown
        return () if shown is None or not self.has_unsaved else ((shown.id,),)

    def open_again(self, *name: str) -> None:
        """Go on with a contact; it is tried again, now that its words come back."""
        contacts = () if self._page is None else self._page.contacts
        found = next((one for one in contacts if (one.id,) == name), None)
        if found is not None:
            self._edit(found)
            self.saver.touch()

    def _close(self) -> None:
        """Put the card away once what is in it is safe, and go on in the list."""
        self.flush()
        if self.saver.failure is not None and self.saver.is_dirty:
            return
        self.card.hide()
        self.focus_first()

    def _remove(self, contact: object) -> None:
        if not isinstance(contact, Contact):
            return
        self.flush()
        self.undo.do(
            partial(contacts.remove_contact, contact=contact),
            inverse_of=lambda gone: partial(contacts.save_contact, contact=gone),
            text=self.tr("Contact removed"),
            told=self.tr("The contact is removed."),
            about=(contact.id,),
        )

    def _job(self) -> Job:
        contact = self.card.typed()
        if contact is None:
            raise NotFoundError
        return partial(contacts.save_contact, contact=contact)

    def _on_saved(self, kept: Contact) -> None:
        before = self.card.shown
        if before is not None and before.id == kept.id:
            self.undo.note(
                self.tr("Contact changed"),
                before=before,
                after=kept,
                key=kept.id,
                about=(kept.id,),
                put=lambda contact: partial(contacts.save_contact, contact=contact),
            )
            self.card.keep(kept)
        self.refresh()

    def _on_change_wanted(self) -> None:
        if self._page is not None and self._page.clients:
            client, work = self._page.clients[0].id, self._page.engagement.id
            self._context.navigation.engagement_edit_requested.emit(client, work)

    def _on_note_wanted(self) -> None:
        """Note for the review what stands there: the coach's own act, nothing does it by itself."""
        if self._page is None:
            return
        self.undo.do(
            partial(
                noticed.note_noticed,
                engagement_id=self._page.engagement.id,
                kind=NoticedKind.BOUNDARY,
                words=self.tr("Contact: {balance}").replace("{balance}", balance_text(self._page.balance)),
            ),
            inverse_of=lambda note: partial(noticed.remove_noticed, noticed=note),
            redo_of=lambda note: partial(noticed.put_noticed_back, noticed=note),
            text=self.tr("Noted for the review"),
            told=self.tr("It is noted for the next review."),
        )
