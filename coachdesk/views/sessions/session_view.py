"""One session on the screen, the arc from top to bottom."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QWidget

from coachdesk.errors import LockedTextError, StaleError
from coachdesk.i18n import error_text
from coachdesk.models.entities.ids import EngagementId, SessionId
from coachdesk.models.entities.session import PrivateNote, Session
from coachdesk.models.notes import OpenNote
from coachdesk.models.session_kinds import wants_promises
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.ritual_strip import RitualStrip
from coachdesk.views.sessions.around_parts import AroundParts
from coachdesk.views.sessions.aside import Aside, Surroundings
from coachdesk.views.sessions.brief import BriefColumn
from coachdesk.views.sessions.check_in import CheckInCard
from coachdesk.views.sessions.closing import ClosingCard
from coachdesk.views.sessions.files.drop_zone import DropZone
from coachdesk.views.sessions.files.strip import FilesStrip
from coachdesk.views.sessions.focus_pane import FocusPane
from coachdesk.views.sessions.inline_bar import InlineBar
from coachdesk.views.sessions.late_words import LateWords
from coachdesk.views.sessions.missing_parts import MissingParts
from coachdesk.views.sessions.moments.part import MomentsPart
from coachdesk.views.sessions.move_card import MoveCard
from coachdesk.views.sessions.notes.card import NotesCard
from coachdesk.views.sessions.practice_card import PracticeCard
from coachdesk.views.sessions.shared_side import SharedCard
from coachdesk.views.sessions.themes import ThemesPart
from coachdesk.views.widgets.autosave import SaveState
from coachdesk.views.widgets.page import ScrollColumn
from coachdesk.views.widgets.saver import PartSaver

_WIDE_ENOUGH_FOR_BRIEF = 960
_NOBODYS = SessionId("")
_NOTHING_PLANNED = Session(id=_NOBODYS, engagement_id=EngagementId(""), number=0)
_AROUND = 160  # so that what belongs to a field is seen with it
_WORST_FIRST = (SaveState.FAILED, SaveState.SAVING, SaveState.DIRTY, SaveState.SAVED)


class SessionView(QWidget):
    """Check-in, the wall between private and shared, closing; shows one session at a time.

    It is whole after `complete`, whose last step is to hand it to `take_in`, and of no session
    before `turn_to`.
    """

    state_changed = Signal()
    close_anyway = Signal()
    moved = Signal(object, bool)
    read_wanted = Signal()
    focus_left = Signal()

    def __init__(
        self, context: Context, asked: set[SessionId], take_in: Callable[["SessionView"], None]
    ) -> None:
        super().__init__()
        self._context = context
        self._asked = asked
        self.session_id = _NOBODYS
        self._today = context.workspace.today
        self._asks_for_promises = True
        self._steps: list[Callable[[], None]] = [
            self._build_words,
            self._build_closing,
            self._build_around,
            self._put_together,
            lambda: take_in(self),
        ]

    def go_on(self) -> bool:
        """Build the next part of the page, as all at once would take too long; tell whether there is more."""
        self._steps.pop(0)()
        return bool(self._steps)

    def complete(self) -> "SessionView":
        """Build what is still missing."""
        while self._steps:
            self.go_on()
        return self

    def _build_words(self) -> None:
        context = self._context
        self.check_in = CheckInCard(context, self.session_id, self)
        self.notes = NotesCard(context, self, OpenNote(PrivateNote(session_id=_NOBODYS)))
        self.moments = MomentsPart(context, self, self.notes.edit, self.notes.chosen_words)
        self.themes = ThemesPart(context, self.moments.note)
        self.notes.body.addWidget(self.moments)
        self.moments.end_with(self.themes)
        self.moments.taken_across.connect(self.notes.taken_across)
        self.shared = SharedCard(context, self.session_id, self)

    def _build_closing(self) -> None:
        context = self._context
        self.closing = ClosingCard(context, self.session_id, self)
        self.practice = PracticeCard(context, self.session_id, self)
        self.files = FilesStrip(context, _NOTHING_PLANNED)
        self.files.listen_on(self)
        self.drop_zone = DropZone(self)
        self.drop_zone.dropped.connect(self.files.add_files)
        self.notes.edit.image_pasted.connect(self.files.add_image)
        self.notes.edit.files_pasted.connect(self.files.add_files)

    def _build_around(self) -> None:
        context = self._context
        self.brief = BriefColumn()
        self.brief.review_wanted.connect(context.navigation.review_requested)
        self.brief.brief_wanted.connect(context.navigation.brief_requested)
        self.aside = Aside(context, self, self.brief, self._surroundings())
        self.move_card: MoveCard | None = None
        self.around = AroundParts(context, self)
        self.around.state_changed.connect(self._on_state)
        self.opening_rituals = RitualStrip(self.tr("As we begin"))
        self.closing_rituals = RitualStrip(self.tr("As we end"))
        self.opening_rituals.left.connect(lambda: self.lead_to(self.check_in.focus))
        self.closing_rituals.left.connect(lambda: self.lead_to(self.closing.fields[0]))
        self.check_in.way.state_changed.connect(self._on_state)
        self.addAction(self.check_in.way.key)
        self.focus = FocusPane(context)
        self.focus.left.connect(self.focus_left)
        self.failure = InlineBar(((self.tr("Retry"), self.flush),))
        self.missing = MissingParts(self._asked, self._on_fill_in, self.close_anyway.emit)
        self.stale = InlineBar(((self.tr("Put the saved notes above mine"), self.notes.keep_both),))
        self.late = LateWords(context, self.session_id, self.shared, self.closing, self.notes)
        self.late.read_wanted.connect(self.read_wanted)

    def _put_together(self) -> None:
        self._lay_out()
        self.shared.later_words_answered.connect(self.state_changed)
        self.notes.taken_across.connect(self.shared.take)
        self.closing.next_agreed.connect(self.shared.tell_next_date)
        self.shared.landed.connect(self.lead_to)
        self.check_in.focus.textChanged.connect(
            lambda: self.shared.offer_check_in(self.check_in.focus.text())
        )
        for saver in self._savers():
            saver.state_changed.connect(self._on_state)

    def _surroundings(self) -> Surroundings:
        return Surroundings(
            notes=self.notes.edit,
            closing=self.closing,
            is_checked_in=lambda: bool(self.check_in.focus.text().strip()),
            lead_to=self.lead_to,
        )

    def _lay_out(self) -> None:
        self._scroll = ScrollColumn()
        self._scroll.column.setSpacing(10)
        wall = QGridLayout()
        wall.setHorizontalSpacing(20)
        wall.addWidget(self.notes, 0, 0)
        wall.addWidget(self.shared, 0, 1)
        for column in (0, 1):
            wall.setColumnStretch(column, 1)
        above = (self.failure, self.late, self.missing, self.stale, self.around.above, self.opening_rituals)
        for part in above:
            self._scroll.column.addWidget(part)
        for part in (self.check_in, self.around.below):
            self._scroll.column.addWidget(part)
        for card in (self.check_in, self.notes, self.shared, self.closing):
            card.body.setContentsMargins(18, 9, 18, 9)
        self._scroll.column.addLayout(wall, 1)
        self._scroll.column.addWidget(self.files)
        self._scroll.column.addWidget(self.closing_rituals)
        self._scroll.column.addWidget(self.closing)
        self._scroll.column.addWidget(self.practice)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(20)
        self._row.addWidget(self._scroll, 1)
        self._row.addWidget(self.aside)
        self._row.addWidget(self.focus, 1)

    def turn_to(self, page: SessionPage) -> None:
        """Become the page of another session: quicker than to build one anew."""
        self.session_id = page.session.id
        for part in (self.check_in, self.shared, self.closing, self.practice, self.late):
            part.turn_to(self.session_id)
        self.notes.turn_to(page.open_note)
        self.moments.turn_to()
        self.themes.turn_to(self.session_id)
        self.around.turn_to(page)
        self.aside.turn_to()
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
            "notes": (self.notes.edit, *self.around.note_fields),
            "shared": (*self.shared.fields, *said_first),
            "closing": self.closing.fields,
        }.get(part, said_first)

    def lead_to(self, field: QWidget) -> None:
        """Put the keyboard into a field, and the field into sight once the page has its height."""
        if self.focus.is_on and not self.focus.isAncestorOf(field):
            self.focus_left.emit()  # nobody can type where nothing is seen
        self.around.reveal(field)
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

    def ask_how_it_counts(self) -> None:
        """Show how the session counts, ready to be changed."""
        self._scroll.ensureWidgetVisible(self.around.ask_how_it_counts())

    def offer_move(self, page: SessionPage) -> None:
        """Let the plan of the session be changed on its page."""
        if self.move_card is None:
            self.move_card = MoveCard(self._context)
            self.move_card.form.offer_near_days(self._today)
            self.move_card.moved.connect(self.moved)
            self._scroll.column.insertWidget(2, self.move_card)
        self.move_card.start(page.session, page.clients)

    def show_page(self, page: SessionPage, today: date) -> None:
        """Show what the vault holds now; what is being typed stays."""
        self.check_in.show_page(page, today)
        self.notes.show_note(page.open_note)
        self.notes.say_how_long(page.retention)
        self.moments.show_page(page)
        self.themes.show_page(page)
        self.notes.show_session(page.session, page.clients)
        self.shared.show_page(page, today)
        self.closing.show_page(page)
        self.practice.show_page(page)
        self.files.show_page(page)
        self.aside.show_page(page, today)
        self.around.show_page(page)
        self.opening_rituals.show_rituals(page.rituals.opening)
        self.closing_rituals.show_rituals(page.rituals.closing)
        self.focus.show_page(page)
        self._asks_for_promises = wants_promises(page.session)
        self.notes.lock_shared_side(is_locked=page.is_handed_out)
        if page.session.closed_at is not None:
            self.missing.say("")
        self._make_room()

    def _savers(self) -> tuple[PartSaver, ...]:
        parts = (
            self.check_in,
            self.notes,
            self.moments,
            self.shared,
            self.closing,
            self.closing.feedback,
            self.practice,
            self.aside,
        )
        return (*(part.saver for part in parts), *self.around.savers, *self.check_in.way.savers)

    @property
    def keys_aside(self) -> tuple[QAction, QAction]:
        """What leads to the steps of goals, and to prompts."""
        return (self.check_in.way.key, self.aside.prompts_key)

    @property
    def state(self) -> SaveState:
        """How safe the least safe words of the page are."""
        return min((saver.state for saver in self._savers()), key=_WORST_FIRST.index)

    @property
    def is_dirty(self) -> bool:
        """Whether the page holds something that the vault does not."""
        is_named = self.files.has_unsaved or self.themes.has_unsaved
        is_typed = self.check_in.has_unsaved_why or self.shared.has_later_words or is_named
        return is_typed or any(saver.is_dirty for saver in self._savers())

    def flush(self) -> None:
        """Save at once everything that is unsaved."""
        flushes: tuple[Callable[[], None], ...] = (
            self.check_in.flush,
            self.notes.flush,
            self.moments.flush,
            self.themes.flush,
            self.shared.flush,
            self.closing.flush,
            self.practice.flush,
            self.around.flush,
            self.aside.flush,
            self.files.flush,
        )
        for flush in flushes:
            flush()

    def ask_for_missing(self) -> bool:
        """Ask once for what the closing still lacks; tell whether there was anything to ask."""
        missing = self.closing.missing() if self._asks_for_promises else ()
        if not self.missing.ask(self.session_id, missing):
            return False
        self._scroll.ensureWidgetVisible(self.missing)
        self.missing.answers[0].setFocus()
        return True

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
        self.focus.saved.show_state(self.state)
        self.state_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        is_wide = self.width() >= _WIDE_ENOUGH_FOR_BRIEF and not self.focus.is_on
        self.aside.make_room(self._row, is_wide=is_wide)

    def focus_on_notes(self, *, is_wanted: bool) -> None:
        """Leave the notes alone, with what says that words are not saved, or show the page whole again."""
        if is_wanted:
            kept = (
                self.failure,
                self.late,
                self.stale,
                self.notes.caption,
                self.notes.find_bar,
                self.notes.edit,
                self.moments,
            )
            self.focus.enter(kept, self.notes.edit)
            self.focus.saved.show_state(self.state)
        else:
            self.focus.give_back()
        self.themes.step_back(is_wanted=is_wanted)
        self._scroll.setHidden(is_wanted)
        self._make_room()
