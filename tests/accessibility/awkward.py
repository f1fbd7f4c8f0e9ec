"""A practice in which every free text is the same awkward one."""

from datetime import timedelta

import attrs

from coachdesk.models import (
    clauses,
    clients,
    engagements,
    feedback,
    further_promises,
    goals,
    milestones,
    notes,
    practice_reflections,
    sessions,
    summaries,
)
from coachdesk.models.engagements import Sponsor
from coachdesk.models.entities.agreement import Layer
from coachdesk.models.entities.ids import (
    FeedbackId,
    FurtherPromiseId,
    OrganisationId,
    PracticeReflectionId,
    SponsorContactId,
    new_id,
)
from coachdesk.models.entities.people import Engagement, Organisation, SponsorContact
from coachdesk.models.entities.practice import PracticeReflection
from coachdesk.models.entities.relationship import SENTENCE_LIMIT, Feedback
from coachdesk.models.entities.session import (
    CheckIn,
    Closing,
    FurtherPromise,
    Heading,
    Session,
    SharedText,
    SummaryField,
)
from coachdesk.models.heading_templates import tidy
from coachdesk.models.moments import put_moment
from coachdesk.models.preferences import WORDS, keep_preferences
from coachdesk.models.promises import save_closing
from coachdesk.models.store import Store
from tests import agreeing, making, remembering, repeating, walking
from tests.noting import one_of_each


def fill_with(store: Store, words: str) -> None:
    """Write a client, a signed agreement, a session that was handed out and one to come."""
    page = agreeing.signed(store, words)
    work = engagements.get_engagement(store, engagement_id=page.agreement.engagement_id)
    _describe(store, work, words)
    held = making.a_session(store, work, days=-7)
    _hold(store, held, words)
    _remember(store, work, held, words)
    making.a_session(store, work)
    _rewrite(store, held, words)
    _throw_away(store, words)


def _remember(store: Store, work: Engagement, held: Session, words: str) -> None:
    remembering.heard(store, held, words, feeling=words)
    remembering.noticed(store, held, words)
    remembering.seen(store, held, words)
    remembering.milestone(store, work, words, measure=words)
    remembering.feedback(store, work, words[:280])
    remembering.feedback(store, work, words[:280], answer=words, will_change=words)
    _walk(store, work, words)
    repeating.fill_with(store, work, words)
    answers = dict.fromkeys(WORDS, words)
    keep_preferences(store, said=remembering.preference(work.client_ids[0], **answers))


def _walk(store: Store, work: Engagement, words: str) -> None:
    """Set goals and milestones, scale one of them, re-route and let go."""
    goal = goals.set_goal(store, engagement_id=work.id, words=words, measure=words).value.goal
    for days in range(7):
        day = store.now().date() - timedelta(days=days)
        goals.scale(store, goal_id=goal.id, value=10 - days, words=words, on_day=day)
    ended = walking.a_goal(store, work, words)
    goals.end_goal(store, goal_id=ended.id, because=words)
    moved = walking.a_milestone(store, work, words)
    milestones.move(store, milestone_id=moved.id, to=None, what=words[1:], why=words)
    gone = walking.a_milestone(store, work, words, together=False)
    milestones.let_go(store, milestone_id=gone.id, why=words)


def _rewrite(store: Store, held: Session, words: str) -> None:
    notes.save_note(store, session_id=held.id, body=f"{words} {words}", revision=1)
    notes.save_note(store, session_id=held.id, body=words[:20], revision=2)


def _throw_away(store: Store, words: str) -> None:
    """Write a clause twice, and delete another, a session and a client."""
    page = agreeing.begin(store, words)
    for heading in (words, f"{words} twice"):
        clause = clauses.add_clause(store, version_id=page.version.id, layer=Layer.ALLIANCE, heading=heading)
        clauses.save_words(store, clause_id=clause.value.id, agreed_words=words)
        clauses.save_words(store, clause_id=clause.value.id, agreed_words="")
    clauses.remove_clause(store, clause_id=clause.value.id)
    work = engagements.get_engagement(store, engagement_id=page.agreement.engagement_id)
    sessions.delete_session(store, session_id=making.a_session(store, work).id)
    gone = clients.add_client(store, display_name=words).value
    clients.delete_client(store, client_id=gone.id)


def _describe(store: Store, work: Engagement, words: str) -> None:
    client = clients.get_client(store, client_id=work.client_ids[0])
    known = attrs.evolve(
        client,
        preferred_name=words,
        pronouns=words,
        pronunciation=words,
        email=words,
        phone=words,
        code=words,
        referred_by=words,
        tags=(words,),
    )
    clients.save_client(store, client=known)
    sponsor = Sponsor(
        SponsorContact(id=SponsorContactId("ruth"), name=words),
        Organisation(id=OrganisationId("halden"), name=words),
    )
    full = attrs.evolve(work, purpose=words, picture_of_success=words)
    engagements.save_engagement(store, engagement=full, sponsor=sponsor)


def _hold(store: Store, held: Session, words: str) -> None:
    notes.save_note(store, session_id=held.id, body=words, revision=0)
    notes.save_check_in(store, check_in=CheckIn(session_id=held.id, focus=words, most_valuable=words))
    for moment in one_of_each(held, store.now(), words):
        put_moment(store, moment=moment)
    day = store.now().date()
    save_closing(
        store,
        closing=Closing(
            session_id=held.id,
            commitment_what=words,
            commitment_by=day,
            commitment_known_by=words,
            pledge_what=words,
            pledge_by=day,
        ),
    )
    _say_more(store, held, words)
    summaries.save_shared_text(
        store,
        text=SharedText(
            session_id=held.id,
            insights=words,
            agreed=words,
            experiment=words,
            free_line=words,
            headings=tidy(tuple(Heading(field=part, words=words) for part in SummaryField)),
        ),
    )
    making.hand_out(store, held, words=words)
    sessions.close_session(store, session_id=held.id)


def _say_more(store: Store, held: Session, words: str) -> None:
    for by_coach in (False, True):
        promise = FurtherPromise(
            id=FurtherPromiseId(new_id()), session_id=held.id, by_coach=by_coach, what=words, barrier=words
        )
        further_promises.save_further(store, promise=promise)
    said = Feedback(
        id=FeedbackId(new_id()),
        engagement_id=held.engagement_id,
        session_id=held.id,
        given_on=store.now().date(),
        sentence=words[:SENTENCE_LIMIT],
    )
    feedback.save_feedback(store, feedback=said)
    mine = PracticeReflection(
        id=PracticeReflectionId(new_id()), session_id=held.id, on_day=store.now().date(), did=words
    )
    practice_reflections.save_reflection(store, reflection=mine)
