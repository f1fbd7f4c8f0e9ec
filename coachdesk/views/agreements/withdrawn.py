"""Whose yes was for other words: said where it happens, until each has said yes again."""

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QLabel

from coachdesk.models.entities.agreement import Party
from coachdesk.models.entities.ids import ClauseId
from coachdesk.views.widgets.problem import announce
from coachdesk.views.widgets.text import as_text, set_text

translate = QCoreApplication.translate
_PAIR: Final = frozenset({Party.CLIENT, Party.COACH})


class WithdrawnLine(QLabel):
    """Follows the clause in front; hidden while no yes is lost, or after another clause came to the front."""

    def __init__(self) -> None:
        super().__init__()
        as_text(self, "", "problem")
        self._clause_id: ClauseId | None = None
        self._words: tuple[str, ...] = ()
        self._yes: frozenset[Party] = frozenset()
        self._lost: frozenset[Party] = frozenset()
        self.hide()

    def follow(
        self, clause_id: ClauseId, words: tuple[str, ...], yes: Iterable[Party], names: Mapping[Party, str]
    ) -> None:
        """Take in how the clause stands now; `names` has no coach where the coach alone reads this."""
        said = frozenset(yes)
        if clause_id != self._clause_id:
            self._lost = frozenset()
        elif words != self._words:
            self._lost |= self._yes
        self._lost -= said
        self._clause_id, self._words, self._yes = clause_id, words, said
        self._say(withdrawn_text(self._lost, names))

    def _say(self, text: str) -> None:
        is_news = bool(text) and self.isHidden()
        set_text(self, text)
        self.setVisible(bool(text))
        if is_news:
            announce(self, text)


def withdrawn_text(lost: frozenset[Party], names: Mapping[Party, str]) -> str:
    """Return who has agreed to other words than these; nothing where nobody has."""
    if not lost:
        return ""
    if lost == _PAIR:
        return translate("agreements", "You both agreed to other words; each says yes again.")
    if lost > _PAIR:
        return translate("agreements", "All of you agreed to other words; each says yes again.")
    if lost == {Party.COACH} and Party.COACH not in names:
        return translate("agreements", "You agreed to other words; say yes again if these fit.")
    called = [names.get(party, translate("agreements", "you")) for party in Party if party in lost]
    text = translate("agreements", "{names} agreed to other words; say yes again if these fit.")
    return text.format(names=QLocale().createSeparatedList(called))
