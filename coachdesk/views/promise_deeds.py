"""What a page does with promises, each of it to be taken back while the page is open."""

from functools import partial

from PySide6.QtCore import QCoreApplication

from coachdesk.models import between_check_ins, promising, settling
from coachdesk.models.entities.between import BetweenCheckIn
from coachdesk.models.entities.ids import BetweenCheckInId, EngagementId, new_id
from coachdesk.models.entities.session import Commitment, CommitmentState, Pledge, PledgeState, SizeAnswer
from coachdesk.models.promising import PromiseWords
from coachdesk.models.settling import Standing
from coachdesk.views.context import Context
from coachdesk.views.labels import label
from coachdesk.views.undo import Undo
from coachdesk.views.widgets.saver import Job


class PromiseDeeds:
    """Runs the verbs about promises through the undo of a page."""

    def __init__(self, context: Context, undo: Undo) -> None:
        self._today = context.workspace.today
        self._undo = undo

    def settle(
        self, promise: Commitment | Pledge, state: CommitmentState | PledgeState, outcome: str
    ) -> None:
        """Say what became of a promise."""
        text = QCoreApplication.translate("PromiseDeeds", "Promise: {state}")
        if isinstance(promise, Pledge):
            job = partial(
                settling.settle_pledge, pledge_id=promise.id, state=PledgeState(state), outcome=outcome
            )
            self._turn(promise, job, text.replace("{state}", label(state)))
            return
        by = partial(
            settling.settle_commitment,
            commitment_id=promise.id,
            state=CommitmentState(state),
            outcome=outcome,
        )
        self._turn(promise, by, text.replace("{state}", label(state)))

    def answer_size(self, promise: Commitment, answer: SizeAnswer, words: str) -> None:
        """Answer whether a promise that was carried twice is still the right size."""
        by = partial(settling.answer_size, commitment_id=promise.id, answer=answer, words=words)
        text = {
            SizeAnswer.SMALLER: QCoreApplication.translate("PromiseDeeds", "Smaller words"),
            SizeAnswer.LET_GO: QCoreApplication.translate("PromiseDeeds", "Promise let go"),
            SizeAnswer.KEEP: QCoreApplication.translate("PromiseDeeds", "Promise kept as it is"),
        }
        self._turn(promise, by, text[answer])

    def _turn(self, promise: Commitment | Pledge, by: Job, text: str) -> None:
        def back(standing: Standing) -> Job:
            return partial(settling.go_back, to=standing)

        job = partial(settling.turn, promise=promise, by=by)
        self._undo.do(job, inverse_of=back, redo_of=back, text=text)

    def say(self, promise: Commitment | Pledge, words: str, mood: str) -> None:
        """Keep a word of today on how a promise goes."""
        word = BetweenCheckIn(
            id=BetweenCheckInId(new_id()),
            engagement_id=promise.engagement_id,
            commitment_id=promise.id if isinstance(promise, Commitment) else None,
            pledge_id=promise.id if isinstance(promise, Pledge) else None,
            on_day=self._today(),
            words=words,
            mood=mood,
        )
        self._undo.do(
            partial(between_check_ins.keep_check_in, check_in=word),
            inverse=partial(between_check_ins.remove_check_in, check_in=word),
            text=QCoreApplication.translate("PromiseDeeds", "A word on a promise"),
        )

    def take_word_away(self, word: BetweenCheckIn) -> None:
        """Take a word on a promise away."""
        self._undo.do(
            partial(between_check_ins.remove_check_in, check_in=word),
            inverse=partial(between_check_ins.keep_check_in, check_in=word),
            text=QCoreApplication.translate("PromiseDeeds", "A word taken away"),
            told=QCoreApplication.translate("PromiseDeeds", "The word is taken away."),
        )

    def added(self, engagement_id: EngagementId, words: PromiseWords) -> Job:
        """Return what adds a promise; `note_added` lets it be taken back."""
        return partial(promising.add_promise, engagement_id=engagement_id, words=words)

    def note_added(self, made: Commitment | Pledge) -> None:
        """Let a promise that was added be taken back."""
        self._undo.note(
            QCoreApplication.translate("PromiseDeeds", "Promise added"),
            before=None,
            after=made,
            put=lambda value: (
                partial(promising.take_promise_back, promise=made)
                if value is None
                else partial(promising.put_promise, promise=made)
            ),
            about=(made.id,),
        )

    def note_reworded(self, before: Commitment | Pledge, after: Commitment | Pledge) -> None:
        """Let a promise that was reworded be said as before."""

        def put(value: Commitment | Pledge) -> Job:
            return partial(promising.reword_promise, promise=after, words=PromiseWords.of(value))

        self._undo.note(
            QCoreApplication.translate("PromiseDeeds", "Promise in other words"),
            before=before,
            after=after,
            put=put,
            about=(after.id,),
        )
