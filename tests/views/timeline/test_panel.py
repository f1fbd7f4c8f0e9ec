from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from coachdesk.models import clients, sessions
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.timeline import KINDS_OF, Happened, HappenedGroup, TimelineRow
from coachdesk.models.lists.timeline import DayLine, MonthLine
from coachdesk.models.timeline import ROWS_AT_ONCE
from coachdesk.views.context import Context
from coachdesk.views.timeline.wording import line_text
from tests import happening, making
from tests.drivers.clients import misnamed, unnamed
from tests.drivers.timeline import TimelineScreen


@pytest.fixture
def screen(context: Context, settle: Callable[[], None]) -> TimelineScreen:
    return TimelineScreen(context, settle)


@pytest.fixture
def work(screen: TimelineScreen) -> Engagement:
    work = screen.do(happening.everything)
    screen.open(work.client_ids[0])
    return work


def test_everything_stands_below_its_month_and_day(screen: TimelineScreen, work: Engagement) -> None:
    first = [type(line) for line in screen.panel.model.rows[:3]]
    assert first == [MonthLine, DayLine, TimelineRow]
    assert set(screen.kinds()) == set(Happened)


def test_several_kinds_are_chosen_by_keyboard(screen: TimelineScreen, work: Engagement) -> None:
    screen.choose(HappenedGroup.FEEDBACK, HappenedGroup.PROMISES)
    assert set(screen.kinds()) == KINDS_OF[HappenedGroup.FEEDBACK] | KINDS_OF[HappenedGroup.PROMISES]
    screen.choose(HappenedGroup.FEEDBACK)
    assert set(screen.kinds()) == KINDS_OF[HappenedGroup.PROMISES]


def test_typing_narrows_it_and_down_leads_into_it(screen: TimelineScreen, work: Engagement) -> None:
    screen.find("PÄUSE")
    assert screen.kinds() == [Happened.FEEDBACK]
    screen.panel.words.setFocus()
    screen.press(Qt.Key.Key_Down)
    assert screen.panel.list.hasFocus()


def test_what_was_said_about_the_work_is_a_quotation(screen: TimelineScreen, work: Engagement) -> None:
    screen.find("PÄUSE")
    [row] = [one for one in screen.panel.model.rows if isinstance(one, TimelineRow)]
    assert line_text(row, row.at.date(), "Mira").note.startswith("“")


def test_where_nothing_matches_one_key_shows_everything(screen: TimelineScreen, work: Engagement) -> None:
    screen.find("zebra")
    action = screen.panel.no_match.action
    assert action is not None
    assert action.isVisible()
    action.click()
    screen.settle()
    assert set(screen.kinds()) == set(Happened)


def test_a_client_with_whom_nothing_happened_has_a_word_on_it(screen: TimelineScreen) -> None:
    ben = screen.write(lambda store: clients.add_client(store, display_name="Ben"))
    screen.open(ben.id)
    assert screen.panel.nothing.isVisible()


PLACES = {
    Happened.SESSION: "session",
    Happened.SIGNAL: "session",
    Happened.PROMISED: "session",
    Happened.FEEDBACK: "feedback",
    Happened.PREFERENCE: "preferences",
    Happened.VERSION: "agreement",
    Happened.SIGNATURE: "agreement",
    Happened.REVIEW: "review",
    Happened.GOAL: "path",
    Happened.SCALING: "path",
    Happened.MILESTONE_TURN: "path",
    Happened.CONTACT: "contacts",
    Happened.FILE: "file",
    Happened.SHARED: "session",
    Happened.PAUSE: "ending",
    Happened.ENDING: "ending",
    Happened.BEGINNING: "client",
}


@pytest.mark.parametrize("kind", PLACES)
def test_enter_leads_to_where_a_thing_lives(screen: TimelineScreen, work: Engagement, kind: Happened) -> None:
    assert screen.follow(kind)[0] == PLACES[kind]


def test_older_things_come_when_the_end_is_near(screen: TimelineScreen, work: Engagement) -> None:
    screen.do(lambda store: happening.many_sessions(store, work, ROWS_AT_ONCE + 20))
    screen.panel.refresh()
    screen.settle()
    before = screen.panel.model.count
    screen.panel.list.scrollToBottom()
    screen.settle()
    assert before == ROWS_AT_ONCE < screen.panel.model.count


def test_an_open_page_follows_what_changes_elsewhere(screen: TimelineScreen, work: Engagement) -> None:
    count = screen.kinds().count(Happened.SESSION)
    at = screen.context.workspace.now()
    screen.write(lambda store: sessions.plan_session(store, engagement_id=work.id, planned_at=at))
    assert screen.kinds().count(Happened.SESSION) == count + 1


def test_what_was_looked_for_with_one_client_is_not_with_another(
    screen: TimelineScreen, work: Engagement
) -> None:
    screen.find("zebra")
    other = screen.do(lambda store: making.an_engagement(store, "Ben", called="Ben"))
    screen.open(other.client_ids[0])
    assert (screen.panel.words.text(), screen.panel.subtitle.whole) == ("", "Ben")


def test_what_never_leaves_says_so(screen: TimelineScreen, work: Engagement) -> None:
    spoken = screen.spoken()
    assert "private" in spoken[Happened.SIGNAL]
    assert "private" in spoken[Happened.CONTACT]
    assert "private" not in spoken[Happened.INSIGHT]


def test_a_client_who_is_gone_has_no_timeline_any_more(screen: TimelineScreen, work: Engagement) -> None:
    screen.panel.hide()
    client = work.client_ids[0]
    screen.write(lambda store: clients.delete_client(store, client_id=client))
    screen.open(client)
    assert screen.kinds() == []


def test_everything_has_its_name(screen: TimelineScreen, work: Engagement) -> None:
    assert unnamed(screen.panel) == []
    assert misnamed(screen.panel) == []
