from datetime import date, timedelta

import attrs
import pytest

from coachdesk.errors import NotFoundError, StaleError
from coachdesk.models import feedback, milestones, sessions, shared_look_backs
from coachdesk.models.client_page import client_page
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import (
    ClientId,
    FeedbackId,
    PreferenceId,
    new_id,
)
from coachdesk.models.entities.look_back import SharedLookBack
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.relationship import Dial, Feedback, Preference, PreferenceSource
from coachdesk.models.entities.session import Attendance, Presence, SessionKind
from coachdesk.models.entities.sharing import Protection, SharedDocument, SharedHow, SharedKind
from coachdesk.models.session_details import set_kind
from coachdesk.models.shared_look_backs import hand_out_look_back, shared_look_back
from coachdesk.models.store import Store
from tests import making, walking

DAY = date(2026, 5, 7)


@pytest.fixture
def work(store: Store) -> Engagement:
    return making.an_engagement(store)


def look_back(store: Store, work: Engagement, client: ClientId | None = None) -> SharedLookBack:
    return shared_look_back(store, engagement_id=work.id, language="en", for_client=client)


def give(store: Store, work: Engagement, seen: SharedLookBack) -> SharedDocument:
    return hand_out_look_back(
        store,
        engagement_id=work.id,
        paper=seen,
        title="Look-back, Mira",
        how=SharedHow.PDF,
        sha256="ab" * 32,
        protection=Protection.ENCRYPTED,
    ).value


def say(store: Store, work: Engagement, words: str, **changes: object) -> None:
    said = Feedback(id=FeedbackId(new_id()), engagement_id=work.id, given_on=DAY, sentence=words)
    feedback.save_feedback(store, feedback=attrs.evolve(said, **changes))  # type: ignore[arg-type]


def test_nothing_yet_says_nothing(store: Store, work: Engagement) -> None:
    assert look_back(store, work).says_nothing
    assert look_back(store, work).client_name == "Mira"


def test_it_has_the_days_of_sessions_that_were_held(store: Store, work: Engagement) -> None:
    held = making.a_held_session(store, work, days=-7)
    making.a_session(store, work, days=7)
    gone = making.a_held_session(store, work, days=-3)
    sessions.delete_session(store, session_id=gone.id)
    (day,) = look_back(store, work).met_on
    assert held.planned_at is not None
    assert day == held.planned_at.date()


def test_what_the_coach_received_is_not_among_them(store: Store, work: Engagement) -> None:
    held = making.a_held_session(store, work)
    set_kind(store, session_id=held.id, kind=SessionKind.SUPERVISION, received=True)
    assert look_back(store, work).met_on == ()


def test_a_member_who_was_not_there_did_not_meet(store: Store) -> None:
    work = making.a_group(store, "Ana Ruiz", "Ben Okafor")
    held = making.a_held_session(store, work)
    away = Attendance(session_id=held.id, client_id=work.client_ids[0], presence=Presence.ABSENT)
    store.put("attendance", away, key=("session_id", "client_id"))
    found = [len(look_back(store, work, client).met_on) for client in work.client_ids]
    assert found == [0, 1]


def test_both_promises_come_with_what_became_of_them(store: Store, work: Engagement) -> None:
    making.close_with_promises(store, making.a_held_session(store, work))
    found = look_back(store, work)
    assert [one.what for one in found.commitments] == ["Open the talk with Jonas"]
    assert [(one.what, one.became.value) for one in found.pledges] == [("Keep fifteen minutes free", "open")]


def test_the_way_is_in_it_as_both_know_it(store: Store, work: Engagement) -> None:
    milestones.reach(store, milestone_id=walking.a_milestone(store, work).id, why="A word of the coach")
    walking.a_milestone(store, work, "The coach's own", together=False)
    (found,) = look_back(store, work).path.stops
    assert (found.what, found.settled_on) == ("The talk is held", store.now().date())


@pytest.mark.rule(4)
def test_a_guess_of_the_coach_is_not_how_the_client_likes_to_work(store: Store, work: Engagement) -> None:
    for day, source, pace in (
        (5, "client said", "less"),
        (6, "coach noticed", "more"),
        (7, "client said", "less"),
    ):
        said = Preference(
            id=PreferenceId(new_id()), client_id=work.client_ids[0], pace=Dial(pace),
            source=PreferenceSource(source), asked_on=date(2026, 5, day),
        )  # fmt: skip
        store.put("preference", said)
    (found,) = look_back(store, work).turned
    assert (found.on_day, found.dials) == (date(2026, 5, 5), (("pace", Dial.LESS),))


@pytest.mark.rule(10)
def test_an_answer_is_in_it_once_it_was_told(store: Store, work: Engagement) -> None:
    say(store, work, "Fewer questions", answer="Yes", will_change="One at a time")
    say(store, work, "The quiet helped", answer="Good", will_change="More of it", told_on=DAY)
    second, first = sorted(look_back(store, work).feedback, key=lambda one: one.answer, reverse=True)
    assert (first.sentence, first.answer, first.will_change) == ("Fewer questions", "", "")
    assert (second.sentence, second.answer, second.will_change) == ("The quiet helped", "Good", "More of it")


@pytest.mark.rule(4)
def test_what_one_of_a_group_said_is_not_for_another(store: Store) -> None:
    work = making.a_group(store, "Ana Ruiz", "Ben Okafor", apart=True)
    ana, ben = work.client_ids
    say(store, work, "Said by Ana", client_id=ana)
    say(store, work, "Said by nobody in particular")
    assert [len(look_back(store, work, client).feedback) for client in (ana, ben)] == [1, 0]
    assert look_back(store, work).client_name == "Ana Ruiz"
    with pytest.raises(NotFoundError):
        look_back(store, work, ClientId("somebody else"))


@pytest.mark.rule(5)
def test_that_it_left_is_recorded_for_its_reader(store: Store, work: Engagement) -> None:
    making.a_held_session(store, work)
    document = give(store, work, look_back(store, work))
    assert (document.kind, document.client_id) == (SharedKind.LOOK_BACK, work.client_ids[0])
    (shared,) = client_page(store, client_id=work.client_ids[0]).shared
    assert (shared.title, shared.protection) == ("Look-back, Mira", Protection.ENCRYPTED)


def test_from_a_day_on_what_was_before_stays_out(store: Store, work: Engagement) -> None:
    before, since = date(2026, 4, 30), date(2026, 5, 1)
    goal = walking.a_goal(store, work)
    walking.scaled(store, goal.id, (before, 3, "I wait"), (since, 5, "I ask"))
    making.a_held_session(store, work, days=-40)
    say(store, work, "Said before", given_on=before)
    say(store, work, "Said since", given_on=since)
    found = shared_look_back(store, engagement_id=work.id, language="en", since=since)
    assert [one.sentence for one in found.feedback] == ["Said since"]
    assert [step.words for one in found.path.goals for step in one.scalings] == ["I ask"]
    assert found.met_on == ()


def test_a_milestone_is_in_it_where_it_was_settled_since_or_is_ahead(store: Store, work: Engagement) -> None:
    milestones.reach(store, milestone_id=walking.a_milestone(store, work, "Reached").id)
    walking.a_milestone(store, work, "Ahead")
    tomorrow = store.today() + timedelta(days=1)
    found = [
        [
            one.what
            for one in shared_look_back(store, engagement_id=work.id, language="en", since=since).path.stops
        ]
        for since in (store.today(), tomorrow)
    ]
    assert found == [["Reached", "Ahead"], ["Ahead"]]


@pytest.mark.rule(5)
def test_from_another_day_on_it_is_not_what_was_previewed(store: Store, work: Engagement) -> None:
    say(store, work, "Fewer questions")
    since = shared_look_back(store, engagement_id=work.id, language="en", since=DAY)
    assert give(store, work, since).title == "Look-back, Mira"
    with pytest.raises(StaleError):
        give(store, work, attrs.evolve(since, since=DAY + timedelta(days=1)))


@pytest.mark.rule(5)
def test_only_what_was_previewed_leaves(store: Store, work: Engagement) -> None:
    previewed = look_back(store, work)
    say(store, work, "Fewer questions")
    with pytest.raises(StaleError):
        give(store, work, previewed)
    assert client_page(store, client_id=work.client_ids[0]).shared == ()


@pytest.mark.rule(5, control=True)
def test_without_the_second_look_other_words_would_leave(
    store: Store, work: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    previewed = look_back(store, work)
    say(store, work, "Fewer questions")
    monkeypatch.setattr(shared_look_backs, "shared_look_back", lambda *_args, **_kwargs: previewed)
    give(store, work, previewed)
    assert len(client_page(store, client_id=work.client_ids[0]).shared) == 1


def test_handing_it_out_is_a_change_of_what_left(store: Store, work: Engagement) -> None:
    written = hand_out_look_back(
        store,
        engagement_id=work.id,
        paper=look_back(store, work),
        title="L",
        how=SharedHow.PRINT,
        sha256="ab",
    )
    assert written.change.touches(Kind.SHARED_DOCUMENT)
