"""How safe the words on a page are, in a word."""

from PySide6.QtWidgets import QLabel

from coachdesk.views.widgets.autosave import SaveState
from coachdesk.views.widgets.text import as_text, set_text


class SaveLine(QLabel):
    """Says whether the vault holds what is typed."""

    def __init__(self) -> None:
        super().__init__()
        as_text(self, "", "muted", wrap=False)

    def show_state(self, state: SaveState) -> None:
        """Say how safe the words are."""
        words = {
            SaveState.SAVED: self.tr("Saved"),
            SaveState.DIRTY: self.tr("Saving…"),
            SaveState.SAVING: self.tr("Saving…"),
            SaveState.FAILED: self.tr("Not saved"),
        }
        set_text(self, words[state])
