from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest

from coachdesk.errors import NotFoundError
from coachdesk.models import clients, look_back, milestones, sessions
from coachdesk.models.clock import fixed_clock
from coachdesk.models.entities.ids import ClientId, FeedbackId, PledgeId, PreferenceId, new_id
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.relationship import Dial, Feedback, Giver, Preference
from coachdesk.models.entities.session import CommitmentState, Pledge, PledgeState
from coachdesk.models.feedback import save_feedback
from coachdesk.models.look_back import LookBack, look_back_on_client, look_back_on_practice
from coachdesk.models.settling import settle_commitment
from coachdesk.models.store import Store
from tests import making, walking
from tests.drivers.walls import coach_in


@pytest.fixture
def work(store: Store) -> Engagement:
    return making.an_engagement(store)


def of_client(store: Store, work: Engagement, since: date | None = None) -> LookBack:
    return look_back_on_client(store, client_id=work.client_ids[0], since=since)


def say(store: Store, work: Engagement, words: str, *, days: int = 0, **more: Any) -> None:  # noqa: ANN401
    said = Feedback(
        id=FeedbackId(new_id()),
        engagement_id=work.id,
        given_on=store.now().date() + timedelta(days=days),
        sentence=words,
    )
    save_feedback(store, feedback=attrs.evolve(said, **more))


def live(store: Store, work: Engagement) -> None:
    """Let there be something of everything."""
    making.close_with_promises(store, making.a_held_session(store, work))
    milestones.reach(store, milestone_id=walking.a_milestone(store, work).id)
    walking.scaled(store, walking.a_goal(store, work).id, (date(2026, 3, 1), 3, ""))
    turned = Preference(
        id=PreferenceId(new_id()), client_id=work.client_ids[0], pace=Dial.LESS, asked_on=date(2026, 3, 1)
    )
    store.put("preference", turned)
    say(store, work, "Fewer questions")


def counting(store: Store, read: Callable[[], object]) -> int:
    """Return how many queries a read takes."""
    asked: list[str] = []
    store.db.conn.set_trace_callback(asked.append)
    read()
    store.db.conn.set_trace_callback(None)
    return len(asked)


def test_nothing_lies_behind_a_new_client(store: Store, work: Engagement) -> None:
    assert of_client(store, work).says_nothing
    assert look_back_on_practice(store).says_nothing


def test_there_is_no_looking_back_on_somebody_unknown(store: Store) -> None:
    with pytest.raises(NotFoundError):
        look_back_on_client(store, client_id=ClientId("nobody"))


def test_a_client_without_an_engagement_has_nothing_behind(store: Store) -> None:
    client = clients.add_client(store, display_name="Jo Weir").value
    assert look_back_on_client(store, client_id=client.id).at_hand is None


def test_of_one_engagement_everything_is_there(store: Store, work: Engagement) -> None:
    live(store, work)
    seen = of_client(store, work)
    parts = (seen.met_on, seen.stops, seen.goals, seen.preferences, seen.commitments, seen.pledges)
    assert [len(part) for part in (*parts, seen.sentences)] == [1] * 7


def test_of_the_practice_there_are_months_and_sentences_only(store: Store, work: Engagement) -> None:
    live(store, work)
    seen = look_back_on_practice(store)
    assert [len(part) for part in (seen.met_on, seen.theirs, seen.mine, seen.milestones)] == [1] * 4
    assert [(one.client_name, one.sentence) for one in seen.sentences] == [("Mira Solano", "Fewer questions")]
    assert (seen.stops, seen.goals, seen.preferences) == ((), (), ())


def test_what_became_of_promises_is_told_by_month(store: Store, work: Engagement) -> None:
    held = making.a_held_session(store, work)
    making.close_with_promises(store, held)
    commitment = making.commitment_of(store, held)
    settle_commitment(store, commitment_id=commitment.id, state=CommitmentState.ADAPTED)
    for seen in (of_client(store, work), look_back_on_practice(store)):
        (tally,) = seen.theirs
        assert (tally.month, tally.state, tally.count) == (
            commitment.by_when.replace(day=1),
            CommitmentState.ADAPTED,
            1,
        )


def test_a_pledge_without_a_day_counts_for_the_one_it_was_given_on(store: Store, work: Engagement) -> None:
    store.put(
        "pledge", Pledge(id=PledgeId(new_id()), engagement_id=work.id, what="Call", state=PledgeState.KEPT)
    )
    month = store.now().date().replace(day=1)
    assert [one.month for one in of_client(store, work).mine] == [month]
    assert [one.month for one in look_back_on_practice(store).mine] == [month]


def test_a_span_leaves_out_what_was_before_it(store: Store, work: Engagement) -> None:
    live(store, work)
    tomorrow = store.now().date() + timedelta(days=60)
    seen = of_client(store, work, tomorrow)
    assert (seen.met_on, seen.stops, seen.preferences, seen.theirs, seen.sentences) == ((),) * 5
    assert look_back_on_practice(store, since=tomorrow).says_nothing


def test_a_deleted_session_or_client_leaves_nothing_behind(store: Store, work: Engagement) -> None:
    held = making.a_held_session(store, work)
    making.close_with_promises(store, held)
    sessions.delete_session(store, session_id=held.id)
    assert look_back_on_practice(store).says_nothing
    other = making.an_engagement(store, "Jo Weir")
    live(store, other)
    clients.delete_client(store, client_id=other.client_ids[0])
    assert look_back_on_practice(store).says_nothing


def test_sentences_come_in_the_order_in_which_they_were_said(store: Store, work: Engagement) -> None:
    for days in (-1, -20, -5):
        say(store, work, f"{-days} days ago", days=days)
    say(store, work, "From the coach", giver=Giver.COACH)
    wanted = ["20 days ago", "5 days ago", "1 days ago"]
    assert [one.sentence for one in of_client(store, work).sentences] == wanted
    assert [one.sentence for one in look_back_on_practice(store).sentences] == wanted


def test_of_very_many_sentences_the_last_ones_are_there(
    store: Store, work: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look_back, "_MOST_SENTENCES", 2)
    for days in (-3, -2, -1):
        say(store, work, f"{-days} days ago", days=days)
    seen = look_back_on_practice(store)
    assert [one.sentence for one in seen.sentences] == ["2 days ago", "1 days ago"]
    assert seen.earlier == 1


def test_another_engagement_is_looked_back_on_by_its_name(store: Store, work: Engagement) -> None:
    from coachdesk.models.engagements import add_engagement

    live(store, work)
    later = add_engagement(store, client_ids=work.client_ids, purpose="More").value
    client = work.client_ids[0]
    assert look_back_on_client(store, client_id=client, engagement_id=later.id).met_on == ()
    assert len(look_back_on_client(store, client_id=client, engagement_id=work.id).met_on) == 1


def test_the_number_of_queries_is_the_same_however_much_there_is(store: Store, work: Engagement) -> None:
    reads = (lambda: of_client(store, work), lambda: look_back_on_practice(store))
    live(store, work)
    few = [counting(store, read) for read in reads]
    for _ in range(5):
        live(store, work)
    assert [counting(store, read) for read in reads] == few


@pytest.mark.parametrize(
    "name", ["_MET_IN_ONE", "_COMMITMENTS", "_PLEDGES", "_SENTENCES_OF_ONE", "_PREFERENCES"]
)
def test_what_is_of_one_client_is_read_by_an_index(store: Store, name: str) -> None:
    cells = {"engagement": "e", "client": "c", "since": "2026-01-01", "moment": ""}
    plan = store.db.execute(f"EXPLAIN QUERY PLAN {getattr(look_back, name)}", cells).fetchall()
    assert [row[-1] for row in plan if row[-1].startswith("SCAN")] == []


def test_a_pledge_without_a_day_counts_for_the_coachs_day_it_was_given_on(
    store: Store, work: Engagement
) -> None:
    with coach_in("Europe/Berlin"):
        store.now = fixed_clock(datetime(2026, 5, 1, 0, 30).astimezone(UTC))  # 22:30 in April by UTC
        making.a_pledge(store, work, days=None)
        (pledge,) = of_client(store, work).pledges
        (tally,) = look_back_on_practice(store).mine
    assert (pledge.by_when, tally.month) == (date(2026, 5, 1), date(2026, 5, 1))
