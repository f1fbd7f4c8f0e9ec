import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.models.clients import add_client
from coachdesk.models.engagements import add_engagement, get_engagement
from coachdesk.models.entities.relationship import Giver
from coachdesk.models.entities.review import NoticedKind
from coachdesk.models.entities.session import Session
from coachdesk.models.preferences import keep_preferences
from coachdesk.models.sessions import session
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.size_question import SizeQuestion
from coachdesk.views.widgets.text import Quote
from tests import remembering
from tests.drivers.brief import BriefDriver
from tests.drivers.clients import misnamed, unnamed
from tests.making import a_promise, a_session, a_word, an_engagement, carried_on
from tests.remembering import a_full_brief, preference
from tests.reviewing import in_force, notice
from tests.talking import agreed, in_touch

PARTS = (
    "purpose",
    "last",
    "commitments",
    "pledges",
    "unchecked",
    "unanswered",
    "to tell",
    "goals",
    "milestones",
)


@pytest.fixture
def coach(context: Context, qtbot: QtBot) -> BriefDriver:
    return BriefDriver(context, qtbot)


@pytest.fixture
def full(coach: BriefDriver) -> Session:
    return coach.do(a_full_brief)


def test_all_that_is_worth_remembering_is_on_the_paper(coach: BriefDriver, full: Session) -> None:
    coach.open(full.id)
    assert {name for name in coach.parts() if name in PARTS} == set(PARTS)
    assert "“To lead kindly”" in coach.reads("purpose")
    assert "“I say yes before I think”" in coach.reads("last")
    assert "Heard in session 1: That you are tired of it" in coach.reads("unchecked")
    assert "Noticed in session 1: A long look at the door" in coach.reads("unchecked")


def test_what_they_want_to_reach_leads_to_their_way(coach: BriefDriver, full: Session) -> None:
    coach.open(full.id)
    assert "“To be heard without raising my voice”" in coach.reads("goals")
    assert "6 on 7 May: “They wait for me”" in coach.reads("goals")
    coach.press(coach.panel.paper.parts["goals"].ways[0] if coach.panel.paper else None)
    assert coach.went == [("path", full.engagement_id)]


def test_who_comes_is_above_it(coach: BriefDriver, full: Session) -> None:
    coach.open(full.id)
    assert coach.panel.title.whole == "Mira Solano"
    assert coach.panel.subtitle.whole.startswith("she/her · 14 May")


def test_both_promises_have_the_same_room(coach: BriefDriver, full: Session) -> None:
    coach.open(full.id)
    theirs, mine = (coach.parts()[name] for name in ("commitments", "pledges"))
    assert abs(theirs.width() - mine.width()) <= 1
    assert theirs.y() == mine.y()


def test_what_is_empty_does_not_show(coach: BriefDriver) -> None:
    work = coach.do(an_engagement)
    planned = coach.do(lambda store: a_session(store, work))
    coach.open(planned.id)
    assert not any(coach.has(part) for part in PARTS[2:])
    assert "Your first session together" in coach.reads()


def test_an_empty_brief_says_what_will_come(coach: BriefDriver) -> None:
    client = coach.do(lambda store: add_client(store, display_name="Jo")).value
    work = coach.do(lambda store: add_engagement(store, client_ids=(client.id,))).value
    planned = coach.do(lambda store: a_session(store, work))
    coach.open(planned.id)
    assert "Nothing to remember yet" in coach.reads()
    assert coach.panel.print.isHidden()
    assert coach.panel.empty is not None
    coach.press(coach.panel.empty.action)
    assert coach.went[-1] == ("preferences", client.id)


@pytest.mark.parametrize(
    ("part", "way"),
    [
        ("unchecked", "session"),
        ("unanswered", "feedback"),
        ("last", "session"),
        ("preferences", "preferences"),
    ],
)
def test_each_part_leads_to_where_it_is_tended(
    coach: BriefDriver, full: Session, part: str, way: str
) -> None:
    coach.open(full.id)
    assert coach.follow_way(part)[0] == way


def test_a_digit_presses_the_way_out_of_a_part(coach: BriefDriver, full: Session) -> None:
    coach.open(full.id)
    [way] = coach.panel.paper.parts["last"].ways if coach.panel.paper else []
    assert way.toolTip() == "1"
    QTest.keyClick(coach.panel.go, Qt.Key.Key_1)
    coach.qtbot.waitUntil(lambda: bool(coach.went))
    assert coach.went[-1][0] == "session"
    assert coach.went[-1][1] != full.id


def test_feedback_leads_to_the_conversation_it_is_of(coach: BriefDriver, full: Session) -> None:
    work = coach.do(lambda store: an_engagement(store, "Jo Mills"))
    planned = coach.do(lambda store: a_session(store, work))
    coach.do(lambda store: remembering.feedback(store, work, session_id=full.id))
    coach.open(planned.id)
    assert coach.follow_way("unanswered") == ("feedback", work.id)


def test_what_the_client_said_about_the_work_is_a_quotation(coach: BriefDriver, full: Session) -> None:
    coach.open(full.id)
    said = coach.parts()["unanswered"].findChildren(Quote)
    assert [one.isVisible() for one in said] == [True]


def test_a_review_that_is_due_can_be_opened(coach: BriefDriver) -> None:
    work = coach.do(in_force)
    coach.do(lambda store: notice(store, work, NoticedKind.FEEDBACK))
    planned = coach.do(lambda store: a_session(store, work))
    coach.open(planned.id)
    assert "wished to be different" in coach.reads("review")
    assert coach.follow_way("review") == ("review", work.id)


def test_a_guess_is_called_one(coach: BriefDriver) -> None:
    work = coach.do(an_engagement)
    guess = preference(work.client_ids[0], source=remembering.GUESS)
    coach.do(lambda store: keep_preferences(store, said=guess))
    planned = coach.do(lambda store: a_session(store, work))
    coach.open(planned.id)
    assert "a guess, to be checked" in coach.reads()


def test_enter_begins_the_session_of_today(coach: BriefDriver, full: Session) -> None:
    coach.open(full.id).enter()
    assert coach.do(lambda store: session(store, full.id)).began_at is not None
    assert coach.went[-1] == ("session", full.id, "")


def test_a_session_of_another_day_is_opened_and_not_begun(coach: BriefDriver) -> None:
    work = coach.do(an_engagement)
    planned = coach.do(lambda store: a_session(store, work, days=2))
    coach.open(planned.id).enter()
    assert coach.do(lambda store: session(store, planned.id)).began_at is None
    assert coach.went[-1] == ("session", planned.id, "")


def test_todays_session_can_be_opened_without_beginning(coach: BriefDriver, full: Session) -> None:
    coach.open(full.id).press(coach.panel.look)
    assert coach.do(lambda store: session(store, full.id)).began_at is None


def test_without_a_session_it_is_the_next_one(coach: BriefDriver, full: Session) -> None:
    coach.open()
    assert coach.panel.session_at_hand == full.id
    assert coach.panel.rest_ids(("",)) == (full.id,)


def test_where_nothing_is_planned_it_offers_to_plan(coach: BriefDriver) -> None:
    coach.open().enter()
    assert "No session is planned" in coach.reads()
    assert coach.went[-1] == ("session_plan", "")


def test_what_changes_meanwhile_is_shown(coach: BriefDriver, full: Session) -> None:
    coach.open(full.id)
    coach.do(lambda store: store.db.execute("DELETE FROM milestone"))
    coach.panel.refresh()
    coach.settle()
    assert not coach.has("milestones")


def test_a_session_that_is_gone_leaves_no_words_behind(coach: BriefDriver, full: Session) -> None:
    coach.open(full.id)
    coach.do(lambda store: store.db.execute("UPDATE session SET deleted_at = '2026' WHERE id = ?", [full.id]))
    coach.panel.refresh()
    coach.settle()
    assert coach.failures
    assert "To lead kindly" not in coach.reads()


def test_of_much_that_waits_the_first_is_shown_and_the_rest_counted(
    coach: BriefDriver, full: Session
) -> None:
    work = coach.do(lambda store: get_engagement(store, engagement_id=full.engagement_id))
    for _ in range(6):
        coach.do(lambda store: remembering.milestone(store, work))
    coach.open(full.id)
    assert "and 3 more" in coach.reads("milestones")


def test_one_screen_holds_it(coach: BriefDriver, full: Session) -> None:
    coach.open(full.id)
    assert coach.panel._scroll.verticalScrollBar().maximum() == 0  # noqa: SLF001  (what is seen)


def test_everything_has_a_name(coach: BriefDriver, full: Session) -> None:
    coach.open(full.id)
    assert unnamed(coach.panel) == []
    assert misnamed(coach.panel) == []


def test_it_can_be_printed(coach: BriefDriver, full: Session) -> None:
    coach.open(full.id).press(coach.panel.print)
    assert coach.went[-1] == ("brief_print", full.id)


def twice(store: Store) -> Session:
    work = an_engagement(store)
    a_word(store, carried_on(store, carried_on(store, a_promise(store, work, "Write to the board"))))
    return a_session(store, work)


def question(coach: BriefDriver) -> SizeQuestion:
    assert coach.panel.paper is not None
    (found,) = coach.panel.paper.questions
    return found


def test_a_promise_brings_its_word_and_its_question(coach: BriefDriver) -> None:
    coach.open(coach.do(twice).id)
    assert "Today: “It goes slowly”" in coach.reads("commitments")
    assert "Still the right size?" in coach.reads("commitments")


def test_the_question_is_answered_once_and_can_come_back(coach: BriefDriver) -> None:
    coach.open(coach.do(twice).id)
    coach.press(question(coach).keep)
    assert "Still the right size?" not in coach.reads()
    coach.panel.undo.undo_action.trigger()
    coach.settle()
    assert "Still the right size?" in coach.reads()


def test_smaller_words_take_the_place_of_the_larger(coach: BriefDriver) -> None:
    coach.open(coach.do(twice).id)
    coach.press(question(coach).smaller)
    field = question(coach).words
    QTest.keyClicks(field, "One line, by 3")
    is_held = coach.panel.has_unsaved
    QTest.keyClick(field, Qt.Key.Key_Return)
    coach.settle()
    assert is_held
    assert "One line, by 3" in coach.reads("commitments")
    assert "Write to the board" not in coach.reads("commitments")


def test_contact_in_between_is_told_beside_the_last_session(coach: BriefDriver, full: Session) -> None:
    work = coach.do(lambda store: get_engagement(store, engagement_id=full.engagement_id))
    coach.do(lambda store: in_touch(store, work, -2))
    coach.open(full.id)
    assert "Last session: 7 day(s) ago\nIn touch 2 day(s) ago" in coach.reads("last")


def test_more_contact_than_agreed_is_a_question_that_leads_to_the_log(coach: BriefDriver) -> None:
    work = coach.do(lambda store: agreed(store, 0))
    for days in (0, -7):
        coach.do(lambda store, days=days: in_touch(store, work, days, words="Private"))  # type: ignore[misc]
    planned = coach.do(lambda store: a_session(store, work))
    coach.open(planned.id)
    assert "Is the boundary still right?" in coach.reads("contact")
    assert "Private" not in coach.reads()
    assert coach.follow_way("contact") == ("contacts", work.id)


def test_what_the_coach_wants_to_say_is_in_it(coach: BriefDriver) -> None:
    work = coach.do(an_engagement)
    coach.do(lambda store: remembering.feedback(store, work, "I lose you", giver=Giver.COACH))
    coach.open(coach.do(lambda store: a_session(store, work)).id)
    assert "I lose you" in coach.reads("to say")
