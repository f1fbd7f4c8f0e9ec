"""The files of a client's sessions, folded away until they are wanted."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from coachdesk.models.entities.attachment import FileRow
from coachdesk.models.lists.rows import RowList
from coachdesk.views.context import Context
from coachdesk.views.file_words import facts_text
from coachdesk.views.labels import short_day
from coachdesk.views.widgets.fold import Fold
from coachdesk.views.widgets.row_view import RowText, RowView


class Files(Fold):
    """One row that says how many there are; inside, Enter opens one."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, "", parent=parent)
        self._context = context
        model = RowList[FileRow](lambda row: row.id, lambda row: self._describe(row).spoken(), self)
        self.list = RowView(context.theme, self.tr("Files"), model, self._describe, lines=1, fits=True)
        self.list.opened.connect(lambda row: context.navigation.file_requested.emit(row.id))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.list)

    def show_files(self, files: tuple[FileRow, ...]) -> None:
        """Show these; none hide the whole."""
        self.rename(self.tr("%n file(s)", "", len(files)))
        self.list.show_rows(files)
        self.setVisible(bool(files))

    def _describe(self, row: FileRow) -> RowText:
        session = QCoreApplication.translate("Files", "session {number}")
        where = "" if row.number is None else session.replace("{number}", str(row.number))
        return RowText(
            title=row.name,
            note=" · ".join(part for part in (facts_text(row), where) if part),
            aside=short_day(row.added_at.astimezone().date(), self._context.workspace.today()),
        )
