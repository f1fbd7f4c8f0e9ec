"""Why nothing can be saved at present, for as long as that is so."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from coachdesk.errors import KnownError
from coachdesk.i18n import error_text
from coachdesk.models.saving_again import try_to_save
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.page import MARGIN
from coachdesk.views.widgets.text import set_text, text_label
from coachdesk.workspace import Workspace


class TroubleBar(QFrame):
    """Shows itself while the workspace is in trouble, and lets the coach try again."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setObjectName("trouble")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = text_label("")
        self.again = secondary(self.tr("Try again"), self.try_again)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 8, MARGIN, 8)
        row.setSpacing(14)
        row.addWidget(self._text, 1)
        row.addWidget(self.again, alignment=Qt.AlignmentFlag.AlignTop)
        workspace.trouble_changed.connect(self._show)
        self._show(workspace.trouble)

    @property
    def text(self) -> str:
        """What is said, nothing while all is well."""
        return "" if self.isHidden() else self._text.text()

    def _show(self, trouble: KnownError | None) -> None:
        self.setVisible(trouble is not None)
        if trouble is not None:
            set_text(self._text, error_text(trouble))
            self.again.setVisible(not self._workspace.is_read_only)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._text.text()))

    def try_again(self) -> None:
        """Find out whether the vault can be written again; then what is unsaved is saved."""
        if not self._workspace.is_read_only:
            self._workspace.run(try_to_save, origin=self, on_failed=lambda _error: None)
