"""The page with everything that happened with a client."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from coachdesk.errors import KnownError, NotFoundError
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import ClientId
from coachdesk.models.entities.timeline import HappenedGroup, TimelineRow
from coachdesk.models.lists.timeline import DayLine, Line, MonthLine, TimelineList
from coachdesk.models.timeline import ROWS_AT_ONCE, TimelinePart, timeline
from coachdesk.views.context import Context
from coachdesk.views.lead_back import lead_back
from coachdesk.views.names import shortened
from coachdesk.views.timeline.ways import go_to
from coachdesk.views.timeline.wording import group_name, line_text
from coachdesk.views.widgets.buttons import secondary, toggle
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.headed_rows import HeadedDelegate
from coachdesk.views.widgets.page import Page
from coachdesk.views.widgets.row_view import RowText, RowView

_LONGEST_NAME: Final = 40


class TimelinePanel(Page):
    """The newest first: type to narrow it, choose kinds of things, Enter leads to where one lives."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name(self.tr("Timeline"))
        self._context = context
        self._client = ClientId("")
        self._called = ""
        self._asked = 0
        self.leave = secondary(self.tr("Back"), context.navigation.back_requested.emit)
        self.header.addWidget(self.leave)
        self.words = self._words()
        self.body.addWidget(self.words)
        self.filters = {group: toggle(group_name(group), self._on_filter) for group in HappenedGroup}
        self.body.addWidget(self._filter_row())
        self.model = TimelineList(lambda line: self._describe(line).spoken(), self)
        self.model.more_wanted.connect(self._read_more)
        self.list = self._list()
        self.nothing = EmptyState(
            self.tr("Nothing happened yet"),
            self.tr("Sessions, promises, what you told each other: all of it will stand here in its order."),
        )
        self.no_match = EmptyState(
            self.tr("Nothing like that"), self.tr("Try fewer letters or other kinds."),
            self.tr("Show everything"), self._on_show_all,
        )  # fmt: skip
        self._stack = QStackedWidget()
        for part in (self.list, self.nothing, self.no_match):
            self._stack.addWidget(part)
        self.body.addWidget(self._stack, 1)
        self.keep_up(context.workspace.changed, *Kind)

    def _words(self) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(self.tr("Find in the timeline"))
        field.setPlaceholderText(self.tr("Find in the timeline"))
        field.setClearButtonEnabled(True)
        field.setMaximumWidth(420)
        field.textChanged.connect(lambda _text: self._narrow())
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), field)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._go_to_list)
        return field

    def _filter_row(self) -> QWidget:
        row = QWidget()
        row.setAccessibleName(self.tr("Kinds of things"))
        layout = FlowLayout(row, spacing=8)
        for button in self.filters.values():
            button.setAccessibleDescription(self.tr("Kinds of things"))
            layout.addWidget(button)
        return row

    def _list(self) -> RowView:
        view = RowView(self._context.theme, self.tr("Timeline"), self.model, self._describe, lines=1)
        headings = HeadedDelegate(self._context.theme, self._describe, DayLine, strong=MonthLine, parent=view)
        view.setItemDelegate(headings)
        view.setUniformItemSizes(False)
        view.opened.connect(self._on_opened)
        return view

    def open(self, *ids: str) -> None:
        """Show what happened with the client with this id."""
        if ids[0] != self._client:
            self._client = ClientId(ids[0])
            self.model.show_part((), goes_on=False)
            self._ask_for_all()
        self.refresh()

    def refresh(self) -> None:
        """Read again as much as is in sight."""
        if self._client:
            self._read(most=max(ROWS_AT_ONCE, self.model.count))

    @property
    def client_at_hand(self) -> str:
        """The client whose timeline it is."""
        return self._client

    def focus_first(self) -> None:
        """Put the keyboard where something can be looked for; an arrow down leads into the list."""
        self.words.setFocus()

    def _groups(self) -> frozenset[HappenedGroup]:
        return frozenset(group for group, button in self.filters.items() if button.isChecked())

    def _read(self, *, most: int = ROWS_AT_ONCE, before: TimelineRow | None = None) -> None:
        self._asked += 1
        job = partial(
            timeline,
            client_id=self._client,
            groups=self._groups(),
            words=self.words.text(),
            before=before,
            most=most,
        )
        show = partial(self._add if before else self._show, self._asked)
        self._context.workspace.run(job, show, origin=self, on_failed=self._on_failed)

    def _read_more(self) -> None:
        self._read(before=self.model.last)

    def _narrow(self) -> None:
        """Begin anew at the top with what is wanted now."""
        if self._client:
            self._read()

    def _on_filter(self, _is_on: bool) -> None:
        self._narrow()

    def _on_show_all(self) -> None:
        self._ask_for_all()
        self._narrow()
        self.words.setFocus()

    def _ask_for_all(self) -> None:
        for part in (self.words, *self.filters.values()):
            part.blockSignals(True)
        self.words.clear()
        for button in self.filters.values():
            button.setChecked(False)
        for part in (self.words, *self.filters.values()):
            part.blockSignals(False)

    def _show(self, asked: int, part: TimelinePart) -> None:
        if asked != self._asked:
            return
        self._called = shortened(" ".join(part.client.called.split()), _LONGEST_NAME)
        self.name(self.tr("Timeline"), part.client.display_name)
        self.model.show_part(part.rows, goes_on=part.goes_on)
        is_narrowed = bool(self.words.text().strip() or self._groups())
        self._stack.setCurrentIndex(0 if part.rows else 2 if is_narrowed else 1)
        self._choose_first()

    def _go_to_list(self) -> None:
        if self.model.rows:
            self.list.setFocus()

    def _choose_first(self) -> None:
        if self.list.currentIndex().isValid() or not self.model.rows:
            return
        place = next(at for at, line in enumerate(self.model.rows) if isinstance(line, TimelineRow))
        self.list.setCurrentIndex(self.model.index(place))
        self.list.scrollToTop()

    def _add(self, asked: int, part: TimelinePart) -> None:
        if asked == self._asked:
            self.model.add_part(part.rows, goes_on=part.goes_on)

    def _describe(self, line: Line) -> RowText:
        return line_text(line, self._context.workspace.today(), self._called)

    def _on_opened(self, line: Line) -> None:
        if isinstance(line, TimelineRow):
            go_to(line, self._context.navigation)

    def _on_failed(self, error: KnownError) -> None:
        """Show nothing of a client who is no longer there."""
        if isinstance(error, NotFoundError):
            self.model.show_part((), goes_on=False)
            self.name(self.tr("Timeline"))
        lead_back(self._context, self, error)
