"""The window after unlocking: rail, search, one page at a time, notices."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from coachdesk.errors import InternalError, KnownError
from coachdesk.i18n import error_text
from coachdesk.views import stumbling
from coachdesk.views.context import Context
from coachdesk.views.navigation import Notice
from coachdesk.views.rail import (
    AGREEMENTS,
    CLIENTS,
    PRACTICE,
    PROMISES,
    PROMPTS,
    SESSIONS,
    SETTINGS,
    TODAY,
    Rail,
)
from coachdesk.views.search_box import SearchBox
from coachdesk.views.trouble_bar import TroubleBar
from coachdesk.views.turn_of_day import TurnOfDay
from coachdesk.views.widgets.notice_bar import NoticeBar
from coachdesk.views.widgets.page import MARGIN, Page

MakePage = Callable[[], Page]
_SAVING_ROUNDS: Final = 3
_SMALLEST: Final = (1024, 700)
_USUAL: Final = (1280, 800)
_RAIL_OF: Final = {
    "client": CLIENTS,
    "client-edit": CLIENTS,
    "engagement-edit": CLIENTS,
    "agreement": AGREEMENTS,
    "session": SESSIONS,
    "session-plan": SESSIONS,
    "calendar": SESSIONS,
    "brief": SESSIONS,
    "brief-print": SESSIONS,
    "preferences": CLIENTS,
    "summary": SESSIONS,
    "booklet": SESSIONS,
    "backups": SETTINGS,
    "history": SESSIONS,
    "clause-history": AGREEMENTS,
    "clause-sets": AGREEMENTS,
    "sponsor-report": AGREEMENTS,
    "take-home": AGREEMENTS,
    "returned-form": AGREEMENTS,
    "review": AGREEMENTS,
    "changes": AGREEMENTS,
    "file": SESSIONS,
    "bin": CLIENTS,
    "kit-rehearsal": SETTINGS,
    "kit-renewal": SETTINGS,
    "report": SETTINGS,
    "path": CLIENTS,
    "timeline": CLIENTS,
    "contacts": CLIENTS,
    "feedback": CLIENTS,
    "ending": CLIENTS,
    "pack": CLIENTS,
    "look-back": CLIENTS,
    "look-back-paper": CLIENTS,
    "rituals": CLIENTS,
}


class MainWindow(QMainWindow):
    """Shows one page at a time; pages are made when they are first wanted.

    `pages` maps a place to the function that makes its page. A page that shows one record
    has an `open` method; its arguments are the ids that `Navigation` carries.
    """

    lock_requested = Signal()
    closed = Signal()

    def __init__(self, context: Context, pages: Mapping[str, MakePage], *, sample: bool = False) -> None:
        super().__init__()
        self._context = context
        self._make = pages
        self._built: dict[str, Page] = {}
        self._way: list[tuple[str, tuple[str, ...]]] = []
        self._stack = QStackedWidget()
        self._pages = _frame_around(self._stack)  # a stack raises its page above all else in it
        self.rail = Rail(context.theme, sample=sample)
        self.setWindowTitle(self.tr("CoachDesk, sample practice") if sample else "CoachDesk")
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_USUAL)
        self._add_actions()
        self.search = SearchBox(context, self.commands, lambda: self.page.commands)
        self.trouble = TroubleBar(context.workspace)
        self.turn_of_day = TurnOfDay(context.workspace, self)
        self._is_giving_up = False
        self._lay_out()
        self.notices = NoticeBar(self._pages)
        self._connect()

    def _lay_out(self) -> None:
        bar = QWidget()
        bar.setObjectName("topBar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(MARGIN, 9, MARGIN, 9)
        row.addWidget(self.search, 3)
        row.addStretch(1)
        self._bar = bar
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(bar)
        right.addWidget(self.trouble)
        right.addWidget(self._pages, 1)
        whole = QWidget()
        columns = QHBoxLayout(whole)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self.rail)
        columns.addLayout(right, 1)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.open)
        self.rail.lock_requested.connect(self.lock_requested)
        self._context.workspace.failed.connect(self._on_failed)
        self._context.workspace.trouble_changed.connect(self._on_trouble)
        self.turn_of_day.came.connect(self._on_new_day)
        ways = self._context.navigation
        ways.panel_requested.connect(self.open)
        for place, asked in self._asked_for().items():
            asked.connect(partial(self.open, place))
        ways.history_requested.connect(self._open_history)
        ways.look_back_requested.connect(self._open_look_back)
        ways.found_clause_requested.connect(partial(self.open, "agreement"))
        ways.session_plan_on_requested.connect(partial(self.open, "session-plan"))
        ways.promises_found_requested.connect(partial(self.open, PROMISES, ""))
        ways.found_session_requested.connect(partial(self.open, "session"))
        ways.back_requested.connect(self.back)
        ways.turned_to.connect(self._on_turned)
        ways.notice_requested.connect(self.notices.show_notice)
        ways.focus_mode_requested.connect(self._on_focus_mode)
        ways.search_requested.connect(self.search.begin)

    def _asked_for(self) -> dict[str, Any]:
        """Return the request of each place that shows one record; its arguments are what the page opens."""
        ways = self._context.navigation
        return {
            "client": ways.client_requested,
            "client-edit": ways.client_edit_requested,
            "engagement-edit": ways.engagement_edit_requested,
            "agreement": ways.agreement_requested,
            "session": ways.session_requested,
            "session-plan": ways.session_plan_requested,
            "promises": ways.promise_requested,
            "brief": ways.brief_requested,
            "brief-print": ways.brief_print_requested,
            "preferences": ways.preferences_requested,
            "summary": ways.summary_requested,
            "booklet": ways.booklet_requested,
            "sponsor-report": ways.sponsor_report_requested,
            "take-home": ways.take_home_requested,
            "returned-form": ways.returned_form_requested,
            "review": ways.review_requested,
            "changes": ways.changes_requested,
            "file": ways.file_requested,
            "path": ways.path_requested,
            "timeline": ways.timeline_requested,
            "contacts": ways.contacts_requested,
            "feedback": ways.feedback_requested,
            "rituals": ways.rituals_requested,
            "look-back-paper": ways.look_back_paper_requested,
            "ending": ways.ending_requested,
            "pack": ways.pack_requested,
        }

    def _place_actions(self) -> list[QAction]:
        places = (
            (TODAY, self.tr("Today")),
            (CLIENTS, self.tr("Clients")),
            (AGREEMENTS, self.tr("Agreements")),
            (SESSIONS, self.tr("Sessions")),
            (PROMISES, self.tr("Promises")),
            (PROMPTS, self.tr("Prompts")),
            (PRACTICE, self.tr("Practice")),
        )
        return [
            self._action(text, f"Ctrl+{at}", partial(self.open, name))
            for at, (name, text) in enumerate(places, start=1)
        ]

    def _add_actions(self) -> None:
        ways = self._context.navigation
        self.commands = self._place_actions()
        self.commands += [
            self._action(self.tr("New client"), "Ctrl+N", lambda: ways.client_edit_requested.emit("")),
            self._action(
                self.tr("Plan a session"),
                "Ctrl+Shift+N",
                lambda: ways.session_plan_requested.emit(self.page.engagement_at_hand),
            ),
            self._action(self.tr("Calendar"), "Ctrl+Shift+C", lambda: self.open("calendar")),
            self._action(self.tr("Several summaries as a booklet"), "", self._open_booklet),
            self._action(
                self.tr("Brief"), "Ctrl+Shift+B", lambda: ways.brief_requested.emit(self.page.session_at_hand)
            ),
            *self._about_a_client(),
            self._action(self.tr("Back"), QKeySequence.StandardKey.Back, self.back),
            self._action(self.tr("Backups"), "Ctrl+Shift+K", lambda: self.open("backups")),
            self._action(self.tr("Settings"), "Ctrl+,", lambda: self.open(SETTINGS)),
            self._action(self.tr("Lock"), "Ctrl+L", self.lock_requested.emit),
            self._action(self.tr("Quit"), "Ctrl+Q", self.close),
        ]

    def _about_a_client(self) -> list[QAction]:
        """Return what leads to the pages about the client, or the work, that the page in front is about."""
        ways = self._context.navigation
        return [
            self._action(self.tr("How we work"), "", self._open_preferences),
            self._action(self.tr("Feedback"), "", partial(self._open_of_engagement, "feedback")),
            self._action(
                self.tr("Contact between sessions"), "", partial(self._open_of_engagement, "contacts")
            ),
            self._action(self.tr("The path"), "Ctrl+Shift+W", partial(self._open_of_engagement, "path")),
            self._action(self.tr("Timeline"), "Ctrl+T", self._open_timeline),
            self._action(
                self.tr("Rituals"), "", lambda: ways.rituals_requested.emit(self.page.engagement_at_hand)
            ),
            self._action(self.tr("Pause or end"), "", self._open_ending),
            self._action(self.tr("Look back"), "", self._open_look_back_at_hand),
        ]

    def _action(
        self, text: str, keys: str | QKeySequence.StandardKey, on_trigger: Callable[[], object]
    ) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: on_trigger())
        self.addAction(action)
        return action

    @property
    def place(self) -> str:
        """Where the coach is."""
        return self._way[-1][0] if self._way else ""

    @property
    def page(self) -> Page:
        """The page in front."""
        return self._built[self.place]

    def open(self, place: str, *ids: str) -> None:
        """Go to a place, and remember the way back."""
        self._leave()
        if not self._way or self._way[-1] != (place, ids):
            self._way.append((place, ids))
        self._enter(place, ids)

    def prepare(self, place: str) -> None:
        """Make a page that is likely to be wanted next, without going there."""
        self._page_of(place).prepare()

    def _page_of(self, place: str) -> Page:
        if place not in self._built:
            self._built[place] = self._make[place]()
            self._stack.addWidget(self._built[place])
        return self._built[place]

    def back(self) -> None:
        """Return to where the coach was before, or to Today."""
        self._leave()
        if self._way:
            self._way.pop()
        place, ids = self._way[-1] if self._way else (TODAY, ())
        if not self._way:
            self._way.append((place, ids))
        self._enter(place, ids)

    def flush(self) -> None:
        """Save whatever any page holds that the vault does not."""
        for page in self._built.values():
            stumbling.flush(page)

    def _open_booklet(self) -> None:
        engagement = self.page.engagement_at_hand
        if engagement:
            self.open("booklet", engagement)
        else:
            self._context.navigation.notify(self.tr("Open a client or a session first, then the booklet."))

    def _open_preferences(self) -> None:
        """Ask how the client at hand likes to work, or first which client."""
        client = self.page.client_at_hand
        self.open("preferences", client) if client else self.open(CLIENTS)

    def _open_of_engagement(self, place: str) -> None:
        """Show a place of the engagement at hand, or first ask which."""
        engagement = self.page.engagement_at_hand
        self.open(place, engagement) if engagement else self.open(CLIENTS)

    def _open_timeline(self) -> None:
        """Show what happened with the client at hand, or ask first which client."""
        client = self.page.client_at_hand
        self.open("timeline", client) if client else self.open(CLIENTS)

    def _open_ending(self) -> None:
        """Open the end of the work at hand; where there is none, the clients."""
        work = self.page.engagement_at_hand
        self.open("ending", work) if work else self.open(CLIENTS)

    def _open_look_back_at_hand(self) -> None:
        self._open_look_back(self.page.client_at_hand, self.page.engagement_at_hand)

    def _open_look_back(self, client: str, engagement: str) -> None:
        """Look back on the work with one client, or on the whole practice where there is none."""
        self.open("look-back", client, engagement) if client else self.open(PRACTICE)

    def _on_turned(self, *ids: str) -> None:
        """Let the way back lead to what the page in front shows by now."""
        self._way[-1] = (self.place, ids)

    def _open_history(self, subject: str, owner: str) -> None:
        self.open("clause-history" if subject == "clause" else "history", subject, owner)

    def _leave(self) -> None:
        if self._way and not stumbling.flush(self.page):
            self._on_failed(InternalError())

    def _enter(self, place: str, ids: tuple[str, ...]) -> None:
        page = self._page_of(place)
        self._stack.setCurrentWidget(page)
        self.rail.mark(_RAIL_OF.get(place, place))
        if ids:
            page.open(*ids)
        elif not page.has_unsaved:
            page.refresh()
        page.focus_first()

    def _on_focus_mode(self, is_on: bool) -> None:
        """Keep out of sight what leads elsewhere; what is wrong and what happened is said all the same."""
        for part in (self.rail, self._bar):
            part.setHidden(is_on)

    def _on_failed(self, error: KnownError) -> None:
        if isinstance(error, InternalError):
            show_report = partial(self.open, "report")
            self.notices.show_notice(Notice(error_text(error), self.tr("Show the report"), show_report))
        else:
            self.notices.show_notice(Notice(error_text(error)))

    def _on_new_day(self) -> None:
        """Let the page in front say what is today; the others are read anyway when they come to the front."""
        if self._way:
            self.page.begin_day()

    def _on_trouble(self, trouble: KnownError | None) -> None:
        """Save what had to wait as soon as that is possible again."""
        if trouble is None:
            self.flush()

    def settle(self) -> bool:
        """Save everything and wait for it; False where words are left that could not be saved.

        Words may still be typed while a save is under way, so this asks a second time.
        """
        held_back = self.save_all()
        if held_back:
            self._bring_forward(held_back[0])
            self._say_what_is_left()
        return not held_back

    def _say_what_is_left(self) -> None:
        """Say that words are left; where the vault takes none at all, leaving them is the coach's choice."""
        told = self.tr("Some words could not be saved. They are still here, nothing is lost.")
        if self._context.workspace.trouble is None:
            self.notices.show_notice(Notice(told))
        else:
            self.notices.show_notice(Notice(told, self.tr("Close without them"), self._give_up))

    def _give_up(self) -> None:
        self._is_giving_up = True
        self.close()

    def save_all(self, most_ms: int | None = None) -> list[str]:
        """Save everything and return the places where words are left; wait at most `most_ms` for each try."""
        held_back: list[str] = []
        for _ in range(_SAVING_ROUNDS):
            self.flush()
            self._context.workspace.drain(most_ms)
            held_back = [name for name, page in self._built.items() if stumbling.has_unsaved(page)]
            if not held_back:
                break
        return held_back

    def knows(self, place: str) -> bool:
        """Tell whether there is such a place: a later CoachDesk may have others."""
        return place in self._make

    @property
    def has_unsaved(self) -> bool:
        """Whether any page holds words that the vault does not."""
        return any(stumbling.has_unsaved(page) for page in self._built.values())

    def pages_to_keep(self) -> list[tuple[str, tuple[str, ...], Page]]:
        """Return place, ids and page of each that holds words not saved yet, and last of the one in front."""
        held_back = [name for name, page in self._built.items() if stumbling.has_unsaved(page)]
        behind = [name for name in held_back if name != self.place]
        places = (*behind, self.place) if self._way else ()
        return [(name, self._ids_of(name), self._built[name]) for name in places]

    def _ids_of(self, place: str) -> tuple[str, ...]:
        return next((ids for former, ids in reversed(self._way) if former == place), ())

    def _bring_forward(self, place: str) -> None:
        """Show a page as it was left, without reading it again."""
        self._way.append((place, self._ids_of(place)))
        self._stack.setCurrentWidget(self._built[place])
        self.rail.mark(_RAIL_OF.get(place, place))
        self._built[place].show_unsaved()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        if self._is_giving_up or self.settle():
            self.closed.emit()
            event.accept()
        else:
            event.ignore()


def _frame_around(widget: QWidget) -> QWidget:
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    return frame
