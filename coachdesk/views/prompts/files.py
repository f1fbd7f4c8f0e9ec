"""Prompts on their way into a file and out of one."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from coachdesk.exchange.prompt_file import LARGEST_FILE, PromptFile, read_prompts, write_prompts
from coachdesk.models.entities.prompt import Prompt
from coachdesk.models.prompt_taking import GivenPrompt, TakenIn
from coachdesk.views import own_file
from coachdesk.views.context import Context

translate = QCoreApplication.translate
_KIND: Final = own_file.FileKind(".coachdesk-prompts", LARGEST_FILE)


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
    own_file.save_file(
        context,
        parent,
        _KIND,
        title=translate("library", "Save the prompts"),
        name=held.name or translate("library", "Prompts"),
        content=lambda: write_prompts(held),
        told=translate(
            "library", "%n prompt(s) saved as {name}, and no word of a client.", "", len(held.prompts)
        ),
    )


def open_file(context: Context, parent: QWidget, on_read: Callable[[PromptFile], None]) -> None:
    """Ask for a file and hand on the prompts that it holds."""
    own_file.open_file(
        context,
        parent,
        _KIND,
        title=translate("library", "Open prompts"),
        pattern=translate("library", "Prompts"),
        read=read_prompts,
        on_read=on_read,
    )


def taken_text(taken: TakenIn) -> str:
    """Return what came of a file."""
    if not taken.prompts:
        return translate("library", "You have all of these prompts already.")
    text = translate("library", "%n prompt(s) taken over.", "", len(taken.prompts))
    if not taken.known:
        return text
    return text + " " + translate("library", "Here already: {count}.").replace("{count}", str(taken.known))
