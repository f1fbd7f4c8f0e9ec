"""What was deleted: put it back, or delete it for good."""

from functools import partial
from typing import Any, Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coachdesk.errors import KnownError
from coachdesk.models.bin import BinKind, Binned, Contents, contents_of, delete_for_good, list_bin, put_back
from coachdesk.models.entities.change import Kind, Written
from coachdesk.models.entities.ids import ClientId
from coachdesk.models.lists.rows import RowList
from coachdesk.views.bin.question import Question
from coachdesk.views.bin.wording import bin_row_text, question_text, what_text
from coachdesk.views.context import Context
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.page import Page
from coachdesk.views.widgets.row_view import RowText, RowView

_WATCHED: Final = (Kind.CLIENT, Kind.SESSION, Kind.CONSENT, Kind.CLAUSE, Kind.BIN, Kind.ATTACHMENT)


class BinPanel(Page):
    """Arrows choose a row, the buttons below act on it; the Delete key asks whether to delete for good."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name(self.tr("Deleted"))
        self._context = context
        self._asked: Binned | None = None
        self.model: RowList[Binned] = RowList(
            lambda row: f"{row.kind} {row.id}", lambda row: self._describe(row).spoken(), self
        )
        self.list = RowView(context.theme, self.tr("Deleted"), self.model, self._describe)
        self.back = primary(self.tr("Put back"), self._on_put_back)
        self.delete = secondary(self.tr("Delete for good…"), self._on_delete)
        self.question = Question()
        self.question.confirmed.connect(self._on_confirmed)
        self.question.left.connect(self.list.setFocus)
        self.nothing = EmptyState(
            self.tr("Nothing is in the bin"),
            self.tr("What you delete waits here for thirty days, in case you want it back."),
        )
        self.header.addWidget(secondary(self.tr("Back"), context.navigation.back_requested.emit))
        self._stack = self._lay_out()
        self.body.addWidget(self._stack, 1)
        self.list.removal_asked.connect(lambda _row: self._on_delete())
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.keep_up(context.workspace.changed, *_WATCHED, own_too=True)

    def _lay_out(self) -> QStackedWidget:
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.list, 1)
        column.addWidget(self.question)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.back)
        row.addWidget(self.delete)
        row.addStretch(1)
        column.addLayout(row)
        stack = QStackedWidget()
        stack.addWidget(filled)
        stack.addWidget(self.nothing)
        return stack

    def refresh(self) -> None:
        """Read what is in the bin."""
        self._context.workspace.run(list_bin, self._show, origin=self)

    def focus_first(self) -> None:
        """Put the keyboard on the list."""
        (self.list if self.model.rows else self).setFocus()

    def _describe(self, row: Binned) -> RowText:
        return bin_row_text(row, self._context.workspace.today())

    def _show(self, rows: tuple[Binned, ...]) -> None:
        had_rows = bool(self.model.rows)
        self.model.show(rows)
        count = self.tr("%n thing(s) you can still put back", "", len(rows)) if rows else ""
        self.name(self.tr("Deleted"), count)
        self._stack.setCurrentIndex(0 if rows else 1)
        if self._asked not in rows:
            self.question.hide()
        if rows and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))
        if rows and not had_rows and self.has_keyboard:
            self.list.setFocus()

    def _chosen(self) -> Binned | None:
        row = self.list.current()
        return row if isinstance(row, Binned) else None

    def _on_current(self, _index: QModelIndex) -> None:
        self.question.hide()

    def _on_put_back(self) -> None:
        row = self._chosen()
        if row is not None:
            job = partial(put_back, kind=row.kind, record_id=row.id)
            self._context.workspace.run(job, partial(self._on_back, row), on_failed=self._on_refused)

    def _on_back(self, row: Binned, _written: Written[Any]) -> None:
        text = self.tr("“{what}” is back.").replace("{what}", self._name_of(row))
        self._context.navigation.notify(text)

    def _on_delete(self) -> None:
        row = self._chosen()
        if row is None:
            return
        self._asked = row
        if row.kind is BinKind.CLIENT:
            job = partial(contents_of, client_id=ClientId(row.id))
            self._context.workspace.run(job, partial(self._ask, row), origin=self)
        else:
            self._ask(row, Contents())

    def _ask(self, row: Binned, contents: Contents) -> None:
        if row == self._chosen():
            self.question.ask(question_text(row, contents, self._context.workspace.today()))

    def _on_confirmed(self) -> None:
        row, self._asked = self._asked, None
        if row is not None:
            job = partial(delete_for_good, kind=row.kind, record_id=row.id)
            self._context.workspace.run(job, partial(self._on_gone, row), on_failed=self._on_refused)

    def _on_gone(self, row: Binned, _written: Written[str]) -> None:
        text = self.tr("“{what}” is deleted for good.").replace("{what}", self._name_of(row))
        self._context.navigation.notify(text)
        self.focus_first()

    def _name_of(self, row: Binned) -> str:
        return what_text(row, self._context.workspace.today())[:60]

    def _on_refused(self, error: KnownError) -> None:
        self._context.workspace.failed.emit(error)
        self.refresh()
