"""Work in which all that a look-back could meet has words, each of them told from all others."""

from datetime import date, timedelta
from random import Random

import attrs
from attrs import define, field

from coachdesk.models.entities.ids import (
    ClientId,
    CommitmentId,
    FeedbackId,
    GoalId,
    MilestoneId,
    MilestoneTurnId,
    PledgeId,
    PreferenceId,
    ScalingId,
    new_id,
)
from coachdesk.models.entities.moment import Milestone, MilestoneState
from coachdesk.models.entities.path import Goal, MilestoneTurn, Scaling
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.relationship import (
    Dial,
    Feedback,
    FeedbackHow,
    Giver,
    Preference,
    PreferenceSource,
)
from coachdesk.models.entities.session import Commitment, CommitmentState, Pledge, PledgeState
from coachdesk.models.store import Store
from tests import making

PRIVATE, SHARED = "prv", "shr"
LETTERS = "äöüßñłéêø"  # which no word of the paper itself is made of
NAMES = ("Ana", "Ben", "Cleo")


@define
class Living:
    """Writes what happens at random, and keeps in mind which words each client may take along."""

    store: Store
    chance: Random
    theirs: dict[str, set[str]] = field(factory=dict)
    _count: int = 0

    def work(self) -> Engagement:
        """Return work that has everything in it, private and shared."""
        names = self.chance.sample(NAMES, self.chance.randint(1, len(NAMES)))
        work = making.a_group(self.store, *names, apart=self._toss())
        full = attrs.evolve(work, purpose=self._word(PRIVATE), picture_of_success=self._word(PRIVATE))
        self.store.put("engagement", full, without=frozenset({"client_ids"}))
        self.theirs = {client: set() for client in work.client_ids}
        for _ in range(self.chance.randint(0, 2)):
            making.a_held_session(self.store, work, days=-self.chance.randint(1, 90))
        self._milestones(work)
        self._goals(work)
        self._promises(work)
        for client in work.client_ids:
            self._preferences(client)
            self._feedback(work, client)
        return full

    def _word(self, side: str, *clients: str) -> str:
        self._count += 1
        word = f"{side}{self._count:03}" + "".join(self.chance.choices(LETTERS, k=3))
        for client in clients:
            self.theirs[client].add(word)
        return word

    def _toss(self) -> bool:
        return self.chance.random() < 0.5

    def _day(self) -> date:
        return self.store.today() - timedelta(days=self.chance.randint(0, 200))

    def _shared(self, work: Engagement, *, is_shared: bool) -> str:
        return self._word(SHARED, *work.client_ids) if is_shared else self._word(PRIVATE)

    def _milestones(self, work: Engagement) -> None:
        for _ in range(self.chance.randint(0, 3)):
            together = self._toss()
            milestone = Milestone(
                id=MilestoneId(new_id()),
                engagement_id=work.id,
                noted_at=self.store.now(),
                what=self._shared(work, is_shared=together),
                measure=self._shared(work, is_shared=together),
                target_on=self._day() if self._toss() else None,
                set_together=together,
                state=self.chance.choice(list(MilestoneState)),
                why=self._word(PRIVATE),
            )
            self.store.put("milestone", milestone)
            self._turn(work, milestone)

    def _turn(self, work: Engagement, milestone: Milestone) -> None:
        still_both = self._toss()
        is_ahead = milestone.state in (MilestoneState.AHEAD, MilestoneState.MOVED)
        is_told = milestone.set_together and still_both and is_ahead
        turn = MilestoneTurn(
            id=MilestoneTurnId(new_id()),
            milestone_id=milestone.id,
            turned_at=self.store.now(),
            state_before=MilestoneState.AHEAD,
            state_after=milestone.state,
            what_before=self._shared(work, is_shared=is_told),
            why=self._word(PRIVATE),
            set_together=still_both,
        )
        self.store.put("milestone_turn", turn)

    def _goals(self, work: Engagement) -> None:
        for position in range(self.chance.randint(0, 2)):
            goal = Goal(
                id=GoalId(new_id()),
                engagement_id=work.id,
                words=self._shared(work, is_shared=True),
                measure=self._shared(work, is_shared=True),
                position=position,
                set_on=self._day(),
                ended_because=self._word(PRIVATE),
            )
            self.store.put("goal", goal)
            for _ in range(self.chance.randint(0, 3)):
                words, value = self._shared(work, is_shared=True), self.chance.randint(0, 10)
                step = Scaling(
                    id=ScalingId(new_id()), goal_id=goal.id, on_day=self._day(), value=value, words=words
                )
                self.store.put("goal_scaling", step)

    def _promises(self, work: Engagement) -> None:
        for _ in range(self.chance.randint(0, 3)):
            commitment = Commitment(
                id=CommitmentId(new_id()),
                engagement_id=work.id,
                what=self._shared(work, is_shared=True),
                by_when=self._day(),
                how_we_will_know=self._shared(work, is_shared=True),
                barrier=self._word(PRIVATE),
                held_to_it=self._word(PRIVATE),
                outcome=self._word(PRIVATE),
                state=self.chance.choice(list(CommitmentState)),
            )
            self.store.put("commitment", commitment)
            pledge = Pledge(
                id=PledgeId(new_id()),
                engagement_id=work.id,
                what=self._shared(work, is_shared=True),
                by_when=self._day() if self._toss() else None,
                outcome=self._word(PRIVATE),
                state=self.chance.choice(list(PledgeState)),
            )
            self.store.put("pledge", pledge)

    def _preferences(self, client: ClientId) -> None:
        for _ in range(self.chance.randint(0, 3)):
            said = Preference(
                id=PreferenceId(new_id()),
                client_id=client,
                pace=self.chance.choice(list(Dial)),
                contact=self.chance.choice(list(Dial)),
                silence=self._word(PRIVATE),
                context=self._word(PRIVATE),
                source=self.chance.choice(list(PreferenceSource)),
                asked_on=self._day(),
            )
            self.store.put("preference", said)

    def _feedback(self, work: Engagement, client: ClientId) -> None:
        for _ in range(self.chance.randint(0, 3)):
            giver, how = self.chance.choice(list(Giver)), self.chance.choice(list(FeedbackHow))
            is_theirs = giver is Giver.CLIENT and how is not FeedbackHow.DECLINED
            is_told = self._toss()

            def word(*, is_shared: bool) -> str:
                return self._word(SHARED, client) if is_shared else self._word(PRIVATE)

            feedback = Feedback(
                id=FeedbackId(new_id()),
                engagement_id=work.id,
                client_id=client,
                giver=giver,
                how=how,
                given_on=self._day(),
                sentence=word(is_shared=is_theirs),
                stem=self._word(PRIVATE),
                answer=word(is_shared=is_theirs and is_told),
                will_change=word(is_shared=is_theirs and is_told),
                told_on=self._day() if is_told else None,
            )
            self.store.put("feedback", feedback)
