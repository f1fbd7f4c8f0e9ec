"""One session on the screen, the arc from top to bottom."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QWidget

from coachdesk.errors import LockedTextError, StaleError
from coachdesk.i18n import error_text
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.session import Session
from coachdesk.models.promises import ClosingPart
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.dropped_files import files_in
from coachdesk.views.sessions.brief import BriefColumn
from coachdesk.views.sessions.check_in import CheckInCard
from coachdesk.views.sessions.closing import ClosingCard
from coachdesk.views.sessions.files.strip import FilesStrip
from coachdesk.views.sessions.inline_bar import InlineBar
from coachdesk.views.sessions.late_words import LateWords
from coachdesk.views.sessions.move_card import MoveCard
from coachdesk.views.sessions.notes_editor import NotesCard
from coachdesk.views.sessions.shared_side import SharedCard
from coachdesk.views.widgets.autosave import SaveState
from coachdesk.views.widgets.page import ScrollColumn
from coachdesk.views.widgets.saver import PartSaver

_WIDE_ENOUGH_FOR_BRIEF = 960
_AROUND = 160  # so that what belongs to a field is seen with it
_WORST_FIRST = (SaveState.FAILED, SaveState.SAVING, SaveState.DIRTY, SaveState.SAVED)


class SessionView(QWidget):
    """Check-in, the wall between private and shared, closing; shows one session at a time."""

    state_changed = Signal()
    close_anyway = Signal()
    moved = Signal(object, bool)
    read_wanted = Signal()

    def __init__(self, context: Context, page: SessionPage) -> None:
        super().__init__()
        self.session_id: SessionId = page.session.id
        self._was_asked = False
        self.check_in = CheckInCard(context, self.session_id, self)
        self.notes = NotesCard(context, self, page.open_note)
        self.shared = SharedCard(context, self.session_id, self)
        self.closing = ClosingCard(context, self.session_id, self)
        self.files = FilesStrip(context, page.session)
        self.files.listen_on(self)
        self.setAcceptDrops(True)
        self.brief = BriefColumn()
        self.brief.review_wanted.connect(context.navigation.review_requested)
        self.move_card: MoveCard | None = None
        self.failure = InlineBar(((self.tr("Retry"), self.flush),))
        self.missing = InlineBar(
            (
                (self.tr("Fill it in"), self._on_fill_in),
                (self.tr("Close anyway"), self.close_anyway.emit),
            )
        )
        self.stale = InlineBar(((self.tr("Put the saved notes above mine"), self.notes.keep_both),))
        self.late = LateWords(context, self.session_id, self.shared, self.closing, self.notes)
        self.late.read_wanted.connect(self.read_wanted)
        self._lay_out()
        self.shared.later_words_answered.connect(self.state_changed)
        self.notes.taken_across.connect(self.shared.take)
        self.check_in.focus.textChanged.connect(
            lambda: self.shared.offer_check_in(self.check_in.focus.text())
        )
        for saver in self._savers():
            saver.state_changed.connect(self._on_state)

    def _lay_out(self) -> None:
        self._scroll = ScrollColumn()
        self._scroll.column.setSpacing(10)
        wall = QGridLayout()
        wall.setHorizontalSpacing(20)
        wall.addWidget(self.notes, 0, 0)
        wall.addWidget(self.shared, 0, 1)
        for column in (0, 1):
            wall.setColumnStretch(column, 1)
        for part in (self.failure, self.late, self.missing, self.stale, self.check_in):
            self._scroll.column.addWidget(part)
        for card in (self.check_in, self.notes, self.shared, self.closing):
            card.body.setContentsMargins(18, 9, 18, 9)
        self._scroll.column.addLayout(wall, 1)
        self._scroll.column.addWidget(self.files)
        self._scroll.column.addWidget(self.closing)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(self._scroll, 1)
        row.addWidget(self.brief)

    def turn_to(self, page: SessionPage) -> None:
        """Become the page of another session: quicker than to build one anew."""
        self.session_id = page.session.id
        self._was_asked = False
        for part in (self.check_in, self.shared, self.closing, self.late):
            part.turn_to(self.session_id)
        self.notes.turn_to(page.open_note)
        self.files.turn_to(page.session)
        self.missing.say("")
        if self.move_card is not None:
            self.move_card.hide()
        self._scroll.verticalScrollBar().setValue(0)

    def fields_of(self, part: str) -> tuple[QPlainTextEdit, ...]:
        """Return the fields where the words of a part stand, the one to begin with first."""
        if not part and self.shared.has_later_words:
            return (self.shared.later_words,)
        said_first = (self.check_in.focus, self.check_in.most_valuable, self.check_in.mood)
        return {
            "notes": (self.notes.edit,),
            "shared": (*self.shared.fields, *said_first),
            "closing": (self.closing.commitment, self.closing.known_by, self.closing.pledge),
        }.get(part, said_first)

    def lead_to(self, field: QWidget) -> None:
        """Put the keyboard into a field, and the field into sight once the page has its height."""
        field.setFocus()
        QTimer.singleShot(0, field, lambda: self._scroll.ensureWidgetVisible(field, 0, _AROUND))

    def show_unsaved(self) -> None:
        """Lead to the first words that hold the window, and to what can be done about them."""
        if self.shared.has_later_words:
            self.shared.say_what_is_held()
            self.lead_to(self.shared.later_words)
            return
        bars = (bar for bar in (self.late, self.failure, self.stale) if not bar.isHidden())
        bar = next(bars, None)
        if bar is not None:
            self.lead_to(bar.answers[0])

    def offer_move(self, session: Session) -> None:
        """Let the plan of the session be changed on its page."""
        if self.move_card is None:
            self.move_card = MoveCard()
            self.move_card.moved.connect(self.moved)
            self._scroll.column.insertWidget(2, self.move_card)
        self.move_card.start(session)

    def show_page(self, page: SessionPage, today: date) -> None:
        """Show what the vault holds now; what is being typed stays."""
        self.check_in.show_page(page, today)
        self.notes.show_note(page.open_note)
        self.notes.say_how_long(page.retention)
        self.shared.show_page(page, today)
        self.closing.show_page(page)
        self.files.show_page(page)
        self.brief.show_page(page, today)
        self.notes.lock_shared_side(is_locked=page.is_handed_out)
        if page.session.closed_at is not None:
            self.missing.say("")
        self._make_room()

    def _savers(self) -> tuple[PartSaver, ...]:
        return (self.check_in.saver, self.notes.saver, self.shared.saver, self.closing.saver)

    @property
    def state(self) -> SaveState:
        """How safe the least safe words of the page are."""
        return min((saver.state for saver in self._savers()), key=_WORST_FIRST.index)

    @property
    def is_dirty(self) -> bool:
        """Whether the page holds something that the vault does not."""
        is_typed = self.check_in.has_unsaved_why or self.shared.has_later_words or self.files.has_unsaved
        return is_typed or any(saver.is_dirty for saver in self._savers())

    def flush(self) -> None:
        """Save at once everything that is unsaved."""
        flushes: tuple[Callable[[], None], ...] = (
            self.check_in.flush,
            self.notes.flush,
            self.shared.flush,
            self.closing.flush,
            self.files.flush,
        )
        for flush in flushes:
            flush()

    def ask_for_missing(self) -> bool:
        """Ask once for what the closing still lacks; tell whether there was anything to ask."""
        missing = () if self._was_asked else self.closing.missing()
        self._was_asked = True
        if not missing:
            return False
        words = ", ".join(self._words()[part] for part in missing)
        self.missing.say(self.tr("Still open: {parts}.").replace("{parts}", words))
        self._scroll.ensureWidgetVisible(self.missing)
        self.missing.answers[0].setFocus()
        return True

    def _words(self) -> dict[ClosingPart, str]:
        return {
            ClosingPart.COMMITMENT_WHAT: self.tr("what your client will do"),
            ClosingPart.COMMITMENT_BY: self.tr("by when"),
            ClosingPart.COMMITMENT_KNOWN_BY: self.tr("how you will both know"),
            ClosingPart.PLEDGE_WHAT: self.tr("what you will do"),
        }

    def _on_fill_in(self) -> None:
        missing = self.closing.missing()
        self.missing.say("")
        if missing:
            self._scroll.ensureWidgetVisible(self.closing)
            self.closing.focus_on(missing[0])

    def _on_state(self) -> None:
        failures = [saver.failure for saver in self._savers() if saver.state is SaveState.FAILED]
        elsewhere = StaleError | LockedTextError | None
        told = [error_text(failure) for failure in failures if not isinstance(failure, elsewhere)]
        self.late.look()
        stale = self.tr("These notes were changed elsewhere in the meantime. Your words are still here.")
        self.stale.say(stale if self.notes.is_stale else "")
        text = self.tr("Not saved: {reason}").replace("{reason}", told[0]) if told else ""
        self.failure.say(text)
        self.state_changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102
        if self.files.takes(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)  # the file stays where it was
            event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        self.brief.setVisible(self.width() >= _WIDE_ENOUGH_FOR_BRIEF and self.brief.is_worth_showing())
