"""How a session counts: whether its hour does, why, how it is paid; what became of one that was missed."""

from functools import partial

import attrs
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from coachdesk.errors import BugError, InvalidInputError
from coachdesk.models import session_details, sessions
from coachdesk.models.entities.session import FeeKind, Session, SessionState
from coachdesk.models.session_kinds import MISSED, why_uncounted
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.fields import Choice, NumberField
from coachdesk.views.labels import choices, label, moment_text
from coachdesk.views.open_fields import OpenText, labelled_tightly
from coachdesk.views.sessions.wording import fee_text
from coachdesk.views.widgets.buttons import link, secondary
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.check_box import WrappingCheckBox
from coachdesk.views.widgets.saver import Job, PartSaver
from coachdesk.views.widgets.text import body, set_text

_LONGEST_MINUTES = 1_440


class CountingCard(Card):
    """In sight when the coach asks for it, and for a session that did not take place; saves what is typed."""

    left = Signal()

    def __init__(self, context: Context, origin: QObject) -> None:
        super().__init__()
        self._context = context
        self._page: SessionPage | None = None
        self.is_wanted = False
        self.words = body("")
        self.new_time = link(self.tr("Open it"), self._on_new_time)
        self.countable = WrappingCheckBox(self.tr("Its hour counts"))
        self.reason = OpenText(most=3, placeholder=self.tr("If you like"))
        self.fee = Choice(tuple(choices(FeeKind)), FeeKind.PAID)
        self.minutes = NumberField(maximum=_LONGEST_MINUTES)
        self.done = secondary(self.tr("Done"), self._on_done)
        self.saver = PartSaver(context.workspace, origin, self._job)
        self._lay_out()
        self.countable.clicked.connect(self.saver.touch)
        self.reason.textChanged.connect(self.saver.touch)
        self.fee.activated.connect(self.saver.touch)
        self.minutes.editingFinished.connect(self._on_minutes)
        self.saver.saved.connect(self._on_saved)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.words, 1)
        top.addWidget(self.new_time, alignment=Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self.body.addWidget(self.countable)
        row = QHBoxLayout()
        row.setSpacing(18)
        self._fee_field = labelled_tightly(self.tr("How it is paid"), self.fee)
        self._minutes_field = labelled_tightly(self.tr("Minutes that count"), self.minutes)
        row.addWidget(labelled_tightly(self.tr("A word on why"), self.reason), 3)
        row.addWidget(self._fee_field, 1)
        row.addWidget(self._minutes_field, 1)
        row.addWidget(self.done, alignment=Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)

    def start(self) -> None:
        """Come into sight because the coach asks how the session counts."""
        self.is_wanted = True
        self._show()
        (self.reason if self.countable.isHidden() else self.countable).setFocus()

    def leave(self) -> None:
        """Step back where another session is shown."""
        self.is_wanted = False

    def show_page(self, page: SessionPage) -> None:
        """Show what the vault holds; what is being typed stays."""
        self._page = page
        if not self.saver.is_dirty:
            self._fill(page.session)
        self._show()

    def _fill(self, session: Session) -> None:
        self.reason.blockSignals(True)
        self.reason.show_text(session.countable_reason)
        self.reason.blockSignals(False)
        self.countable.setChecked(session.countable and not session.received)
        self.fee.choose(session.fee_kind)
        if not self.minutes.hasFocus():
            self.minutes.set_value(session.minutes)

    def _show(self) -> None:
        if self._page is None:
            return
        session = self._page.session
        is_missed = session.state in MISSED
        is_moved = session.state is SessionState.MOVED
        self.countable.setHidden(is_missed or session.received)
        self._minutes_field.setVisible(session.state is SessionState.HELD)
        self._fee_field.setVisible(not is_moved)
        self.done.setVisible(not is_missed)
        self.new_time.setVisible(is_moved and self._page.around.new_time is not None)
        set_text(self.words, self._in_words(self._page, session))
        self.setVisible(is_missed or self.is_wanted)

    def _in_words(self, page: SessionPage, session: Session) -> str:
        why = why_uncounted(session)
        if session.state is SessionState.MOVED:
            return self._moved(page)
        if session.state in MISSED:
            counts = self.tr("{state}, so no hour counts.").replace("{state}", _capital(label(session.state)))
            return " ".join(part for part in (counts, fee_text(session, page.engagement)) if part)
        if why is None and session.state is SessionState.PLANNED:
            return self.tr("Its hour counts once it is held.")
        if why is None:
            return self.tr("Its hour counts.")
        return self.tr("No hour counts: {why}.").replace("{why}", label(why))

    def _moved(self, page: SessionPage) -> str:
        if page.around.new_time is None:
            return self.tr("Moved: this is the old time, so no hour counts.")
        text = self.tr("Moved: this is the old time, so no hour counts. It takes place on {moment}.")
        at = moment_text(page.around.new_time.at, self._context.workspace.today())
        return text.replace("{moment}", at)

    def _on_new_time(self) -> None:
        if self._page is not None and self._page.around.new_time is not None:
            self._context.navigation.session_requested.emit(self._page.around.new_time.session_id, "")

    def _on_done(self) -> None:
        self.is_wanted = False
        self.saver.flush()
        self.hide()
        self.left.emit()

    def _on_saved(self, saved: Session) -> None:
        if self._page is not None and self._page.session.id == saved.id:
            self._page = attrs.evolve(self._page, session=saved)
            self._show()

    def _on_minutes(self) -> None:
        if self._page is None:
            return
        try:
            minutes = self.minutes.value()
        except InvalidInputError as error:
            self._context.workspace.failed.emit(error)
            self.minutes.set_value(self._page.session.minutes)
            return
        if minutes != self._page.session.minutes:
            job = partial(sessions.set_minutes, session_id=self._page.session.id, minutes=minutes)
            self._context.workspace.run(job)

    def _job(self) -> Job:
        if self._page is None:
            raise BugError("a card that shows no session has nothing to save")
        return partial(
            session_details.set_counting,
            session_id=self._page.session.id,
            countable=self.countable.isChecked(),
            reason=self.reason.text(),
            fee_kind=self.fee.value(),
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
