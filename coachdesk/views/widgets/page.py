"""The frame of a page: margins, a header with its actions, a column that scrolls."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, SignalInstance
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.lists.rows import RowList
from coachdesk.views.widgets import whereabouts
from coachdesk.views.widgets.flow import FlowLayout, growing_column
from coachdesk.views.widgets.text import ElidedLabel
from coachdesk.views.widgets.whereabouts import State

# What a form is of, and which: enough to open it again in another process.
FormName = tuple[str, ...]

MARGIN = 28
_BESIDE_BAR = 6
_LEAST_FOR_NAME, _MOST_FOR_NAME = 120, 240


class Page(QWidget):
    """A page with a header row and a body below; panels put their content into `body`."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matters: frozenset[Kind] = frozenset()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = ElidedLabel(title, "h1")
        self.subtitle = ElidedLabel("", "muted")
        self.subtitle.hide()
        self._names = growing_column(_LEAST_FOR_NAME, self.title, self.subtitle, spacing=2)
        self.header = FlowLayout(spacing=10, is_at_end=True)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, 22, MARGIN, 22)
        outer.setSpacing(16)
        outer.addLayout(self._top())
        outer.addLayout(self.body, 1)

    def _top(self) -> FlowLayout:
        """Put the actions beside the name, or below it where there is no room for both."""
        top = FlowLayout(spacing=10, is_at_end=True)
        top.addWidget(self._names)
        top.add_layout(self.header)
        return top

    def name(self, title: str, subtitle: str = "") -> None:
        """Change the title and the line below it."""
        self.title.show_text(title)
        self.subtitle.show_text(subtitle)
        self.subtitle.setVisible(bool(subtitle))
        self._make_room_for_name()

    def _make_room_for_name(self) -> None:
        """Ask for the width of the title, within reason; the actions go below it where that is too much."""
        self.title.ensurePolished()
        wanted = self.title.fontMetrics().horizontalAdvance(self.title.whole)
        self._names.setMinimumWidth(min(max(wanted, _LEAST_FOR_NAME), _MOST_FOR_NAME))

    def refresh(self) -> None:
        """Read again what is shown; a page that shows nothing from the vault has nothing to do."""

    def keep_up(self, changed: SignalInstance, *matters: Kind, own_too: bool = False) -> None:
        """Read again what is shown, while it is in sight, once others changed a record of these kinds.

        What a job wrote that has the page as its origin is passed over, unless `own_too`.
        """
        self._matters = frozenset(matters)
        self._minds_itself = own_too
        changed.connect(self._on_any_change)

    def _on_any_change(self, change: Change, origin: object) -> None:
        is_new = self._minds_itself or origin is not self
        if is_new and self.isVisible() and change.touches(*self._matters):
            self.refresh()

    def begin_day(self) -> None:
        """Say anew what is today and what was yesterday; a page that keeps up reads itself again.

        A form that keeps up with nothing stays as it is.
        """
        for rows in self.findChildren(RowList):
            rows.renew()
        if self._matters:
            self.refresh()

    def prepare(self) -> None:
        """Build what the first record will need, while nobody waits for it."""

    def open(self, *_ids: str) -> None:
        """Show the record with these ids; a page that shows no single record reads itself again."""
        self.refresh()

    def flush(self) -> None:
        """Save at once what is being typed: the page is left, the window locks or closes."""

    @property
    def engagement_at_hand(self) -> str:
        """The id of the engagement that the page is about; empty where it is about none, or several."""
        return ""

    @property
    def client_at_hand(self) -> str:
        """The id of the client that the page is about; empty where it is about none, or several."""
        return ""

    @property
    def session_at_hand(self) -> str:
        """The id of the session that the page is about; empty where it is about none."""
        return ""

    @property
    def commands(self) -> Sequence[QAction]:
        """What the page can do besides the window's own commands; the search offers it, too."""
        return ()

    @property
    def has_unsaved(self) -> bool:
        """Whether there are words here that could not be saved; the window stays open for them."""
        return False

    def show_unsaved(self) -> None:
        """Bring these words into sight; a page that shows one record has them in sight."""

    @property
    def has_keyboard(self) -> bool:
        """Whether the page is in front and the keyboard on it, or on nothing that is in sight.

        What arrives late may move the keyboard only then.
        """
        holder = self.window().focusWidget()
        is_elsewhere = holder is not None and holder.isVisible() and not self.isAncestorOf(holder)
        return not self.isHidden() and (holder is self or not is_elsewhere)

    def focus_first(self) -> None:
        """Put the keyboard where the coach will want it."""
        self.setFocus()

    def rest_ids(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids that lead back to what is on the page, which was opened with these."""
        return ids

    @property
    def held_open(self) -> Sequence[FormName]:
        """The names of the forms and questions that hold words which are not saved; see `open_again`."""
        return ()

    def open_again(self, *name: str) -> None:
        """Open the form or question that has this name, as it was before anything was typed."""

    def resting(self) -> State:
        """Return where the coach is on the page, with all words where some can't be saved."""
        state = whereabouts.capture(self, words=self.has_unsaved)
        return state | {"forms": [list(name) for name in self.held_open]}

    def resume(self, state: State) -> list[str]:
        """Bring the coach back, once the record is shown; return words whose field is not there any more."""
        for name in state.get("forms", ()):
            self.open_again(*name)
        lost = whereabouts.put_words_back(self, state)
        whereabouts.put_keyboard_back(self, state)
        QTimer.singleShot(0, self, partial(self._scroll_back, state))
        return lost

    def _scroll_back(self, state: State) -> None:
        """Show what was seen, and in any case what has the keyboard: the page may be longer now."""
        whereabouts.scroll_back(self, state)
        holder = self.window().focusWidget()
        if holder is not None and self.isAncestorOf(holder) and holder.visibleRegion().isEmpty():
            bring_into_sight(holder)


class ScrollColumn(QScrollArea):
    """A column that scrolls when it is longer than the window.

    `widest` keeps it as narrow as it reads well, by a margin: of parts with a maximum width
    a layout asks the height at the full one, and would cut their last line.
    """

    def __init__(self, parent: QWidget | None = None, *, widest: int | None = None) -> None:
        super().__init__(parent)
        self._widest = widest
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("page")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, _BESIDE_BAR, 0)
        self.column.setSpacing(16)
        self.setWidget(inside)
        self.is_whole = True

    def add_in_turn(self, parts: Sequence[QWidget], *, at_once: int) -> None:
        """Put parts below each other, and a stretch; those after the first few when the window has time.

        What is laid out in one go keeps the window waiting.
        """
        for part in parts[:at_once]:
            self.column.addWidget(part)
        later = list(parts[at_once:])
        for part in later:
            part.setParent(self)
            part.hide()
        self._add_next(later)

    def _add_next(self, later: list[QWidget]) -> None:
        self.is_whole = not later
        if self.is_whole:
            self.column.addStretch(1)
            return
        QTimer.singleShot(0, self, partial(self._add_and_go_on, later))

    def _add_and_go_on(self, later: list[QWidget]) -> None:
        part = later.pop(0)
        self.column.addWidget(part)
        part.show()
        self._add_next(later)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        if self._widest is not None:
            spare = self.viewport().width() - self._widest
            self.column.setContentsMargins(0, 0, max(spare, _BESIDE_BAR), 0)
        super().resizeEvent(event)


def bring_into_sight(widget: QWidget, around: int = 80) -> None:
    """Scroll to a widget once it has its place, so that what belongs to it is seen with it."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if isinstance(area, QScrollArea):
        QTimer.singleShot(0, widget, partial(area.ensureWidgetVisible, widget, 0, around))
