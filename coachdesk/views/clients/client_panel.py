"""The page of one client."""

from collections.abc import Sequence
from functools import partial
from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.errors import KnownError, NotFoundError
from coachdesk.models.client_page import ClientPage, client_page
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import ClientId, EngagementId
from coachdesk.models.entities.people import Client, EngagementState
from coachdesk.views.clients.beginning import Beginning
from coachdesk.views.clients.consents import CONSENT
from coachdesk.views.clients.engagement_card import EngagementCard
from coachdesk.views.clients.engagement_choice import EngagementChoice
from coachdesk.views.clients.feedback import FeedbackTalk
from coachdesk.views.clients.how_we_work import HowWeWork
from coachdesk.views.clients.in_between import InBetween
from coachdesk.views.clients.promises import Promises
from coachdesk.views.clients.questions import Questions
from coachdesk.views.clients.records import Records
from coachdesk.views.clients.rituals import Rituals
from coachdesk.views.clients.section import Section
from coachdesk.views.clients.sessions import Sessions
from coachdesk.views.clients.status_menu import StatusMenu
from coachdesk.views.clients.the_way import TheWay
from coachdesk.views.clients.words import STATUS_TONES, other_name
from coachdesk.views.context import Context
from coachdesk.views.labels import label
from coachdesk.views.lead_back import lead_back
from coachdesk.views.names import shortened
from coachdesk.views.promise_deeds import PromiseDeeds
from coachdesk.views.scaling import note_scaling
from coachdesk.views.undo import Undo
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.chip import Chip, ChipTone
from coachdesk.views.widgets.page import FormName, Page, ScrollColumn
from coachdesk.views.widgets.tab_order import tab_through
from coachdesk.views.widgets.text import Quote

S = TypeVar("S", bound=Section)

_LONGEST_NAME: Final = 40
# The cards of the page from top to bottom: first what is between the two, beside it what they have arranged.
_BETWEEN: Final[tuple[type[Section], ...]] = (
    Beginning,
    HowWeWork,
    Promises,
    FeedbackTalk,
    TheWay,
    Questions,
)
_ARRANGED: Final[tuple[type[Section], ...]] = (
    Sessions,
    EngagementCard,
    InBetween,
    Rituals,
    Records,
)


class ClientPanel(Page):
    """A client: purpose in their words on top, then what is between the two, and what is around it.

    With several engagements the page is about one of them. While words could not be saved, it stays
    with whom they are about.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._client_id = ClientId("")
        self._wanted: EngagementId | None = None
        self._shown: ClientPage | None = None
        self.undo = Undo(context, self)
        self._add_header()
        self._scroll = ScrollColumn()
        self._scroll.hide()
        self.body.addWidget(self._scroll)
        self.choice = EngagementChoice(context)
        self.choice.chosen.connect(self._on_chosen)
        self.purpose = Quote("", self._scroll.widget())
        self._scroll.column.addWidget(self.choice)
        self._scroll.column.addWidget(self.purpose)
        self._sections: list[Section] = []
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addLayout(self._column(_BETWEEN), 11)
        columns.addLayout(self._column(_ARRANGED), 9)
        self._scroll.column.addLayout(columns)
        self._scroll.column.addStretch(1)
        self.section(Promises).deeds = PromiseDeeds(context, self.undo)
        self.section(TheWay).kept.connect(partial(note_scaling, self.undo))
        self.keep_up(context.workspace.changed, *Kind, own_too=True)

    def _add_header(self) -> None:
        self.status = Chip("")
        self.edit = secondary(self.tr("Edit"), self._on_edit)
        self.edit.setToolTip("Ctrl+E")
        self.timeline = secondary(self.tr("Timeline"), self._on_timeline)
        self.timeline.setToolTip("Ctrl+T")
        self.looking_back = secondary(self.tr("Look back"), self._on_looking_back)
        self.more = StatusMenu(self._context, self.undo)
        for part in (self.status, self.timeline, self.looking_back, self.edit, self.more):
            self.header.addWidget(part)
        shortcut = QShortcut(QKeySequence("Ctrl+E"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._on_edit)

    def _column(self, kinds: Sequence[type[Section]]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(16)
        for kind in kinds:
            section = kind(self._context)
            section.take_back_by(self.undo)
            self._sections.append(section)
            column.addWidget(section)
        column.addStretch(1)
        return column

    def section(self, kind: type[S]) -> S:
        """Return the card of this kind."""
        return next(section for section in self._sections if isinstance(section, kind))

    def open(self, *ids: str) -> None:
        """Show the client with this id."""
        if ids[0] != self._client_id:
            self._scroll.hide()
            self._scroll.verticalScrollBar().setValue(0)
            self._wanted = None
        self._client_id = ClientId(ids[0])
        self.undo.turn_to(*ids)
        self.refresh()

    def refresh(self) -> None:
        """Read the client again."""
        if self._client_id:
            job = partial(client_page, client_id=self._client_id, engagement_id=self._wanted)
            self._context.workspace.run(job, self._show, origin=self, on_failed=self._on_failed)

    @property
    def engagement_at_hand(self) -> str:
        """The id of the engagement that the page is about."""
        return "" if self._shown is None else self._shown.at_hand or ""

    @property
    def commands(self) -> Sequence[QAction]:
        """Undo and redo."""
        return self.undo.commands

    @property
    def client_at_hand(self) -> str:
        """The id of the client."""
        return self._client_id

    @property
    def has_unsaved(self) -> bool:
        """Whether a small form of the page holds something that the vault does not."""
        return any(section.has_unsaved for section in self._sections)

    @property
    def held_open(self) -> tuple[FormName, ...]:
        """The small forms that hold something."""
        return (*self.section(Records).consents.held_open, *self.section(EngagementCard).safe_start.held_open)

    def open_again(self, *name: str) -> None:
        """Open a small form again."""
        match name:
            case (kind, consent_id) if kind == CONSENT:
                self.section(Records).consents.open_again(consent_id)
            case (_, engagement_id, step):
                self.section(EngagementCard).safe_start.open_again(engagement_id, step)

    def flush(self) -> None:
        """Save what is typed in the small forms of the page."""
        for section in self._sections:
            section.flush()

    def focus_first(self) -> None:
        """Put the keyboard on the first action."""
        self.edit.setFocus()

    def _show(self, page: ClientPage) -> None:
        if page.client.id != self._client_id or (page == self._shown and self._scroll.isVisible()):
            return
        if self.has_unsaved and not self._keeps_forms(page):
            self._stay(page.client)
            return
        self._show_head(page)
        self.choice.show_page(page)
        self.purpose.show_words(page.purpose)
        for section in self._sections:
            section.show_page(page)
        tab_through(self.timeline, self.looking_back, self.edit, self.more, self.choice, *self._sections)
        self._shown = page
        self._scroll.show()

    def _keeps_forms(self, page: ClientPage) -> bool:
        """Tell whether the forms that are open stay where they are when this is shown."""
        shown = self._shown
        return shown is not None and (shown.client.id, shown.at_hand) == (page.client.id, page.at_hand)

    def _stay(self, wanted: Client) -> None:
        """Stay with the client whose words could not be saved, and offer to go on to the other one."""
        if self._shown is None:
            return
        self._client_id, self._wanted = self._shown.client.id, self._shown.at_hand
        self.choice.show_page(self._shown)
        self._scroll.show()
        ways = self._context.navigation
        if wanted.id == self._client_id:
            ways.notify(self.tr("Some words are not saved yet. Save or cancel them first."))
            return
        ways.notify(
            self.tr("Some words are not saved yet. Save or cancel them, then go on."),
            self.tr("Open {name}").replace("{name}", shortened(wanted.display_name, _LONGEST_NAME)),
            partial(ways.client_requested.emit, wanted.id),
            stays=True,
        )

    def _on_failed(self, error: KnownError) -> None:
        """Show nothing of a client who is no longer there; what could not be read now may come later."""
        if isinstance(error, NotFoundError):
            self._shown = None
            for section in self._sections:
                section.drop()
        self._scroll.hide()
        self.name("")
        lead_back(self._context, self, error)

    def _show_head(self, page: ClientPage) -> None:
        client, current = page.client, page.current
        called = other_name(client.preferred_name, client.display_name)
        said = self.tr("say “{sound}”").replace("{sound}", client.pronunciation)
        parts = (called, client.pronouns, said if client.pronunciation else "", *client.tags)
        self.name(client.display_name, " · ".join(part for part in parts if part))
        archived = self.tr("{status}, archived").format(status=label(client.status))
        tone = STATUS_TONES.get(client.status, ChipTone.NEUTRAL)
        self.status.show_state(archived if client.archived else label(client.status), tone)
        under_way = (part.engagement for part in (current, *page.engagements) if part is not None)
        open_ones = (work.id for work in under_way if work.state is not EngagementState.CLOSED)
        self.more.show_client(client, next(open_ones, None))

    def _on_chosen(self, engagement_id: str) -> None:
        self._wanted = EngagementId(engagement_id)
        self.refresh()

    def _on_timeline(self) -> None:
        self._context.navigation.timeline_requested.emit(self._client_id)

    def _on_looking_back(self) -> None:
        self._context.navigation.look_back_requested.emit(self._client_id, self.engagement_at_hand)

    def _on_edit(self) -> None:
        self._context.navigation.client_edit_requested.emit(self._client_id)
