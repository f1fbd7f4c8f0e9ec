from datetime import timedelta

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.errors import InvalidInputError, NotFoundError
from coachdesk.models import clients, engagements, finding, search
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import ClientId, EngagementId, PledgeId, SessionId, new_id
from coachdesk.models.entities.people import Client, ClientStatus, EngagementState
from coachdesk.models.entities.session import Pledge, Session, SessionState
from coachdesk.models.search import SearchKind
from coachdesk.models.store import Store
from tests.making import let_stand

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


def add(store: Store, name: str) -> Client:
    return clients.add_client(store, display_name=name).value


def add_session(store: Store, engagement_id: EngagementId, days: int, state: str) -> None:
    session = Session(
        id=SessionId(new_id()),
        engagement_id=engagement_id,
        number=10 + days,
        planned_at=store.now() + timedelta(days=days),
        state=SessionState(state),
    )
    store.put("session", session)


def names(
    store: Store, words: str = "", *, status: ClientStatus | None = None, archived: bool = False
) -> list[str]:
    rows = clients.list_clients(store, words=words, status=status, archived=archived)
    return [row.display_name for row in rows]


def found(store: Store, client_id: str) -> int:
    return int(store.value("SELECT count(*) FROM search_entry WHERE owner_id = ?", [client_id]))


def test_a_name_is_enough(store: Store) -> None:
    client = add(store, "  Mira Solano ")
    assert clients.get_client(store, client_id=client.id) == client
    assert client.display_name == "Mira Solano"


def test_a_name_is_needed(store: Store) -> None:
    with pytest.raises(InvalidInputError, match="empty"):
        add(store, "   ")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=TEXT.filter(str.strip),
    tags=st.lists(TEXT).map(tuple),
    status=st.sampled_from(ClientStatus),
    archived=st.booleans(),
)
def test_every_client_comes_back_as_it_went_in(
    store: Store, name: str, tags: tuple[str, ...], status: ClientStatus, archived: bool
) -> None:
    client = Client(
        id=ClientId(new_id()),
        display_name=name,
        tags=tags,
        status=status,
        archived=archived,
        pronouns="they/them",
    )
    clients.save_client(store, client=client)
    assert clients.get_client(store, client_id=client.id) == client


@pytest.mark.parametrize("name", ["a" * 10_000, "محمد عبد الله", "🦊 Fuchs", "שרה כהן", "x" + "\u0301" * 50])
def test_unusual_names_are_names(store: Store, name: str) -> None:
    add(store, name)
    assert names(store) == [name]


def test_a_name_longer_than_ten_thousand_characters_is_refused(store: Store) -> None:
    with pytest.raises(InvalidInputError, match="10000"):
        add(store, "a" * 10_001)


def test_the_list_is_in_order_of_names_whatever_their_accents(store: Store) -> None:
    for name in ("Zoë", "ábel", "Ada", "Émile"):
        add(store, name)
    assert names(store) == ["ábel", "Ada", "Émile", "Zoë"]


@pytest.mark.parametrize("words", ["mira", "SOL", "solano mi", "miri", "ms-1", "music"])
def test_each_word_is_looked_for_in_names_code_and_tags(store: Store, words: str) -> None:
    add(store, "Daniel Okafor")
    mira = attrs.evolve(add(store, "Míra Solano"), preferred_name="Miri", code="MS-1", tags=("music",))
    clients.save_client(store, client=mira)
    assert names(store, words) == ["Míra Solano"]


def test_the_list_can_be_narrowed_to_a_status(store: Store) -> None:
    add(store, "Ana")
    clients.set_status(store, client_id=add(store, "Ben").id, status=ClientStatus.PAUSED)
    assert names(store, status=ClientStatus.PAUSED) == ["Ben"]


def test_archived_clients_are_listed_apart(store: Store) -> None:
    ana = add(store, "Ana")
    add(store, "Ben")
    clients.archive_client(store, client_id=ana.id)
    assert (names(store), names(store, archived=True)) == (["Ben"], ["Ana"])
    assert clients.count_clients(store) == 1
    clients.unarchive_client(store, client_id=ana.id)
    assert names(store) == ["Ana", "Ben"]


def test_a_row_says_what_was_and_what_comes(store: Store) -> None:
    ana = add(store, "Ana")
    work = engagements.add_engagement(store, client_ids=(ana.id,), purpose="To lead calmly").value
    now = store.now()
    for days, state in (
        (-9, "held"),
        (-2, "held"),
        (-1, "cancelled in time"),
        (3, "planned"),
        (5, "planned"),
    ):
        add_session(store, work.id, days, state)
    (row,) = clients.list_clients(store)
    assert (row.last_session_at, row.next_session_at) == (now - timedelta(days=2), now + timedelta(days=3))
    assert (row.purpose, row.engagement_state) == ("To lead calmly", EngagementState.EXPLORING)


def test_a_row_speaks_of_the_engagement_under_way(store: Store) -> None:
    ana = add(store, "Ana")
    engagements.add_engagement(store, client_ids=(ana.id,), purpose="Now")
    closed = engagements.add_engagement(store, client_ids=(ana.id,), purpose="Then").value
    let_stand(store, closed, EngagementState.CLOSED)
    assert [row.purpose for row in clients.list_clients(store)] == ["Now"]


@pytest.mark.parametrize(
    ("was", "status", "becomes"),
    [
        ("active", ClientStatus.PAUSED, "paused"),
        ("paused", ClientStatus.ACTIVE, "active"),
        ("agreeing", ClientStatus.FORMER, "closed"),
        ("exploring", ClientStatus.PAUSED, "exploring"),
        ("closed", ClientStatus.ACTIVE, "closed"),
    ],
)
def test_an_engagement_follows_the_status_of_its_only_client(
    store: Store, was: str, status: ClientStatus, becomes: str
) -> None:
    ana = add(store, "Ana")
    work = engagements.add_engagement(store, client_ids=(ana.id,)).value
    let_stand(store, work, EngagementState(was))
    clients.set_status(store, client_id=ana.id, status=status)
    assert engagements.get_engagement(store, engagement_id=work.id).state == becomes


def test_a_group_goes_on_when_one_of_it_ends(store: Store) -> None:
    ana, ben = add(store, "Ana"), add(store, "Ben")
    group = engagements.add_engagement(store, client_ids=(ana.id, ben.id)).value
    clients.set_status(store, client_id=ana.id, status=ClientStatus.FORMER)
    assert engagements.get_engagement(store, engagement_id=group.id) == group


def test_a_change_of_status_can_be_taken_back(store: Store) -> None:
    ana = add(store, "Ana")
    work = engagements.add_engagement(store, client_ids=(ana.id,)).value
    written = clients.set_status(store, client_id=ana.id, status=ClientStatus.FORMER)
    assert written.change.touches(Kind.CLIENT)
    assert written.change.touches(Kind.ENGAGEMENT)
    clients.restore_status(store, before=written.value)
    assert clients.get_client(store, client_id=ana.id) == ana
    assert engagements.get_engagement(store, engagement_id=work.id) == work


def test_a_deleted_client_is_in_no_list_and_no_search(store: Store) -> None:
    ana = add(store, "Ana")
    clients.delete_client(store, client_id=ana.id)
    assert names(store) == names(store, archived=True) == []
    assert (clients.count_clients(store), found(store, ana.id)) == (0, 0)
    with pytest.raises(NotFoundError):
        clients.get_client(store, client_id=ana.id)


def test_undoing_a_deletion_brings_all_back(store: Store) -> None:
    ana = add(store, "Ana")
    work = engagements.add_engagement(store, client_ids=(ana.id,)).value
    clients.delete_client(store, client_id=ana.id)
    assert clients.undo_delete(store, client_id=ana.id).value == ana
    assert engagements.engagements_of(store, client_id=ana.id) == (work,)
    assert (names(store), found(store, ana.id)) == (["Ana"], 1)


def test_what_was_deleted_is_not_saved_over(store: Store) -> None:
    ana = add(store, "Ana")
    clients.delete_client(store, client_id=ana.id)
    with pytest.raises(NotFoundError):
        clients.save_client(store, client=ana)


def test_erased_clients_are_never_listed(store: Store) -> None:
    clients.set_status(store, client_id=add(store, "Ana").id, status=ClientStatus.ERASED)
    assert (names(store), clients.count_clients(store)) == ([], 0)


def test_a_deletion_and_its_undo_reach_all_that_can_be_found(store: Store) -> None:
    ana = add(store, "Ana Zephyr")
    work = engagements.add_engagement(store, client_ids=(ana.id,)).value
    pledge = Pledge(id=PledgeId(new_id()), engagement_id=work.id, what="Send the zephyr note")
    store.put("pledge", pledge)
    search.put(store, kind=SearchKind.PLEDGE, owner_id=pledge.id, client_id=ana.id, text=pledge.what)
    hits = [finding.search(store, "zephyr")]
    clients.delete_client(store, client_id=ana.id)
    hits.append(finding.search(store, "zephyr"))
    clients.undo_delete(store, client_id=ana.id)
    hits.append(finding.search(store, "zephyr"))
    assert [len(page.hits) for page in hits] == [2, 0, 2]
