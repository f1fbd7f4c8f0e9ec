"""Active coaching without an agreement or a finished safe start: one calm word, and nothing is blocked."""

from datetime import UTC, date

import pytest

from coachdesk.models import engagements, safe_start, sessions, today
from coachdesk.models.entities.people import Engagement, EngagementState, SafeStartStep
from coachdesk.models.entities.session import SessionState
from coachdesk.models.store import Store
from coachdesk.models.today import today_page
from coachdesk.models.waiting import Care
from tests.agreeing import signed
from tests.making import a_session, an_engagement

DAY = date(2026, 5, 14)
GROUND = (Care.AGREEMENT, Care.SAFE_START)


def active(store: Store, work: Engagement) -> Engagement:
    return engagements.set_engagement_state(store, engagement_id=work.id, state=EngagementState.ACTIVE).value


def said(store: Store) -> list[Care]:
    """Return what Today says of the ground of coaching."""
    return [one.care for one in today_page(store, day=DAY, zone=UTC).waiting if one.care in GROUND]


def start_safely(store: Store, work: Engagement) -> None:
    for step in SafeStartStep:
        safe_start.tick(store, engagement_id=work.id, step=step, done_by="Both", done_on=DAY)


@pytest.mark.rule(13)
def test_coaching_without_an_agreement_is_said_once(store: Store) -> None:
    active(store, an_engagement(store))
    assert said(store) == [Care.AGREEMENT]


@pytest.mark.rule(13)
def test_a_safe_start_that_is_not_finished_is_said(store: Store) -> None:
    page = signed(store)
    work = engagements.get_engagement(store, engagement_id=page.agreement.engagement_id)
    active(store, work)
    assert said(store) == [Care.SAFE_START]
    start_safely(store, work)
    assert said(store) == []


@pytest.mark.rule(13)
def test_nothing_is_blocked_meanwhile(store: Store) -> None:
    held = a_session(store, active(store, an_engagement(store)))
    sessions.begin_session(store, session_id=held.id)
    sessions.end_session(store, session_id=held.id)
    assert sessions.close_session(store, session_id=held.id).value.state is SessionState.HELD


@pytest.mark.rule(13)
def test_work_that_is_only_explored_is_not_spoken_of(store: Store) -> None:
    an_engagement(store)
    assert said(store) == []


@pytest.mark.rule(13, control=True)
def test_a_day_that_does_not_look_would_say_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    active(store, an_engagement(store))
    monkeypatch.setattr(today, "without_agreement", lambda _store: ())
    assert said(store) == []
