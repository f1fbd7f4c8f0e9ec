"""Behind the turned screen: reads the agreement, hands on what may be seen, saves what is typed."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from coachdesk.models import clauses
from coachdesk.models.agreement_page import AgreementPage, open_agreement
from coachdesk.models.clauses import Words
from coachdesk.models.entities.agreement import ClauseState, Party
from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.entities.ids import ClauseId, EngagementId
from coachdesk.models.entities.same_room import SameRoomPage
from coachdesk.models.same_room import same_room_page
from coachdesk.views.agreements.drafts import Drafts
from coachdesk.views.agreements.once_saved import OnceSaved
from coachdesk.views.way_back import WayBack
from coachdesk.views.widgets.autosave import SaveState
from coachdesk.workspace import Workspace

_MATTERS: Final = (Kind.AGREEMENT, Kind.CLAUSE)


class Talk(QObject):
    """The one source of the turned screen, which knows no other page than those told by `changed`.

    `moved` tells which clause the talk has come to, `refused` why something could not be done.
    """

    changed = Signal(object)
    save_state_changed = Signal(object)
    moved = Signal(object)
    refused = Signal(object)
    left = Signal()

    def __init__(
        self,
        workspace: Workspace,
        drafts: Drafts,
        engagement_id: EngagementId,
        *,
        begin_at: ClauseId | None = None,
        with_sponsor: bool = False,
        way_back: WayBack | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._drafts = drafts
        self._engagement_id = engagement_id
        self._with_sponsor = with_sponsor
        self._page: AgreementPage | None = None
        self._once_saved = OnceSaved(workspace, drafts, self)
        self.clause_id = begin_at
        self.way_back = way_back or WayBack()
        drafts.state_changed.connect(self._on_save_state)
        drafts.failed.connect(self.refused)
        workspace.changed.connect(self._on_changed)

    @property
    def save_state(self) -> SaveState:
        """How safe the words are."""
        return self._drafts.state

    def begin(self) -> None:
        """Read the agreement and show it."""
        job = partial(open_agreement, engagement_id=self._engagement_id)
        self._workspace.run(job, self._on_read, origin=self, on_failed=self.refused.emit)

    def end(self) -> None:
        """Save what is typed; the coach is back."""
        self._workspace.changed.disconnect(self._on_changed)
        self._drafts.flush()
        self.left.emit()

    def move_to(self, clause_id: ClauseId) -> None:
        """Go on to a clause; what was typed into the one before is saved."""
        if clause_id != self.clause_id:
            self.clause_id = clause_id
            self._drafts.flush()
            self.moved.emit(clause_id)
            self._show()

    def type(self, words: Words) -> None:
        """Take in what was typed into the clause in front; before one is there, nothing can be."""
        if self._page is not None and self.clause_id is not None:
            self._drafts.type(self.clause_id, words)
            self._show()

    def answer(self, party: Party, is_yes: bool) -> None:
        """Note or take back a party's yes to the words on the screen."""
        clause = None if self._page is None else self._drafts.on(self._page).clause(self._at_hand)
        if clause is None:
            return
        if is_yes:
            job = partial(clauses.agree, clause_id=clause.id, party=party, words=clause.agreed_words)
        else:
            job = partial(clauses.withdraw_agreement, clause_id=clause.id, party=party)
        self._once_saved.do(job, on_failed=self.refused.emit)

    def bring_back(self) -> None:
        """Talk about a clause that was parked."""
        job = partial(clauses.set_state, clause_id=self._at_hand, state=ClauseState.OPEN)
        self._once_saved.do(job, on_failed=self.refused.emit)

    @property
    def _at_hand(self) -> ClauseId:
        return self.clause_id or ClauseId("")

    def _on_read(self, page: AgreementPage) -> None:
        self._page = page
        shown = self._in_sight(page)
        ids = [clause.id for clause in shown.clauses]
        self.clause_id = ids[shown.place_of(self.clause_id)] if ids else None
        self.changed.emit(shown)

    def _show(self) -> None:
        if self._page is not None:
            self.changed.emit(self._in_sight(self._page))

    def _in_sight(self, page: AgreementPage) -> SameRoomPage:
        """Return what may be seen, as the words typed so far leave it."""
        return same_room_page(self._drafts.on(page), with_sponsor=self._with_sponsor)

    def _on_changed(self, change: Change, _origin: object) -> None:
        if change.touches(*_MATTERS):
            self.begin()

    def _on_save_state(self) -> None:
        self.save_state_changed.emit(self._drafts.state)
