"""What goes on between the sessions of an invented year: goals, the way, contact, rests, and an end."""

import random
from datetime import timedelta
from typing import Final

import attrs

from bench.year.meeting import Work
from bench.year.words import Talk
from coachdesk.models import (
    between_check_ins,
    contacts,
    ending,
    feedback,
    goals,
    milestones,
    pauses,
    promises,
    themes,
)
from coachdesk.models.engagements import get_engagement, save_engagement
from coachdesk.models.entities.between import BetweenCheckIn, Channel, Contact
from coachdesk.models.entities.ending import EndingStep
from coachdesk.models.entities.ids import (
    BetweenCheckInId,
    ContactId,
    FeedbackId,
    MilestoneId,
    SessionId,
    new_id,
)
from coachdesk.models.entities.moment import Milestone
from coachdesk.models.entities.people import ContactPer
from coachdesk.models.entities.relationship import Feedback, Giver
from coachdesk.models.store import Store

_LEFT_OUT: Final = 0.2
_LAST_HELD: Final = """
SELECT id FROM session WHERE engagement_id = ? AND state = 'held' ORDER BY began_at DESC LIMIT 1
"""


class Relationship:
    """What one client and the coach do besides their sessions."""

    def __init__(self, work: Work, chance: random.Random, talk: Talk) -> None:
        self._work = work
        self._chance = chance
        self._talk = talk

    def begin(self, store: Store) -> None:
        """Agree on contact in between, set a goal or two and the first stops of the way."""
        engagement = get_engagement(store, engagement_id=self._work.engagement_id)
        agreed = attrs.evolve(
            engagement, contact_words="Letters on Fridays", contact_most=2, contact_per=ContactPer.WEEK
        )
        save_engagement(store, engagement=agreed)
        for _ in range(self._chance.randint(1, 2)):
            goals.set_goal(store, engagement_id=self._work.engagement_id, words=f"To {self._talk.about()}")
        for weeks in (6, 14):
            self._set_milestone(store, weeks)

    def _set_milestone(self, store: Store, weeks: int) -> None:
        stop = Milestone(
            id=MilestoneId(new_id()),
            engagement_id=self._work.engagement_id,
            noted_at=store.now(),
            what=self._talk.deed(),
            measure=self._talk.sign(),
            target_on=store.today() + timedelta(weeks=weeks),
            set_together=self._chance.random() < 0.8,
        )
        milestones.set_milestone(store, milestone=stop)

    def between(self, store: Store) -> None:
        """Do one or two of the things that happen in between."""
        deeds = (self._write, self._ask_after, self._name_theme, self._scale, self._turn, self._tell)
        for deed in self._chance.sample(deeds, 2):
            deed(store)

    def _write(self, store: Store) -> None:
        contact = Contact(
            id=ContactId(new_id()),
            engagement_id=self._work.engagement_id,
            client_id=self._work.client_id,
            at=store.now() - timedelta(hours=2),
            by_coach=self._chance.random() < 0.5,
            channel=self._chance.choice(tuple(Channel)),
            words=self._talk.private(),
            counted=self._chance.random() < 0.8,
        )
        contacts.save_contact(store, contact=contact)

    def _ask_after(self, store: Store) -> None:
        found = promises.open_promises(store, engagement_id=self._work.engagement_id).commitments
        if found:
            said = BetweenCheckIn(
                id=BetweenCheckInId(new_id()),
                engagement_id=self._work.engagement_id,
                commitment_id=found[0].id,
                on_day=store.today(),
                words=self._talk.private(),
            )
            between_check_ins.keep_check_in(store, check_in=said)

    def _last_session(self, store: Store) -> SessionId | None:
        found = store.value(_LAST_HELD, [self._work.engagement_id])
        return None if found is None else SessionId(found)

    def _name_theme(self, store: Store) -> None:
        held = self._last_session(store)
        if held is not None:
            themes.set_theme(store, session_id=held, theme=self._talk.private())

    def _scale(self, store: Store) -> None:
        sql = "SELECT id FROM goal WHERE engagement_id = ?"
        found = [row[0] for row in store.db.execute(sql, [self._work.engagement_id]).fetchall()]
        goals.scale(
            store,
            goal_id=self._chance.choice(found),
            value=self._chance.randint(0, 10),
            words=self._talk.about(),
        )

    def _turn(self, store: Store) -> None:
        sql = "SELECT id FROM milestone WHERE engagement_id = ? AND state IN ('ahead', 'moved')"
        found = [row[0] for row in store.db.execute(sql, [self._work.engagement_id]).fetchall()]
        if not found:
            self._set_milestone(store, 8)
            return
        stop = MilestoneId(self._chance.choice(found))
        later = store.today() + timedelta(weeks=5)
        turn = self._chance.choice(("move", "reach", "let go"))
        if turn == "move":
            milestones.move(store, milestone_id=stop, to=later, why=self._talk.about())
        elif turn == "reach":
            milestones.reach(store, milestone_id=stop)
        else:
            milestones.let_go(store, milestone_id=stop, why=self._talk.about())

    def _tell(self, store: Store) -> None:
        """Tell the client a sentence of the coach's own."""
        day = store.today()
        said = Feedback(
            id=FeedbackId(new_id()),
            engagement_id=self._work.engagement_id,
            client_id=self._work.client_id,
            giver=Giver.COACH,
            given_on=day,
            sentence=f"I saw {self._talk.about()}",
            told_on=day,
        )
        feedback.save_feedback(store, feedback=said)

    def rest(self, store: Store) -> None:
        """Let the work rest for some days."""
        until = store.today() + timedelta(days=3)
        pauses.pause_work(
            store, engagement_id=self._work.engagement_id, until=until, why=self._talk.private()
        )

    def go_on(self, store: Store) -> None:
        """Come back."""
        pauses.return_to_work(store, engagement_id=self._work.engagement_id, welcome=self._talk.private())

    def end(self, store: Store) -> None:
        """Walk through the ending, and close the work."""
        work = self._work.engagement_id
        ending.begin_ending(store, engagement_id=work)
        for step in EndingStep:
            if self._chance.random() < _LEFT_OUT:
                ending.skip_step(store, engagement_id=work, step=step, because=self._talk.private())
            else:
                ending.take_step(store, engagement_id=work, step=step)
        ending.close_work(store, engagement_id=work, words=self._talk.private())
