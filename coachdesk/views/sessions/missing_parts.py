"""What a closing still lacks: asked for once in each session, and never in the way."""

from collections.abc import Callable

from coachdesk.models.entities.ids import SessionId
from coachdesk.models.promises import ClosingPart
from coachdesk.views.sessions.inline_bar import InlineBar


class MissingParts(InlineBar):
    """Asks once; a session that is opened again and closed again is not asked again."""

    def __init__(
        self, asked: set[SessionId], fill_in: Callable[[], object], close: Callable[[], object]
    ) -> None:
        super().__init__(((self.tr("Fill it in"), fill_in), (self.tr("Close anyway"), close)))
        self._asked = asked

    def ask(self, session_id: SessionId, missing: tuple[ClosingPart, ...]) -> bool:
        """Ask for what is missing; tell whether there was anything to ask."""
        if not missing or session_id in self._asked:
            self._asked.add(session_id)
            return False
        self._asked.add(session_id)
        words = ", ".join(self._words()[part] for part in missing)
        self.say(self.tr("Still open: {parts}.").replace("{parts}", words))
        return True

    def _words(self) -> dict[ClosingPart, str]:
        return {
            ClosingPart.COMMITMENT_WHAT: self.tr("what your client will do"),
            ClosingPart.COMMITMENT_BY: self.tr("by when"),
            ClosingPart.COMMITMENT_KNOWN_BY: self.tr("how you will both know"),
            ClosingPart.PLEDGE_WHAT: self.tr("what you will do"),
            ClosingPart.FEEDBACK: self.tr("a sentence of feedback"),
        }
