"""The three ways to sign: type the name, draw it, or sign on paper and attach the scan."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coachdesk.models.entities.agreement import SigningMethod
from coachdesk.models.entities.evidence import STROKES, Evidence
from coachdesk.models.entities.strokes import to_json
from coachdesk.views.agreements.scan_field import ScanField
from coachdesk.views.context import Context
from coachdesk.views.widgets.buttons import quiet, secondary
from coachdesk.views.widgets.flow import FlowLayout, growing_column
from coachdesk.views.widgets.segments import Segments
from coachdesk.views.widgets.signature_pad import SignaturePad
from coachdesk.views.widgets.text import muted, text_label

_LEAST_FOR_WORDS: Final = 180


class SigningWays(QWidget):
    """A choice of ways, and below it what the chosen one needs besides a name."""

    chosen = Signal()
    print_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = Segments(
            self.tr("How to sign"),
            (
                (SigningMethod.TYPED, self.tr("Type the name")),
                (SigningMethod.DRAWN, self.tr("Draw")),
                (SigningMethod.PAPER, self.tr("On paper")),
            ),
        )
        self.pad = SignaturePad(context.theme)
        self.undo = quiet(self.tr("Undo last stroke"), self.pad.undo)
        self.clear = quiet(self.tr("Clear"), self.pad.clear)
        self.print = secondary(self.tr("Print for signing…"), self.print_wanted.emit)
        self.scan = ScanField(context)
        self._parts = {SigningMethod.DRAWN: self._draw(), SigningMethod.PAPER: self._paper()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.choice, *self._parts.values()):
            column.addWidget(part)
        self.choice.chosen.connect(self._on_chosen)
        self.pad.changed.connect(self._offer_undo)
        self._show()

    def _draw(self) -> QWidget:
        part, column = _column()
        hint = muted(self.tr("No mouse, finger or pen? Typing your name does the same."))
        row = FlowLayout()
        for widget in (self.undo, self.clear, growing_column(_LEAST_FOR_WORDS, hint)):
            row.addWidget(widget)
        column.addWidget(self.pad)
        column.addLayout(row)
        return part

    def _paper(self) -> QWidget:
        part, column = _column()
        column.addWidget(
            text_label(self.tr("Print it, let it be signed by hand, scan or photograph the signed page."))
        )
        column.addWidget(self.print, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.scan)
        return part

    @property
    def method(self) -> SigningMethod:
        """The way that is chosen."""
        return SigningMethod(self.choice.value)

    @property
    def evidence(self) -> Evidence | None:
        """What there is besides the name: strokes, a scan, or nothing."""
        if self.method is SigningMethod.DRAWN and not self.pad.drawing.is_blank:
            return Evidence(media_type=STROKES, content=to_json(self.pad.drawing))
        return self.scan.evidence if self.method is SigningMethod.PAPER else None

    @property
    def first_field(self) -> QWidget | None:
        """Where one begins, None where the name is all that is asked for."""
        return {SigningMethod.DRAWN: self.pad, SigningMethod.PAPER: self.scan.choose}.get(self.method)

    def begin(self) -> None:
        """Make room for the next one to sign, in the way of the one before.

        A scan stays, since one page may hold the signatures of all.
        """
        self.pad.clear()

    def start_over(self) -> None:
        """Begin with typing, as everybody can."""
        self.begin()
        self.scan.clear()
        self.choice.choose(SigningMethod.TYPED)

    def _on_chosen(self) -> None:
        self._show()
        self.chosen.emit()

    def _show(self) -> None:
        for method, part in self._parts.items():
            part.setVisible(method is self.method)
        self._offer_undo()

    def _offer_undo(self) -> None:
        is_drawn = bool(self.pad.drawing.strokes)
        self.undo.setEnabled(is_drawn)
        self.clear.setEnabled(is_drawn)


def _column() -> tuple[QWidget, QVBoxLayout]:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    return part, column
