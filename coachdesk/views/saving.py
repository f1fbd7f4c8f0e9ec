"""The one place that asks where a PDF should go, and puts it there."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from coachdesk import files
from coachdesk.views.context import Context
from coachdesk.views.documents_folder import documents_folder

# What at least one of the three systems refuses in a file's name.
_REFUSED: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LONGEST_NAME: Final = 80


def save_pdf(
    context: Context,
    parent: QWidget,
    *,
    pdf: bytes,
    name: str,
    on_saved: Callable[[Path], None] | None = None,
) -> None:
    """Ask where to save `pdf`, write it in a worker and say so in a notice.

    `name` is suggested to the coach, without its ending. Nothing happens if the
    dialog is left; a full disk or a folder that can't be written becomes a notice.
    """
    path = ask_where(parent, name)
    if path is not None:
        write_pdf(context, parent, pdf=pdf, path=path, on_saved=on_saved)


def write_pdf(
    context: Context,
    parent: QWidget,
    *,
    pdf: bytes,
    path: Path,
    on_saved: Callable[[Path], None] | None = None,
) -> None:
    """Write `pdf` to a path that the coach has chosen, in a worker."""

    def tell(_nothing: None) -> None:
        text = QCoreApplication.translate("saving", "Saved as {name}. That copy is outside the vault.")
        context.navigation.notify(text.replace("{name}", path.name))
        if on_saved is not None:
            on_saved(path)

    context.workspace.work(partial(files.write_atomically, path, pdf), tell, origin=parent)


def ask_where(parent: QWidget, name: str) -> Path | None:
    """Return where the coach wants a PDF, or None."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent,
        QCoreApplication.translate("saving", "Save as PDF"),
        str(documents_folder() / f"{file_name(name)}.pdf"),
        QCoreApplication.translate("saving", "PDF (*.pdf)"),
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")


def file_name(words: str) -> str:
    """Return words as a file's name that every system takes."""
    name = " ".join(_REFUSED.sub(" ", words).split())[:_LONGEST_NAME].strip(" .")
    return name or "CoachDesk"
