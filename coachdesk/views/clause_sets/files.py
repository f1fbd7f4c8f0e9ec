"""A set on its way into a file and out of one."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from coachdesk import files
from coachdesk.errors import known_from_os
from coachdesk.exchange.clause_set_file import LARGEST_FILE, ReadSet, read_set, write_set
from coachdesk.models.own_sets import SetPage
from coachdesk.views.context import Context
from coachdesk.views.documents_folder import documents_folder
from coachdesk.views.saving import file_name

translate = QCoreApplication.translate
_ENDING = ".coachdesk-clauses"


def save_set(context: Context, parent: QWidget, page: SetPage) -> None:
    """Ask where a set should be saved, and save it there."""
    begin = documents_folder() / f"{file_name(page.set.name)}{_ENDING}"
    chosen, _ = QFileDialog.getSaveFileName(parent, translate("clause_sets", "Save the set"), str(begin))
    if not chosen:
        return
    path = Path(chosen)
    path = path if path.suffix else path.with_name(path.name + _ENDING)

    def tell(_nothing: None) -> None:
        text = translate("clause_sets", "Saved as {name}. It holds clauses, and no word of a client.")
        context.navigation.notify(text.replace("{name}", path.name))

    context.workspace.work(partial(files.write_atomically, path, write_set(page)), tell, origin=parent)


def open_set(context: Context, parent: QWidget, on_read: Callable[[ReadSet], None]) -> None:
    """Ask for a file and hand on the set that it holds."""
    pattern = translate("clause_sets", "Sets of clauses")
    chosen, _ = QFileDialog.getOpenFileName(
        parent,
        translate("clause_sets", "Open a set"),
        str(documents_folder()),
        f"{pattern} (*{_ENDING} *.json)",
    )
    if chosen:
        context.workspace.work(partial(_read, Path(chosen)), on_read, origin=parent)


def _read(path: Path) -> ReadSet:
    try:
        with path.open("rb") as file:
            return read_set(file.read(LARGEST_FILE + 1))
    except OSError as error:
        raise known_from_os(error) from error
