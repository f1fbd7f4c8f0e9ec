from collections.abc import Callable

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.models import attendance, clients, engagements, finding, sessions, summaries
from coachdesk.models.attendance import is_group, members_of, number_present
from coachdesk.models.bin import BinKind, delete_for_good
from coachdesk.models.client_page import client_page
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import ClientId, EngagementId
from coachdesk.models.entities.people import Engagement, EngagementFormat
from coachdesk.models.entities.session import Presence, Session
from coachdesk.models.store import Store
from tests.making import a_group, a_session, an_engagement, hand_out

SECRET = "lighthouse"


@pytest.fixture
def group(store: Store) -> Engagement:
    return a_group(store, "Ana", "Ben", "Cem")


@pytest.fixture
def planned(store: Store, group: Engagement) -> Session:
    return a_session(store, group)


def say(store: Store, of: Session, who: ClientId, presence: Presence) -> None:
    attendance.say_presence(store, session_id=of.id, client_ids=(who,), presence=presence)


def note(store: Store, of: Session, who: ClientId, words: str = SECRET) -> None:
    attendance.save_member_notes(store, session_id=of.id, notes={who: words})


def leave(store: Store, group: Engagement, who: ClientId) -> None:
    rest = tuple(one for one in group.client_ids if one != who)
    engagements.save_engagement(store, engagement=attrs.evolve(group, client_ids=rest))


def join(store: Store, group: Engagement, name: str) -> ClientId:
    new = clients.add_client(store, display_name=name).value.id
    engagements.save_engagement(store, engagement=attrs.evolve(group, client_ids=(*group.client_ids, new)))
    return new


def names(store: Store, of: Session) -> list[str]:
    return [one.name for one in members_of(store, sessions.session(store, of.id))]


def test_all_members_are_asked_for_in_their_order(store: Store, planned: Session) -> None:
    members = members_of(store, planned)
    assert [one.name for one in members] == ["Ana", "Ben", "Cem"]
    assert {one.presence for one in members} == {Presence.UNSAID}
    assert number_present(store, planned.id) is None


@given(said=st.lists(st.sampled_from(Presence), min_size=1, max_size=12))
def test_those_who_were_there_count_and_nobody_else(said: list[Presence]) -> None:
    here = sum(one in (Presence.PRESENT, Presence.PART) for one in said)
    expected = here if any(said) else None
    assert attendance.count_present(said) == expected


def test_the_number_in_the_group_is_that_of_those_who_were_there(
    store: Store, group: Engagement, planned: Session
) -> None:
    for who, presence in zip(
        group.client_ids, (Presence.PRESENT, Presence.PART, Presence.ABSENT), strict=True
    ):
        say(store, planned, who, presence)
    assert number_present(store, planned.id) == 2


def test_saying_it_again_leaves_the_note(store: Store, group: Engagement, planned: Session) -> None:
    note(store, planned, group.client_ids[0])
    say(store, planned, group.client_ids[0], Presence.ABSENT)
    first = members_of(store, planned)[0]
    assert (first.presence, first.note) == (Presence.ABSENT, SECRET)


def test_a_note_says_nothing_of_whether_somebody_was_there(
    store: Store, group: Engagement, planned: Session
) -> None:
    note(store, planned, group.client_ids[0])
    assert members_of(store, planned)[0].presence is Presence.UNSAID
    assert number_present(store, planned.id) is None


def test_who_left_stays_in_sessions_they_were_at(store: Store, group: Engagement, planned: Session) -> None:
    say(store, planned, group.client_ids[1], Presence.PRESENT)
    leave(store, group, group.client_ids[1])
    assert names(store, planned) == ["Ana", "Cem", "Ben"]
    assert number_present(store, planned.id) == 1


def test_who_left_before_is_not_asked_for(store: Store, group: Engagement, planned: Session) -> None:
    say(store, planned, group.client_ids[0], Presence.PRESENT)
    leave(store, group, group.client_ids[1])
    assert names(store, planned) == ["Ana", "Cem"]


def test_who_joins_later_is_not_asked_for_in_what_is_closed(
    store: Store, group: Engagement, planned: Session
) -> None:
    say(store, planned, group.client_ids[0], Presence.PRESENT)
    sessions.close_session(store, session_id=planned.id)
    join(store, group, "Dana")
    assert names(store, planned) == ["Ana", "Ben", "Cem"]
    say(store, planned, group.client_ids[1], Presence.PRESENT)
    assert names(store, planned) == ["Ana", "Ben", "Cem"]


def test_who_joins_before_the_end_belongs_to_it(store: Store, group: Engagement, planned: Session) -> None:
    say(store, planned, group.client_ids[0], Presence.PRESENT)
    join(store, group, "Dana")
    assert names(store, planned) == ["Ana", "Ben", "Cem", "Dana"]


def test_a_deleted_member_is_out_of_sight(store: Store, group: Engagement, planned: Session) -> None:
    say(store, planned, group.client_ids[0], Presence.PRESENT)
    clients.delete_client(store, client_id=group.client_ids[0])
    assert names(store, planned) == ["Ben", "Cem"]


def test_a_write_says_what_changed(store: Store, group: Engagement, planned: Session) -> None:
    change = attendance.say_presence(
        store, session_id=planned.id, client_ids=group.client_ids[:1], presence=Presence.PRESENT
    ).change
    assert change.touches(Kind.ATTENDANCE)
    assert change.ids == {planned.id, group.client_ids[0]}


def test_one_person_alone_is_no_group(store: Store, group: Engagement) -> None:
    alone = an_engagement(store)
    assert [is_group(one) for one in (group, alone)] == [True, False]
    assert is_group(attrs.evolve(alone, format=EngagementFormat.TEAM))
    two = Engagement(id=EngagementId("e"), client_ids=(ClientId("a"), ClientId("b")))
    assert is_group(two)


def test_the_page_of_a_member_knows_whether_they_were_there(
    store: Store, group: Engagement, planned: Session
) -> None:
    say(store, planned, group.client_ids[1], Presence.PART)
    for who, presence in zip(group.client_ids, (Presence.UNSAID, Presence.PART), strict=False):
        (line,) = client_page(store, client_id=who).next_sessions
        assert line.presence is presence


def test_the_page_of_who_left_keeps_the_sessions_they_were_at(
    store: Store, group: Engagement, planned: Session
) -> None:
    a_session(store, group, days=7)
    say(store, planned, group.client_ids[1], Presence.ABSENT)
    leave(store, group, group.client_ids[1])
    lines = client_page(store, client_id=group.client_ids[1]).next_sessions
    assert [line.id for line in lines] == [planned.id]


def test_a_note_on_a_member_is_found_like_the_notes(
    store: Store, group: Engagement, planned: Session
) -> None:
    note(store, planned, group.client_ids[1])
    (hit,) = finding.search(store, SECRET).others
    assert (hit.session_id, "".join(words for words, _ in hit.snippet)) == (planned.id, SECRET)
    note(store, planned, group.client_ids[1], "")
    assert finding.search(store, SECRET).count == 0


def test_a_note_on_a_member_goes_with_them(store: Store, group: Engagement, planned: Session) -> None:
    note(store, planned, group.client_ids[1])
    note(store, planned, group.client_ids[0], "harbour")
    clients.delete_client(store, client_id=group.client_ids[1])
    delete_for_good(store, kind=BinKind.CLIENT, record_id=group.client_ids[1])
    assert finding.search(store, SECRET).count == 0
    assert finding.search(store, "harbour").count == 1


SHOW = Callable[[Store, Session], str]


def printed(store: Store, of: Session) -> str:
    return repr(summaries.shared_summary(store, of.id, language="en"))


def with_notes(store: Store, of: Session) -> str:
    """Return what a summary would be that took everything of the session along."""
    return printed(store, of) + repr(members_of(store, of))


def tells(store: Store, of: Session, show: SHOW) -> bool:
    return SECRET in show(store, of)


@pytest.mark.rule(4)
def test_a_note_on_a_member_is_in_no_summary(store: Store, group: Engagement, planned: Session) -> None:
    note(store, planned, group.client_ids[0])
    hand_out(store, planned, words="What we spoke of")
    assert not tells(store, planned, printed)


@pytest.mark.rule(4, control=True)
def test_a_summary_that_took_the_notes_along_would_tell(
    store: Store, group: Engagement, planned: Session
) -> None:
    note(store, planned, group.client_ids[0])
    assert tells(store, planned, with_notes)
