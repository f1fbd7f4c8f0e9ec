"""A word on the first page when the recovery kit was not in hand for half a year."""

from coachdesk.models import kit_care
from coachdesk.views.context import Context
from coachdesk.views.widgets.word import Word


class KitWord(Word):
    """Leads to trying the kit; it says nothing else, and nothing depends on it."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Try it"), lambda: context.navigation.panel_requested.emit("kit-rehearsal"))
        self._workspace = context.workspace

    def refresh(self) -> None:
        """Find out whether it is time."""
        self._workspace.run(kit_care.is_due, self._show, origin=self)

    def _show(self, is_due: bool) -> None:
        text = self.tr(
            "It is half a year since you last had your recovery kit in hand. Is it where it should be?"
        )
        self.say(text if is_due else "")
