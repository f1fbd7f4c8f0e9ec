"""The list of all agreements, and the engagements that have none yet."""

from functools import partial
from typing import Final

from attrs import frozen
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from coachdesk.models.agreements import AgreementRow, Beginning, beginnings, list_agreements
from coachdesk.models.entities.change import Kind
from coachdesk.models.lists.agreements import AgreementList
from coachdesk.models.store import Store
from coachdesk.views.agreements.wording import agreement_row_text, joined
from coachdesk.views.context import Context
from coachdesk.views.rail import CLIENTS
from coachdesk.views.widgets.buttons import primary, quiet
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.page import Page
from coachdesk.views.widgets.row_view import RowText, RowView

_MATTERS: Final = (Kind.AGREEMENT, Kind.CLAUSE, Kind.CLIENT, Kind.ENGAGEMENT)


@frozen
class _Listing:
    rows: tuple[AgreementRow, ...]
    beginnings: tuple[Beginning, ...]


class AgreementsPanel(Page):
    """All agreements over all clients; Enter opens one, a menu begins one where there is none."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("AgreementsPanel", "Agreements"), parent)
        self._context = context
        self.begin = primary(self.tr("New agreement"))
        self.begin.setMenu(QMenu(self.begin))
        self.begin.hide()
        ask = context.navigation.panel_requested.emit
        self.sets = quiet(self.tr("Clause sets"), lambda: ask("clause-sets"))
        self.header.addWidget(self.sets)
        self.header.addWidget(self.begin)
        self.model = AgreementList(lambda row: self._describe(row).spoken(), self)
        self.list = RowView(context.theme, self.tr("Agreements"), self.model, self._describe)
        self.list.opened.connect(self._on_opened)
        self.nothing = EmptyState(
            self.tr("No agreement yet"),
            self.tr("An agreement belongs to a client. Open one, and write down together how you work."),
            self.tr("Go to your clients"),
            lambda: context.navigation.panel_requested.emit(CLIENTS),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.nothing)
        self.body.addWidget(self._stack, 1)
        self.keep_up(context.workspace.changed, *_MATTERS, own_too=True)

    def refresh(self) -> None:
        """Read all agreements again."""
        self._context.workspace.run(_read, self._show, origin=self)

    def focus_first(self) -> None:
        """Put the keyboard on the list, or on the way to the clients."""
        has_rows = self._stack.currentWidget() is self.list
        (self.list if has_rows else self.nothing.action or self).setFocus()

    def _show(self, listing: _Listing) -> None:
        self.model.show(listing.rows)
        count = self.tr("%n agreement(s)", "", len(listing.rows)) if listing.rows else ""
        self.name(self.tr("Agreements"), count)
        self._stack.setCurrentWidget(self.list if listing.rows else self.nothing)
        menu = self.begin.menu()
        menu.clear()
        for one in listing.beginnings:
            act = partial(self._context.navigation.agreement_requested.emit, one.engagement_id, "")
            menu.addAction(joined(one.client_names).replace("&", "&&"), act)
        self.begin.setVisible(bool(listing.beginnings))

    def _describe(self, row: AgreementRow) -> RowText:
        return agreement_row_text(row, self._context.workspace.today())

    def _on_opened(self, row: AgreementRow) -> None:
        self._context.navigation.agreement_requested.emit(row.engagement_id, "")


def _read(store: Store) -> _Listing:
    return _Listing(list_agreements(store), beginnings(store))
