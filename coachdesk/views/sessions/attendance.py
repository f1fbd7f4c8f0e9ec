"""Who of a group is there: one key for all, or one for each; with a private note on each if wanted."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

import attrs
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from coachdesk.errors import KnownError
from coachdesk.models import attendance
from coachdesk.models.attendance import Attended, Member
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import ClientId, SessionId
from coachdesk.models.entities.session import Presence
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.names import names_text
from coachdesk.views.sessions.member_row import MemberRow
from coachdesk.views.widgets.buttons import link, rename, secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.saver import Job, PartSaver
from coachdesk.views.widgets.text import ElidedLabel, text_label

_COLUMNS: Final = 2
_ALL_KEY: Final = "0"


class AttendanceCard(Card):
    """One line that says who is there; below it, when wanted, a row for each member."""

    rows_changed = Signal()

    def __init__(self, context: Context, origin: QObject) -> None:
        super().__init__()
        self._workspace = context.workspace
        self._origin = origin
        self._session_id = SessionId("")
        self._members: tuple[Member, ...] = ()
        self._is_open = False
        self.rows: dict[ClientId, MemberRow] = {}
        self.in_short = ElidedLabel("", "muted")
        self.all_there = secondary(self.tr("All are here"), self._on_all_there)
        self.all_there.setToolTip(self.tr("Key {number}").replace("{number}", _ALL_KEY))
        self.one_by_one = link("", self._on_one_by_one)
        self.saver = PartSaver(context.workspace, origin, self._job)
        self.saver.saved.connect(self._on_notes_saved)
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._lay_out()

    def _lay_out(self) -> None:
        top = FlowLayout(spacing=10)
        self._title = text_label(self.tr("Who is here"), "label", wrap=False)
        for part in (self._title, self.in_short, self.all_there, self.one_by_one):
            top.addWidget(part)
        self.body.addLayout(top)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(10)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.body.addWidget(self._inside)
        key = QShortcut(QKeySequence(_ALL_KEY), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.all_there.click)

    def show_page(self, page: SessionPage) -> None:
        """Show who belongs to the session; what is being typed stays."""
        if self._session_id != page.session.id:
            self._session_id = page.session.id
            self._clear()
            self._is_open = False
        self._show(page.around.members)

    def _clear(self) -> None:
        for row in self.rows.values():
            row.hide()
            row.deleteLater()
        self.rows = {}

    def _show(self, members: tuple[Member, ...]) -> None:
        self._members = members
        if self._is_open or any(member.note for member in members):
            self._show_rows()
        unsaid = self._unsaid(members)
        self._keep_keyboard(is_all_said=not unsaid)
        self._inside.setVisible(self._is_open)
        self.all_there.setVisible(bool(unsaid))
        self.all_there.setEnabled(bool(unsaid))
        is_begun = len(unsaid) < len(members)
        rename(self.all_there, self.tr("All others are here") if is_begun else self.tr("All are here"))
        rename(self.one_by_one, self._link_text(is_said=not unsaid))
        self.in_short.show_text(self._who(members))
        self.setVisible(bool(members))

    def _keep_keyboard(self, *, is_all_said: bool) -> None:
        """Lead the keyboard on before what it is on goes out of sight."""
        holder = self.window().focusWidget()
        is_folded_away = not self._is_open and self._inside.isAncestorOf(holder)
        if is_folded_away or (is_all_said and holder is self.all_there):
            self.one_by_one.setFocus()

    def _link_text(self, *, is_said: bool) -> str:
        if self._is_open:
            return self.tr("Fold")
        return self.tr("Notes and changes") if is_said else self.tr("One by one")

    def _show_rows(self) -> None:
        for gone in self.rows.keys() - {member.client_id for member in self._members}:
            if not self.rows[gone].has_unsaved_note:
                self.rows.pop(gone).deleteLater()
        for place, member in enumerate(self._members):
            if member.client_id in self.rows:
                self.rows[member.client_id].show_member(member)
            else:
                self._add(place, member)

    def _add(self, place: int, member: Member) -> None:
        row = self.rows[member.client_id] = MemberRow(member, self._inside)
        row.said.connect(lambda client_id, presence: self._say((ClientId(client_id),), presence))
        row.answered_by_key.connect(self._go_on)
        row.note_typed.connect(self.saver.touch)
        self._grid.addWidget(row, place // _COLUMNS, place % _COLUMNS, Qt.AlignmentFlag.AlignTop)

    @staticmethod
    def _unsaid(members: Iterable[Member]) -> tuple[ClientId, ...]:
        return tuple(member.client_id for member in members if member.presence is Presence.UNSAID)

    def _who(self, members: Sequence[Member]) -> str:
        """Say who is there in one line."""
        by = {presence: [one.name for one in members if one.presence is presence] for presence in Presence}
        if len(by[Presence.PRESENT]) == len(members):
            return self.tr("everybody")
        parts = (
            (by[Presence.PRESENT], self.tr("here: {names}")),
            (by[Presence.PART], self.tr("for part of it: {names}")),
            (by[Presence.ABSENT], self.tr("not here: {names}")),
            (
                by[Presence.UNSAID] if len(by[Presence.UNSAID]) < len(members) else [],
                self.tr("not said: {names}"),
            ),
        )
        return " · ".join(text.replace("{names}", names_text(names)) for names, text in parts if names)

    def _on_all_there(self) -> None:
        self._say(self._unsaid(self._members), Presence.PRESENT)

    def _on_one_by_one(self) -> None:
        self._is_open = not self._is_open
        self._show(self._members)
        if self._is_open and self.rows:
            self._first_button(self._members[0].client_id).setFocus()

    def _first_button(self, client_id: ClientId) -> QWidget:
        return self.rows[client_id].answers[Presence.PRESENT]

    def _go_on(self, answered: str) -> None:
        """Lead to the next member who is not spoken of yet."""
        ids = [member.client_id for member in self._members]
        at = ids.index(ClientId(answered))
        waiting = set(self._unsaid(self._members))
        following = [one for one in ids[at + 1 :] if one in waiting]
        (self._first_button(following[0]) if following else self.one_by_one).setFocus()

    def _say(self, client_ids: tuple[ClientId, ...], presence: Presence) -> None:
        job = partial(
            attendance.say_presence, session_id=self._session_id, client_ids=client_ids, presence=presence
        )
        self._workspace.run(job, self._on_said, origin=self._origin, on_failed=self._on_refused)

    def _on_said(self, written: Written[Attended]) -> None:
        said = {one.client_id: one.presence for one in written.value if one.session_id == self._session_id}
        self._show(
            tuple(attrs.evolve(one, presence=said.get(one.client_id, one.presence)) for one in self._members)
        )

    def _on_refused(self, error: KnownError) -> None:
        """Show what stands, and say why it stands."""
        self._show(self._members)
        self._workspace.failed.emit(error)

    @property
    def note_fields(self) -> tuple[QPlainTextEdit, ...]:
        """The notes on members that say something, to be searched."""
        return tuple(row.note for row in self.rows.values() if row.note_text)

    def reveal(self, field: QWidget) -> None:
        """Bring the note into sight that a field belongs to."""
        for row in self.rows.values():
            if row.isAncestorOf(field):
                self._is_open = True
                self._show(self._members)
                row.note.show()

    def _job(self) -> Job:
        typed = {one: row.note_text for one, row in self.rows.items() if row.has_unsaved_note}
        return partial(attendance.save_member_notes, session_id=self._session_id, notes=typed)

    def _on_notes_saved(self, saved: Attended) -> None:
        notes = {one.client_id: one.note for one in saved if one.session_id == self._session_id}
        self._members = tuple(
            attrs.evolve(one, note=notes.get(one.client_id, one.note)) for one in self._members
        )
        for client_id, note in notes.items():
            if client_id in self.rows:
                self.rows[client_id].stored_note = note
