from datetime import date

import attrs
import pytest

from coachdesk.errors import InvalidInputError, NotFoundError
from coachdesk.models import clients, engagements
from coachdesk.models.engagements import Sponsor
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import (
    ClientId,
    EngagementId,
    OrganisationId,
    SponsorContactId,
    new_id,
)
from coachdesk.models.entities.people import (
    Cadence,
    CadenceUnit,
    Client,
    ClientStatus,
    Engagement,
    EngagementFormat,
    EngagementState,
    Organisation,
    Payer,
    SponsorContact,
    SponsorRole,
)
from coachdesk.models.store import Store
from tests.making import let_stand


@pytest.fixture
def ana(store: Store) -> Client:
    return clients.add_client(store, display_name="Ana").value


@pytest.fixture
def ben(store: Store) -> Client:
    return clients.add_client(store, display_name="Ben").value


def start(store: Store, *who: Client) -> Engagement:
    return engagements.add_engagement(store, client_ids=tuple(one.id for one in who)).value


def sponsor(organisation: str = "Halden AG") -> Sponsor:
    return Sponsor(
        SponsorContact(
            id=SponsorContactId(new_id()), name="Ruth Lang", role=SponsorRole.HR, contact="r@h.example"
        ),
        Organisation(id=OrganisationId(new_id()), name=organisation, address="1 Quay"),
    )


def test_every_field_comes_back(store: Store, ana: Client, ben: Client) -> None:
    engagement = Engagement(
        id=EngagementId(new_id()),
        client_ids=(ben.id, ana.id),
        format=EngagementFormat.TEAM,
        number_in_group=7,
        purpose="“To speak first”",
        picture_of_success="A calm Monday",
        starts_on=date(2024, 2, 29),
        planned_end_on=date(2026, 12, 31),
        sessions_planned=12,
        session_minutes=75,
        fee_minor=18_050,
        currency="CHF",
        payer=Payer.EXCHANGE,
        review_every=Cadence(6),
        feedback_every=Cadence(3, CadenceUnit.WEEKS),
        preferences_every=Cadence(10),
        state=EngagementState.CLOSING,
    )
    engagements.save_engagement(store, engagement=engagement)
    assert engagements.get_engagement(store, engagement_id=engagement.id) == engagement


def test_someone_is_coached_in_it(store: Store) -> None:
    with pytest.raises(InvalidInputError, match="no client"):
        start(store)


def test_an_end_before_the_start_is_refused_in_plain_words() -> None:
    with pytest.raises(InvalidInputError, match="end is before the start"):
        Engagement(
            id=EngagementId(""), client_ids=(), starts_on=date(2026, 5, 2), planned_end_on=date(2026, 5, 1)
        )


@pytest.mark.parametrize("field", ["sessions_planned", "session_minutes", "fee_minor", "number_in_group"])
def test_numbers_below_zero_are_refused(field: str) -> None:
    with pytest.raises(InvalidInputError, match="below zero"):
        attrs.evolve(Engagement(id=EngagementId(""), client_ids=()), **{field: -1})  # type: ignore[arg-type]


def test_those_under_way_come_first_then_the_newest(store: Store, ana: Client) -> None:
    days = {"old": date(2024, 1, 1), "new": date(2026, 1, 1), "over": date(2026, 4, 1)}
    for purpose, starts_on in days.items():
        begun = attrs.evolve(start(store, ana), purpose=purpose, starts_on=starts_on)
        engagements.save_engagement(store, engagement=begun)
        state = EngagementState.CLOSED if purpose == "over" else EngagementState.ACTIVE
        let_stand(store, begun, state)
    found = engagements.engagements_of(store, client_id=ana.id)
    assert [one.purpose for one in found] == ["new", "old", "over"]


def test_a_client_can_leave_and_another_join(store: Store, ana: Client, ben: Client) -> None:
    changed = attrs.evolve(start(store, ana), client_ids=(ben.id,))
    engagements.save_engagement(store, engagement=changed)
    assert engagements.engagements_of(store, client_id=ana.id) == ()
    assert engagements.engagements_of(store, client_id=ben.id) == (changed,)


def test_a_sponsor_is_kept_with_the_organisation(store: Store, ana: Client) -> None:
    given = sponsor()
    kept = engagements.save_engagement(store, engagement=start(store, ana), sponsor=given).value
    assert kept.sponsor_id == given.contact.id
    found = engagements.get_sponsor(store, sponsor_id=given.contact.id)
    assert found.organisation == given.organisation
    assert found.contact == attrs.evolve(given.contact, organisation_id=given.organisation.id)  # type: ignore[union-attr]


def test_a_sponsor_that_was_let_go_is_not_kept(store: Store, ana: Client) -> None:
    given = sponsor()
    kept = engagements.save_engagement(store, engagement=start(store, ana), sponsor=given).value
    engagements.save_engagement(store, engagement=attrs.evolve(kept, sponsor_id=None))
    with pytest.raises(NotFoundError):
        engagements.get_sponsor(store, sponsor_id=given.contact.id)
    assert store.value("SELECT count(*) FROM organisation") == 0


def test_a_sponsor_of_another_engagement_stays(store: Store, ana: Client, ben: Client) -> None:
    given = sponsor()
    kept = engagements.save_engagement(store, engagement=start(store, ana), sponsor=given).value
    engagements.save_engagement(store, engagement=start(store, ben), sponsor=given)
    engagements.save_engagement(store, engagement=attrs.evolve(kept, sponsor_id=None))
    assert engagements.get_sponsor(store, sponsor_id=given.contact.id).organisation == given.organisation


def test_a_client_is_found_by_the_organisation(store: Store, ana: Client) -> None:
    engagements.save_engagement(store, engagement=start(store, ana), sponsor=sponsor("Zephyrwerk"))
    hits = store.value("SELECT count(*) FROM search_name WHERE search_name MATCH 'zephyrwerk'")
    assert hits == 1


def test_a_prospect_whose_work_begins_is_an_active_client(store: Store, ana: Client) -> None:
    begun = engagements.set_engagement_state(
        store, engagement_id=start(store, ana).id, state=EngagementState.ACTIVE
    )
    assert clients.get_client(store, client_id=ana.id).status is ClientStatus.ACTIVE
    assert begun.change.touches(Kind.CLIENT)


def test_a_failed_save_leaves_nothing_behind(store: Store, ana: Client) -> None:
    engagement = attrs.evolve(start(store, ana), client_ids=(ana.id, ClientId("nobody")), purpose="new")
    with pytest.raises(Exception, match="FOREIGN KEY"):
        engagements.save_engagement(store, engagement=engagement)
    assert [one.purpose for one in engagements.engagements_of(store, client_id=ana.id)] == [""]


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (EngagementState.CLOSING, EngagementState.CLOSED),
        (EngagementState.PAUSED, EngagementState.ACTIVE),
        (EngagementState.ACTIVE, EngagementState.CLOSED),
    ],
)
def test_to_rest_and_to_end_have_a_way_of_their_own(
    store: Store, ana: Client, was: EngagementState, becomes: EngagementState
) -> None:
    work = let_stand(store, start(store, ana), was)
    engagements.save_engagement(store, engagement=attrs.evolve(work, state=becomes, purpose="To rest"))
    kept = engagements.get_engagement(store, engagement_id=work.id)
    assert (kept.state, kept.purpose) == (was, "To rest")
    with pytest.raises(InvalidInputError, match="a page of their own"):
        engagements.set_engagement_state(store, engagement_id=work.id, state=becomes)


def test_a_prospect_follows_only_what_is_under_way(store: Store, ana: Client) -> None:
    engagements.set_engagement_state(
        store, engagement_id=start(store, ana).id, state=EngagementState.AGREEING
    )
    assert clients.get_client(store, client_id=ana.id).status is ClientStatus.PROSPECT
