from datetime import date

import attrs
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coachdesk.models import promises
from coachdesk.models.entities.ids import PledgeId
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import CommitmentState, Pledge
from coachdesk.models.lists.promises import Line
from coachdesk.models.promise_lists import PromiseGrouping, promises_page
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.promises import panel, wording
from coachdesk.views.rail import CLIENTS
from coachdesk.views.widgets.row_view import RowText
from tests.conftest import NOW
from tests.drivers.promises import PromisesDriver
from tests.making import a_pledge, a_promise, a_word, an_engagement, carried_on


def mira_and_noor(store: Store) -> Engagement:
    mira, noor = an_engagement(store), an_engagement(store, "Noor Haddad", called="Noor")
    a_promise(store, mira, "Call the school", days=0)
    a_pledge(store, mira, "Send the reading", days=5)
    a_promise(store, noor, "Sleep on it", days=-6)
    a_pledge(store, noor, "Ask about the room", days=None)
    return mira


def twice(store: Store) -> None:
    carried_on(store, carried_on(store, a_promise(store, an_engagement(store), "Write to the board")))


def test_a_new_practice_says_what_will_stand_here(coach: PromisesDriver) -> None:
    assert coach.panel.nothing.isVisible()
    assert not coach.panel.filters.isVisible()
    assert not coach.panel.add.isVisible()


def test_where_nobody_can_promise_yet_it_leads_to_the_clients(coach: PromisesDriver) -> None:
    went: list[str] = []
    coach.context.navigation.panel_requested.connect(went.append)
    coach.panel.focus_first()
    way = coach.panel.nothing.action
    assert way is not None
    assert way.hasFocus()
    coach.press(way)
    assert went == [CLIENTS]


def test_promises_stand_by_client_the_coachs_own_first(coach: PromisesDriver) -> None:
    coach.begin(mira_and_noor)
    assert coach.groups == ["Mira Solano", "Noor Haddad"]
    assert coach.listed == ["Send the reading", "Call the school", "Ask about the room", "Sleep on it"]


def test_promises_stand_by_day_in_words(coach: PromisesDriver) -> None:
    coach.begin(mira_and_noor)
    coach.group_by(PromiseGrouping.DAY)
    assert coach.groups == ["Last Friday, 8 May", "Today, 14 May", "Tuesday, 19 May", "Without a day"]


def test_promises_stand_by_side(coach: PromisesDriver) -> None:
    coach.begin(mira_and_noor)
    coach.group_by(PromiseGrouping.SIDE)
    assert coach.groups == ["You promised", "Your clients promised"]
    assert coach.listed[:2] == ["Send the reading", "Ask about the room"]


def test_the_choice_of_groups_is_remembered(coach: PromisesDriver, context: Context) -> None:
    coach.begin(mira_and_noor)
    coach.group_by(PromiseGrouping.SIDE)
    other = PromisesDriver(context, coach.qtbot)
    assert other.groups == ["You promised", "Your clients promised"]


def test_words_narrow_the_list(coach: PromisesDriver) -> None:
    coach.begin(mira_and_noor)
    coach.find("noor room")
    assert coach.listed == ["Ask about the room"]
    coach.find("nowhere")
    assert coach.panel.no_match.isVisible()


def test_one_key_says_what_became_of_it(coach: PromisesDriver) -> None:
    coach.begin(mira_and_noor)
    coach.choose("Sleep on it")
    coach.key(Qt.Key.Key_4)
    assert "let go" in coach.line_of("Sleep on it")
    assert coach.listed[-1] == "Sleep on it"
    settled = coach.do(lambda store: store.value("SELECT state FROM commitment WHERE what = 'Sleep on it'"))
    assert settled == CommitmentState.LET_GO


def test_a_word_on_why_stands_in_the_line(coach: PromisesDriver) -> None:
    coach.begin(mira_and_noor)
    coach.choose("Sleep on it")
    coach.key(Qt.Key.Key_4)
    coach.row.why.insertPlainText("It was said after all")
    coach.save()
    assert "It was said after all" in coach.line_of("Sleep on it")


def test_settling_can_be_undone_and_done_again(coach: PromisesDriver) -> None:
    coach.begin(mira_and_noor)
    before = coach.do(promises.open_promises)
    coach.choose("Call the school")
    coach.key(Qt.Key.Key_3)
    carried = coach.do(promises.open_promises)
    assert carried != before
    coach.undo()
    assert coach.do(promises.open_promises) == before
    coach.redo()
    assert coach.do(promises.open_promises) == carried


def test_what_was_settled_is_gone_from_the_open_ones_the_next_time(coach: PromisesDriver) -> None:
    coach.begin(mira_and_noor)
    coach.choose("Send the reading")
    coach.key(Qt.Key.Key_1)
    coach.panel.hide()
    coach.panel.show()
    coach.panel.refresh()
    coach.settle()
    assert "Send the reading" not in coach.listed
    coach.show_settled()
    assert coach.listed == ["Send the reading"]


def test_a_word_is_said_by_keys_and_can_be_undone(coach: PromisesDriver) -> None:
    coach.begin(mira_and_noor)
    coach.choose("Call the school")
    coach.say("Twice engaged", "patient")
    assert "“Twice engaged”" in coach.line_of("Call the school")
    assert coach.row.extras.words.lines == ["Today: “Twice engaged”, patient"]
    coach.undo()
    assert coach.row.extras.words.isHidden()
    coach.redo()
    assert coach.row.extras.words.lines == ["Today: “Twice engaged”, patient"]


def test_a_word_that_is_only_typed_is_kept_on_leaving(coach: PromisesDriver) -> None:
    coach.begin(mira_and_noor)
    coach.choose("Call the school")
    coach.key(Qt.Key.Key_W)
    assert coach.row.extras.field is not None
    coach.row.extras.field.words.insertPlainText("Nearly there")
    was_unsaved = coach.panel.has_unsaved
    coach.save()
    kept = coach.do(lambda store: store.value("SELECT words FROM between_check_in"))
    assert (was_unsaved, coach.panel.has_unsaved, kept) == (True, False, "Nearly there")


def test_digits_and_letters_in_a_word_are_words(coach: PromisesDriver) -> None:
    coach.begin(mira_and_noor)
    coach.choose("Call the school")
    coach.key(Qt.Key.Key_W)
    field = coach.row.extras.field
    assert field is not None
    QTest.keyClicks(field.words, "w 1 3")
    coach.settle()
    assert field.words.text() == "w 1 3"
    assert coach.row.promise_is_open


def test_what_was_carried_twice_asks_one_question(coach: PromisesDriver) -> None:
    coach.begin(twice)
    assert coach.asks
    assert "still the right size?" in coach.line_of("Write to the board")


def test_keeping_it_as_it_is_ends_the_question_until_it_is_undone(coach: PromisesDriver) -> None:
    coach.begin(twice)
    coach.press(coach.question.keep)
    assert not coach.asks
    coach.undo()
    assert coach.asks


def test_smaller_words_take_its_place(coach: PromisesDriver) -> None:
    coach.begin(twice)
    coach.press(coach.question.smaller)
    QTest.keyClicks(coach.question.words, "One line")
    QTest.keyClick(coach.question.words, Qt.Key.Key_Return)
    coach.settle()
    assert sorted(coach.listed) == ["One line", "Write to the board"]
    assert "adapted" in coach.line_of("Write to the board")
    coach.undo()
    assert coach.listed == ["Write to the board"]


def test_a_found_word_leads_to_its_promise(coach: PromisesDriver) -> None:
    mira = coach.begin(mira_and_noor)
    word = coach.do(lambda store: a_word(store, a_promise(store, mira, "Look at the harbour"), "Foggy"))
    coach.panel.open(word.id)
    coach.settle()
    assert coach.panel.detail.shown is not None
    assert coach.panel.detail.shown.promise.what == "Look at the harbour"


def test_it_opens_with_what_a_name_finds(coach: PromisesDriver) -> None:
    coach.begin(mira_and_noor)
    coach.panel.open("", "Noor Haddad")
    coach.settle()
    assert coach.panel.filters.words.text() == "Noor Haddad"
    assert coach.listed == ["Ask about the room", "Sleep on it"]


def test_the_way_to_client_and_session_is_short(coach: PromisesDriver) -> None:
    went: list[str] = []
    coach.context.navigation.client_requested.connect(went.append)
    mira = coach.begin(mira_and_noor)
    coach.choose("Call the school")
    coach.press(coach.panel.detail.client)
    assert went == [mira.client_ids[0]]
    assert coach.panel.engagement_at_hand == mira.id
    assert coach.panel.detail.session.isHidden()


def test_of_thousands_of_promises_only_those_in_sight_are_put_into_words(
    coach: PromisesDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Line] = []

    def tell(line: Line, by: PromiseGrouping, today: date) -> RowText:
        told.append(line)
        return wording.line_text(line, by, today)

    coach.begin(mira_and_noor)
    (one, *_) = coach.do(lambda store: promises_page(store, day=NOW.date())).promises
    assert isinstance(one.promise, Pledge)
    pledge = one.promise
    many = [attrs.evolve(one, promise=attrs.evolve(pledge, id=PledgeId(f"p{n}"))) for n in range(5_000)]
    monkeypatch.setattr(panel, "line_text", tell)
    coach.panel.model.show(many)
    coach.settle()
    coach.panel.list.viewport().grab()
    assert coach.panel.model.rowCount() == 5_000
    assert 0 < len(told) < 100


def test_once_settled_no_word_is_asked_for(coach: PromisesDriver) -> None:
    coach.begin(mira_and_noor)
    coach.choose("Call the school")
    coach.key(Qt.Key.Key_1)
    field = coach.row.extras.field
    assert field is not None
    assert field.ask.isHidden()


def test_tab_leads_from_a_promise_to_its_answers_and_then_away_from_it(coach: PromisesDriver) -> None:
    coach.begin(mira_and_noor)
    coach.choose("Call the school")
    coach.settle()
    coach.key(Qt.Key.Key_Tab)
    row = coach.panel.detail.row
    assert row is not None
    assert QApplication.focusWidget() is next(iter(row.answers.values()))
