"""The column beside the page of a session: the brief, or the prompts at hand."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from attrs import frozen
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPlainTextEdit, QStackedLayout, QVBoxLayout, QWidget

from coachdesk.delivery import is_gone
from coachdesk.models.entities.prompt import PromptMoment
from coachdesk.models.prompt_shelves import fitting_moment
from coachdesk.models.session_pages import SessionPage
from coachdesk.views.context import Context
from coachdesk.views.sessions.brief import BriefColumn
from coachdesk.views.sessions.prompts.keeper import PromptKeeper
from coachdesk.views.sessions.prompts.quoting import insert_quote
from coachdesk.views.widgets.buttons import IconButton
from coachdesk.views.widgets.looks import give_look
from coachdesk.views.widgets.saver import PartSaver
from coachdesk.views.widgets.segments import Segments

if TYPE_CHECKING:
    from coachdesk.views.sessions.prompts.drawer import PromptDrawer

KEYS: Final = "Ctrl+Shift+P"
_WIDTH: Final = 220
_WIDTH_OVER: Final = 300
_BEHIND_PAGE: Final = 1


class Part(StrEnum):
    """What the column shows."""

    BRIEF = "brief"
    PROMPTS = "prompts"


@frozen(kw_only=True)
class Surroundings:
    """What the prompts have to know of the page: where words go, and how far the session has come."""

    notes: QPlainTextEdit
    closing: QWidget
    is_checked_in: Callable[[], bool]
    lead_to: Callable[[QWidget], None]


class Aside(QWidget):
    """Stands beside the page where there is room; where there is none, it comes over the page by key.

    The prompts are made and read when they are first wanted.
    """

    def __init__(self, context: Context, page: QWidget, brief: BriefColumn, around: Surroundings) -> None:
        super().__init__(page)
        self._context = context
        self._around = around
        self._page: SessionPage | None = None
        self._came_from: QWidget | None = None
        self._is_over = self._is_called = False
        self.brief = brief
        self.drawer: PromptDrawer | None = None
        self.keeper = PromptKeeper(context, page)
        self.switch = Segments(
            self.tr("Beside the session"),
            ((Part.BRIEF, self.tr("Brief")), (Part.PROMPTS, self.tr("Prompts"))),
        )
        self.switch.buttons[Part.PROMPTS].setToolTip(KEYS)
        self.away = IconButton(context.theme, "x", self.tr("Put away (Esc)"), self.go_back)
        self.prompts_key = self._key(page)
        self._lay_out()
        self.switch.chosen.connect(self._show_part)

    def _key(self, page: QWidget) -> QAction:
        action = QAction(self.tr("Prompts"), self)
        action.setShortcut(QKeySequence(KEYS))
        action.triggered.connect(lambda _checked=False: self.open_prompts())
        page.addAction(action)
        return action

    def _lay_out(self) -> None:
        self.setObjectName("aside")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top = QHBoxLayout()
        top.addWidget(self.switch, 1)
        top.addWidget(self.away)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addLayout(top)
        self._parts = QStackedLayout()
        column.addLayout(self._parts, 1)
        self._parts.addWidget(self.brief)  # last: a stack shows what it gets, and outside it were a window

    @property
    def saver(self) -> PartSaver:
        """What keeps in the vault what is typed about prompts."""
        return self.keeper.saver

    def flush(self) -> None:
        """Save at once what is unsaved."""
        self.saver.flush()

    def turn_to(self) -> None:
        """Be there for another session from now on; nothing here is unsaved."""
        self._came_from = None
        self._put_away()
        if self.drawer is not None:
            self.drawer.turn_to()

    def show_page(self, page: SessionPage, today: date) -> None:
        """Show what there is to remember; prompts only where they are wanted already."""
        self._page = page
        self.brief.show_page(page, today)
        self.keeper.turn_to(page.session.id, [client.language for client in page.clients])
        if not self.isAncestorOf(self.window().focusWidget()):
            self._fit()  # nobody reads there who would lose their place

    def make_room(self, row: QBoxLayout, *, is_wide: bool) -> None:
        """Stand in the row where the page is wide enough, and over its end where it is not."""
        self._is_over = not is_wide
        give_look(self, "beside" if is_wide else "over", called="place")
        self.away.setHidden(is_wide)
        edge = 0 if is_wide else 14
        column = self.layout()
        if column is not None:
            column.setContentsMargins(edge, edge and 10, edge, edge and 10)
        if is_wide:
            self.setFixedWidth(_WIDTH)
            if row.indexOf(self) < 0:
                row.insertWidget(_BEHIND_PAGE, self)
        else:
            row.removeWidget(self)
            self._lie_over()
        self.setVisible(is_wide or self._is_called)

    def _lie_over(self) -> None:
        page = self.parentWidget()
        if page is None:
            return
        width = min(_WIDTH_OVER, page.width())
        self.setFixedWidth(width)
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setGeometry(0 if is_rtl else page.width() - width, 0, width, page.height())
        self.raise_()

    def open_prompts(self) -> None:
        """Put the keyboard into the search of the prompts that fit the moment."""
        holder = self.window().focusWidget()
        if holder is not None and not self.isAncestorOf(holder):
            self._came_from = holder
        if self._is_over:
            self._is_called = True
            self._lie_over()
            self.show()
        self.switch.choose(Part.PROMPTS)
        self._fit()
        if self.drawer is not None:
            self.drawer.begin()

    def _show_part(self, part: Part) -> None:
        if part is Part.BRIEF:
            self._parts.setCurrentWidget(self.brief)
            return
        if self.drawer is None:
            self.drawer = self._make_drawer()
        self._parts.setCurrentWidget(self.drawer)
        self._fit()

    def _make_drawer(self) -> "PromptDrawer":
        from coachdesk.views.sessions.prompts.drawer import PromptDrawer

        drawer = PromptDrawer(self._context, self.keeper)
        drawer.inserted.connect(self._on_inserted)
        self._parts.addWidget(drawer)
        self.keeper.read()
        return drawer

    def _fit(self) -> None:
        if self.drawer is not None and self._page is not None:
            self.drawer.fit(self._moment(self._page))

    def _moment(self, page: SessionPage) -> PromptMoment:
        return fitting_moment(
            page.session,
            now=self._context.workspace.now(),
            is_checked_in=self._around.is_checked_in(),
            is_closing=self._holder is not None and self._around.closing.isAncestorOf(self._holder),
        )

    @property
    def _holder(self) -> QWidget | None:
        """What had the keyboard before, unless it is gone by now."""
        return None if is_gone(self._came_from) else self._came_from

    def _on_inserted(self, words: str) -> None:
        self._came_from = None
        self._put_away()
        insert_quote(self._around.notes, words)
        self._around.lead_to(self._around.notes)

    def go_back(self) -> None:
        """Put the keyboard back to where it was."""
        before, self._came_from = self._holder, None
        self._put_away()
        if before is not None and before.isVisible():
            before.setFocus()
        else:
            self._around.lead_to(self._around.notes)

    def _put_away(self) -> None:
        self._is_called = False
        if self._is_over:
            self.hide()

    def event(self, event: QEvent) -> bool:
        """Let Escape lead back from here, whatever else it does on the page."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self._leads_back:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._step_back()
                return True
        return super().event(event)

    @property
    def _leads_back(self) -> bool:
        return self._is_over or self.switch.value is Part.PROMPTS

    def _step_back(self) -> None:
        if self.drawer is None or not self.drawer.step_back():
            self.go_back()
