"""From a brief to what is printed of it: a wall of its own, though the paper stays with the coach."""

from coachdesk.models.brief import Brief
from coachdesk.models.clock import local
from coachdesk.models.entities.brief import (
    BriefSheet,
    SheetFeedback,
    SheetGoal,
    SheetMilestone,
    SheetPreferences,
)
from coachdesk.models.entities.path import KnownGoal
from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.entities.relationship import Dial, Feedback, PreferenceSource
from coachdesk.models.entities.sharing import DocumentPromise
from coachdesk.models.preferences import DIALS, WORDS, KnownPreference
from coachdesk.models.profile import get_profile
from coachdesk.models.store import Store


def brief_sheet(store: Store, brief: Brief, *, language: str) -> BriefSheet:
    """Return what is printed of a brief; `language` is a BCP 47 tag.

    What was heard, noticed or seen in a session stays in the vault, checked or not, and so does a guess
    about how a client likes to work: their own words, once they were said or handed out, do not.
    """
    coach = get_profile(store) or CoachProfile(name="–")
    held, last = brief.session, brief.last_time
    at = held.began_at or held.planned_at
    return BriefSheet(
        paper=coach.paper,
        language=language,
        client_name=brief.names,
        pronunciation=_each(brief, "pronunciation"),
        pronouns=_each(brief, "pronouns"),
        session_number=held.number,
        sessions_planned=brief.engagement.sessions_planned,
        planned_on=None if at is None else local(at).date(),
        last_session_on=None if last is None else local(last.at).date(),
        days_since=brief.days_since,
        purpose=brief.engagement.purpose,
        last_words="" if last is None else last.insights,
        commitments=tuple(
            DocumentPromise(what=one.what, by_when=one.by_when, how_we_will_know=one.how_we_will_know)
            for one in brief.promises.commitments
        ),
        pledges=tuple(DocumentPromise(what=one.what, by_when=one.by_when) for one in brief.promises.pledges),
        preferences=tuple(_preferences(one) for one in brief.preferences if _was_said(one)),
        goals=tuple(_goal(known) for known in brief.goals),
        milestones=tuple(
            SheetMilestone(what=one.what, measure=one.measure, target_on=one.target_on)
            for one in brief.milestones
        ),
        unanswered=tuple(_feedback(one) for one in brief.unanswered),
        to_tell=tuple(_feedback(one) for one in brief.to_tell),
        is_review_due=brief.due is not None,
        clauses=brief.clauses,
    )


def _each(brief: Brief, fact: str) -> str:
    return ", ".join(known for client in brief.clients if (known := getattr(client, fact).strip()))


def _was_said(known: KnownPreference) -> bool:
    return known.preference.source is PreferenceSource.CLIENT


def _preferences(known: KnownPreference) -> SheetPreferences:
    said = known.preference
    dials = ((name, getattr(said, name)) for name in DIALS)
    words = ((name, getattr(said, name).strip()) for name in WORDS)
    return SheetPreferences(
        client_name=known.client.called,
        dials=tuple((name, dial.value) for name, dial in dials if dial is not Dial.UNSAID),
        words=tuple((name, text) for name, text in words if text),
        confirmed_on=known.confirmed_on,
        is_due=known.recheck.is_due,
    )


def _goal(known: KnownGoal) -> SheetGoal:
    last = known.last
    if last is None:
        return SheetGoal(words=known.goal.words)
    return SheetGoal(words=known.goal.words, step=last.value, said=last.words, said_on=last.on_day)


def _feedback(one: Feedback) -> SheetFeedback:
    return SheetFeedback(sentence=one.sentence, given_on=one.given_on, will_change=one.will_change)
