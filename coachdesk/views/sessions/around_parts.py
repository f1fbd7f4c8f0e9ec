"""What stands around the words of a session, each part made when a session first wants it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.session import SessionKind
from coachdesk.models.session_kinds import MISSED
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.sessions.attendance import AttendanceCard
from coachdesk.views.sessions.counting import CountingCard
from coachdesk.views.sessions.three_way import ThreeWayCard
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.saver import PartSaver


class AroundParts(QObject):
    """`above` has its place on top of the page, `below` after the check-in."""

    state_changed = Signal()

    def __init__(self, context: Context, view: QWidget) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._page: SessionPage | None = None
        self.above, self.below = _holder(), _holder()
        self.counting: CountingCard | None = None
        self.three_way: ThreeWayCard | None = None
        self.attendance: AttendanceCard | None = None

    def show_page(self, page: SessionPage) -> None:
        """Show the parts that a session has; what is being typed stays."""
        self._page = page
        if page.session.state in MISSED or self.counting is not None:
            self._made_counting().show_page(page)
        is_three_way = page.session.kind is SessionKind.THREE_WAY
        if is_three_way:
            self._made_three_way(page.session.id).show_page(page)
        if self.three_way is not None:
            self.three_way.setVisible(is_three_way or self.three_way.saver.is_dirty)
        if page.around.members or self.attendance is not None:
            self._made_attendance().show_page(page)
        self._fold_holders()

    def turn_to(self, page: SessionPage) -> None:
        """Be there for another session from now on; nothing here is unsaved."""
        self._page = page
        if self.counting is not None:
            self.counting.leave()

    def ask_how_it_counts(self) -> QWidget:
        """Bring into sight how the session counts; return that card."""
        card = self._made_counting()
        if self._page is not None:
            card.show_page(self._page)
        card.start()
        self._fold_holders()
        return card

    def _made_counting(self) -> CountingCard:
        if self.counting is None:
            self.counting = CountingCard(self._context, self._view)
            self.counting.left.connect(self._fold_holders)
            self._take(self.counting, self.counting.saver, self.above)
        return self.counting

    def _made_three_way(self, session_id: SessionId) -> ThreeWayCard:
        if self.three_way is None:
            self.three_way = ThreeWayCard(self._context, session_id, self._view)
            self._take(self.three_way, self.three_way.saver, self.below)
        return self.three_way

    def _made_attendance(self) -> AttendanceCard:
        if self.attendance is None:
            self.attendance = AttendanceCard(self._context, self._view)
            self._take(self.attendance, self.attendance.saver, self.below)
        return self.attendance

    def _take(self, card: Card, saver: PartSaver, holder: QWidget) -> None:
        card.body.setContentsMargins(18, 9, 18, 9)
        saver.state_changed.connect(self.state_changed)
        layout = holder.layout()
        if layout is not None:
            layout.addWidget(card)

    def _fold_holders(self) -> None:
        """Leave no gap where nothing stands."""
        for holder in (self.above, self.below):
            cards = [card for card in holder.children() if isinstance(card, Card)]
            holder.setVisible(any(not card.isHidden() for card in cards))

    @property
    def savers(self) -> tuple[PartSaver, ...]:
        """What keeps the words that are typed here."""
        cards = (self.counting, self.three_way, self.attendance)
        return tuple(card.saver for card in cards if card is not None)

    def flush(self) -> None:
        """Save at once what is unsaved."""
        for saver in self.savers:
            saver.flush()

    @property
    def note_fields(self) -> tuple[QPlainTextEdit, ...]:
        """The notes on members, to be searched along with those of the session."""
        return () if self.attendance is None else self.attendance.note_fields

    def reveal(self, field: QWidget) -> None:
        """Unfold what hides a field."""
        if self.attendance is not None:
            self.attendance.reveal(field)


def _holder() -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    holder.hide()
    return holder
