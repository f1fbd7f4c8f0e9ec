"""One thing of every kind that can happen between coach and client."""

from datetime import date, timedelta
from typing import Any

import attrs

from coachdesk.models import preferences, settling
from coachdesk.models.entities import between, ending, path, ritual
from coachdesk.models.entities.ids import FeedbackId, MilestoneTurnId, PreferenceId, SharedDocumentId, new_id
from coachdesk.models.entities.moment import Milestone, MilestoneState
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.relationship import Feedback, Preference
from coachdesk.models.entities.session import CommitmentState, PledgeState, Session
from coachdesk.models.entities.sharing import SharedDocument, SharedHow, SharedKind
from coachdesk.models.feedback import save_feedback
from coachdesk.models.moments import put_moment
from coachdesk.models.store import Store
from tests import attaching, making, noting, reviewing

DAY = date(2026, 5, 14)


def everything(store: Store) -> Engagement:
    """Let everything happen with a client; return what they are engaged in."""
    work = reviewing.in_force(store)
    store.put("engagement", attrs.evolve(work, starts_on=DAY), without=frozenset({"client_ids"}))
    reviewing.hold(store, work)
    held = making.a_held_session(store, work, days=-1)
    for moment in noting.one_of_each(held, store.now(), "Boat"):
        put_moment(store, moment=moment)
    _promise(store, held)
    _tell_each_other(store, work, held)
    _go_on(store, work, held)
    _rest_and_end(store, work)
    return work


def _promise(store: Store, held: Session) -> None:
    making.close_with_promises(store, held)
    commitment, pledge = making.commitment_of(store, held), making.pledge_of(store, held)
    settling.settle_commitment(store, commitment_id=commitment.id, state=CommitmentState.DONE)
    settling.settle_pledge(store, pledge_id=pledge.id, state=PledgeState.KEPT)


def _tell_each_other(store: Store, work: Engagement, held: Session) -> None:
    client = work.client_ids[0]
    said = Feedback(
        id=FeedbackId("said"), engagement_id=work.id, session_id=held.id, client_id=client,
        given_on=DAY, sentence="The pause was good",
    )  # fmt: skip
    save_feedback(store, feedback=said)
    wish = Preference(id=PreferenceId(""), client_id=client, silence="I think", asked_on=DAY)
    preferences.keep_preferences(store, said=wish)
    attaching.a_file(store, held, "Plan.txt", b"boat")
    shared = SharedDocument(
        id=SharedDocumentId("left"), kind=SharedKind.SUMMARY, title="Summary", for_whom="Mira",
        how=SharedHow.PRINT, sha256="ab", shared_at=store.now(), client_id=client, session_id=held.id,
    )  # fmt: skip
    store.put("shared_document", shared)


def _go_on(store: Store, work: Engagement, held: Session) -> None:
    of: dict[str, Any] = {"engagement_id": work.id}
    store.put("goal", path.Goal(id=new_id(), words="To rest", set_on=DAY, **of))  # type: ignore[arg-type]
    goal = store.value("SELECT id FROM goal")
    store.put("goal_scaling", path.Scaling(id=new_id(), goal_id=goal, on_day=DAY, value=4))  # type: ignore[arg-type]
    point = store.one(Milestone, "SELECT * FROM milestone LIMIT 1")
    turn = path.MilestoneTurn(
        id=MilestoneTurnId(new_id()), milestone_id=point.id, turned_at=store.now(),
        state_before=MilestoneState.AHEAD, state_after=MilestoneState.MOVED, why="Ill",
    )  # fmt: skip
    store.put("milestone_turn", turn)
    store.put("contact", between.Contact(id=new_id(), at=store.now(), words="A letter", **of))  # type: ignore[arg-type]
    store.put("between_check_in", between.BetweenCheckIn(id=new_id(), on_day=DAY, words="Well", **of))  # type: ignore[arg-type]
    store.put("ritual", ritual.Ritual(id=new_id(), name="A breath", **of))  # type: ignore[arg-type]
    breath = store.value("SELECT id FROM ritual")
    store.put("ritual_time", ritual.RitualTime(id=new_id(), ritual_id=breath, on_day=DAY, **of))  # type: ignore[arg-type]


def _rest_and_end(store: Store, work: Engagement) -> None:
    rest = ending.Pause(id=new_id(), engagement_id=work.id, began_on=DAY, ended_on=DAY)  # type: ignore[arg-type]
    store.put("pause", rest)
    end = ending.Ending(engagement_id=work.id, begun_on=DAY, closed_on=DAY)
    store.put("ending", end, key=("engagement_id",))


def many_sessions(store: Store, work: Engagement, count: int) -> None:
    """Let a client meet the coach so often, an hour apart."""
    for number in range(1, count + 1):
        held = making.a_session(store, work)
        at = store.now() - timedelta(hours=number)
        store.put("session", attrs.evolve(held, planned_at=at))
