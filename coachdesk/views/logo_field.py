"""The picture in the letterhead."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, KnownError, known_from_os
from coachdesk.i18n import error_text
from coachdesk.views.start.background import Worker
from coachdesk.views.widgets.buttons import secondary
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.text import muted

_MOST_BYTES: Final = 1024 * 1024
_FORMATS: Final = (b"png", b"jpeg")
_SHOWN: Final = QSize(180, 56)

AskPicture = Callable[[QWidget, str], Path | None]


def read_logo(path: Path) -> bytes:
    """Return the bytes of a picture that a letterhead can take.

    Raises:
        InvalidInputError: it is no PNG or JPEG, damaged, or larger than 1 MB.
        StorageError: it can't be read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise known_from_os(error) from error
    if len(content) > _MOST_BYTES:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This picture is larger than 1 MB."),
            QT_TRANSLATE_NOOP(
                "errors", "Save a smaller copy of it, 600 dots wide is plenty, and choose that."
            ),
        )
    if not _is_picture(content):
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This is not a PNG or JPEG picture."),
            QT_TRANSLATE_NOOP("errors", "Save the logo as PNG or JPEG and choose that file."),
        )
    return content


def _is_picture(content: bytes) -> bool:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    return reader.canRead() and bytes(reader.format().data()) in _FORMATS and not reader.read().isNull()


def ask_picture(parent: QWidget, title: str) -> Path | None:
    """Let the coach choose a picture; None when they leave it."""
    pattern = "(*.png *.jpg *.jpeg)"
    chosen, _ = QFileDialog.getOpenFileName(parent, title, "", pattern)
    return Path(chosen) if chosen else None


class LogoField(QWidget):
    """Shows the logo, takes another one, or none."""

    edited = Signal()

    def __init__(self, worker: Worker, logo: bytes | None = None, *, ask: AskPicture = ask_picture) -> None:
        super().__init__()
        self._worker = worker
        self._ask = ask
        self._logo = logo
        self.picture = QLabel()
        self.none_yet = muted(self.tr("No logo. PNG or JPEG, up to 1 MB."), wrap=False)
        self.choose = secondary(self.tr("Choose &logo…"), self._choose)
        self.remove = secondary(self.tr("&Remove logo"), lambda: self._take(None))
        self._problem = ProblemLine()
        row = QHBoxLayout()
        row.setSpacing(10)
        for widget in (self.picture, self.none_yet, self.choose, self.remove):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._problem)
        self.setFocusProxy(self.choose)
        self._show()

    def value(self) -> bytes | None:
        """Return the picture's bytes, or None."""
        return self._logo

    @property
    def problem(self) -> str:
        """What speaks against the picture that was chosen last."""
        return self._problem.said

    def set_value(self, logo: bytes | None) -> None:
        """Show a logo, or none."""
        self._logo = logo
        self._show()

    def _choose(self) -> None:
        path = self._ask(self, self.tr("Which picture is your logo?"))
        if path is not None:
            self._worker.work(partial(read_logo, path), self._take, origin=self, on_failed=self._on_failed)

    def _take(self, logo: bytes | None) -> None:
        self._problem.say("")
        self.set_value(logo)
        self.edited.emit()

    def _on_failed(self, error: KnownError) -> None:
        self._problem.say(error_text(error))

    def _show(self) -> None:
        pixmap = QPixmap()
        if self._logo is not None:
            pixmap.loadFromData(self._logo)
            pixmap = pixmap.scaled(
                _SHOWN, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        self.picture.setPixmap(pixmap)
        self.picture.setAccessibleName(self.tr("Logo"))
        self.picture.setVisible(self._logo is not None)
        self.none_yet.setVisible(self._logo is None)
        self.remove.setVisible(self._logo is not None)
