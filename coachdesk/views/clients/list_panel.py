"""The list of clients with its filter."""

from enum import StrEnum
from functools import partial
from typing import Final

from attrs import frozen
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QStackedWidget, QWidget

from coachdesk.models import clients
from coachdesk.models.bin import count_bin
from coachdesk.models.clients import ClientRow
from coachdesk.models.entities.change import Kind, Written
from coachdesk.models.entities.people import Client, ClientStatus
from coachdesk.models.lists.clients import ClientList
from coachdesk.models.store import Store
from coachdesk.views.clients.words import client_row_text
from coachdesk.views.context import Context
from coachdesk.views.widgets.buttons import primary, quiet, rename, toggle
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.page import Page
from coachdesk.views.widgets.row_view import RowText, RowView


class Filter(StrEnum):
    """Which clients are listed."""

    ALL = "all"
    ACTIVE = "active"
    PROSPECT = "prospect"
    PAUSED = "paused"
    FORMER = "former"
    ARCHIVED = "archived"


_STATUS: Final = {
    Filter.ACTIVE: ClientStatus.ACTIVE,
    Filter.PROSPECT: ClientStatus.PROSPECT,
    Filter.PAUSED: ClientStatus.PAUSED,
    Filter.FORMER: ClientStatus.FORMER,
}
_WATCHED: Final = (Kind.CLIENT, Kind.ENGAGEMENT, Kind.SESSION, Kind.BIN)


@frozen
class Listing:
    """The rows that match, how many clients there are in all, and how much is in the bin."""

    rows: tuple[ClientRow, ...]
    everyone: int
    deleted: int = 0


class ClientsPanel(Page):
    """All clients: type to narrow, choose a status, Enter opens, Delete takes one out."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("ClientsPanel", "Clients"), parent)
        self._context = context
        self._asked = 0
        self.add = primary(self.tr("Add client"), self._on_add)
        self.add.setToolTip("Ctrl+N")
        self.deleted = quiet("", partial(context.navigation.panel_requested.emit, "bin"))
        self.deleted.hide()
        self.header.addWidget(self.deleted)
        self.header.addWidget(self.add)
        self.words = self._words()
        self.filters = self._filters()
        self._tools = self._tool_row()
        self.body.addWidget(self._tools)
        self.model = ClientList(lambda row: self._describe(row).spoken(), self)
        self.list = RowView(context.theme, self.tr("Clients"), self.model, self._describe)
        self.list.opened.connect(self._on_opened)
        self.list.removal_asked.connect(self._on_removal_asked)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.words)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self.list.setFocus)
        self._stack = QStackedWidget()
        self._nobody, self._no_match = self._empty_states()
        for part in (self.list, self._nobody, self._no_match):
            self._stack.addWidget(part)
        self.body.addWidget(self._stack, 1)
        self.keep_up(context.workspace.changed, *_WATCHED)

    def _words(self) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(self.tr("Find by name, code or tag"))
        field.setPlaceholderText(self.tr("Find by name, code or tag"))
        field.setClearButtonEnabled(True)
        field.setMinimumWidth(240)
        field.setMaximumWidth(420)
        field.textChanged.connect(lambda _text: self.refresh())
        field.returnPressed.connect(self._on_open_first)
        return field

    def _filters(self) -> QButtonGroup:
        group = QButtonGroup(self)
        names = {
            Filter.ALL: self.tr("All"),
            Filter.ACTIVE: self.tr("Active"),
            Filter.PROSPECT: self.tr("Prospects"),
            Filter.PAUSED: self.tr("Paused"),
            Filter.FORMER: self.tr("Former"),
            Filter.ARCHIVED: self.tr("Archived"),
        }
        for at, chosen in enumerate(Filter):
            group.addButton(toggle(names[chosen]), at)
        group.button(0).setChecked(True)
        group.idClicked.connect(lambda _at: self.refresh())
        return group

    def _tool_row(self) -> QWidget:
        tools, chips = QWidget(), FlowLayout()
        for button in self.filters.buttons():
            chips.addWidget(button)
        row = FlowLayout(tools, spacing=16)
        row.addWidget(self.words)
        row.add_layout(chips)
        return tools

    def _empty_states(self) -> tuple[EmptyState, EmptyState]:
        nobody = EmptyState(
            self.tr("Nobody here yet"),
            self.tr("A name is enough to begin; the rest can follow when you know it."),
            self.tr("Add your first client"),
            self._on_add,
        )
        no_match = EmptyState(
            self.tr("Nobody matches"),
            self.tr("Try fewer letters or another status."),
            self.tr("Show all clients"),
            self._on_show_all,
        )
        return nobody, no_match

    def refresh(self) -> None:
        """Read the clients that match what is typed and chosen."""
        self._asked += 1
        chosen = self.chosen
        job = partial(
            _listing,
            words=self.words.text(),
            status=_STATUS.get(chosen),
            archived=chosen is Filter.ARCHIVED,
        )
        self._context.workspace.run(job, partial(self._show, self._asked), origin=self)

    @property
    def chosen(self) -> Filter:
        """The filter in force."""
        return tuple(Filter)[self.filters.checkedId()]

    def focus_first(self) -> None:
        """Put the keyboard where a name can be typed."""
        self.words.setFocus()

    def _show(self, asked: int, listing: Listing) -> None:
        if asked != self._asked:
            return
        self.model.show(listing.rows)
        self.name(self.tr("Clients"), self.tr("%n client(s)", "", len(listing.rows)) if listing.rows else "")
        rename(self.deleted, self.tr("Deleted, %n", "", listing.deleted))
        self.deleted.setVisible(listing.deleted > 0)
        if listing.rows:
            self._stack.setCurrentWidget(self.list)
        else:
            self._stack.setCurrentWidget(self._no_match if listing.everyone else self._nobody)
        for part in (self.add, self._tools):
            part.setVisible(listing.everyone > 0)
        if not listing.everyone and self._nobody.action is not None:
            self._nobody.action.setFocus()

    def _describe(self, row: ClientRow) -> RowText:
        return client_row_text(row, self._context.workspace.today())

    def _on_add(self) -> None:
        self._context.navigation.client_edit_requested.emit("")

    def _on_opened(self, row: ClientRow) -> None:
        self._context.navigation.client_requested.emit(row.id)

    def _on_open_first(self) -> None:
        if self.model.rows:
            self._on_opened(self.model.rows[0])

    def _on_show_all(self) -> None:
        self.filters.button(0).setChecked(True)
        self.words.clear()
        self.refresh()

    def _on_removal_asked(self, row: ClientRow) -> None:
        self._context.workspace.run(
            lambda store: clients.delete_client(store, client_id=row.id), self._on_deleted, origin=self
        )

    def _on_deleted(self, written: Written[Client]) -> None:
        self.refresh()
        gone = written.value
        self._context.navigation.notify(
            self.tr("{name} was deleted.").replace("{name}", gone.display_name[:60]),
            self.tr("Undo"),
            lambda: self._context.workspace.run(lambda store: clients.undo_delete(store, client_id=gone.id)),
        )


def _listing(store: Store, *, words: str, status: ClientStatus | None, archived: bool) -> Listing:
    rows = clients.list_clients(store, words=words, status=status, archived=archived)
    everyone = clients.count_clients(store) + clients.count_clients(store, archived=True)
    return Listing(rows, everyone, count_bin(store))
