"""All sessions: what is to come, day by day, and what was."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from attrs import frozen
from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from coachdesk.models.days import day_bounds
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.prompt import Lens
from coachdesk.models.entities.session import SessionState
from coachdesk.models.lens_names import lens_names
from coachdesk.models.lists.sessions import DayLine, Line, SessionList, lines_of
from coachdesk.models.session_lists import SessionRow, list_sessions
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.fields import Choice
from coachdesk.views.kind_text import kind_if_special
from coachdesk.views.labels import day_text, label, relative_day, time_text
from coachdesk.views.lens_words import lens_choices
from coachdesk.views.names import names_text
from coachdesk.views.sessions.wording import number_text
from coachdesk.views.widgets.buttons import primary, quiet, secondary
from coachdesk.views.widgets.chip import ChipTone
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.headed_rows import HeadedDelegate
from coachdesk.views.widgets.page import Page
from coachdesk.views.widgets.row_view import RowText, RowView

_STEP: Final = 100
_MATTERS: Final = (Kind.SESSION, Kind.CLIENT, Kind.ENGAGEMENT, Kind.LENS, Kind.PRACTICE_REFLECTION)


@frozen
class Listing:
    """What is to come and what was, as far as it was asked for."""

    upcoming: tuple[SessionRow, ...]
    past: tuple[SessionRow, ...]
    has_any: bool
    has_more: bool
    lens_names: Mapping[Lens, str]


class SessionsPanel(Page):
    """Type a name to narrow the list, Enter opens a session."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("SessionsPanel", "Sessions"), parent)
        self._context = context
        self._asked = 0
        self._limit = _STEP
        self.plan = primary(self.tr("Plan a session"), self._on_plan)
        self.plan.setToolTip("Ctrl+Shift+N")
        self.brief = secondary(self.tr("Brief"), self._on_brief)
        self.brief.setToolTip("Ctrl+Shift+B")
        self.calendar = secondary(self.tr("Calendar"), self._on_calendar)
        self.calendar.setToolTip("Ctrl+Shift+C")
        self.header.addWidget(self.calendar)
        self.header.addWidget(self.brief)
        self.header.addWidget(self.plan)
        self.words = self._words()
        self.lens = self._lens()
        looking = FlowLayout(spacing=8)
        looking.addWidget(self.words)
        looking.addWidget(self.lens)
        self.body.addLayout(looking)
        self.model = SessionList(lambda line: self._describe(line).spoken(), self)
        self.list = RowView(context.theme, self.tr("Sessions"), self.model, self._describe, lines=1)
        self.list.setItemDelegate(HeadedDelegate(context.theme, self._describe, DayLine, parent=self.list))
        self.list.setUniformItemSizes(False)
        self.list.opened.connect(self._on_opened)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.words)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self.list.setFocus)
        self.earlier = quiet(self.tr("Show earlier sessions"), self._on_earlier)
        self._stack = QStackedWidget()
        self._fill_stack()
        self.body.addWidget(self._stack, 1)
        self.keep_up(context.workspace.changed, *_MATTERS)

    def _words(self) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(self.tr("Find by name"))
        field.setPlaceholderText(self.tr("Find by name"))
        field.setClearButtonEnabled(True)
        field.setFixedWidth(320)
        field.textChanged.connect(lambda _text: self.refresh())
        return field

    def _lens(self) -> Choice[Lens | None]:
        choice: Choice[Lens | None] = Choice(((None, self.tr("Every lens")),), None)
        choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        choice.setAccessibleName(self.tr("Lens"))
        choice.setToolTip(self.tr("Sessions that you looked at through a lens, or wrote about for yourself"))
        choice.currentIndexChanged.connect(lambda _at: self.refresh())
        return choice

    def _offer_lenses(self, names: Mapping[Lens, str]) -> None:
        offered = ((None, self.tr("Every lens")), *lens_choices(names))
        if [text for _, text in offered] == [self.lens.itemText(at) for at in range(self.lens.count())]:
            return
        chosen = self.lens.value()
        with QSignalBlocker(self.lens):
            self.lens.offer(offered)
            self.lens.choose(chosen)

    def _show_all(self) -> None:
        with QSignalBlocker(self.lens):
            self.lens.choose(None)
        self.words.clear()
        self.refresh()

    def _fill_stack(self) -> None:
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.earlier, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.nothing = EmptyState(
            self.tr("No session yet"),
            self.tr("Plan the first one; its page waits with the promises of last time and your notes."),
            self.tr("Plan a session"),
            self._on_plan,
        )
        self.no_match = EmptyState(
            self.tr("No session matches"),
            self.tr("Try fewer letters, or every lens."),
            self.tr("Show all"),
            self._show_all,
        )
        for part in (listed, self.nothing, self.no_match):
            self._stack.addWidget(part)

    def refresh(self) -> None:
        """Read the sessions that match what is typed."""
        self._asked += 1
        midnight, _ = day_bounds(self._context.workspace.today())
        read = partial(
            _listing, midnight=midnight, words=self.words.text(), lens=self.lens.value(), limit=self._limit
        )
        self._context.workspace.run(read, partial(self._show, self._asked), origin=self)

    def focus_first(self) -> None:
        """Put the keyboard on the list, or on the one next step."""
        if self.model.rows:
            self.list.setFocus()
        else:
            self.words.setFocus()

    @property
    def session_at_hand(self) -> str:
        """The id of the session that the keyboard is on in the list."""
        line = self.list.current()
        return line.id if isinstance(line, SessionRow) else ""

    def _show(self, asked: int, listing: Listing) -> None:
        if asked != self._asked:
            return
        lines = lines_of(listing.upcoming, listing.past)
        was_empty = not self.model.rows
        self.model.show(lines)
        self.earlier.setVisible(listing.has_more)
        self.plan.setVisible(listing.has_any)
        self.brief.setVisible(listing.has_any)
        self.words.setVisible(listing.has_any)
        self.lens.setVisible(listing.has_any)
        self._offer_lenses(listing.lens_names)
        self._stack.setCurrentIndex(0 if lines else 2 if listing.has_any else 1)
        is_looking = self.words.hasFocus() or self.lens.hasFocus()
        if was_empty and lines and not is_looking:
            self._choose_first(lines)

    def _choose_first(self, lines: tuple[Line, ...]) -> None:
        place = next(at for at, line in enumerate(lines) if isinstance(line, SessionRow))
        self.list.setCurrentIndex(self.model.index(place))
        self.list.setFocus()

    def _describe(self, line: Line) -> RowText:
        if isinstance(line, DayLine):
            return RowText(title=self._day(line))
        kind = kind_if_special(line.kind, received=line.received)
        facts = [number_text(line.number, line.sessions_planned), *([kind] if kind else []), label(line.mode)]
        if line.minutes is not None:
            facts.append(self.tr("{number} min").replace("{number}", str(line.minutes)))
        chip, tone = self._state(line)
        return RowText(
            title=f"{time_text(line.starts_at)}   {names_text(line.client_names)}",
            note="   " + " · ".join(facts),
            aside=line.learned or line.focus,
            chip=chip,
            tone=tone,
        )

    def _day(self, line: DayLine) -> str:
        today = self._context.workspace.today()
        text = day_text(line.day)
        if abs(line.day - today) <= timedelta(days=1):
            near = relative_day(line.day, today)
            text = f"{near[:1].upper()}{near[1:]}, {text}"
        return self.tr("Earlier: {day}").replace("{day}", text) if line.begins_past else text

    def _state(self, row: SessionRow) -> tuple[str, ChipTone]:
        if row.handed_out_at is not None:
            return self.tr("handed out"), ChipTone.ACCENT
        if row.state is SessionState.HELD:
            if row.closed_at is not None:
                return label(row.state), ChipTone.NEUTRAL
            return self.tr("not closed yet"), ChipTone.SAND
        return label(row.state), ChipTone.NEUTRAL

    def _on_plan(self) -> None:
        self._context.navigation.session_plan_requested.emit("")

    def _on_calendar(self) -> None:
        self._context.navigation.panel_requested.emit("calendar")

    def _on_brief(self) -> None:
        self._context.navigation.brief_requested.emit(self.session_at_hand)

    def _on_opened(self, line: Line) -> None:
        if isinstance(line, SessionRow):
            self._context.navigation.session_requested.emit(line.id, "")

    def _on_earlier(self) -> None:
        self._limit += _STEP
        self.refresh()


def _listing(store: Store, *, midnight: datetime, words: str, lens: Lens | None, limit: int) -> Listing:
    upcoming = list_sessions(store, start=midnight, words=words, lens=lens, limit=limit)
    past = list_sessions(store, end=midnight, words=words, lens=lens, newest_first=True, limit=limit + 1)
    has_any = bool(upcoming or past) or bool(list_sessions(store, limit=1))
    return Listing(upcoming, past[:limit], has_any, len(past) > limit, lens_names(store))
