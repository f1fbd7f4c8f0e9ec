from datetime import timedelta

import attrs
import pytest

from coachdesk.models import agreed_data, engagements, remembered, session_details, sessions
from coachdesk.models.client_page import client_page
from coachdesk.models.engagements import Sponsor
from coachdesk.models.entities.agreement import ReportField
from coachdesk.models.entities.ids import OrganisationId, SponsorContactId
from coachdesk.models.entities.people import Engagement, EngagementState, Organisation, SponsorContact
from coachdesk.models.entities.session import Session, SessionKind, SessionMode
from coachdesk.models.remembered import Key
from coachdesk.models.session_around import NOTHING_AROUND, Around
from coachdesk.models.session_pages import session_page
from coachdesk.models.store import Store
from coachdesk.models.today import today_page
from coachdesk.models.waiting import Care
from tests import agreeing
from tests.making import a_group, a_session, an_engagement

SPONSOR = Sponsor(
    SponsorContact(id=SponsorContactId("ruth"), name="Ruth Halden"),
    Organisation(id=OrganisationId("halden"), name="Halden AG"),
)


@pytest.fixture
def engagement(store: Store) -> Engagement:
    return an_engagement(store)


def around(store: Store, of: Session) -> Around:
    return session_page(store, of.id).around


def with_sponsor(store: Store, engagement: Engagement, kind: SessionKind) -> Session:
    engagements.save_engagement(store, engagement=engagement, sponsor=SPONSOR)
    planned = a_session(store, engagement)
    return session_details.set_kind(store, session_id=planned.id, kind=kind).value


def test_a_plain_session_has_nothing_around_it(store: Store, engagement: Engagement) -> None:
    assert around(store, with_sponsor(store, engagement, SessionKind.COACHING)) == NOTHING_AROUND


def test_a_meeting_with_the_sponsor_knows_who_that_is(store: Store, engagement: Engagement) -> None:
    found = around(store, with_sponsor(store, engagement, SessionKind.THREE_WAY))
    assert (found.sponsor, found.sponsor_hears) == ("Ruth Halden, Halden AG", None)


@pytest.mark.rule(3)
def test_a_meeting_with_the_sponsor_says_what_the_agreement_lets_them_hear(store: Store) -> None:
    page = agreeing.begin(store, three_way=True)
    agreed_data.set_report_fields(store, version_id=page.version.id, fields=[ReportField.THEMES])
    planned = sessions.plan_session(
        store,
        engagement_id=page.agreement.engagement_id,
        planned_at=store.now(),
        kind=SessionKind.THREE_WAY,
    ).value
    assert around(store, planned).sponsor_hears is None
    agreeing.sign_all(store, agreeing.make_ready(store, page))
    assert around(store, planned).sponsor_hears == (ReportField.THEMES,)


def test_the_old_time_knows_the_new_one(store: Store, engagement: Engagement) -> None:
    planned = a_session(store, engagement)
    later = store.now() + timedelta(days=3)
    sessions.move_session(
        store, session_id=planned.id, planned_at=later, minutes=60, mode=SessionMode.VIDEO, place=""
    )
    trace = store.one(Session, "SELECT * FROM session WHERE state = 'moved'")
    new_time = around(store, trace).new_time
    assert new_time is not None
    assert (new_time.session_id, new_time.at) == (planned.id, later)


def test_a_group_is_with_its_members(store: Store) -> None:
    members = around(store, a_session(store, a_group(store, "Ana", "Ben"))).members
    assert [member.name for member in members] == ["Ana", "Ben"]


def test_the_clock_stays_hidden_as_it_was_chosen(store: Store, engagement: Engagement) -> None:
    planned = a_session(store, engagement)
    remembered.remember(store, Key.CLOCK_HIDDEN, "yes")
    assert around(store, planned).hides_clock
    remembered.forget(store, Key.CLOCK_HIDDEN)
    assert not around(store, planned).hides_clock


def asked_for_an_agreement(store: Store, engagement: Engagement) -> bool:
    """Tell whether Today and the client's page miss an agreement; they do so together."""
    (part,) = client_page(store, client_id=engagement.client_ids[0]).engagements
    waiting = today_page(store, day=store.now().date()).waiting
    assert part.wants_ground is any(one.care is Care.AGREEMENT for one in waiting)
    return part.wants_ground


@pytest.mark.parametrize(
    ("kind", "received", "asked"),
    [
        (SessionKind.CHEMISTRY, False, False),
        (SessionKind.SUPERVISION, True, False),
        (SessionKind.SUPERVISION, False, True),
        (SessionKind.COACHING, False, True),
    ],
)
def test_what_surrounds_coaching_misses_no_agreement(
    store: Store, engagement: Engagement, kind: SessionKind, received: bool, asked: bool
) -> None:
    engagements.save_engagement(store, engagement=attrs.evolve(engagement, state=EngagementState.ACTIVE))
    assert asked_for_an_agreement(store, engagement)
    planned = a_session(store, engagement)
    session_details.set_kind(store, session_id=planned.id, kind=kind, received=received)
    assert asked_for_an_agreement(store, engagement) is asked


def test_today_names_all_of_a_group(store: Store) -> None:
    a_session(store, a_group(store, "Ana", "Ben"))
    (found,) = today_page(store, day=store.now().date()).sessions
    assert (found.names, found.called) == (("Ana", "Ben"), ("Ana", "Ben"))
