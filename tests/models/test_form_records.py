import attrs
import pytest

from coachdesk.errors import StaleError
from coachdesk.models import clients, engagements
from coachdesk.models.entities.ids import ClientId, EngagementId, new_id
from coachdesk.models.entities.people import Client, Engagement
from coachdesk.models.form_records import Work, client_as_it_is, put_client, put_work, work_as_it_is
from coachdesk.models.store import Store
from tests.making import an_engagement


@pytest.fixture
def work(store: Store) -> Engagement:
    return an_engagement(store)


def client_of(store: Store, work: Engagement) -> Client:
    return clients.get_client(store, client_id=work.client_ids[0])


def as_it_is(store: Store, work: Engagement) -> Work:
    found = work_as_it_is(store, engagement_id=work.id, client_ids=work.client_ids)
    assert found is not None
    return found


def test_what_is_not_there_yet_is_none(store: Store) -> None:
    assert client_as_it_is(store, client_id=ClientId(new_id())) is None
    assert work_as_it_is(store, engagement_id=EngagementId(new_id()), client_ids=()) is None


def test_a_client_is_put_back_in_the_place_of_what_was_kept(store: Store, work: Engagement) -> None:
    before = client_of(store, work)
    after = clients.save_client(store, client=attrs.evolve(before, phone="1")).value
    put_client(store, client=before, instead_of=after)
    assert client_of(store, work) == before


def test_a_client_who_was_changed_since_stays(store: Store, work: Engagement) -> None:
    before = client_of(store, work)
    after = clients.save_client(store, client=attrs.evolve(before, phone="1")).value
    since = clients.save_client(store, client=attrs.evolve(after, email="m@s.example")).value
    with pytest.raises(StaleError):
        put_client(store, client=before, instead_of=after)
    assert client_of(store, work) == since


def test_work_that_was_changed_since_stays(store: Store, work: Engagement) -> None:
    before = as_it_is(store, work)
    engagements.save_engagement(store, engagement=attrs.evolve(work, purpose="To lead"))
    after = as_it_is(store, work)
    engagements.save_engagement(store, engagement=attrs.evolve(work, purpose="To rest"))
    with pytest.raises(StaleError):
        put_work(store, work=before, instead_of=after)
    assert as_it_is(store, work).engagement.purpose == "To rest"
