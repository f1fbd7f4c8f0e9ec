"""The field above all: what is typed is found at once, the keyboard opens it."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from coachdesk.models.finding import search
from coachdesk.models.hits import COUNT_LIMIT, Hit, SearchPage
from coachdesk.models.lists.hits import CommandHit, FoundRow, HitList, find_command
from coachdesk.models.lists.rows import Role
from coachdesk.models.search import SearchKind
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.hit_delegate import HitDelegate
from coachdesk.views.hit_text import hit_text
from coachdesk.views.widgets.text import muted, set_text

_LONGEST: Final = 400
_COMMANDS_SHOWN: Final = 3
_NARROWEST: Final = 560
_MARGIN: Final = 16
_PROMISES: Final = (SearchKind.COMMITMENT, SearchKind.PLEDGE, SearchKind.CHECK_IN)
_PART_OF: Final = {
    SearchKind.NOTE: "notes",
    SearchKind.SESSION: "shared",
    SearchKind.COMMITMENT: "closing",
    SearchKind.PLEDGE: "closing",
}
_CONVERSATIONS: Final = (SearchKind.CONTACT, SearchKind.FEEDBACK)
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}


class ResultList(QFrame):
    """The list below the field. It never takes the focus; the field hands it the keys."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("searchResults")
        self.setProperty("popup", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Search results"))
        self.model = HitList(self.say, self)
        self.view = self._view()
        self.summary: QLabel = muted("", wrap=False)
        self.summary.setContentsMargins(12, 0, 12, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 8)
        layout.addWidget(self.view)
        layout.addWidget(self.summary)
        self.hide()

    def _view(self) -> QListView:
        view = QListView()
        view.setAccessibleName(self.tr("Search results"))
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setProperty("look", "bare")
        view.setModel(self.model)
        theme = self._context.theme
        view.setItemDelegate(
            HitDelegate(theme, lambda row: hit_text(row, self._context.workspace.today()), parent=view)
        )
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        theme.changed.connect(view.viewport().update)
        return view

    def say(self, row: FoundRow) -> str:
        """Return a row as one sentence."""
        return hit_text(row, self._context.workspace.today()).spoken()

    def show_rows(self, rows: Sequence[FoundRow], summary: str) -> None:
        """Show what was found, the first row ready to be opened."""
        self.model.show(rows)
        set_text(self.summary, summary)
        self.view.setVisible(bool(rows))
        self.view.setCurrentIndex(self.model.index(0))
        self.view.scrollToTop()

    def current(self) -> FoundRow | None:
        """Return the row that Enter opens."""
        row: FoundRow | None = self.view.currentIndex().data(Role.ROW)
        return row

    def step(self, by: int) -> None:
        """Go some rows on or back, and stay on the list."""
        last = self.model.rowCount() - 1
        at = max(0, min(last, self.view.currentIndex().row() + by))
        self.view.setCurrentIndex(self.model.index(at))

    def place_below(self, field: QWidget) -> None:
        """Lie below the field, over the page, as high as there is something to show."""
        window = self.window()
        corner = field.mapTo(window, QPoint(0, field.height() + 6))
        width = min(max(field.width(), _NARROWEST), window.width() - corner.x() - _MARGIN)
        rows = self.model.rowCount() * self.view.sizeHintForRow(0) + 4 if self.model.rowCount() else 0
        room = window.height() - corner.y() - _MARGIN
        height = min(rows + self.summary.sizeHint().height() + 26, room)
        self.setGeometry(corner.x(), corner.y(), width, height)


class SearchBox(QWidget):
    """Ctrl+K leads here; clients come first, then commands, then everything else, newest first.

    Beside the commands of the window, those `of_page` are offered that the page in front has.

    Each letter asks at once. While one answer is awaited only the newest question waits
    behind it, so that no answer is ever older than what stands in the field for long.
    """

    def __init__(
        self,
        context: Context,
        commands: Sequence[QAction] = (),
        of_page: Callable[[], Sequence[QAction]] = tuple,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._of_window = tuple(commands)
        self._of_page = of_page
        self._commands = self._of_window
        self._results: ResultList | None = None
        self._asked: str | None = None
        self._opens_next_answer = False
        self.field = self._field()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.field)
        self.setFocusProxy(self.field)
        shortcut = QShortcut(QKeySequence("Ctrl+K"), self)
        shortcut.activated.connect(self.begin)
        context.theme.changed.connect(self._tint)

    def _field(self) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(self.tr("Search"))
        field.setPlaceholderText(self.tr("Search clients, sessions, notes, commands…   Ctrl+K"))
        field.setMaxLength(_LONGEST)
        field.setClearButtonEnabled(True)
        self._icon = field.addAction(
            self._context.theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._icon.setText(self.tr("Search"))
        field.textEdited.connect(self._on_edited)
        field.textChanged.connect(self._on_changed)
        field.installEventFilter(self)
        return field

    @property
    def results(self) -> ResultList:
        """The list below, made when it is first wanted."""
        if self._results is None:
            self._results = ResultList(self._context, self.window())
            self._results.view.clicked.connect(self._on_clicked)
            self._results.view.selectionModel().currentChanged.connect(self._on_current_changed)
        return self._results

    def begin(self) -> None:
        """Take the focus, with what was typed before selected; nothing typed offers the commands."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._ask()

    def dismiss(self) -> None:
        """Put the list away."""
        self._opens_next_answer = False
        if self._results is not None:
            self._results.hide()

    def _on_edited(self) -> None:
        self._opens_next_answer = False
        self._ask()

    def _on_changed(self, text: str) -> None:
        if not text:
            self.dismiss()

    def _ask(self) -> None:
        """Ask for what stands in the field, unless an answer is on its way: that one will ask again."""
        if self._asked is not None:
            return
        typed = self.field.text()
        self._asked = typed

        def job(store: Store) -> SearchPage:
            return search(store, typed)

        self._context.workspace.run(job, self._on_found, origin=self, on_failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self._asked = None
        self._context.workspace.failed.emit(error)

    def _on_found(self, page: SearchPage) -> None:
        answered, self._asked = self._asked, None
        if answered != self.field.text():
            self._ask()
            return
        if not self.field.hasFocus():
            return
        rows: list[FoundRow] = [*page.clients, *self._matching_commands(answered), *page.others]
        self.results.show_rows(rows, self._summary(page, bool(rows)))
        self.results.place_below(self.field)
        self.results.show()
        self.results.raise_()
        if self._opens_next_answer:
            self._open(self.results.current())

    def _matching_commands(self, typed: str) -> list[CommandHit]:
        self._commands = (*self._of_window, *self._of_page())
        found = [
            command
            for number, action in enumerate(self._commands)
            if action.isEnabled()
            and (command := find_command(number, action.text().replace("&", ""), _keys_of(action), typed))
        ]
        return found[:_COMMANDS_SHOWN] if typed.strip() else found

    def _summary(self, page: SearchPage, found_any: bool) -> str:
        if page.is_more:
            return self.tr("More than {count} found. Another word narrows it down.").format(count=COUNT_LIMIT)
        if page.count:
            return self.tr("%n found", "", page.count)
        if found_any:
            return (
                self.tr("Type a few letters, or choose a command.") if not self.field.text().strip() else ""
            )
        return self.tr("Nothing has these words. Fewer letters find more.")

    def _on_current_changed(self, current: QModelIndex) -> None:
        """Let a screen reader say the row, for the focus stays in the field."""
        row: FoundRow | None = current.data(Role.ROW)
        spoken = "" if row is None else self.results.say(row)
        self.field.setAccessibleDescription(spoken)
        if spoken:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, spoken))

    def _on_clicked(self, index: QModelIndex) -> None:
        self._open(index.data(Role.ROW))

    def _open(self, row: FoundRow | None) -> None:
        if row is None:
            return
        typed = self.field.text()
        self.dismiss()
        self.field.clear()
        self.field.clearFocus()
        if isinstance(row, CommandHit):
            self._commands[row.number].trigger()
        else:
            self._go_to(row, typed)

    def _go_to(self, hit: Hit, typed: str) -> None:
        ways = self._context.navigation
        if hit.kind is SearchKind.CLAUSE:
            ways.found_clause_requested.emit(hit.engagement_id, hit.owner_id, typed)
        elif hit.kind is SearchKind.MOMENT and hit.session_id:
            ways.found_session_requested.emit(hit.session_id, "moments", hit.owner_id)
        elif hit.kind in (SearchKind.GOAL, SearchKind.MOMENT) and not hit.session_id:
            ways.path_requested.emit(hit.engagement_id)
        elif hit.kind is SearchKind.ATTACHMENT:
            ways.file_requested.emit(hit.owner_id)
        elif hit.kind in _PROMISES and not hit.session_id:
            ways.promise_requested.emit(hit.owner_id)
        elif hit.kind in _CONVERSATIONS:
            place = ways.contacts_requested if hit.kind is SearchKind.CONTACT else ways.feedback_requested
            place.emit(hit.engagement_id)
        elif hit.session_id:
            ways.found_session_requested.emit(hit.session_id, _PART_OF[hit.kind], typed)
        else:
            ways.client_requested.emit(hit.client_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.dismiss()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        """Tell whether the key was meant for the list."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif key == Qt.Key.Key_Escape:
            self._on_escape()
        elif key in _STEPS and self.results.isVisible():
            self.results.step(_STEPS[key])
        elif key == Qt.Key.Key_Down:
            self._ask()
        else:
            return False
        return True

    def _on_enter(self) -> None:
        """Open the row; whoever types faster than the answer comes gets its first row."""
        if self._asked is not None:
            self._opens_next_answer = True
        elif self.results.isVisible():
            self._open(self.results.current())
        else:
            self._ask()

    def _on_escape(self) -> None:
        if self.results.isVisible():
            self.dismiss()
        else:
            self.field.clear()
            self.field.clearFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        if self._results is not None and self._results.isVisible():
            self._results.place_below(self.field)

    def _tint(self) -> None:
        self._icon.setIcon(self._context.theme.icon("search", "muted"))


def _keys_of(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
