"""How a session opens: the promises of last time, then what it should be about."""

from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.models import notes
from coachdesk.models.entities.ids import SessionId
from coachdesk.models.entities.session import CheckIn, Commitment, Pledge
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.open_fields import OpenText, labelled_tightly
from coachdesk.views.sessions.way_part import WayPart
from coachdesk.views.sessions.wording import called_text
from coachdesk.views.settling import Promise, column_of_commitments, column_of_pledges
from coachdesk.views.widgets.buttons import link
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.saver import Job, PartSaver
from coachdesk.views.widgets.text import ElidedLabel, rule


class CheckInCard(Card):
    """Both promises side by side, each settled with one key; below them the check-in, said together."""

    commitment_settled = Signal(str, object, str)
    pledge_settled = Signal(str, object, str)
    size_answered = Signal(str, object, str)

    def __init__(self, context: Context, session_id: SessionId, origin: QObject) -> None:
        super().__init__()
        self._session_id = session_id
        self.body.setSpacing(5)
        self._make_fields()
        self._make_promises()
        self.saver = PartSaver(context.workspace, origin, self._job)
        self.way = WayPart(context, session_id, origin)
        self._others = QWidget()
        self.in_short = ElidedLabel("", "muted")
        self.more = link("", self._on_more)
        self.more.setAccessibleDescription(self.tr("What has happened, what would be a success, the mood"))
        self._lay_out()
        self._show_others(is_open=False)
        for field in self._fields.values():
            field.textChanged.connect(self.saver.touch)

    def _make_fields(self) -> None:
        self.focus = OpenText(placeholder=self.tr("In one sentence"))
        self.most_valuable = OpenText(placeholder=self.tr("At the end of the hour"))
        self.mood = OpenText()
        self.since_last = OpenText()
        self.success_today = OpenText()
        self._fields = {
            "focus": self.focus,
            "most_valuable": self.most_valuable,
            "mood": self.mood,
            "since_last": self.since_last,
            "success_today": self.success_today,
        }

    def _make_promises(self) -> None:
        self.commitments, self.pledges = column_of_commitments(), column_of_pledges()
        self.commitments.settled.connect(self.commitment_settled)
        self.pledges.settled.connect(self.pledge_settled)
        self.commitments.size_answered.connect(self.size_answered)

    def _lay_out(self) -> None:
        self._last_time = QWidget()
        column = QVBoxLayout(self._last_time)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(6)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addWidget(self.commitments, 1)
        both.addWidget(self.pledges, 1)
        column.addLayout(both)
        column.addWidget(rule())
        self.body.addWidget(self._last_time)
        self.body.addLayout(
            _pair(
                (self.tr("What deserves our time today?"), self.focus),
                (self.tr("What would make it worth it?"), self.most_valuable),
            )
        )
        others = _pair(
            (self.tr("What has happened since last time?"), self.since_last),
            (self.tr("What would be a success today?"), self.success_today),
            (self.tr("Mood or energy, in a word"), self.mood),
        )
        others.setContentsMargins(0, 0, 0, 0)
        self._others.setLayout(others)
        self.body.addWidget(self._others)
        end = QHBoxLayout()
        end.addWidget(self.in_short, 1)
        end.addStretch()
        end.addWidget(self.way.ask, alignment=Qt.AlignmentFlag.AlignRight)
        end.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(end)
        self.body.addWidget(self.way)

    def _on_more(self) -> None:
        is_wanted = self._others.isHidden()
        self._show_others(is_open=is_wanted)
        if is_wanted:
            self.since_last.setFocus()

    def _show_others(self, *, is_open: bool) -> None:
        """Show the fields that are asked for less often, or what they hold in one line."""
        self._others.setVisible(is_open)
        words = self.tr("Less") if is_open else self.tr("More")
        self.more.setText(words)
        self.more.setAccessibleName(words)
        said = (self.mood.text(), self.since_last.text(), self.success_today.text())
        self.in_short.show_text(" · ".join(word.strip() for word in said if word.strip()))
        self.in_short.setHidden(is_open)

    def turn_to(self, session_id: SessionId) -> None:
        """Be the check-in of another session from now on; nothing here is unsaved."""
        self._session_id = session_id
        self._show_others(is_open=False)
        self.way.turn_to(session_id)
        self.commitments.fold()
        self.pledges.fold()

    def show_page(self, page: SessionPage, today: date) -> None:
        """Show what the vault holds; what is being typed stays."""
        promised = page.promises
        self._last_time.setVisible(bool(promised.commitments or promised.pledges))
        caption = self.tr("{name} promised").replace("{name}", called_text(page))
        theirs = [_promise(page, one) for one in promised.commitments]
        mine = [_promise(page, one) for one in promised.pledges]
        self.commitments.show_promises(caption, theirs, today)
        self.pledges.show_promises(self.tr("You promised"), mine, today)
        self.way.show_page(page)
        if not self.saver.is_dirty:
            self._show(page.check_in)

    def _show(self, said: CheckIn) -> None:
        for name, field in self._fields.items():
            field.blockSignals(True)
            field.show_text(getattr(said, name))
            field.blockSignals(False)
        self._show_others(is_open=not self._others.isHidden())

    def show_settled(self, promise: Commitment | Pledge) -> None:
        """Show what the vault holds of a promise that has just been settled."""
        for column in (self.commitments, self.pledges):
            column.show_settled(Promise.of(promise))

    @property
    def has_unsaved_why(self) -> bool:
        """Whether a word on why is typed that the vault does not hold."""
        return self.commitments.is_dirty or self.pledges.is_dirty

    def flush(self) -> None:
        """Save at once what is unsaved."""
        self.commitments.flush()
        self.pledges.flush()
        self.saver.flush()
        self.way.flush()

    def _job(self) -> Job:
        words = {name: field.text() for name, field in self._fields.items()}
        return partial(notes.save_check_in, check_in=CheckIn(session_id=self._session_id, **words))


def _promise(page: SessionPage, one: Commitment | Pledge) -> Promise:
    """Return a promise with what was said of it in between, and whether its size wants a look."""
    if page.brief is None:
        return Promise.of(one)
    return Promise.of(one, asks_size=one.id in page.brief.asks_size, said=page.brief.said_about(one))


def _pair(*fields: tuple[str, QWidget]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(8)
    for place, (label, field) in enumerate(fields):
        grid.addWidget(labelled_tightly(label, field), place // 2, place % 2)
        grid.setColumnStretch(place % 2, 1)
    return grid
