"""What stands in a brief, for every test that needs some of it."""

from datetime import date, timedelta

from coachdesk.models.entities.ids import ClientId, FeedbackId, MilestoneId, MomentId, PreferenceId, new_id
from coachdesk.models.entities.moment import Insight, Milestone, Reflection, Signal
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.relationship import Dial, Feedback, Preference, PreferenceSource
from coachdesk.models.entities.session import Session
from coachdesk.models.goals import scale, set_goal
from coachdesk.models.preferences import keep_preferences
from coachdesk.models.store import Store, write
from tests.making import a_held_session, a_session, an_engagement, close_with_promises

DAY = date(2026, 5, 14)
GUESS = PreferenceSource.COACH


def preference(client_id: ClientId, **said: object) -> Preference:
    """Return an answer, with a dial turned and a sentence unless others are given."""
    answers: dict[str, object] = {"pace": Dial.LESS, "silence": "I am thinking", "asked_on": DAY}
    return Preference(id=PreferenceId(""), client_id=client_id, **(answers | said))  # type: ignore[arg-type]  # a test's own


@write
def heard(
    store: Store, /, session: Session, words: str = "That you are tired of it", **said: object
) -> Reflection:
    """Note what was heard in a session."""
    fields: dict[str, object] = {"noted_at": store.now(), "heard": words}
    found = Reflection(id=MomentId(new_id()), session_id=session.id, **(fields | said))  # type: ignore[arg-type]
    store.put("reflection", found)
    return found


@write
def noticed(
    store: Store, /, session: Session, words: str = "A long look at the door", **said: object
) -> Signal:
    """Note what was noticed in a session."""
    fields: dict[str, object] = {"noted_at": store.now(), "noticed": words}
    found = Signal(id=MomentId(new_id()), session_id=session.id, **(fields | said))  # type: ignore[arg-type]
    store.put("signal", found)
    return found


@write
def seen(store: Store, /, session: Session, words: str = "I say yes before I think") -> Insight:
    """Note what the client saw in a session."""
    found = Insight(id=MomentId(new_id()), session_id=session.id, noted_at=store.now(), words=words)
    store.put("insight", found)
    return found


@write
def milestone(
    store: Store, /, work: Engagement, what: str = "The first talk with the board", **said: object
) -> Milestone:
    """Set a point on the way."""
    fields: dict[str, object] = {"noted_at": store.now(), "what": what, "target_on": DAY + timedelta(days=20)}
    found = Milestone(id=MilestoneId(new_id()), engagement_id=work.id, **(fields | said))  # type: ignore[arg-type]
    store.put("milestone", found)
    return found


@write
def feedback(
    store: Store, /, work: Engagement, sentence: str = "You ask two things at once", **said: object
) -> Feedback:
    """Keep a sentence of the client."""
    fields: dict[str, object] = {"given_on": DAY - timedelta(days=7), "sentence": sentence}
    found = Feedback(id=FeedbackId(new_id()), engagement_id=work.id, **(fields | said))  # type: ignore[arg-type]
    store.put("feedback", found)
    return found


def a_full_brief(store: Store) -> Session:
    """Plan a session before which there is something of everything to remember."""
    work = an_engagement(store)
    last = a_held_session(store, work)
    close_with_promises(store, last)
    heard(store, last)
    noticed(store, last)
    seen(store, last)
    milestone(store, work)
    goal = set_goal(store, engagement_id=work.id, words="To be heard without raising my voice").value.goal
    scale(store, goal_id=goal.id, value=6, words="They wait for me", on_day=DAY - timedelta(days=7))
    feedback(store, work)
    feedback(
        store, work, "Send it the day before", answer="You are right", will_change="I send it on Mondays"
    )
    keep_preferences(store, said=preference(work.client_ids[0], channels="Letters, no calls"))
    return a_session(store, work)
