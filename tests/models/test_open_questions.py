import attrs
import pytest

from coachdesk.models import sessions, themes
from coachdesk.models.entities.moment import SignalKind
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session
from coachdesk.models.moments import put_moment
from coachdesk.models.open_questions import SESSIONS_FOR_A_QUESTION, OpenQuestion, open_questions
from coachdesk.models.store import Store
from tests import making, noting

ENOUGH = SESSIONS_FOR_A_QUESTION


@pytest.fixture
def work(store: Store) -> Engagement:
    return making.an_engagement(store)


def meet(store: Store, work: Engagement, times: int) -> list[Session]:
    return [making.a_held_session(store, work, days=7 * week - 70) for week in range(times)]


def notice(store: Store, held: Session, kind: SignalKind = SignalKind.SILENCE, meant: str = "") -> None:
    put_moment(store, moment=attrs.evolve(noting.a_signal(held, store.now(), kind), meant=meant))


def questions(store: Store, work: Engagement) -> tuple[OpenQuestion, ...]:
    return open_questions(store, engagement_id=work.id)


def test_a_signal_is_a_question_once_it_came_up_in_several_sessions(store: Store, work: Engagement) -> None:
    held = meet(store, work, ENOUGH)
    for at, session in enumerate(held, start=1):
        assert questions(store, work) == ()
        notice(store, session)
        notice(store, session)
        assert bool(questions(store, work)) is (at == ENOUGH)
    assert questions(store, work)[0].sessions == ENOUGH


def test_twice_in_one_session_is_once(store: Store, work: Engagement) -> None:
    (held,) = meet(store, work, 1)
    for _ in range(ENOUGH + 1):
        notice(store, held)
    assert questions(store, work) == ()


def test_a_theme_is_a_question_in_the_same_way(store: Store, work: Engagement) -> None:
    for session in meet(store, work, ENOUGH):
        themes.set_theme(store, session_id=session.id, theme="Rest")
    (question,) = questions(store, work)
    assert (question.theme, question.kind, question.not_checked) == ("Rest", None, False)


@pytest.mark.rule(9)
def test_what_the_client_meant_is_told_and_the_rest_is_not_checked(store: Store, work: Engagement) -> None:
    for session, meant in zip(meet(store, work, ENOUGH), ("I was thinking", "", ""), strict=True):
        notice(store, session, meant=meant)
    (question,) = questions(store, work)
    assert [one.meant for one in question.lately] == ["", "", "I was thinking"]
    assert question.not_checked


def test_what_came_up_last_comes_first_however_often(store: Store, work: Engagement) -> None:
    held = meet(store, work, ENOUGH + 3)
    for session in held[:-1]:
        notice(store, session, SignalKind.SILENCE)
    for session in held[-ENOUGH:]:
        notice(store, session, SignalKind.BOUNDARY)
    assert [one.kind for one in questions(store, work)] == [SignalKind.BOUNDARY, SignalKind.SILENCE]


def test_what_has_no_name_is_no_pattern(store: Store, work: Engagement) -> None:
    for session in meet(store, work, ENOUGH):
        notice(store, session, SignalKind.OTHER)
    assert questions(store, work) == ()


def test_a_deleted_session_does_not_count(store: Store, work: Engagement) -> None:
    held = meet(store, work, ENOUGH)
    for session in held:
        notice(store, session)
    sessions.delete_session(store, session_id=held[0].id)
    assert questions(store, work) == ()


def test_sessions_of_another_engagement_do_not_count(store: Store, work: Engagement) -> None:
    for session in (*meet(store, work, ENOUGH - 1), *meet(store, making.an_engagement(store, "Ben"), 1)):
        notice(store, session)
    assert questions(store, work) == ()
