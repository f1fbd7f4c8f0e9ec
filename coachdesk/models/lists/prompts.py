"""Prompts for a view, those of each moment under its heading."""

from collections.abc import Callable, Iterable
from itertools import groupby

from attrs import frozen
from PySide6.QtCore import QObject, Qt

from coachdesk.models.entities.prompt import Prompt, PromptMoment
from coachdesk.models.lists.rows import Index, RowList


@frozen
class PromptRow:
    """A prompt as a row, or the heading of a moment where there is none."""

    moment: PromptMoment
    prompt: Prompt | None = None

    @property
    def key(self) -> str:
        """What tells the row from the others."""
        return self.moment.value if self.prompt is None else f"prompt {self.prompt.key}"


class PromptList(RowList[PromptRow]):
    """Prompts in their order; a heading can't be chosen. `text_of` says a row in words."""

    def __init__(self, text_of: Callable[[PromptRow], str], parent: QObject | None = None) -> None:
        super().__init__(lambda row: row.key, text_of, parent)

    def show_prompts(self, prompts: Iterable[Prompt], *, headed: bool = True) -> None:
        """Become these prompts, which stand in order of their moments; `headed` names each moment."""
        rows: list[PromptRow] = []
        for moment, group in groupby(prompts, key=lambda prompt: prompt.moment):
            rows += [PromptRow(moment)] if headed else []
            rows.extend(PromptRow(moment, prompt) for prompt in group)
        self.show(rows)

    def place_of_prompt(self, key: str) -> int:
        """Return where a prompt stands; -1 for nowhere."""
        return self.place_of(f"prompt {key}")

    def neighbour(self, place: int, by: int) -> int:
        """Return the place of the prompt so many up or down from a place; -1 where there is none."""
        places = [at for at, row in enumerate(self.rows) if row.prompt is not None]
        ahead = (
            [at for at in places if at > place] if by > 0 else [at for at in reversed(places) if at < place]
        )
        return ahead[min(abs(by), len(ahead)) - 1] if ahead else -1

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        is_heading = index.isValid() and self.rows[index.row()].prompt is None
        return Qt.ItemFlag.NoItemFlags if is_heading else super().flags(index)
