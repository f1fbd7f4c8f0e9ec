"""What tests begin with: a client, an engagement, sessions."""

from datetime import datetime, timedelta

import attrs

from coachdesk.models import clients, engagements, promises, sessions, summaries
from coachdesk.models.entities.people import Engagement, EngagementFormat
from coachdesk.models.entities.session import Closing, Commitment, Pledge, Session, SharedText
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.models.store import Store


def an_engagement(store: Store, name: str = "Mira Solano", *, called: str = "Mira") -> Engagement:
    """Add a client who is engaged for twelve sessions of an hour."""
    client = clients.add_client(store, display_name=name).value
    clients.save_client(store, client=attrs.evolve(client, preferred_name=called, pronouns="she/her"))
    engagement = engagements.add_engagement(store, client_ids=(client.id,), purpose="To lead kindly").value
    full = attrs.evolve(engagement, sessions_planned=12, session_minutes=60)
    return engagements.save_engagement(store, engagement=full).value


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
