"""The fields of a report, one for each thing that the agreement names."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.entities.agreement import ReportField
from coachdesk.models.entities.sponsor_report import ReportPart, SponsorReport
from coachdesk.models.sponsor_reports import save_report
from coachdesk.views.context import Context
from coachdesk.views.fields import PlainText
from coachdesk.views.form import Form
from coachdesk.views.labels import label
from coachdesk.views.widgets.saver import Job, PartSaver


class ReportForm(QWidget):
    """Saves a report while it is typed; has a field for what the agreement names, and no other."""

    typed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._report: SponsorReport | None = None
        self.fields: dict[ReportField, PlainText] = {}
        self._form = Form()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._form)
        self.saver = PartSaver(context.workspace, self, self._job)

    def show_report(self, report: SponsorReport) -> None:
        """Show a report; words that are being typed on it stay."""
        is_same = self._report is not None and self._report.id == report.id
        self._report = report
        if tuple(self.fields) != tuple(part.field for part in report.parts):
            self._build(report)
        if is_same and self.saver.is_dirty:
            return
        for part in report.parts:
            self._show(self.fields[part.field], part.words)

    def _build(self, report: SponsorReport) -> None:
        former, self._form = self._form, Form()
        self._column.replaceWidget(former, self._form)
        former.hide()
        former.deleteLater()
        self.fields = {part.field: self._form.text(label(part.field), lines=4) for part in report.parts}
        for field in self.fields.values():
            field.textChanged.connect(self._on_typed)

    def _show(self, field: PlainText, words: str) -> None:
        if field.toPlainText() != words:
            with QSignalBlocker(field):
                field.setPlainText(words)

    def _on_typed(self) -> None:
        self.saver.touch()
        self.typed.emit()

    def _job(self) -> Job:
        if self._report is None:
            raise AssertionError("nothing is shown that could be saved")
        parts = tuple(ReportPart(field=field, words=text.text()) for field, text in self.fields.items())
        return partial(save_report, report_id=self._report.id, parts=parts)
