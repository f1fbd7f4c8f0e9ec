"""What a clause says besides words: how long records are kept, what a sponsor report may hold."""

from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.entities.agreement import (
    RECORDS_CLAUSE,
    SPONSOR_CLAUSE,
    AgreementKind,
    Clause,
    ReportField,
)
from coachdesk.views.fields import Choice
from coachdesk.views.labels import choices, period_text
from coachdesk.views.widgets.check_box import WrappingCheckBox
from coachdesk.views.widgets.flow import FlowLayout
from coachdesk.views.widgets.text import caption, muted

_PERIODS: Final = (0, 3, 6, 12, 18, 24, 36, 60, 72, 84, 120)


class RetentionField(QWidget):
    """How long records are kept; `chosen` carries months, or None for nothing said."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._periods: tuple[int | None, ...] = ()
        self.choice: Choice[int | None] = Choice(((None, ""),), None)
        self.choice.activated.connect(lambda _at: self.chosen.emit(self.choice.value()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption(self.tr("Records are kept after the last session for"), self.choice))
        column.addWidget(self.choice)
        column.addWidget(
            muted(self.tr("Stands under the words of this clause, and is shown beside the records."))
        )

    def show_period(self, months: int | None, *, read_only: bool) -> None:
        """Show what the version says; a period of another length joins the usual ones."""
        usual = sorted({*_PERIODS, *(() if months is None else (months,))})
        periods = (None, *usual)
        with QSignalBlocker(self.choice):
            if periods != self._periods:
                self._periods = periods
                self.choice.offer(tuple((one, self._words(one)) for one in periods))
            self.choice.choose(months)
        self.choice.setEnabled(not read_only)

    def _words(self, months: int | None) -> str:
        return self.tr("not said yet") if months is None else period_text(months)


class ReportFieldsField(QWidget):
    """What a sponsor report may hold; `chosen` carries the fields."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.boxes = {field: WrappingCheckBox(text) for field, text in choices(ReportField)}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(
            muted(self.tr("A report to the sponsor may hold what is ticked here, and nothing else."))
        )
        row = FlowLayout()
        for box in self.boxes.values():
            box.clicked.connect(self._on_clicked)
            row.addWidget(box)
        column.addLayout(row)

    def show_fields(self, fields: tuple[ReportField, ...], *, read_only: bool) -> None:
        """Show what the version says."""
        for field, box in self.boxes.items():
            box.setChecked(field in fields)
            box.setEnabled(not read_only)

    def _on_clicked(self) -> None:
        self.chosen.emit(tuple(field for field, box in self.boxes.items() if box.isChecked()))


class AgreedData(QWidget):
    """Shows the field that belongs to a clause, nothing for most."""

    retention_chosen = Signal(object)
    fields_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.retention = RetentionField()
        self.fields = ReportFieldsField()
        self.retention.chosen.connect(self.retention_chosen)
        self.fields.chosen.connect(self.fields_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.retention)
        column.addWidget(self.fields)

    def show_clause(self, page: AgreementPage, clause: Clause) -> None:
        """Show what the clause says besides words."""
        version, is_three_way = page.version, page.agreement.kind is AgreementKind.THREE_WAY
        self.retention.show_period(version.keep_months, read_only=page.is_fixed)
        self.fields.show_fields(version.report_fields, read_only=page.is_fixed)
        self.retention.setVisible(clause.key == RECORDS_CLAUSE)
        self.fields.setVisible(clause.key == SPONSOR_CLAUSE and is_three_way)
        self.setVisible(clause.key in (RECORDS_CLAUSE, SPONSOR_CLAUSE))
