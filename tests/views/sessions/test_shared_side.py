import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coachdesk.models import heading_templates, summaries
from coachdesk.models.entities.session import Heading, Session, SharedText, SummaryField
from coachdesk.models.heading_templates import own_headings
from tests.drivers.sessions import SessionDriver
from tests.drivers.shared_side import SharedSide
from tests.making import hand_out
from tests.views.sessions.conftest import MakePanel

USUAL = ["Our focus", "In your words", "What we agreed", "Next step", "We meet again"]
OURS = (Heading(field=SummaryField.FOCUS, words="On the table"),)


@pytest.fixture
def side(coach: SessionDriver) -> SharedSide:
    return SharedSide(coach)


def write(side: SharedSide, session: Session, **words: str) -> None:
    text = SharedText(session_id=session.id, **words)  # type: ignore[arg-type]  # words of its parts
    side.coach.vault.write(lambda store: summaries.save_shared_text(store, text=text))


def test_what_is_seldom_wanted_is_folded(side: SharedSide) -> None:
    assert side.shown == USUAL
    assert {"Add what they try out", "Add a last line"} <= set(side.offered(side.card.more.menu()))


def test_a_seldom_part_comes_where_it_stands_on_paper_with_the_keyboard_on_it(
    side: SharedSide, now: Session
) -> None:
    side.add("Add what they try out")
    assert side.shown == [*USUAL[:3], "What you try out", *USUAL[3:]]
    assert side.card.experiment.hasFocus()
    QTest.keyClicks(side.card.experiment, "One meeting without slides")
    assert side.stored(now).experiment == "One meeting without slides"
    assert "Add what they try out" not in side.offered(side.card.more.menu())


def test_a_part_that_says_something_is_in_sight(side: SharedSide, now: Session) -> None:
    write(side, now, free_line="Bring the blue notebook")
    side.coach.open(now)
    assert side.shown == [*USUAL, "A last line"]


def test_who_empties_a_part_goes_on_writing_there(side: SharedSide, now: Session) -> None:
    write(side, now, free_line="x")
    side.coach.open(now)
    side.card.free_line.setFocus()
    QTest.keyClick(side.card.free_line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(side.card.free_line, Qt.Key.Key_Delete)
    QTest.keyClicks(side.card.free_line, "New")
    assert side.stored(now).free_line == "New"


def test_another_session_begins_folded(side: SharedSide, last: Session) -> None:
    side.add("Add a last line")
    side.coach.open(last)
    assert side.shown == USUAL


def test_a_locked_session_shows_what_it_says_and_offers_nothing(make_panel: MakePanel, now: Session) -> None:
    side = SharedSide(make_panel())
    write(side, now, experiment="As it was")
    side.coach.vault.do(lambda store: hand_out(store, now))
    side.coach.open(now)
    assert side.card.focus.isReadOnly()
    assert side.card.more.isHidden()
    assert "A last line" not in side.shown


# Headings.


def test_the_labels_follow_the_headings(side: SharedSide, now: Session) -> None:
    side.use("Plain")
    assert side.shown[:3] == ["Topic", "Said", "Agreed"]
    assert side.ticked == ["Plain"]
    assert side.stored(now).headings == heading_templates.shipped_headings("en")[0].headings


def test_the_usual_ones_come_back(side: SharedSide, now: Session) -> None:
    side.use("Warm")
    side.use("As usual")
    assert (side.shown, side.ticked) == (USUAL, ["As usual"])
    assert side.stored(now).headings == ()


def test_headings_are_written_in_ones_own_words_and_saved_as_they_are_typed(
    side: SharedSide, now: Session
) -> None:
    side.write_heading(SummaryField.FOCUS, "On the table")
    assert side.shown[0] == "On the table"
    assert side.coach.view.is_dirty
    assert side.stored(now).headings == OURS


def test_own_headings_are_kept_and_used_again(side: SharedSide, now: Session, last: Session) -> None:
    side.write_heading(SummaryField.FOCUS, "On the table")
    side.keep_as("Board")
    assert side.ticked == ["Board"]
    side.coach.leave()
    side.coach.open(last)
    side.use("Board")
    assert side.stored(last).headings == OURS


def test_a_set_in_use_is_edited_under_its_name(side: SharedSide, now: Session) -> None:
    side.write_heading(SummaryField.FOCUS, "On the table")
    side.keep_as("Board")
    side.write_heading(SummaryField.FOCUS, "On the desk")
    assert side.card.headings.editor.name.text() == "Board"
    side.coach.press(side.card.headings.editor.keep)
    (own,) = side.coach.vault.do(own_headings)
    assert (own.name, own.headings[0].words) == ("Board", "On the desk")


def test_other_headings_come_without_the_name_of_the_set_before(side: SharedSide) -> None:
    side.write_heading(SummaryField.FOCUS, "On the table")
    side.keep_as("Board")
    side.use("Plain")
    assert side.card.headings.editor.name.text() == ""
    assert side.card.headings.editor.delete.isHidden()


def test_a_name_that_was_typed_and_not_confirmed_is_kept_with_the_rest(
    side: SharedSide, now: Session
) -> None:
    side.write_heading(SummaryField.FOCUS, "On the table")
    side.card.headings.editor.name.setFocus()
    QTest.keyClicks(side.card.headings.editor.name, "Board")
    side.coach.leave()
    assert [one.name for one in side.coach.vault.do(own_headings)] == ["Board"]


def test_a_set_is_deleted_and_brought_back(side: SharedSide, now: Session) -> None:
    side.write_heading(SummaryField.FOCUS, "On the table")
    side.keep_as("Board")
    side.coach.press(side.card.headings.editor.delete)
    assert side.coach.vault.do(own_headings) == ()
    assert side.shown[0] == "On the table"
    undo = side.coach.vault.notices[-1].on_action
    assert undo is not None
    undo()
    side.coach.vault.settle()
    assert side.ticked == ["Board"]


def test_a_set_without_a_name_asks_for_one(side: SharedSide) -> None:
    side.write_heading(SummaryField.FOCUS, "On the table")
    side.coach.press(side.card.headings.editor.keep)
    assert side.card.headings.editor.name.hasFocus()
    assert side.coach.vault.do(own_headings) == ()


def test_through_with_headings_the_keyboard_is_on_the_menu(side: SharedSide) -> None:
    side.write_heading(SummaryField.FOCUS, "On the table")
    side.coach.press(side.card.headings.editor.close_it)
    assert side.card.headings.editor.isHidden()
    assert side.card.more.hasFocus()


@pytest.mark.rule(5)
def test_headings_of_last_time_come_only_when_asked_for(
    side: SharedSide, last: Session, now: Session
) -> None:
    text = SharedText(session_id=last.id, headings=OURS)
    side.coach.vault.write(lambda store: summaries.save_shared_text(store, text=text))
    side.coach.open(now)
    assert side.shown == USUAL
    side.use("As last time")
    assert side.shown[0] == "On the table"
    assert "As last time" not in side.offered(side.card.headings.menu)


def test_typing_a_heading_goes_on_while_something_else_changes(side: SharedSide, now: Session) -> None:
    side.write_heading(SummaryField.FOCUS, "On the ")
    side.coach.leave()
    side.coach.panel.refresh()
    side.coach.vault.settle()
    QTest.keyClicks(side.card.headings.editor.lines[SummaryField.FOCUS], "table")
    assert side.stored(now).headings == OURS


# Taking words across.


def test_chosen_words_land_selected_marked_and_in_sight(side: SharedSide, now: Session, qtbot: QtBot) -> None:
    side.take_across("One meeting without slides", downs=3)
    landed = side.card.experiment
    assert landed.textCursor().selectedText() == "One meeting without slides"
    assert (landed.property("landed"), landed.hasFocus(), landed.isVisible()) == ("yes", True, True)
    qtbot.waitUntil(lambda: not landed.visibleRegion().isEmpty())
    assert side.stored(now).experiment == "One meeting without slides"


def test_the_mark_goes_by_itself(side: SharedSide, qtbot: QtBot) -> None:
    side.card.take("focus", "The talk")
    qtbot.waitUntil(lambda: side.card.focus.property("landed") == "")


def test_a_screen_reader_hears_where_they_are(side: SharedSide, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        heard.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    side.card.take("free_line", "Bring the blue notebook")
    assert "Copied to “A last line”: Bring the blue notebook" in heard


@pytest.mark.rule(5)
def test_nothing_but_the_chosen_words_crosses(side: SharedSide, now: Session) -> None:
    side.coach.type_note("She looks tired. ")
    side.coach.leave()
    side.card.take("insights", "I can ask")
    stored = side.stored(now)
    assert stored == SharedText(session_id=now.id, insights="I can ask")


def test_without_a_selection_the_key_says_what_it_is_for(side: SharedSide) -> None:
    side.coach.view.notes.across.ask()
    assert "Select words" in side.coach.vault.notices[-1].text


@pytest.mark.rule(5)
def test_nothing_crosses_into_words_that_were_handed_out(make_panel: MakePanel, now: Session) -> None:
    side = SharedSide(make_panel())
    side.coach.vault.do(lambda store: hand_out(store, now, words="As it was"))
    side.coach.open(now)
    side.card.take("focus", "More")
    side.coach.view.notes.across.ask()
    assert side.card.focus.text() == "As it was"
    assert side.coach.vault.notices == []
