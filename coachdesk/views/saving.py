"""The one place that asks where a PDF should go, and puts it there."""

import hashlib
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from attrs import frozen
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from coachdesk import files
from coachdesk.documents.protect import Wish
from coachdesk.models.entities.sharing import Protection
from coachdesk.models.remembered import Key, recall, remember
from coachdesk.views.context import Context
from coachdesk.views.documents_folder import documents_folder
from coachdesk.views.sealing import SealKeeper

# What at least one of the three systems refuses in a file's name.
_REFUSED: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LONGEST_NAME: Final = 80


@frozen(kw_only=True)
class Saved:
    """A file outside the vault: how it is protected, and the hash of its bytes."""

    protection: Protection
    sha256: str


def save_protected(
    context: Context,
    parent: QWidget,
    *,
    pdf: bytes,
    name: str,
    remembered_as: Key,
    on_saved: Callable[[Saved], None],
) -> None:
    """Ask how a PDF should leave, then where to; seal and encrypt it as wanted, and write it.

    The choice is remembered under a key for the next time, the password nowhere.
    """
    seals = context.seals
    if seals is None:
        plain = Saved(protection=Protection.PLAIN, sha256=hashlib.sha256(pdf).hexdigest())
        save_pdf(context, parent, pdf=pdf, name=name, on_saved=lambda _path: on_saved(plain))
        return

    def go_on(wish: Wish) -> None:
        path = ask_where(parent, name)
        if path is not None:
            _remember_choice(context, remembered_as, wish.protection)
            _write_protected(context, seals, parent, pdf=pdf, wish=wish, path=path, on_saved=on_saved)

    def ask(before: str | None) -> None:
        ask_how(context, parent, _chosen_before(before), go_on)

    context.workspace.run(partial(recall, key=remembered_as), ask, origin=parent)


def ask_how(context: Context, parent: QWidget, before: Protection, on_answer: Callable[[Wish], None]) -> None:
    """Ask how a PDF should leave; nothing happens if the dialog is left."""
    from coachdesk.views.protection_dialog import ProtectionDialog

    ProtectionDialog(context.theme, context.workspace, parent).ask(before, on_answer)


def _chosen_before(value: str | None) -> Protection:
    return Protection(value) if value in list(Protection) else Protection.PLAIN


def _remember_choice(context: Context, key: Key, protection: Protection) -> None:
    """Keep the choice in mind; a vault that can't be written to asks from the start again."""
    job = partial(remember, key=key, value=protection.value)
    context.workspace.run(job, on_failed=lambda _error: None)


def _write_protected(
    context: Context,
    seals: SealKeeper,
    parent: QWidget,
    *,
    pdf: bytes,
    wish: Wish,
    path: Path,
    on_saved: Callable[[Saved], None],
) -> None:
    def write(ready: bytes) -> None:
        saved = Saved(protection=wish.protection, sha256=hashlib.sha256(ready).hexdigest())
        write_pdf(context, parent, pdf=ready, path=path, on_saved=lambda _path: on_saved(saved))

    seals.protect(pdf, wish, write, origin=parent)


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
