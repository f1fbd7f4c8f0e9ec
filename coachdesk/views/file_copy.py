"""A copy of a file outside the vault: said plainly what that means, then written where the coach wants it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from coachdesk.errors import KnownError, StoppedError
from coachdesk.i18n import error_text
from coachdesk.models.entities.attachment import Attachment
from coachdesk.views.context import Context
from coachdesk.views.documents_folder import documents_folder
from coachdesk.views.file_words import short_name
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.card import Card, Tone
from coachdesk.views.widgets.page import bring_into_sight
from coachdesk.views.widgets.problem import announce
from coachdesk.views.widgets.text import body, set_text

AskWhere = Callable[[QWidget, str], Path | None]


def ask_where(parent: QWidget, name: str) -> Path | None:
    """Let the coach choose where a copy should be; None when they leave it."""
    title = QCoreApplication.translate("files", "Where should the copy be?")
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(documents_folder() / name))
    return Path(chosen) if chosen else None


class CopyQuestion(Card):
    """Says what a copy is before there is one; the keyboard begins on the way back, which Esc takes too."""

    left = Signal()

    def __init__(self, context: Context, *, ask: AskWhere = ask_where) -> None:
        super().__init__(Tone.PRIVATE)
        self._context = context
        self._ask = ask
        self._attachment: Attachment | None = None
        self.text = body("")
        self.stay = secondary(self.tr("Leave it in the vault"), self._leave)
        self.choose = secondary(self.tr("Choose where…"), self._on_choose)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(self.stay)
        row.addWidget(self.choose)
        self.body.addWidget(self.text)
        self.body.addLayout(row)
        self.hide()

    def ask(self, attachment: Attachment) -> None:
        """Say what a copy of this file would be."""
        self._attachment = attachment
        text = self.tr(
            "The copy of “{name}” lies outside the vault: no passphrase protects it, and whoever can open the"
            " folder can read it. Delete it when it has served."
        ).replace("{name}", short_name(attachment.name))
        set_text(self.text, text)
        for answer in (self.stay, self.choose):
            answer.setAccessibleDescription(text)
        self.show()
        announce(self, text, is_urgent=True)
        bring_into_sight(self)
        self.stay.setFocus()

    def leave(self) -> None:
        """Ask no more."""
        self._attachment = None
        self.hide()

    def _leave(self) -> None:
        self.leave()
        self.left.emit()

    def _on_choose(self) -> None:
        attachment = self._attachment
        path = None if attachment is None else self._ask(self, attachment.name)
        if attachment is not None and path is not None:
            self._leave()
            save_copy(self._context, attachment, path)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)


def save_copy(context: Context, attachment: Attachment, path: Path) -> None:
    """Write a copy, and say that it is there, or why it is not."""
    ways = context.navigation

    def tell(_nothing: None) -> None:
        words = QCoreApplication.translate("files", "Saved as {name}. That copy is outside the vault.")
        ways.notify(words.replace("{name}", path.name))

    def say_why_not(error: KnownError) -> None:
        if isinstance(error, StoppedError):
            return
        words = QCoreApplication.translate("files", "No copy was saved. {reason}")
        again = partial(save_copy, context, attachment, path)
        ways.notify(
            words.replace("{reason}", error_text(error)),
            QCoreApplication.translate("files", "Try again"),
            again,
        )

    context.files.save_copy(attachment, path, tell, origin=ways, on_failed=say_why_not)
