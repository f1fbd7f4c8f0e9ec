"""What is dropped or pasted: files of this computer, or a picture."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage


def files_in(given: QMimeData | None) -> tuple[Path, ...]:
    """Return the files of this computer in what is dragged or copied; none where there is anything else."""
    urls = [] if given is None else given.urls()
    return tuple(Path(url.toLocalFile()) for url in urls) if all(url.isLocalFile() for url in urls) else ()


def image_in(given: QMimeData | None) -> QImage | None:
    """Return the picture in what was copied, None where there is none."""
    if given is None or not given.hasImage():
        return None
    image = QImage(given.imageData())
    return None if image.isNull() else image
