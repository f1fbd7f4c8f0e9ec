"""What a text was before: dated versions on the left, what has changed since on the right."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coachdesk.errors import KnownError
from coachdesk.models.differences import differences
from coachdesk.models.entities.change import Kind, Written
from coachdesk.models.history import History, Passage, Subject, Version, bring_back, history, read_version
from coachdesk.models.lists.rows import Role, RowList
from coachdesk.views.context import Context
from coachdesk.views.history.difference_view import DifferenceView, Part
from coachdesk.views.history.wording import caption_of, subtitle_of, title_of
from coachdesk.views.labels import moment_text
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.empty import EmptyState
from coachdesk.views.widgets.page import Page
from coachdesk.views.widgets.row_view import RowText, RowView
from coachdesk.views.widgets.text import heading, muted, set_text

_Of = tuple[Subject, str]

_LIST_WIDTH = 240
_MATTERS = (Kind.NOTE, Kind.SUMMARY, Kind.CLAUSE, Kind.SESSION, Kind.AGREEMENT)


class HistoryPanel(Page):
    """The history of one text; bringing a version back is a save like any other, and can be undone."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._of: _Of | None = None
        self._shown: History | None = None
        self._chosen = ""
        self.model: RowList[Version] = RowList(lambda version: version.id, self._when, self)
        self.list = RowView(
            context.theme,
            self.tr("Versions"),
            self.model,
            lambda row: RowText(title=self._when(row)),
            lines=1,
        )
        self.text = DifferenceView(context.theme)
        self.caption = heading("", 3)
        self.legend = muted(
            self.tr("Compared with today: struck-through words are gone since then, underlined ones are new.")
        )
        self.fixed = muted(self.tr("This was handed out or signed, so it stays as it is."))
        self.bring_back = primary(self.tr("Bring this one back"), self._on_bring_back)
        self.nothing = EmptyState(
            self.tr("No earlier version yet"),
            self.tr("While you write, what was there before is kept here, once a minute."),
        )
        self.header.addWidget(secondary(self.tr("Back"), context.navigation.back_requested.emit))
        self._stack = self._lay_out()
        self.body.addWidget(self._stack, 1)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.keep_up(context.workspace.changed, *_MATTERS)

    def _lay_out(self) -> QStackedWidget:
        self.list.setFixedWidth(_LIST_WIDTH)
        right = QVBoxLayout()
        right.setSpacing(10)
        for part in (self.caption, self.legend):
            right.addWidget(part)
        right.addWidget(self.text, 1)
        right.addWidget(self.fixed)
        right.addWidget(self.bring_back, alignment=Qt.AlignmentFlag.AlignLeft)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        stack = QStackedWidget()
        stack.addWidget(both)
        stack.addWidget(self.nothing)
        return stack

    def open(self, *ids: str) -> None:
        """Show the history of a text: what it is, and what it belongs to."""
        subject, owner_id = Subject(ids[0]), ids[1]
        if self._of != (subject, owner_id):
            self._of, self._shown, self._chosen = (subject, owner_id), None, ""
            self.model.show(())
        self.refresh()

    def refresh(self) -> None:
        """Read the versions again."""
        if self._of is not None:
            subject, owner_id = self._of
            job = partial(history, subject=subject, owner_id=owner_id)
            on_done = partial(self._show, self._of)
            self._context.workspace.run(job, on_done, origin=self, on_failed=self._on_gone)

    def focus_first(self) -> None:
        """Put the keyboard on the versions."""
        (self.list if self.model.rows else self).setFocus()

    def _when(self, version: Version) -> str:
        return moment_text(version.written_at, self._context.workspace.today())

    def _show(self, of: _Of, found: History) -> None:
        if of != self._of:
            return
        self._shown = found
        self.name(title_of(of[0], found), subtitle_of(of[0], found))
        self.bring_back.setVisible(not found.is_fixed)
        self.fixed.setVisible(found.is_fixed)
        self._stack.setCurrentIndex(0 if found.versions else 1)
        had_rows = bool(self.model.rows)
        self.model.show(found.versions)
        if not found.versions:
            return
        if self.model.place_of(self._chosen) < 0:
            self.list.setCurrentIndex(self.model.index(0))
        else:
            self._read(self._chosen)
        if not had_rows and self.has_keyboard:
            self.list.setFocus()

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self._read(index.data(Role.ROW).id)

    def _read(self, version_id: str) -> None:
        self._chosen = version_id
        if self._of is not None:
            job = partial(read_version, subject=self._of[0], version_id=version_id)
            on_done = partial(self._compare, version_id)
            self._context.workspace.run(job, on_done, origin=self)

    def _compare(self, version_id: str, then: Sequence[Passage]) -> None:
        if version_id == self._chosen and self._shown is not None and self._of is not None:
            job = partial(_parts, self._of[0], self._shown, tuple(then))
            self._context.workspace.work(job, partial(self._show_parts, version_id), origin=self)

    def _show_parts(self, version_id: str, parts: tuple[Part, ...]) -> None:
        at = self.model.place_of(version_id)
        if version_id != self._chosen or at < 0:
            return
        when = self._when(self.model.rows[at])
        set_text(self.caption, self.tr("As it read on {when}").replace("{when}", when))
        self.text.setAccessibleName(self.caption.text())
        self.text.show_parts(parts)

    def _on_bring_back(self) -> None:
        if self._of is not None and self._chosen:
            self._bring_back(self._of, self._chosen, self._tell)

    def _bring_back(self, of: _Of, version_id: str, on_done: Callable[[Written[str]], None]) -> None:
        subject, owner_id = of
        job = partial(bring_back, subject=subject, owner_id=owner_id, version_id=version_id)
        self._context.workspace.run(job, on_done, origin=self)

    def _tell(self, written: Written[str]) -> None:
        of, replaced = self._of, written.value
        self.refresh()
        if not replaced or of is None:
            self._context.navigation.notify(self.tr("It reads so already."))
            return
        undo = partial(self._bring_back, of, replaced, lambda _written: self.refresh())
        text = self.tr("It is back. What was there before is kept in this list.")
        self._context.navigation.notify(text, self.tr("Undo"), undo)

    def _on_gone(self, error: KnownError) -> None:
        self._context.workspace.failed.emit(error)
        self._of = None
        self._context.navigation.back_requested.emit()


def _parts(subject: Subject, shown: History, then: tuple[Passage, ...]) -> tuple[Part, ...]:
    """Compare field by field; what is empty then and today is left out."""
    pairs = zip(then, shown.today, strict=True)
    return tuple(
        Part(caption_of(subject, old.name, shown.whose), differences(old.words, now.words))
        for old, now in pairs
        if old.words or now.words
    )
