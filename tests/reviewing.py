"""Steps towards a review, for every test that needs one."""

from datetime import datetime, timedelta

import attrs

from coachdesk.models import sessions, settling
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.clock import fixed_clock
from coachdesk.models.engagements import get_engagement, save_engagement
from coachdesk.models.entities.agreement import Clause
from coachdesk.models.entities.ids import EngagementId
from coachdesk.models.entities.people import Cadence, Engagement
from coachdesk.models.entities.review import Answer, NoticedKind, ReviewCause
from coachdesk.models.entities.session import CommitmentState, Session
from coachdesk.models.noticed import note_noticed
from coachdesk.models.review_causes import due_review
from coachdesk.models.review_page import ReviewPage, review_page
from coachdesk.models.reviews import answer_clause, end_with_nothing_changed
from coachdesk.models.store import Store
from tests.agreeing import signed
from tests.making import a_held_session, a_session, close_with_promises


def engagement_of(page: AgreementPage) -> EngagementId:
    """Return whose agreement it is."""
    return EngagementId(page.agreement.engagement_id)


def in_force(store: Store, *, three_way: bool = False) -> Engagement:
    """Sign an agreement and return what it is for."""
    page = signed(store, three_way=three_way)
    return get_engagement(store, engagement_id=engagement_of(page))


def causes(store: Store, engagement: Engagement) -> tuple[ReviewCause, ...]:
    """Return why a review is due now."""
    due = due_review(store, engagement_id=engagement.id, day=store.today())
    return () if due is None else due.causes


def a_missed_session(store: Store, engagement: Engagement) -> Session:
    """Plan a session to which nobody comes."""
    planned = a_session(store, engagement, days=1)
    return sessions.mark_no_show(store, session_id=planned.id).value


def a_cancelled_session(store: Store, engagement: Engagement, *, late: bool) -> None:
    """Plan a session that is cancelled."""
    planned = a_session(store, engagement, days=1)
    sessions.cancel_session(store, session_id=planned.id, late=late)


def carried(store: Store, engagement: Engagement, times: int) -> None:
    """Carry a commitment so many times."""
    close_with_promises(store, a_held_session(store, engagement))
    for _ in range(times):
        newest = store.value("SELECT id FROM commitment WHERE state = 'open'")
        settling.settle_commitment(store, commitment_id=newest, state=CommitmentState.CARRIED)


def notice(store: Store, engagement: Engagement, kind: NoticedKind = NoticedKind.BOUNDARY) -> None:
    """Note something."""
    note_noticed(store, engagement_id=engagement.id, kind=kind, words="Asked for my private number again")


def every(store: Store, engagement: Engagement, cadence: Cadence) -> None:
    """Let an engagement be reviewed regularly."""
    save_engagement(store, engagement=attrs.evolve(engagement, review_every=cadence))


def later(store: Store, moment: datetime | timedelta) -> None:
    """Move the clock of a store."""
    store.now = fixed_clock(store.now() + moment if isinstance(moment, timedelta) else moment)


def the_page(store: Store, engagement: Engagement) -> ReviewPage:
    """Return the review as it is stored."""
    return review_page(store, engagement_id=engagement.id)


def answer_all(
    store: Store, engagement: Engagement, *, but: dict[str, Answer] | None = None, words: str = ""
) -> tuple[Clause, ...]:
    """Answer each clause: still true, but for those with these headings."""
    clauses = the_page(store, engagement).clauses
    for clause in clauses:
        other = (but or {}).get(clause.heading)
        answer_clause(
            store,
            engagement_id=engagement.id,
            clause_id=clause.id,
            answer=other or Answer.STILL_TRUE,
            words=words if other else "",
        )
    return clauses


def hold(store: Store, engagement: Engagement) -> None:
    """Hold a review in which nothing changed."""
    answer_all(store, engagement)
    end_with_nothing_changed(store, engagement_id=engagement.id)
