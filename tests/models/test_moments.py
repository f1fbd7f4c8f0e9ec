from datetime import UTC, date, datetime

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.errors import NotFoundError
from coachdesk.models import deletion, moments, sessions
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import MilestoneId, MomentId, new_id
from coachdesk.models.entities.moment import (
    Alignment,
    Milestone,
    Moment,
    Reflection,
    SupervisionFlag,
)
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session
from coachdesk.models.finding import search
from coachdesk.models.moment_tables import TABLES
from coachdesk.models.moments import moments_of_session, put_moment, remove_moment
from coachdesk.models.search import SearchKind
from coachdesk.models.store import Store
from tests.making import a_session, an_engagement
from tests.noting import a_reflection, a_signal, one_of_each

_moments = st.datetimes(
    min_value=datetime(1970, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC)
)
_words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40).map(
    str.strip
)
_named = _words.filter(bool)


@pytest.fixture
def engagement(store: Store) -> Engagement:
    return an_engagement(store)


@pytest.fixture
def now(store: Store, engagement: Engagement) -> Session:
    return a_session(store, engagement)


def any_moment(kind: type[Moment], session: Session) -> st.SearchStrategy[Moment]:
    """Return moments of a kind with all their fields drawn at random."""
    given_ids = {"id": st.builds(new_id), "session_id": st.just(session.id), "noted_at": _moments}
    if kind is Milestone:
        given_ids["engagement_id"] = st.just(session.engagement_id)
    drawn = {
        field.name: _named if field.validator else _words for field in attrs.fields(kind) if field.type is str
    }
    days = {name: st.none() | st.dates() for name in ("until", "settled_on", "target_on")}
    known = {field.name for field in attrs.fields(kind)}
    return st.builds(kind, **given_ids, **drawn, **{name: day for name, day in days.items() if name in known})


def found(store: Store, typed: str) -> list[tuple[SearchKind, str, str]]:
    return [(hit.kind, hit.session_id, hit.owner_id) for hit in search(store, typed).others]


@pytest.mark.parametrize("kind", TABLES)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_kind_comes_back_as_it_was(
    store: Store, now: Session, kind: type[Moment], data: st.DataObject
) -> None:
    moment = data.draw(any_moment(kind, now))
    put_moment(store, moment=moment)
    assert moment in moments_of_session(store, now.id)


def test_moments_stand_in_order_of_time(store: Store, now: Session) -> None:
    noted = one_of_each(now, store.now())
    for moment in reversed(noted):
        put_moment(store, moment=moment)
    assert moments_of_session(store, now.id) == noted


def test_a_moment_of_another_session_is_left_out(store: Store, now: Session, engagement: Engagement) -> None:
    put_moment(store, moment=a_reflection(a_session(store, engagement), store.now()))
    assert moments_of_session(store, now.id) == ()


@pytest.mark.parametrize("kind", TABLES)
def test_what_was_removed_comes_back(store: Store, now: Session, kind: type[Moment]) -> None:
    moment = next(one for one in one_of_each(now, store.now()) if type(one) is kind)
    put_moment(store, moment=moment)
    remove_moment(store, moment=moment)
    assert moments_of_session(store, now.id) == ()
    put_moment(store, moment=moment)
    assert moments_of_session(store, now.id) == (moment,)


def test_words_begin_and_end_without_blanks(store: Store, now: Session) -> None:
    signal = attrs.evolve(a_signal(now, store.now()), noticed=" a silence\n", meant=" \n")
    kept = put_moment(store, moment=signal).value
    assert (kept.noticed, kept.meant, kept.is_checked) == ("a silence", "", False)


def test_a_moment_of_a_deleted_session_is_refused(store: Store, now: Session) -> None:
    sessions.delete_session(store, session_id=now.id)
    with pytest.raises(NotFoundError):
        put_moment(store, moment=a_reflection(now, store.now()))


def test_several_are_kept_and_taken_away_in_one_go(store: Store, now: Session) -> None:
    first, *others = one_of_each(now, store.now())
    put_moment(store, moment=first)
    written = moments.keep_moments(store, put=others, remove=[first])
    assert written.value == tuple(others) == moments_of_session(store, now.id)
    assert written.change.touches(Kind.MOMENT)
    assert written.change.touches(Kind.MILESTONE)


def test_nothing_of_it_is_kept_where_one_is_refused(store: Store, now: Session) -> None:
    gone = a_session(store, an_engagement(store, "Daniel"))
    sessions.delete_session(store, session_id=gone.id)
    both = [a_reflection(now, store.now()), a_reflection(gone, store.now())]
    with pytest.raises(NotFoundError):
        moments.keep_moments(store, put=both)
    assert moments_of_session(store, now.id) == ()


def test_only_an_answer_checks_a_reflection() -> None:
    reflection = Reflection.__attrs_attrs__
    assert next(one.default for one in reflection if one.name == "alignment") is Alignment.NOT_CHECKED


@pytest.mark.parametrize("kind", TABLES)
def test_every_kind_is_found_and_leads_to_its_session(store: Store, now: Session, kind: type[Moment]) -> None:
    moment = next(one for one in one_of_each(now, store.now()) if type(one) is kind)
    put_moment(store, moment=moment)
    assert found(store, TABLES[kind][:4]) == [(SearchKind.MOMENT, now.id, moment.id)]
    remove_moment(store, moment=moment)
    assert found(store, TABLES[kind][:4]) == []


def test_all_of_its_words_are_found_and_shown(store: Store, now: Session) -> None:
    signal = attrs.evolve(a_signal(now, store.now()), second_reading="or shame", meant="I was counting")
    put_moment(store, moment=signal)
    hit = search(store, "counting").others[0]
    assert "".join(text for text, _ in hit.snippet).endswith("or shame – I was counting")
    assert hit.client_name == "Mira Solano"


def test_a_session_in_the_bin_takes_its_moments_out_of_the_search(store: Store, now: Session) -> None:
    put_moment(store, moment=a_reflection(now, store.now()))
    sessions.delete_session(store, session_id=now.id)
    assert found(store, "refl") == []
    sessions.restore_session(store, session_id=now.id)
    assert len(found(store, "refl")) == 1
    assert len(moments_of_session(store, now.id)) == 1


def test_a_session_deleted_for_good_takes_its_moments_along(
    store: Store, now: Session, engagement: Engagement
) -> None:
    for moment in one_of_each(now, store.now()):
        put_moment(store, moment=moment)
    deletion.delete_session(store, now.id)
    left = {table: store.db.table(table).count for table in TABLES.values()}
    assert left == dict.fromkeys(TABLES.values(), 0) | {"milestone": 1}
    assert [kind for kind, session_id, _ in found(store, "mile")] == [SearchKind.MOMENT]
    assert found(store, "mile")[0][1] == ""


def test_a_milestone_needs_no_session(store: Store, engagement: Engagement) -> None:
    ahead = Milestone(
        id=MilestoneId("ahead"),
        engagement_id=engagement.id,
        noted_at=store.now(),
        what="A page a week",
        target_on=date(2026, 9, 1),
    )
    put_moment(store, moment=ahead)
    assert store.all(Milestone, "SELECT * FROM milestone") == (ahead,)
    assert found(store, "page") == [(SearchKind.MOMENT, "", "ahead")]


def test_kinds_are_told_apart_by_their_change(store: Store, now: Session) -> None:
    flag = SupervisionFlag(id=MomentId("flag"), session_id=now.id, noted_at=store.now(), words="My own hurry")
    assert put_moment(store, moment=flag).change.kinds == {Kind.MOMENT}
