"""How one session of an invented year goes: planned, held or missed, noted, closed, handed out."""

import hashlib
import random
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final, Protocol, TypeVar

import attrs

from bench.year.words import Talk
from coachdesk.models import feedback, moments, notes, promises, sessions, settling, summaries
from coachdesk.models.engagements import get_engagement
from coachdesk.models.entities.ids import (
    ClientId,
    EngagementId,
    FeedbackId,
    MomentId,
    RitualTimeId,
    SessionId,
    new_id,
)
from coachdesk.models.entities.moment import Alignment, Insight, Moment, Quote, Reflection, Signal, SignalKind
from coachdesk.models.entities.relationship import Feedback
from coachdesk.models.entities.ritual import RitualTime
from coachdesk.models.entities.session import (
    CheckIn,
    CommitmentState,
    PledgeState,
    SharedText,
)
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.models.ritual_times import rituals_now, settle_ritual
from coachdesk.models.store import Store

_MISSED: Final = 0.08
_ANSWERED: Final = 0.6
_ASKS: Final = 0.15
_HANDED_OUT: Final = 0.7
_SKIPPED: Final = 0.3
_BECAME: Final = {
    CommitmentState.DONE: 6,
    CommitmentState.ADAPTED: 2,
    CommitmentState.CARRIED: 2,
    CommitmentState.LET_GO: 1,
}
_KEPT: Final = {PledgeState.KEPT: 7, PledgeState.LATE: 2, PledgeState.OWNED: 1}
S = TypeVar("S", CommitmentState, PledgeState)


class Work(Protocol):
    """The work that a session is part of; its ids are known once client and coach have met."""

    client_id: ClientId
    engagement_id: EngagementId


class Meeting:
    """One session of an engagement."""

    def __init__(self, work: Work, chance: random.Random, talk: Talk) -> None:
        self._work = work
        self._chance = chance
        self._talk = talk
        self._session = SessionId("")

    def plan(self, store: Store, *, at: datetime) -> None:
        """Put the session into the calendar."""
        planned = sessions.plan_session(store, engagement_id=self._work.engagement_id, planned_at=at)
        self._session = planned.value.id

    def hold(self, store: Store) -> None:
        """Hold it, or miss it."""
        if self._chance.random() < _MISSED:
            self._miss(store)
            return
        sessions.begin_session(store, session_id=self._session)
        self._arrive(store)
        self._settle(store)
        self._talk_about(store)

    def end(self, store: Store) -> None:
        """Close it, if it was held, and hand most summaries out."""
        if sessions.session(store, self._session).began_at is None:
            return
        self._promise(store)
        self._share(store)
        self._hear(store)
        sessions.end_session(store, session_id=self._session)
        sessions.close_session(store, session_id=self._session)
        if self._chance.random() < _HANDED_OUT:
            self._hand_out(store)

    def _arrive(self, store: Store) -> None:
        """Do the rituals that are due, or leave them out."""
        held = sessions.session(store, self._session)
        for ritual in rituals_now(store, held).all:
            time = RitualTime(
                id=RitualTimeId(new_id()),
                ritual_id=ritual.id,
                engagement_id=held.engagement_id,
                session_id=held.id,
                on_day=store.today(),
                skipped=self._chance.random() < _SKIPPED,
            )
            settle_ritual(store, times=(time,))

    def _miss(self, store: Store) -> None:
        way = self._chance.choice(("time", "late", "no-show"))
        if way == "no-show":
            sessions.mark_no_show(store, session_id=self._session)
        else:
            sessions.cancel_session(store, session_id=self._session, late=way == "late")

    def _settle(self, store: Store) -> None:
        found = promises.open_promises(store, engagement_id=self._work.engagement_id)
        day = store.today()
        for commitment in found.commitments:
            settling.settle_commitment(
                store,
                commitment_id=commitment.id,
                state=self._pick(_BECAME),
                outcome=self._talk.private(),
                in_session=self._session,
                carry_to=day + timedelta(days=7),
            )
        for pledge in found.pledges:
            settling.settle_pledge(
                store, pledge_id=pledge.id, state=self._pick(_KEPT), outcome=self._talk.private()
            )

    def _pick(self, weighed: Mapping[S, int]) -> S:
        return self._chance.choices(list(weighed), list(weighed.values()))[0]

    def _talk_about(self, store: Store) -> None:
        said = CheckIn(session_id=self._session, focus=self._talk.private(), mood=self._talk.private())
        notes.save_check_in(store, check_in=said)
        noted = noted_in(self._session, store, self._chance, self._talk)
        moments.keep_moments(store, put=self._chance.sample(noted, self._chance.randint(0, 3)))
        notes.save_note(store, session_id=self._session, body=self._talk.private(), revision=0)

    def _promise(self, store: Store) -> None:
        """Promise on both sides; where a commitment was carried on, it is the one of this session too."""
        day = store.today()
        closing = promises.closing(store, self._session)
        if not closing.commitment_what:
            closing = attrs.evolve(
                closing,
                commitment_what=self._talk.deed(),
                commitment_by=day + timedelta(days=self._chance.randint(3, 14)),
                commitment_known_by=self._talk.sign(),
                barrier=self._talk.private(),
            )
        pledged: dict[str, Any] = {"pledge_what": self._talk.deed(), "pledge_by": day + timedelta(days=4)}
        promises.save_closing(store, closing=attrs.evolve(closing, **pledged))

    def _share(self, store: Store) -> None:
        text = SharedText(
            session_id=self._session,
            focus=self._talk.about(),
            insights=self._talk.about(),
            agreed=self._talk.deed(),
        )
        summaries.save_shared_text(store, text=text)

    def _hear(self, store: Store) -> None:
        """Hear a sentence of feedback where its turn has come, and mostly answer it."""
        held = sessions.session(store, self._session)
        engagement = get_engagement(store, engagement_id=self._work.engagement_id)
        turn = feedback.feedback_turn(store, held, engagement, "en")
        for waiting in turn.waiting:
            feedback.save_feedback(store, feedback=self._answered(waiting, store.today()))
        if turn.is_due:
            feedback.save_feedback(store, feedback=self._sentence(store, turn.stems[0]))

    def _sentence(self, store: Store, stem: str) -> Feedback:
        said = Feedback(
            id=FeedbackId(new_id()),
            engagement_id=self._work.engagement_id,
            session_id=self._session,
            client_id=self._work.client_id,
            given_on=store.today(),
            sentence=f"More of {self._talk.about()}",
            stem=stem,
            asks_change=self._chance.random() < _ASKS,
        )
        is_answered = self._chance.random() < _ANSWERED
        return self._answered(said, said.given_on) if is_answered else said

    def _answered(self, said: Feedback, day: date) -> Feedback:
        return attrs.evolve(said, answer=self._talk.about(), will_change=self._talk.deed(), told_on=day)

    def _hand_out(self, store: Store) -> None:
        summary = summaries.shared_summary(store, self._session, language="en")
        summaries.hand_out(
            store,
            session_id=self._session,
            summary=summary,
            title="Summary",
            how=SharedHow.PDF,
            sha256=hashlib.sha256(repr(summary).encode()).hexdigest(),
        )


def noted_in(session_id: SessionId, store: Store, chance: random.Random, talk: Talk) -> list[Moment]:
    """Return one of each kind of moment, of which only what is checked may ever be told."""
    of: dict[str, Any] = {"session_id": session_id, "noted_at": store.now()}
    alignment = chance.choice(tuple(Alignment))
    is_corrected = alignment is Alignment.CORRECTED
    return [
        Quote(id=MomentId(new_id()), words=talk.private(), **of),
        Insight(id=MomentId(new_id()), words=talk.private(), **of),
        Reflection(
            id=MomentId(new_id()),
            heard=talk.private(),
            alignment=alignment,
            correction=talk.private() if is_corrected else "",
            **of,
        ),
        Signal(
            id=MomentId(new_id()),
            kind=chance.choice(tuple(SignalKind)),
            noticed=talk.private(),
            reading=talk.private(),
            meant=talk.private() if chance.random() < _ANSWERED else "",
            **of,
        ),
    ]
