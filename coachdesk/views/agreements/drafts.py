"""Words on their way into the vault."""

from functools import partial

import attrs
from PySide6.QtCore import QObject, Signal

from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.clauses import Words, save_words
from coachdesk.models.entities.agreement import Clause, ProposedBy
from coachdesk.models.entities.change import Change, Written
from coachdesk.models.entities.ids import ClauseId
from coachdesk.models.store import Store
from coachdesk.views.widgets.autosave import SaveState
from coachdesk.views.widgets.saver import Job, PartSaver
from coachdesk.views.widgets.whereabouts import State
from coachdesk.workspace import Workspace

Typed = dict[ClauseId, Words]


class Drafts(QObject):
    """Keeps what is typed until the vault has it, for as many clauses as it takes."""

    state_changed = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._typed: Typed = {}
        self._saver = PartSaver(workspace, self, self._job)
        self._saver.saved.connect(self._on_saved)
        self._saver.state_changed.connect(self.state_changed)
        self._saver.failed.connect(self.failed)

    @property
    def state(self) -> SaveState:
        """How safe the words are."""
        return self._saver.state

    @property
    def is_dirty(self) -> bool:
        """Whether there are words that the vault does not hold."""
        return self._saver.is_dirty

    def type(self, clause_id: ClauseId, words: Words) -> None:
        """Take in what was typed; later words replace earlier ones of the same voice.

        What is to be kept must be in the vault before it is replaced.
        """
        if words.keep_former:
            self.flush()
        self._typed[clause_id] = self._typed.get(clause_id, Words()).then(words)
        self._saver.touch()

    def flush(self) -> None:
        """Save at once what is unsaved; after a failure, try again."""
        self._saver.flush()

    def kept(self) -> State:
        """Return all words that the vault does not hold, as plain values."""
        return {clause_id: attrs.asdict(words) for clause_id, words in self._typed.items()}

    def take_back(self, kept: State) -> None:
        """Take in words that were kept: they are typed, and not saved yet."""
        for clause_id, words in kept.items():
            by = words.pop("proposed_by")
            self.type(ClauseId(clause_id), Words(**words, proposed_by=ProposedBy(by) if by else None))

    def on(self, page: AgreementPage) -> AgreementPage:
        """Return the page as the words typed since leave it."""
        if not self._typed or page.is_fixed:
            return page
        return attrs.evolve(page, clauses=tuple(self._on_clause(clause) for clause in page.clauses))

    def _on_clause(self, clause: Clause) -> Clause:
        words = self._typed.get(clause.id)
        return clause if words is None else words.in_clause(clause)

    def _job(self) -> Job:
        return partial(_save_all, typed=dict(self._typed))

    def _on_saved(self, saved: Typed) -> None:
        self._typed = {key: words for key, words in self._typed.items() if words != saved.get(key)}


def _save_all(store: Store, *, typed: Typed) -> Written[Typed]:
    change = Change()
    with store.transaction():
        for clause_id, words in typed.items():
            change |= save_words(
                store,
                clause_id=clause_id,
                clients_words=words.clients,
                coachs_words=words.coachs,
                agreed_words=words.agreed,
                proposed_by=words.proposed_by,
                keep_former=bool(words.keep_former),
            ).change
    return Written(typed, change)
