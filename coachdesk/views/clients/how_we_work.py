"""How a client likes to work, in a line or two, and the way to ask."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from coachdesk.documents.text import short
from coachdesk.models.client_page import ClientPage
from coachdesk.models.preferences import KnownPreference
from coachdesk.views.context import Context
from coachdesk.views.preference_words import how_fresh, sentences_of, tempo_text
from coachdesk.views.widgets.buttons import quiet, rename
from coachdesk.views.widgets.card import Card
from coachdesk.views.widgets.text import body, heading, muted, set_text

_LONGEST = 140


class HowWeWork(Card):
    """What matters most of it; all of it stands on a page of its own."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self._client = ""
        self.open = quiet("", self._on_open)
        self.said, self.fresh = body(""), muted("")
        top = QHBoxLayout()
        top.addWidget(heading(self.tr("How we work"), 3), 1)
        top.addWidget(self.open)
        self.body.setSpacing(2)
        self.body.addLayout(top)
        self.body.addWidget(self.said)
        self.body.addWidget(self.fresh)

    def show_page(self, page: ClientPage) -> None:
        """Show what is known of a client."""
        self._client = page.client.id
        known = page.known
        rename(self.open, self.tr("Ask") if known is None else self._look(known))
        set_text(self.said, "" if known is None else _in_short(known))
        self.said.setVisible(known is not None)
        today = self._context.workspace.today()
        nothing = self.tr("Pace, silence, disagreeing, how to reach each other: not talked about yet.")
        set_text(self.fresh, nothing if known is None else how_fresh(known, today))

    def _look(self, known: KnownPreference) -> str:
        return self.tr("Ask again") if known.recheck.is_due else self.tr("Open")

    def _on_open(self) -> None:
        self._context.navigation.preferences_requested.emit(self._client)


def _in_short(known: KnownPreference) -> str:
    said = known.preference
    first = next((f"{asked}: {answer}" for asked, answer in sentences_of(said)), "")
    text = " · ".join(part for part in (tempo_text(said), first) if part)
    return short(text[:1].upper() + text[1:], _LONGEST)
