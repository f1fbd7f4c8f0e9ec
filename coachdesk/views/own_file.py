"""What a coach wrote on its way into a file of its own kind, and out of one; it holds no word of a client."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from attrs import frozen
from PySide6.QtWidgets import QFileDialog, QWidget

from coachdesk import files
from coachdesk.errors import known_from_os
from coachdesk.views.context import Context
from coachdesk.views.documents_folder import documents_folder
from coachdesk.views.saving import file_name

T = TypeVar("T")


@frozen
class FileKind:
    """How files of a kind end, and how many bytes of one are read at most."""

    ending: str
    largest: int


def save_file(
    context: Context,
    parent: QWidget,
    kind: FileKind,
    *,
    title: str,
    name: str,
    content: Callable[[], bytes],
    told: str,
) -> None:
    """Ask where it should be saved, and save it there; `told` may name the file as `{name}`."""
    begin = documents_folder() / f"{file_name(name)}{kind.ending}"
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(begin))
    if not chosen:
        return
    path = Path(chosen)
    path = path if path.suffix else path.with_name(path.name + kind.ending)

    def tell(_nothing: None) -> None:
        context.navigation.notify(told.replace("{name}", path.name))

    context.workspace.work(partial(files.write_atomically, path, content()), tell, origin=parent)


def open_file(
    context: Context,
    parent: QWidget,
    kind: FileKind,
    *,
    title: str,
    pattern: str,
    read: Callable[[bytes], T],
    on_read: Callable[[T], None],
) -> None:
    """Ask for a file and hand on what it holds; `pattern` is what such files are called."""
    shown = f"{pattern} (*{kind.ending} *.json)"
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(documents_folder()), shown)
    if chosen:
        job = partial(_read, Path(chosen), kind.largest, read)
        context.workspace.work(job, on_read, origin=parent)


def _read(path: Path, largest: int, read: Callable[[bytes], T]) -> T:
    try:
        with path.open("rb") as file:
            return read(file.read(largest + 1))
    except OSError as error:
        raise known_from_os(error) from error
