"""The row on top of an agreement: how safe the words are, and what can be done with the version."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.entities.agreement import FROZEN_STATES, AgreementKind, VersionState
from coachdesk.views.context import Context
from coachdesk.views.widgets.buttons import primary, rename, secondary, toggle
from coachdesk.views.widgets.flow import FlowLayout, together
from coachdesk.views.widgets.more import Entry, MoreButton
from coachdesk.views.widgets.save_line import SaveLine

_OPEN: Final = (VersionState.DRAFT, VersionState.IN_DISCUSSION, VersionState.READY)


class Controls(QWidget):
    """Buttons and menu by the state of the version. Signals say what the coach wants."""

    ready_wanted = Signal()
    sign_wanted = Signal()
    next_wanted = Signal()
    save_wanted = Signal()
    print_wanted = Signal()
    history_wanted = Signal()
    changes_wanted = Signal()
    dates_wanted = Signal()
    void_wanted = Signal()
    withdraw_wanted = Signal()
    client_wanted = Signal()
    report_wanted = Signal()
    review_wanted = Signal()
    room_wanted = Signal()
    form_wanted = Signal()
    returned_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._state = VersionState.DRAFT
        self.saved = SaveLine()
        self.preview = toggle(self.tr("Preview"))
        self.sponsor = toggle(self.tr("Sponsor's copy"))
        self.room = secondary(self.tr("Same room…"), self.room_wanted.emit)
        self.room.setToolTip("F11")
        self.save = secondary(self.tr("Save PDF…"), self.save_wanted.emit)
        self.save.setToolTip("Ctrl+Shift+S")
        self.print = secondary(self.tr("Print…"), self.print_wanted.emit)
        self.print.setToolTip("Ctrl+P")
        self.main = primary("", self._on_main)
        self.more = MoreButton(context.theme, self.tr("More about this version"), self._entries())
        self.more.action("history").setShortcut(QKeySequence("Ctrl+H"))
        row = FlowLayout(self, is_at_end=True)
        for part in (self.saved, self.preview, self.sponsor, self.room, self.save, self.print):
            row.addWidget(part)
        row.add_layout(together(self.main, self.more))

    def _entries(self) -> tuple[Entry | None, ...]:
        """Return what goes to others, what changes the version, and what leads elsewhere."""
        return (
            ("form", self.tr("Take-home form…"), self.form_wanted.emit),
            ("returned", self.tr("Open a returned form…"), self.returned_wanted.emit),
            ("report", self.tr("Report to the sponsor…"), self.report_wanted.emit),
            None,
            ("review", self.tr("Review…"), self.review_wanted.emit),
            ("dates", self.tr("Dates…"), self.dates_wanted.emit),
            ("void", self.tr("Take signatures back…"), self.void_wanted.emit),
            ("withdraw", self.tr("Withdraw this version…"), self.withdraw_wanted.emit),
            None,
            ("changes", self.tr("What changed…"), self.changes_wanted.emit),
            ("history", self.tr("History"), self.history_wanted.emit),
            ("client", self.tr("Open the client's page"), self.client_wanted.emit),
        )

    def show_page(self, page: AgreementPage) -> None:
        """Offer what fits the state of a version."""
        self._state = page.version.state
        has_signatures = bool(page.signed_by)
        is_open = self._state in _OPEN
        rename(self.main, self._main_text())
        self.sponsor.setVisible(page.agreement.kind is AgreementKind.THREE_WAY)
        self.more.action("report").setVisible(page.agreement.kind is AgreementKind.THREE_WAY)
        for entry in ("form", "returned", "dates"):
            self.more.action(entry).setVisible(is_open and not has_signatures)
        self.more.action("review").setVisible(page.in_force is not None)
        self.more.action("changes").setVisible(len(page.versions) > 1)
        self.more.action("void").setVisible(is_open and has_signatures)
        can_withdraw = self._state is VersionState.SIGNED or (is_open and not has_signatures)
        self.more.action("withdraw").setVisible(can_withdraw)

    def let_leave(self, is_wanted: bool) -> None:
        """Offer to save and to print, as long as what would leave is what is shown."""
        self.save.setEnabled(is_wanted)
        self.print.setEnabled(is_wanted)

    def step_back(self, *, is_signing: bool, is_past: bool) -> None:
        """Leave the room to whoever signs; beside the history, offer what goes for an old version too."""
        self.setHidden(is_signing)
        self.room.setHidden(is_past)
        self.main.setHidden(is_past)
        self.more.setHidden(is_past)

    def _main_text(self) -> str:
        if self._state is VersionState.READY:
            return self.tr("Sign…")
        return self.tr("New version…") if self._state in FROZEN_STATES else self.tr("Ready to sign")

    def _on_main(self) -> None:
        if self._state is VersionState.READY:
            self.sign_wanted.emit()
        elif self._state in FROZEN_STATES:
            self.next_wanted.emit()
        else:
            self.ready_wanted.emit()
