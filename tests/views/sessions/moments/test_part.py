"""The list of what was noted, and how the keyboard comes and goes."""

from datetime import date

import attrs
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu

from coachdesk.models import moments, summaries
from coachdesk.models.entities.moment import (
    Alignment,
    Experiment,
    Insight,
    Milestone,
    MilestoneState,
    Moment,
    Quote,
    Reflection,
    SupervisionFlag,
)
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session
from tests.drivers.moments import MomentsDriver
from tests.drivers.sessions import SessionDriver
from tests.making import a_session, hand_out
from tests.noting import a_reflection, a_signal, one_of_each


@pytest.fixture
def all_kinds(noting: MomentsDriver) -> tuple[Moment, ...]:
    every = one_of_each(noting.session, noting.coach.vault.context.workspace.now())
    noting.put(*every)
    return every


@pytest.fixture
def reflection(noting: MomentsDriver) -> Reflection:
    one = a_reflection(noting.session, noting.coach.vault.context.workspace.now())
    noting.put(one)
    return one


def words_of(moment: Moment) -> list[str]:
    """Return what was written of a moment."""
    known = attrs.asdict(moment, recurse=False).values()
    return [words for words in known if type(words) is str and " " in words]


def place_of(every: tuple[Moment, ...], kind: type[Moment]) -> int:
    return next(place for place, moment in enumerate(every) if type(moment) is kind)


@pytest.mark.usefixtures("all_kinds")
def test_the_list_says_what_each_is_and_how_it_stands(noting: MomentsDriver) -> None:
    assert noting.rows() == [
        "Said “A quote: I talk fast when I am scared”",
        "Heard A reflection: wants the money and fears the debt · relieved?, not checked",
        "Noticed A signal: a long silence after “my turn” → thinking, or shame? · silence, not checked",
        "Saw “An insight: I can ask and still be fair” → the talk with Jonas",
        "Tries An experiment: say the first sentence aloud, until 28 May",
        "For supervision: For supervision_flag: my own hurry, open",
        "Milestone: A milestone: the talk was held, ahead, 1 Jul",
    ]


def test_nothing_noted_takes_no_room(noting: MomentsDriver) -> None:
    assert not noting.part.list.isVisible()
    assert noting.coach.is_in_sight(noting.coach.view.closing.commitment_by)


@pytest.mark.usefixtures("all_kinds")
def test_many_moments_leave_the_notes_their_room(noting: MomentsDriver) -> None:
    assert noting.part.list.height() < 180
    assert noting.coach.view.notes.edit.height() >= 150


def test_the_keyboard_returns_to_the_same_place_in_the_notes(noting: MomentsDriver) -> None:
    noting.coach.type_note("one two three")
    edit = noting.coach.view.notes.edit
    cursor = edit.textCursor()
    cursor.setPosition(4)
    edit.setTextCursor(cursor)
    noting.note("R")
    noting.type("said twice")
    noting.save()
    assert noting.focused is edit
    noting.type("and ")
    assert edit.toPlainText() == "one and two three"


def test_the_keyboard_returns_to_wherever_it_came_from(noting: MomentsDriver) -> None:
    focus = noting.coach.view.check_in.focus
    focus.setFocus()
    noting.note("Q")
    noting.type("one")
    noting.save()
    assert noting.focused is focus


def test_selected_words_begin_the_moment_and_stay(noting: MomentsDriver) -> None:
    noting.coach.type_note("she said **I am not late** to nobody")
    edit = noting.coach.view.notes.edit
    cursor = edit.textCursor()
    cursor.setPosition(9)
    cursor.setPosition(26, QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    noting.note("Q")
    noting.save()
    assert [quote.words for quote in noting.stored()] == ["I am not late"]
    assert edit.toPlainText() == "she said **I am not late** to nobody"
    assert edit.textCursor().selectionStart() == 9


def test_words_that_are_selected_elsewhere_begin_nothing(noting: MomentsDriver) -> None:
    noting.coach.type_note("one")
    noting.coach.view.notes.edit.selectAll()
    noting.coach.view.check_in.focus.setFocus()
    noting.note("Q")
    noting.key(Qt.Key.Key_Escape)
    assert noting.stored() == ()


def test_another_key_keeps_the_first_and_begins_the_next(noting: MomentsDriver) -> None:
    noting.note("Q")
    noting.type("one")
    noting.note("I")
    noting.type("two")
    noting.save()
    assert [type(moment) for moment in noting.stored()] in ([Quote, Insight], [Insight, Quote])
    assert noting.focused is noting.coach.view.notes.edit


def test_what_is_typed_is_kept_while_it_is_typed(noting: MomentsDriver) -> None:
    noting.note("R")
    noting.type("fears the debt")
    unsaved = [noting.coach.view.is_dirty]
    noting.coach.leave()
    unsaved.append(noting.coach.view.is_dirty)
    assert unsaved == [True, False]
    assert [one.heard for one in noting.stored()] == ["fears the debt"]
    noting.type(" and wants it")
    noting.coach.leave()
    assert [one.heard for one in noting.stored()] == ["fears the debt and wants it"]


def test_a_full_disk_loses_nothing(noting: MomentsDriver) -> None:
    noting.coach.vault.refuse_writes(refuse=True)
    noting.note("R")
    noting.type("fears the debt")
    noting.save()
    assert noting.coach.view.is_dirty
    assert "Not saved" in noting.coach.view.failure.text.text()
    assert noting.rows() == ["Heard fears the debt, not checked"]
    noting.coach.vault.refuse_writes(refuse=False)
    noting.coach.press(noting.coach.view.failure.answers[0])
    assert [one.heard for one in noting.stored()] == ["fears the debt"]
    assert not noting.coach.view.is_dirty


@pytest.mark.parametrize(
    ("key", "alignment"), [(Qt.Key.Key_2, Alignment.CONFIRMED), (Qt.Key.Key_3, Alignment.CORRECTED)]
)
def test_one_key_says_what_came_of_a_reflection(
    noting: MomentsDriver, reflection: Reflection, key: Qt.Key, alignment: Alignment
) -> None:
    noting.row()
    noting.key(key)
    assert noting.stored() == (attrs.evolve(reflection, alignment=alignment),)


@pytest.mark.rule(9, control=True)
@pytest.mark.usefixtures("reflection")
def test_a_confirmed_reflection_is_not_called_unchecked(noting: MomentsDriver) -> None:
    noting.row()
    noting.key(Qt.Key.Key_2)
    noting.stored()
    assert noting.rows()[0].endswith("relieved, confirmed")


@pytest.mark.usefixtures("reflection")
def test_a_correction_is_asked_for_at_once(noting: MomentsDriver) -> None:
    noting.row()
    noting.key(Qt.Key.Key_3)
    assert noting.focused is noting.form.fields["correction"]
    noting.type("Not the debt. The shame of it.")
    noting.key(Qt.Key.Key_Return)
    assert noting.stored()[0].correction == "Not the debt. The shame of it."
    assert noting.focused is noting.part.list


def test_a_signal_is_checked_by_what_the_client_meant(noting: MomentsDriver) -> None:
    noting.put(a_signal(noting.session, noting.coach.vault.context.workspace.now()))
    noting.row()
    noting.key(Qt.Key.Key_2)
    noting.type("I was counting")
    noting.key(Qt.Key.Key_Return)
    noting.stored()
    assert noting.rows() == [
        "Noticed A signal: a long silence after “my turn” → I was counting · silence, checked"
    ]


def test_one_key_settles_a_flag_and_reaches_a_milestone(
    noting: MomentsDriver, all_kinds: tuple[Moment, ...]
) -> None:
    for kind in (SupervisionFlag, Milestone):
        noting.row(place_of(all_kinds, kind))
        noting.key(Qt.Key.Key_2)
    flag, milestone = noting.stored()[-2:]
    assert (flag.settled_on, milestone.state) == (date(2026, 5, 14), MilestoneState.REACHED)
    noting.key(Qt.Key.Key_1)
    assert noting.stored()[-1].state is MilestoneState.AHEAD


def test_enter_edits_and_the_keyboard_returns_to_the_row(
    noting: MomentsDriver, all_kinds: tuple[Moment, ...]
) -> None:
    quote = noting.row(place_of(all_kinds, Quote))
    assert isinstance(quote, Quote)
    noting.key(Qt.Key.Key_Return)
    noting.key(Qt.Key.Key_End)
    noting.type(", always")
    noting.save()
    assert noting.focused is noting.part.list
    assert noting.part.list.at_hand == attrs.evolve(quote, words=f"{quote.words}, always")


def test_delete_removes_and_the_notice_brings_back(noting: MomentsDriver, reflection: Reflection) -> None:
    noting.row()
    noting.key(Qt.Key.Key_Delete)
    assert noting.stored() == ()
    assert noting.focused is noting.coach.view.notes.edit
    notice = noting.coach.vault.notices[-1]
    assert (notice.text, notice.action_text) == ("It is removed.", "Undo")
    assert notice.on_action is not None
    notice.on_action()
    assert noting.stored() == (reflection,)


def test_ctrl_z_takes_back_one_change_after_the_other(
    noting: MomentsDriver, all_kinds: tuple[Moment, ...]
) -> None:
    heard = noting.row(1)
    assert isinstance(heard, Reflection)
    noting.key(Qt.Key.Key_2)
    noting.key(Qt.Key.Key_Return)
    noting.type("Indeed: ")
    noting.save()
    noting.key(Qt.Key.Key_Delete)
    assert len(noting.stored()) == len(all_kinds) - 1
    noting.undo()
    assert noting.stored()[1].heard.startswith("Indeed: A reflection")
    noting.undo()
    assert noting.stored()[1] == attrs.evolve(heard, alignment=Alignment.CONFIRMED)
    noting.undo()
    assert noting.stored() == all_kinds
    noting.undo()
    assert noting.stored() == all_kinds


def test_a_new_moment_is_undone_as_a_whole(noting: MomentsDriver, reflection: Reflection) -> None:
    noting.note("Q")
    noting.type("one")
    noting.save()
    noting.row()
    noting.undo()
    assert noting.stored() == (reflection,)


def test_remove_in_the_form_removes(noting: MomentsDriver, reflection: Reflection) -> None:
    noting.row()
    noting.key(Qt.Key.Key_Return)
    noting.coach.press(noting.form.remove)
    assert noting.stored() == ()
    assert noting.part.form is None
    noting.coach.vault.notices[-1].on_action()  # type: ignore[misc]
    assert noting.stored() == (reflection,)


@pytest.mark.usefixtures("reflection")
def test_what_was_typed_before_it_was_removed_comes_back_with_it(noting: MomentsDriver) -> None:
    noting.row()
    noting.key(Qt.Key.Key_Return)
    noting.type("Indeed: ")
    noting.coach.press(noting.form.remove)
    noting.coach.vault.notices[-1].on_action()  # type: ignore[misc]
    assert noting.stored()[0].heard.startswith("Indeed: A reflection")


def test_a_moment_that_is_gone_by_now_closes_no_form(noting: MomentsDriver, coach: SessionDriver) -> None:
    coach.panel.open(noting.session.id, "moments", "gone")
    coach.panel.focus_first()
    coach.vault.settle()
    noting.note("Q")
    noting.type("one")
    coach.panel.refresh()
    coach.vault.settle()
    assert noting.form.isVisible()
    coach.leave()


@pytest.mark.rule(9)
@pytest.mark.rule(4)
def test_what_was_noted_is_no_part_of_a_summary(noting: MomentsDriver, all_kinds: tuple[Moment, ...]) -> None:
    summary = noting.coach.vault.do(
        lambda store: summaries.shared_summary(store, noting.session.id, language="en")
    )
    printed = repr(summary)
    assert [words for moment in all_kinds for words in words_of(moment) if words in printed] == []


@pytest.mark.rule(9, control=True)
@pytest.mark.parametrize("kind", [Quote, Insight])
def test_only_the_explicit_act_takes_words_across(
    noting: MomentsDriver, all_kinds: tuple[Moment, ...], kind: type[Quote | Insight]
) -> None:
    moment = noting.row(place_of(all_kinds, kind))
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    noting.key(Qt.Key.Key_T, both)
    noting.coach.leave()
    assert isinstance(moment, Quote | Insight)
    assert noting.coach.vault.page(noting.session).shared.insights == moment.words


@pytest.mark.rule(9)
def test_a_reflection_is_not_taken_across(noting: MomentsDriver, all_kinds: tuple[Moment, ...]) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for place in (1, 2):
        noting.row(place)
        noting.key(Qt.Key.Key_T, both)
        noting.key(Qt.Key.Key_Return)
        assert not noting.form.across.isVisible()
        noting.key(Qt.Key.Key_Escape)
    noting.coach.leave()
    assert noting.coach.vault.page(noting.session).shared.insights == ""
    assert len(noting.stored()) == len(all_kinds)


def test_an_experiment_goes_to_the_field_of_its_own(
    noting: MomentsDriver, all_kinds: tuple[Moment, ...]
) -> None:
    taken: list[tuple[str, str]] = []
    noting.part.taken_across.disconnect()
    noting.part.taken_across.connect(lambda *what: taken.append(what))
    noting.part.take_across(all_kinds[place_of(all_kinds, Experiment)])
    assert taken == [("experiment", "An experiment: say the first sentence aloud")]


@pytest.mark.usefixtures("all_kinds")
def test_nothing_crosses_once_the_client_has_the_summary(noting: MomentsDriver) -> None:
    noting.coach.vault.do(lambda store: hand_out(store, noting.session))
    noting.coach.panel.refresh()
    noting.coach.vault.settle()
    noting.row(0)
    noting.key(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    noting.key(Qt.Key.Key_Return)
    assert not noting.form.across.isVisible()
    assert noting.coach.vault.page(noting.session).shared.insights == ""


def test_the_form_takes_its_words_across(noting: MomentsDriver) -> None:
    noting.note("I")
    noting.type("I can ask")
    noting.coach.press(noting.form.across)
    noting.coach.leave()
    assert noting.coach.vault.page(noting.session).shared.insights == "I can ask"
    assert [insight.words for insight in noting.stored()] == ["I can ask"]


def test_a_handed_out_session_still_takes_moments(noting: MomentsDriver) -> None:
    noting.coach.vault.do(lambda store: hand_out(store, noting.session))
    noting.note("F")
    noting.type("my own hurry")
    noting.save()
    assert len(noting.stored()) == 1


def test_the_page_opens_at_a_moment(
    noting: MomentsDriver, coach: SessionDriver, all_kinds: tuple[Moment, ...], last: Session
) -> None:
    coach.open(last)
    coach.open(noting.session, "moments", all_kinds[4].id)
    assert noting.focused is noting.part.list
    assert noting.part.list.at_hand == all_kinds[4]


def test_the_page_that_is_open_goes_to_a_moment(
    noting: MomentsDriver, coach: SessionDriver, all_kinds: tuple[Moment, ...]
) -> None:
    coach.panel.open(noting.session.id, "moments", all_kinds[2].id)
    coach.panel.focus_first()
    assert noting.part.list.at_hand == all_kinds[2]


def test_a_moment_that_is_not_read_yet_is_gone_to_later(noting: MomentsDriver, coach: SessionDriver) -> None:
    one = a_reflection(noting.session, coach.vault.context.workspace.now())
    coach.vault.do(lambda store: moments.put_moment(store, moment=one))
    coach.panel.open(noting.session.id, "moments", one.id)
    coach.panel.focus_first()
    coach.vault.settle()
    assert noting.part.list.at_hand == one


def test_without_a_moment_the_page_opens_at_the_first_that_is_open(
    noting: MomentsDriver, coach: SessionDriver, all_kinds: tuple[Moment, ...]
) -> None:
    coach.panel.open(noting.session.id, "moments", "")
    coach.panel.focus_first()
    assert noting.part.list.at_hand == all_kinds[1]


def test_where_nothing_is_noted_it_opens_at_the_notes(noting: MomentsDriver, coach: SessionDriver) -> None:
    coach.view.check_in.focus.setFocus()
    coach.panel.open(noting.session.id, "moments", "")
    coach.panel.focus_first()
    assert noting.focused is coach.view.notes.edit


def test_every_key_is_a_command_of_the_page(noting: MomentsDriver) -> None:
    offered = {action.text(): action.shortcut().toString() for action in noting.coach.panel.commands}
    assert offered["Reflection"] == "Ctrl+Shift+R"
    assert {action.text() for action in noting.part.keys.values()} <= offered.keys()


@pytest.mark.usefixtures("all_kinds")
def test_another_session_has_its_own(
    noting: MomentsDriver, coach: SessionDriver, engagement: Engagement
) -> None:
    other = coach.vault.do(lambda store: a_session(store, engagement))
    noting.note("Q")
    noting.type("one")
    coach.open(other)
    assert noting.part.form is None
    assert noting.rows() == []
    noting.undo()
    assert len(noting.stored()) == 8


def test_what_is_noted_elsewhere_shows_up(noting: MomentsDriver) -> None:
    one = a_reflection(noting.session, noting.coach.vault.context.workspace.now())
    noting.coach.vault.do(lambda store: moments.put_moment(store, moment=one))
    noting.coach.vault.settle()
    assert len(noting.rows()) == 1


def test_the_menu_names_every_key(noting: MomentsDriver) -> None:
    menu = noting.part.note.menu()
    assert isinstance(menu, QMenu)
    keys = [action.shortcut().toString() for action in menu.actions()]
    assert keys == [f"Ctrl+Shift+{letter}" for letter in "QRSIEMF"]
    menu.actions()[1].trigger()
    assert noting.form.isVisible()


@pytest.mark.usefixtures("all_kinds")
def test_a_row_has_a_menu_of_what_its_keys_do(noting: MomentsDriver) -> None:
    texts = [action.text() for action in noting.part.list.menu_for(noting.row(1)).actions()]
    assert texts == ["Open\tEnter", "It was confirmed\t2", "Write what the client said\t3", "Remove\tDel"]


def test_the_model_keeps_qts_rules(noting: MomentsDriver, all_kinds: tuple[Moment, ...]) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(noting.part.list.model(), mode)
    noting.row(3)
    noting.key(Qt.Key.Key_Delete)
    noting.undo()
    assert tester.model() is noting.part.list.model()
    assert noting.stored() == all_kinds
