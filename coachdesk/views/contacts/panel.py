"""The page of contact between the sessions of an engagement."""

from functools import partial
from typing import Final

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coachdesk.errors import KnownError, NotFoundError
from coachdesk.i18n import error_text
from coachdesk.models import contacts, noticed
from coachdesk.models.contacts import ContactsPage, contacts_page
from coachdesk.models.entities.between import Channel, Contact
from coachdesk.models.entities.change import Kind, Written
from coachdesk.models.entities.ids import ContactId, EngagementId, new_id
from coachdesk.models.entities.review import NoticedKind
from coachdesk.models.lists.rows import RowList
from coachdesk.views.contact_words import balance_text
from coachdesk.views.contacts.agreed import Agreed
from coachdesk.views.contacts.card import ContactCard
from coachdesk.views.context import Context
from coachdesk.views.labels import label, moment_text
from coachdesk.views.names import names_text
from coachdesk.views.undo import Undo
from coachdesk.views.unsaved_words import offer_to_go_on
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.page import Page, ScrollColumn
from coachdesk.views.widgets.row_view import RowText, RowView
from coachdesk.views.widgets.save_line import SaveLine
from coachdesk.views.widgets.saver import Job, PartSaver

_MATTERS: Final = (Kind.CONTACT, Kind.CLIENT, Kind.ENGAGEMENT, Kind.SESSION, Kind.PREFERENCE, Kind.CLAUSE)


class ContactsPanel(Page):
    """Ctrl+Enter logs a contact of this moment; Enter on a line opens it, Delete takes it away."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name(self.tr("Contact between sessions"))
        self._context = context
        self._wanted = EngagementId("")
        self._page: ContactsPage | None = None
        self.undo = Undo(context, self)
        self.saver = PartSaver(context.workspace, self, self._job)
        self.saved = SaveLine()
        self.leave = secondary(self.tr("Back"), context.navigation.back_requested.emit)
        self.add = primary(self.tr("Add a contact"), self._on_add)
        self.add.setToolTip("Ctrl+Return")
        for part in (self.saved, self.leave, self.add):
            self.header.addWidget(part)
        self.card, self.agreed = ContactCard(), Agreed()
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
        self.saver.saved.connect(self._on_saved)
        self.saver.state_changed.connect(self._on_state)
        key = QShortcut(QKeySequence("Ctrl+Return"), self)
        key.activated.connect(self.add.click)
        self.keep_up(self._context.workspace.changed, *_MATTERS)

    def open(self, *ids: str) -> None:
        """Show the contacts of the engagement with this id."""
        self.flush()
        if ids[0] != self._wanted and not self.saver.is_dirty:
            self.card.hide()
        self._wanted = EngagementId(ids[0])
        self.refresh()

    def refresh(self) -> None:
        """Read them again."""
        if self._wanted:
            job = partial(contacts_page, engagement_id=self._wanted)
            self._context.workspace.run(job, self._show, origin=self, on_failed=self._on_gone)

    def flush(self) -> None:
        """Save at once what is unsaved."""
        self.saver.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether there are words that the vault does not hold."""
        return self.saver.is_dirty

    @property
    def commands(self) -> tuple[QAction, QAction]:
        """Undo and redo."""
        return self.undo.commands

    @property
    def engagement_at_hand(self) -> str:
        """The engagement whose contacts these are."""
        return self._wanted

    @property
    def client_at_hand(self) -> str:
        """The one client of it."""
        clients = () if self._page is None else self._page.clients
        return clients[0].id if len(clients) == 1 else ""

    def focus_first(self) -> None:
        """Put the keyboard on the list, or on what adds the first contact."""
        (self.list if self.model.rows else self.add).setFocus()

    def _show(self, page: ContactsPage) -> None:
        if page.engagement.id != self._wanted:
            return
        is_other = self._page is None or self._page.engagement.id != page.engagement.id
        if is_other and self.saver.is_dirty:
            self._stay(page)
            return
        had_keyboard = self.has_keyboard
        self._page = page
        self.undo.turn_to(page.engagement.id)
        names = names_text([client.display_name for client in page.clients]) if page.clients else ""
        self.name(self.tr("Contact between sessions"), names)
        self.card.name_people(page.clients)
        self.agreed.show_page(page)
        self.list.show_rows(page.contacts)
        self._stack.setCurrentWidget(self.list if page.contacts else self.empty)
        self._follow(page)
        self._work.show()
        if is_other and had_keyboard:
            self.focus_first()

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

    def _stay(self, wanted: ContactsPage) -> None:
        """Stay with what could not be saved, and offer to go on to the other one."""
        if self._page is not None:
            self._wanted = self._page.engagement.id
        ways, called = self._context.navigation, [one.called for one in wanted.clients]
        offer_to_go_on(ways, called, partial(ways.contacts_requested.emit, wanted.engagement.id))

    def _on_gone(self, error: KnownError) -> None:
        self._context.workspace.failed.emit(error)
        if isinstance(error, NotFoundError) and not self.saver.is_dirty:
            self._page = None
            self._work.hide()

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
            engagement_id=self._wanted,
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

    def _on_state(self) -> None:
        self.saved.show_state(self.saver.state)
        failure = self.saver.failure if self.saver.is_dirty else None
        self.card.note.say("" if failure is None else error_text(failure))

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
