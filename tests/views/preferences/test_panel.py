from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from coachdesk.models.clients import delete_client
from coachdesk.models.entities.ids import ClientId
from coachdesk.models.entities.relationship import Dial, PreferenceSource
from coachdesk.models.preferences import keep_preferences
from coachdesk.views.context import Context
from coachdesk.views.widgets.autosave import SaveState
from tests import refusing
from tests.drivers.brief import PreferencesDriver
from tests.drivers.clients import misnamed, unnamed
from tests.making import an_engagement
from tests.remembering import DAY, preference
from tests.reviewing import later

BEFORE = timedelta(days=60)


@pytest.fixture
def coach(context: Context, qtbot: QtBot) -> Iterator[PreferencesDriver]:
    yield PreferencesDriver(context, qtbot)
    refusing.refuse_writes(refuse=False)


@pytest.fixture
def mira(coach: PreferencesDriver) -> ClientId:
    return coach.do(an_engagement).client_ids[0]


def asked_before(coach: PreferencesDriver, client_id: ClientId, **said: object) -> None:
    """Let a client have been asked two months ago."""
    coach.do(lambda store: later(store, -BEFORE))
    coach.do(lambda store: keep_preferences(store, said=preference(client_id, **said)))
    coach.do(lambda store: later(store, BEFORE))


def test_nothing_is_filled_in_beforehand(coach: PreferencesDriver, mira: ClientId) -> None:
    coach.open(mira)
    assert not any(field.text() for field in coach.panel.words.fields.values())
    assert {dial.value for dial in coach.panel.dials.dials.values()} == {Dial.UNSAID}
    assert coach.panel.confirm.isHidden()
    assert coach.stored() == ()


def test_what_is_typed_and_turned_is_saved_on_the_way_out(coach: PreferencesDriver, mira: ClientId) -> None:
    coach.open(mira).type("silence", "I am thinking")
    coach.turn("pace", Dial.LESS)
    coach.save()
    [said] = coach.stored()
    assert (said.silence, said.pace, said.asked_on) == ("I am thinking", Dial.LESS, DAY)


def test_it_saves_by_itself(coach: PreferencesDriver, mira: ClientId) -> None:
    coach.open(mira).type("trust", "You remember")
    assert coach.panel.saved.text() == "Saving…"
    coach.qtbot.waitUntil(lambda: coach.panel.saver.state is SaveState.SAVED)
    coach.settle()
    assert coach.stored()[0].trust == "You remember"
    assert coach.panel.saved.text() == "Saved"


def test_words_typed_later_are_a_new_answer_and_the_former_can_be_read(
    coach: PreferencesDriver, mira: ClientId
) -> None:
    asked_before(coach, mira)
    coach.open(mira).type("trust", "You wait")
    coach.save()
    assert [one.trust for one in coach.stored()] == ["You wait", ""]
    coach.panel.former.open()
    assert "Said on 15 Mar" in coach.reads()


def test_a_save_does_not_move_the_cursor(coach: PreferencesDriver, mira: ClientId) -> None:
    coach.open(mira).type("trust", "You wait")
    field = coach.panel.words.fields["trust"]
    field.moveCursor(field.textCursor().MoveOperation.Start)
    coach.save()
    coach.type("trust", "If ")
    coach.save()
    assert coach.stored()[0].trust == "If You wait"


def test_still_right_dates_the_answer_and_can_be_undone(coach: PreferencesDriver, mira: ClientId) -> None:
    asked_before(coach, mira)
    coach.open(mira).confirm()
    assert coach.stored()[0].confirmed_on == DAY
    assert "confirmed on 14 May" in coach.reads()
    undo = coach.notices[-1].on_action
    assert undo is not None
    undo()
    coach.settle()
    assert coach.stored()[0].confirmed_on is None


def test_words_that_were_just_typed_are_confirmed_with_the_rest(
    coach: PreferencesDriver, mira: ClientId
) -> None:
    asked_before(coach, mira)
    coach.open(mira).type("trust", "You wait")
    coach.confirm()
    assert (coach.stored()[0].trust, coach.stored()[0].confirmed_on) == ("You wait", DAY)
    coach.take_back()
    assert (coach.stored()[0].trust, coach.stored()[0].confirmed_on) == ("You wait", None)


def test_ctrl_z_takes_back_answer_after_answer(coach: PreferencesDriver, mira: ClientId) -> None:
    asked_before(coach, mira)
    coach.open(mira).type("trust", "You wait")
    coach.turn("pace", Dial.MORE)
    coach.save()
    coach.confirm()
    for _ in range(2):
        coach.take_back()
    [said] = coach.stored()
    assert (said.trust, said.pace, said.confirmed_on) == ("", Dial.LESS, None)
    assert coach.panel.words.fields["trust"].text() == ""
    assert coach.panel.dials.dials["pace"].value is Dial.LESS


def test_taking_back_the_first_answer_leaves_none(coach: PreferencesDriver, mira: ClientId) -> None:
    coach.open(mira).turn("pace", Dial.MORE)
    coach.save()
    coach.take_back()
    assert coach.stored() == ()
    coach.panel.undo.redo()
    coach.settle()
    assert coach.stored()[0].pace is Dial.MORE


def test_a_sentence_is_taken_back_as_a_whole_and_a_dial_by_itself(
    coach: PreferencesDriver, mira: ClientId
) -> None:
    coach.open(mira)
    for words in ("You", " wait"):
        coach.type("trust", words)
        coach.save()
    for turned in (Dial.MORE, Dial.RIGHT):
        coach.turn("pace", turned)
        coach.save()
    coach.take_back()
    assert coach.stored()[0].pace is Dial.MORE
    coach.take_back()
    coach.take_back()
    assert coach.stored() == ()


def test_what_is_still_being_typed_is_kept_before_it_is_taken_back(
    coach: PreferencesDriver, mira: ClientId
) -> None:
    coach.open(mira).turn("pace", Dial.MORE)
    coach.save()
    coach.turn("pace", Dial.RIGHT)
    coach.take_back()
    assert coach.stored()[0].pace is Dial.MORE


def test_what_the_coach_noticed_is_called_a_guess_until_it_is_confirmed(
    coach: PreferencesDriver, mira: ClientId
) -> None:
    coach.open(mira).type("silence", "Perhaps she is tired")
    coach.panel.aside.source.choose(PreferenceSource.COACH)
    coach.save()
    assert coach.stored()[0].source is PreferenceSource.COACH
    assert "A guess of yours" in coach.reads()
    coach.confirm()
    assert coach.stored()[0].source is PreferenceSource.CLIENT
    assert "A guess of yours" not in coach.reads()


def test_the_day_it_was_asked_can_be_put_right_on_that_day(coach: PreferencesDriver, mira: ClientId) -> None:
    coach.open(mira).type("trust", "You wait")
    field = coach.panel.aside.asked_on
    field.selectAll()
    coach.qtbot.keyClicks(field, "2026-05-11")
    coach.save()
    assert coach.stored()[0].asked_on == date(2026, 5, 11)


def test_the_day_of_an_older_answer_is_no_field(coach: PreferencesDriver, mira: ClientId) -> None:
    asked_before(coach, mira)
    coach.open(mira)
    assert not coach.panel.aside.asked_on.isVisible()


def test_a_day_to_ask_again_is_kept(coach: PreferencesDriver, mira: ClientId) -> None:
    asked_before(coach, mira)
    coach.open(mira)
    coach.qtbot.keyClicks(coach.panel.aside.recheck_on, "2026-06-01")
    coach.save()
    assert coach.stored()[0].recheck_on == date(2026, 6, 1)
    assert "To be asked again on 1 Jun" in coach.reads()


def test_what_is_no_day_is_said_and_nothing_is_lost(coach: PreferencesDriver, mira: ClientId) -> None:
    coach.open(mira).type("trust", "You wait")
    coach.qtbot.keyClicks(coach.panel.aside.recheck_on, "soon")
    coach.save()
    assert "“soon” is not a day" in coach.panel.note.said
    assert coach.panel.has_unsaved
    coach.panel.aside.recheck_on.clear()
    coach.panel.aside.edited.emit()
    coach.save()
    assert coach.stored()[0].trust == "You wait"


def test_words_that_could_not_be_saved_keep_the_page(coach: PreferencesDriver, mira: ClientId) -> None:
    jo = coach.do(lambda store: an_engagement(store, "Jo Mills", called="Jo")).client_ids[0]
    coach.open(mira).type("trust", "You wait")
    refusing.refuse_writes(refuse=True)
    coach.open(jo)
    assert coach.panel.client_at_hand == mira
    assert coach.notices[-1].action_text == "Open Jo Mills"
    refusing.refuse_writes(refuse=False)
    coach.save()
    coach.open(jo)
    assert coach.panel.words.fields["trust"].text() == ""


def test_another_client_is_shown_without_words_of_the_one_before(
    coach: PreferencesDriver, mira: ClientId
) -> None:
    asked_before(coach, mira, source=PreferenceSource.COACH)
    jo = coach.do(lambda store: an_engagement(store, "Jo Mills", called="Jo")).client_ids[0]
    coach.open(mira)
    coach.open(jo)
    assert coach.panel.words.fields["silence"].text() == ""
    assert coach.panel.aside.source.value is PreferenceSource.CLIENT
    assert not coach.panel.former.isVisible()


def test_a_client_who_is_gone_leaves_no_words_behind(coach: PreferencesDriver, mira: ClientId) -> None:
    asked_before(coach, mira)
    coach.open(mira)
    coach.do(lambda store: delete_client(store, client_id=mira))
    coach.panel.refresh()
    coach.settle()
    assert coach.failures
    assert "own words" not in coach.reads()


def test_the_keyboard_begins_with_the_key_that_confirms(coach: PreferencesDriver, mira: ClientId) -> None:
    coach.open(mira).panel.focus_first()
    assert coach.panel.words.fields["silence"].hasFocus()
    asked_before(coach, mira)
    coach.panel.refresh()
    coach.settle()
    coach.panel.focus_first()
    assert coach.panel.confirm.hasFocus()


def test_everything_has_a_name(coach: PreferencesDriver, mira: ClientId) -> None:
    asked_before(coach, mira)
    coach.open(mira)
    assert unnamed(coach.panel) == []
    assert misnamed(coach.panel) == []
