"""The page of one client."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.errors import KnownError, NotFoundError
from coachdesk.i18n import error_text
from coachdesk.models.client_page import ClientPage, EngagementPart, client_page
from coachdesk.models.entities.change import Change
from coachdesk.models.entities.ids import ClientId, EngagementId
from coachdesk.models.entities.people import Client
from coachdesk.views.clients.consents import Consents
from coachdesk.views.clients.contact import Contact
from coachdesk.views.clients.engagement_card import EngagementCard
from coachdesk.views.clients.files import Files
from coachdesk.views.clients.how_we_work import HowWeWork
from coachdesk.views.clients.promises import Promises
from coachdesk.views.clients.sessions import Sessions
from coachdesk.views.clients.shared import Shared
from coachdesk.views.clients.status_menu import StatusMenu
from coachdesk.views.clients.words import STATUS_TONES, other_name
from coachdesk.views.context import Context
from coachdesk.views.labels import label, short_day
from coachdesk.views.widgets.buttons import primary, quiet, secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.chip import Chip, ChipTone
from coachdesk.views.widgets.clearing import clear
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.page import Page, ScrollColumn
from coachdesk.views.widgets.text import Quote, heading, muted

_LONGEST_NAME: Final = 40


class ClientPanel(Page):
    """A client: purpose in their words on top, then the work, and what is around it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._client_id = ClientId("")
        self._shown: ClientPage | None = None
        self.cards: tuple[EngagementCard, ...] = ()
        self.status = Chip("")
        self.edit = secondary(self.tr("Edit"), self._on_edit)
        self.edit.setToolTip("Ctrl+E")
        self.more = StatusMenu(context)
        for part in (self.status, self.edit, self.more):
            self.header.addWidget(part)
        shortcut = QShortcut(QKeySequence("Ctrl+E"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._on_edit)
        self._scroll = ScrollColumn()
        self._scroll.hide()
        self.body.addWidget(self._scroll)
        self.purpose = Quote("", self._scroll.widget())
        self._scroll.column.addWidget(self.purpose)
        self._scroll.column.addLayout(self._columns())
        self._scroll.column.addStretch(1)
        context.workspace.changed.connect(self._on_changed)

    def _columns(self) -> QHBoxLayout:
        context = self._context
        self.sessions, self.promises = Sessions(context), Promises(context)
        self.how_we_work = HowWeWork(context)
        self.shared, self.consents = Shared(context), Consents(context)
        self.files = Files(context)
        self.contact = Contact()
        self.contact.add_wanted.connect(self._on_edit)
        self._engagements = QVBoxLayout()
        self._engagements.setSpacing(16)
        left, right = QVBoxLayout(), QVBoxLayout()
        self._first = self._first_engagement()
        for part in (
            self._first,
            self.promises,
            self.how_we_work,
            self.sessions,
            self.files,
            self.shared,
        ):
            left.addWidget(part)
        right.addLayout(self._engagements)
        right.addWidget(self.consents)
        right.addWidget(self.contact)
        columns = QHBoxLayout()
        columns.setSpacing(20)
        for column, stretch in ((left, 11), (right, 10)):
            column.setSpacing(16)
            column.addStretch(1)
            columns.addLayout(column, stretch)
        return columns

    def open(self, *ids: str) -> None:
        """Show the client with this id."""
        if ids[0] != self._client_id:
            self._scroll.hide()
            self._scroll.verticalScrollBar().setValue(0)
        self._client_id = ClientId(ids[0])
        self.refresh()

    def refresh(self) -> None:
        """Read the client again."""
        if self._client_id:
            job = partial(client_page, client_id=self._client_id)
            self._context.workspace.run(job, self._show, origin=self, on_failed=self._on_failed)

    @property
    def engagement_at_hand(self) -> str:
        """The id of the client's newest engagement."""
        part = None if self._shown is None else self._shown.current
        return "" if part is None else part.engagement.id

    @property
    def client_at_hand(self) -> str:
        """The id of the client."""
        return self._client_id

    @property
    def has_unsaved(self) -> bool:
        """Whether a small form of the page holds something that the vault does not."""
        return self.consents.has_unsaved or any(card.safe_start.has_unsaved for card in self.cards)

    def flush(self) -> None:
        """Save what is typed in the small forms of the page."""
        self.consents.flush()
        for card in self.cards:
            card.safe_start.flush()

    def focus_first(self) -> None:
        """Put the keyboard on the first action."""
        self.edit.setFocus()

    def _on_changed(self, _change: Change, _origin: object) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, page: ClientPage) -> None:
        if page.client.id != self._client_id or (page == self._shown and self._scroll.isVisible()):
            return
        if self.has_unsaved and not self._keeps_forms(page):
            self._stay(page.client)
            return
        client = page.client
        self._show_head(client)
        self.purpose.show_words(page.purpose)
        self._show_engagements(page)
        self.sessions.show_page(page)
        self.promises.show_page(page)
        self.how_we_work.show_page(page)
        self._first.setVisible(not page.engagements)
        self.promises.setVisible(bool(page.past_sessions or page.commitments or page.pledges))
        self.sessions.setVisible(bool(page.engagements))
        self.files.show_files(page.files)
        self.shared.show_documents(page.shared)
        self.consents.show_consents(client.id, page.consents)
        self.contact.show_client(client)
        self._shown = page
        self._scroll.show()

    def _keeps_forms(self, page: ClientPage) -> bool:
        """Tell whether the forms that are open stay where they are when this is shown."""
        same_client = self._shown is not None and self._shown.client.id == page.client.id
        return same_client and _engagement_ids(self._shown) == _engagement_ids(page)

    def _stay(self, wanted: Client) -> None:
        """Stay with the client whose words could not be saved, and offer to go on to the other one."""
        if self._shown is None:
            return
        self._client_id = self._shown.client.id
        self._scroll.show()
        ways = self._context.navigation
        if wanted.id == self._client_id:
            ways.notify(self.tr("Some words are not saved yet. Save or cancel them first."))
            return
        ways.notify(
            self.tr("Some words are not saved yet. Save or cancel them, then go on."),
            self.tr("Open {name}").replace("{name}", wanted.display_name[:_LONGEST_NAME]),
            partial(ways.client_requested.emit, wanted.id),
            stays=True,
        )

    def _on_failed(self, error: KnownError) -> None:
        """Show nothing of a client who is no longer there; what could not be read now may come later."""
        if isinstance(error, NotFoundError):
            self._shown = None
            self._clear_forms()
        self._scroll.hide()
        self.name("")
        self._context.navigation.notify(error_text(error))

    def _show_head(self, client: Client) -> None:
        called = other_name(client.preferred_name, client.display_name)
        said = self.tr("say “{sound}”").replace("{sound}", client.pronunciation)
        parts = (called, client.pronouns, said if client.pronunciation else "", *client.tags)
        self.name(client.display_name, " · ".join(part for part in parts if part))
        archived = self.tr("{status}, archived").format(status=label(client.status))
        tone = STATUS_TONES.get(client.status, ChipTone.NEUTRAL)
        self.status.show_state(archived if client.archived else label(client.status), tone)
        self.more.show_client(client)

    def _clear_forms(self) -> None:
        clear(self._engagements)
        self.cards = ()
        self.consents.close_form()

    def _show_engagements(self, page: ClientPage) -> None:
        if not self._keeps_forms(page):
            self._build_engagements(page)
        for card, part in zip(self.cards, page.engagements, strict=True):
            card.show_part(part)

    def _build_engagements(self, page: ClientPage) -> None:
        clear(self._engagements)
        self.cards = tuple(EngagementCard(self._context, page.client.id) for _ in page.engagements)
        for at, (card, part) in enumerate(zip(self.cards, page.engagements, strict=True)):
            self._engagements.addWidget(self._folded(card, part) if at else card)
        if page.engagements:
            another = quiet(self.tr("Add an engagement"), self._on_new_engagement)
            self._engagements.addWidget(another, alignment=Qt.AlignmentFlag.AlignLeft)

    def _folded(self, card: EngagementCard, part: EngagementPart) -> Fold:
        work = part.engagement
        since = "" if work.starts_on is None else short_day(work.starts_on)
        parts = (self.tr("Another engagement"), since, label(work.state))
        fold = Fold(self._context.theme, ", ".join(part for part in parts if part))
        fold.body.addWidget(card)
        return fold

    def _first_engagement(self) -> QWidget:
        card = Card()
        begin = primary(self.tr("Begin an engagement"), self._on_new_engagement)
        card.body.addWidget(heading(self.tr("What brings them to you?"), 2))
        card.body.addWidget(
            muted(
                self.tr(
                    "What for, how often you meet, who pays: an engagement holds it all, as it becomes clear."
                )
            )
        )
        card.body.addSpacing(4)
        card.body.addWidget(begin, alignment=Qt.AlignmentFlag.AlignLeft)
        return card

    def _on_edit(self) -> None:
        self._context.navigation.client_edit_requested.emit(self._client_id)

    def _on_new_engagement(self) -> None:
        self._context.navigation.engagement_edit_requested.emit(self._client_id, "")


def _engagement_ids(page: ClientPage | None) -> tuple[EngagementId, ...]:
    return () if page is None else tuple(part.engagement.id for part in page.engagements)
