"""Prompts on their way into a file and out of one."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from coachdesk import files
from coachdesk.errors import known_from_os
from coachdesk.exchange.prompt_file import LARGEST_FILE, PromptFile, read_prompts, write_prompts
from coachdesk.models.entities.prompt import Prompt
from coachdesk.models.prompt_taking import GivenPrompt, TakenIn
from coachdesk.views.context import Context
from coachdesk.views.documents_folder import documents_folder
from coachdesk.views.saving import file_name

translate = QCoreApplication.translate
_ENDING: Final = ".coachdesk-prompts"


def file_of(prompts: tuple[Prompt, ...], name: str) -> PromptFile:
    """Return what a file holds of these prompts: words and where they belong, nothing of their use."""
    return PromptFile(name=name, prompts=tuple(_given(one) for one in prompts))


def _given(prompt: Prompt) -> GivenPrompt:
    return GivenPrompt(
        words=prompt.words,
        moment=prompt.moment,
        lens=prompt.lens,
        language=prompt.language,
        tags=prompt.tags,
    )


def save(context: Context, parent: QWidget, held: PromptFile) -> None:
    """Ask where prompts should be saved, and save them there."""
    begin = documents_folder() / f"{file_name(held.name or translate('library', 'Prompts'))}{_ENDING}"
    chosen, _ = QFileDialog.getSaveFileName(parent, translate("library", "Save the prompts"), str(begin))
    if not chosen:
        return
    path = Path(chosen)
    path = path if path.suffix else path.with_name(path.name + _ENDING)

    def tell(_nothing: None) -> None:
        text = translate(
            "library", "%n prompt(s) saved as {name}, and no word of a client.", "", len(held.prompts)
        )
        context.navigation.notify(text.replace("{name}", path.name))

    context.workspace.work(partial(files.write_atomically, path, write_prompts(held)), tell, origin=parent)


def open_file(context: Context, parent: QWidget, on_read: Callable[[PromptFile], None]) -> None:
    """Ask for a file and hand on the prompts that it holds."""
    pattern = translate("library", "Prompts")
    chosen, _ = QFileDialog.getOpenFileName(
        parent,
        translate("library", "Open prompts"),
        str(documents_folder()),
        f"{pattern} (*{_ENDING} *.json)",
    )
    if chosen:
        context.workspace.work(partial(_read, Path(chosen)), on_read, origin=parent)


def _read(path: Path) -> PromptFile:
    try:
        with path.open("rb") as file:
            return read_prompts(file.read(LARGEST_FILE + 1))
    except OSError as error:
        raise known_from_os(error) from error


def taken_text(taken: TakenIn) -> str:
    """Return what came of a file."""
    if not taken.prompts:
        return translate("library", "You have all of these prompts already.")
    text = translate("library", "%n prompt(s) taken over.", "", len(taken.prompts))
    if not taken.known:
        return text
    return text + " " + translate("library", "Here already: {count}.").replace("{count}", str(taken.known))
