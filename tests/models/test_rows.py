from datetime import UTC, date, datetime

from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.models.entities.ids import ClientId, EngagementId
from coachdesk.models.entities.people import (
    Cadence,
    CadenceUnit,
    Client,
    ClientStatus,
    CoachProfile,
    Credential,
    Engagement,
)
from coachdesk.models.entities.session import Session, SessionState
from coachdesk.models.rows import from_row, to_row

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
names = text.filter(lambda value: bool(value.strip()))
moments = st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC))


@given(
    name=names, tags=st.lists(text).map(tuple), status=st.sampled_from(ClientStatus), archived=st.booleans()
)
def test_a_client_comes_back_as_it_was(
    name: str, tags: tuple[str, ...], status: ClientStatus, archived: bool
) -> None:
    client = Client(id=ClientId("c"), display_name=name, tags=tags, status=status, archived=archived)
    assert from_row(Client, to_row(client)) == client


@given(body=text, awarded=st.none() | st.dates(), logo=st.none() | st.binary())
def test_nested_values_come_back(body: str, awarded: date | None, logo: bytes | None) -> None:
    profile = CoachProfile(name="Ines", credentials=(Credential(body=body, awarded_on=awarded),), logo=logo)
    assert from_row(CoachProfile, to_row(profile)) == profile


@given(planned=st.none() | moments, state=st.sampled_from(SessionState))
def test_moments_keep_their_zone(planned: datetime | None, state: SessionState) -> None:
    session = Session(id="s", engagement_id="e", number=1, planned_at=planned, state=state)  # type: ignore[arg-type]  # plain ids do
    assert from_row(Session, to_row(session)) == session


def test_a_field_without_a_column_is_given() -> None:
    engagement = Engagement(
        id=EngagementId("e"), client_ids=(ClientId("c"),), review_every=Cadence(6, CadenceUnit.SESSIONS)
    )
    row = to_row(engagement, without=frozenset({"client_ids"}))
    assert "client_ids" not in row
    assert from_row(Engagement, row, client_ids=(ClientId("c"),)) == engagement


def test_columns_that_are_no_fields_are_passed_over() -> None:
    @frozen
    class Named:
        name: str

    assert from_row(Named, {"name": "Mira", "updated_at": "now"}) == Named("Mira")
