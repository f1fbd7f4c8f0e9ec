"""One member of a group at a session: there, for part of it, or not; and a note of this one person."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coachdesk.models.attendance import Member
from coachdesk.models.entities.session import Presence
from coachdesk.views.open_fields import OpenText
from coachdesk.views.widgets.buttons import link, rename, toggle
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.text import ElidedLabel

SAID = (Presence.PRESENT, Presence.PART, Presence.ABSENT)


class MemberRow(QWidget):
    """1, 2 and 3 answer while the keyboard is inside; the same answer again takes it back."""

    said = Signal(str, object)
    answered_by_key = Signal(str)
    note_typed = Signal()

    def __init__(self, member: Member, parent: QWidget) -> None:
        super().__init__(parent)
        self.member = member
        self.stored_note = member.note
        self.name = ElidedLabel(member.name)
        self.answers = {
            presence: self._answer(place, presence) for place, presence in enumerate(SAID, start=1)
        }
        self.note_button = link(self.tr("Note"), self._on_note)
        self.note_button.setAccessibleDescription(member.name)
        self._note: OpenText | None = None
        self._lay_out()
        self.show_member(member)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.name)
        row = FlowLayout(spacing=6)
        for button in (*self.answers.values(), self.note_button):
            row.addWidget(button)
        self._column.addLayout(row)

    def _words(self) -> dict[Presence, str]:
        return {
            Presence.PRESENT: self.tr("here"),
            Presence.PART: self.tr("part of it"),
            Presence.ABSENT: self.tr("not here"),
        }

    def _answer(self, place: int, presence: Presence) -> QPushButton:
        button = toggle(self._words()[presence])
        button.setAccessibleDescription(self.member.name)
        button.setToolTip(self.tr("Key {number}").replace("{number}", str(place)))
        button.clicked.connect(lambda _checked=False: self._say(presence))
        shortcut = QShortcut(QKeySequence(str(place)), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(partial(self._say_by_key, presence))
        return button

    @property
    def note(self) -> OpenText:
        """The field of the note, made when it is first wanted."""
        if self._note is None:
            self._note = OpenText(most=6, placeholder=self.tr("Private. Stays in this vault"))
            name = self.tr("Private note on {name}").replace("{name}", self.member.name)
            self._note.setAccessibleName(name)
            self._note.show_text(self.stored_note)
            self._note.hide()
            self._note.textChanged.connect(self.note_typed)
            self._column.addWidget(self._note)
        return self._note

    @property
    def note_text(self) -> str:
        """What is noted, typed or stored."""
        return self.stored_note if self._note is None else self._note.text()

    @property
    def has_unsaved_note(self) -> bool:
        """Whether a note is typed that the vault does not hold."""
        return self.note_text != self.stored_note

    def show_member(self, member: Member) -> None:
        """Show what the vault holds; a note that is being typed stays."""
        is_typing = self.has_unsaved_note
        self.member, self.stored_note = member, member.note
        for presence, button in self.answers.items():
            button.setChecked(presence is member.presence)
        if self._note is not None and not is_typing:
            self._note.blockSignals(True)
            self._note.show_text(member.note)
            self._note.blockSignals(False)
        rename(self.note_button, self.tr("Noted") if self.note_text else self.tr("Note"))

    def open_note(self) -> None:
        """Bring the note into sight, ready to be typed."""
        self.note.show()
        self.note.setFocus()

    def _on_note(self) -> None:
        if self.note.isHidden():
            self.open_note()
        else:
            self.note.hide()

    def _say(self, presence: Presence) -> None:
        wanted = Presence.UNSAID if presence is self.member.presence else presence
        self.said.emit(self.member.client_id, wanted)

    def _say_by_key(self, presence: Presence) -> None:
        self._say(presence)
        self.answered_by_key.emit(self.member.client_id)
