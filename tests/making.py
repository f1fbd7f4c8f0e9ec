"""What tests begin with: a client, an engagement, sessions."""

from datetime import date, datetime, timedelta

import attrs

from coachdesk.models import (
    between_check_ins,
    clients,
    engagements,
    promises,
    promising,
    sessions,
    settling,
    standing,
    summaries,
)
from coachdesk.models.entities.between import BetweenCheckIn
from coachdesk.models.entities.ids import BetweenCheckInId, new_id
from coachdesk.models.entities.people import Engagement, EngagementFormat, EngagementState
from coachdesk.models.entities.session import (
    Closing,
    Commitment,
    CommitmentState,
    Pledge,
    Session,
    SharedText,
)
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.models.promising import PromiseWords
from coachdesk.models.store import Store


def an_engagement(store: Store, name: str = "Mira Solano", *, called: str = "Mira") -> Engagement:
    """Add a client who is engaged for twelve sessions of an hour."""
    client = clients.add_client(store, display_name=name).value
    clients.save_client(store, client=attrs.evolve(client, preferred_name=called, pronouns="she/her"))
    engagement = engagements.add_engagement(store, client_ids=(client.id,), purpose="To lead kindly").value
    full = attrs.evolve(engagement, sessions_planned=12, session_minutes=60)
    return engagements.save_engagement(store, engagement=full).value


def let_stand(store: Store, engagement: Engagement, state: EngagementState) -> Engagement:
    """Let an engagement stand somewhere, without the way that leads there."""
    with store.transaction():
        standing.put_state(store, engagement, state)
    return engagements.get_engagement(store, engagement_id=engagement.id)


def a_group(store: Store, *names: str, apart: bool = False) -> Engagement:
    """Add clients who are coached together, for six sessions of an hour and a half.

    `apart` keeps them from being named to each other.
    """
    members = tuple(clients.add_client(store, display_name=name).value.id for name in names)
    engagement = engagements.add_engagement(store, client_ids=members, purpose="To speak in time").value
    group = attrs.evolve(
        engagement,
        format=EngagementFormat.GROUP if apart else EngagementFormat.TEAM,
        sessions_planned=6,
        session_minutes=90,
        members_apart=apart,
    )
    return engagements.save_engagement(store, engagement=group).value


def a_session(store: Store, engagement: Engagement, *, days: int = 0) -> Session:
    """Plan the engagement's next session, so many days from now."""
    planned_at = store.now() + timedelta(days=days)
    return sessions.plan_session(store, engagement_id=engagement.id, planned_at=planned_at).value


def a_held_session(store: Store, engagement: Engagement, *, days: int = -7) -> Session:
    """Plan and close a session."""
    planned = a_session(store, engagement, days=days)
    return sessions.close_session(store, session_id=planned.id).value


def a_full_closing(session: Session, now: datetime) -> Closing:
    """Return a closing with both promises."""
    return Closing(
        session_id=session.id,
        commitment_what="Open the talk with Jonas",
        commitment_by=now.date() + timedelta(days=7),
        commitment_known_by="It was said",
        pledge_what="Keep fifteen minutes free",
        pledge_by=now.date() + timedelta(days=4),
    )


def close_with_promises(store: Store, session: Session) -> Closing:
    """Save a closing with both promises."""
    return promises.save_closing(store, closing=a_full_closing(session, store.now())).value


def commitment_of(store: Store, session: Session) -> Commitment:
    """Return the commitment that a session closed with."""
    found = promises.headline_commitment(store, session.id)
    assert found is not None
    return found


def pledge_of(store: Store, session: Session) -> Pledge:
    """Return the pledge that a session closed with."""
    found = promises.headline_pledge(store, session.id)
    assert found is not None
    return found


def hand_out(store: Store, session: Session, *, words: str = "The talk with Jonas") -> None:
    """Write a word for the client and hand the summary out."""
    summaries.save_shared_text(store, text=SharedText(session_id=session.id, focus=words))
    summary = summaries.shared_summary(store, session.id, language="en")
    summaries.hand_out(
        store, session_id=session.id, summary=summary, title="Summary", how=SharedHow.PDF, sha256="ab" * 32
    )


def a_promise(
    store: Store, engagement: Engagement, what: str = "Write the first line", *, days: int | None = 7
) -> Commitment:
    """Let a client promise something between sessions, due so many days from now."""
    words = PromiseWords(is_mine=False, what=what, by_when=_in_days(store, days), known_by="It stands there")
    made = promising.add_promise(store, engagement_id=engagement.id, words=words).value
    assert isinstance(made, Commitment)
    return made


def a_pledge(
    store: Store, engagement: Engagement, what: str = "Send the reading", *, days: int | None = 7
) -> Pledge:
    """Let the coach promise something between sessions, due so many days from now."""
    words = PromiseWords(is_mine=True, what=what, by_when=_in_days(store, days))
    made = promising.add_promise(store, engagement_id=engagement.id, words=words).value
    assert isinstance(made, Pledge)
    return made


def _in_days(store: Store, days: int | None) -> date | None:
    return None if days is None else store.now().date() + timedelta(days=days)


def carried_on(store: Store, promise: Commitment) -> Commitment:
    """Carry a commitment on, and return what follows it."""
    settling.settle_commitment(store, commitment_id=promise.id, state=CommitmentState.CARRIED)
    followers = promises.open_promises(store).commitments
    return next(one for one in followers if one.carried_from_id == promise.id)


def a_word(store: Store, promise: Commitment | Pledge, words: str = "It goes slowly") -> BetweenCheckIn:
    """Say between sessions how a promise goes."""
    word = BetweenCheckIn(
        id=BetweenCheckInId(new_id()),
        engagement_id=promise.engagement_id,
        commitment_id=promise.id if isinstance(promise, Commitment) else None,
        pledge_id=promise.id if isinstance(promise, Pledge) else None,
        on_day=store.now().date(),
        words=words,
    )
    return between_check_ins.keep_check_in(store, check_in=word).value


def an_active_engagement(store: Store, name: str = "Mira Solano") -> Engagement:
    """Add a client with whom the work is under way, and nothing planned."""
    return let_stand(store, an_engagement(store, name), EngagementState.ACTIVE)
