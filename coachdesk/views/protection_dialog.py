"""The one question before a PDF is saved: how it should leave. The last answer is the first next time."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from coachdesk.documents.protect import Wish
from coachdesk.models.entities.sharing import Protection
from coachdesk.theme import Theme
from coachdesk.views.protection_form import ProtectionForm
from coachdesk.views.start.background import Worker
from coachdesk.views.widgets.buttons import primary, secondary
from coachdesk.views.widgets.text import heading

_WIDTH = 520
_MARGIN = 24


class ProtectionDialog(QDialog):
    """Lies on the window until it is answered; the password goes with it."""

    def __init__(self, theme: Theme, worker: Worker, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Save as PDF"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = ProtectionForm(theme, worker)
        self.go_on = primary(self.tr("Choose where…"), self.accept)
        self.cancel = secondary(self.tr("Cancel"), self.reject)
        self.go_on.setDefault(True)
        self._column = QVBoxLayout(self)
        self._lay_out()
        self.form.changed.connect(self._on_changed)
        self.form.password.line.returnPressed.connect(self._on_return)
        self._on_changed()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go_on)
        self._column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._column.setSpacing(16)
        self._column.addWidget(heading(self.tr("How should it leave?"), 2))
        self._column.addWidget(self.form)
        self._column.addStretch(1)
        self._column.addLayout(buttons)

    def event(self, event: QEvent) -> bool:
        """Grow where something new is said: wrapped words would be squeezed together otherwise."""
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.setMinimumHeight(self._column.totalHeightForWidth(self.width()))
        return is_done

    def ask(self, before: Protection, on_answer: Callable[[Wish], None]) -> None:
        """Ask, beginning from what was chosen before; nothing happens where it is left."""
        self.form.choose(before)
        self.accepted.connect(lambda: on_answer(self.form.wish()))
        self.finished.connect(lambda _result: self.form.clear())
        self.resize(_WIDTH, self._column.totalHeightForWidth(_WIDTH))
        self.form.focus_first()
        self.open()

    def _on_changed(self) -> None:
        self.go_on.setEnabled(self.form.is_ready)

    def _on_return(self) -> None:
        if self.form.is_ready:
            self.accept()
