from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.models.moments import keep_moments, put_moment, remove_moment
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from tests import refusing
from tests.drivers.undoing import UndoDriver
from tests.making import a_session, an_engagement


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[UndoDriver]:
    made: list[object] = []
    context.workspace.run(lambda store: made.append(a_session(store, an_engagement(store))))
    qtbot.waitUntil(lambda: not context.workspace.is_busy)
    [session] = made
    yield UndoDriver(context, session, qtbot)  # type: ignore[arg-type]
    refusing.refuse_writes(refuse=False)


def test_ctrl_z_takes_back_one_change_after_the_other(page: UndoDriver) -> None:
    page.reword(page.add("One"), "Two")
    page.keys("Ctrl+Z")
    assert page.stored() == ["One"]
    page.keys("Ctrl+Z")
    assert page.stored() == []


def test_what_was_taken_back_is_done_again(page: UndoDriver) -> None:
    page.reword(page.add("One"), "Two")
    for keys in ("Ctrl+Z", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Shift+Z"):
        page.keys(keys)
    assert page.stored() == ["Two"]
    page.keys("Ctrl+Z")
    assert page.stored() == ["One"]


def test_after_something_new_there_is_nothing_to_do_again(page: UndoDriver) -> None:
    page.add("One")
    page.keys("Ctrl+Z")
    page.add("Two")
    page.keys("Ctrl+Shift+Z")
    assert page.stored() == ["Two"]


def test_a_notice_says_what_was_taken_back_and_does_it_again(page: UndoDriver) -> None:
    page.add("One")
    page.keys("Ctrl+Z")
    said = page.notices[-1]
    assert (said.text, said.action_text) == ("Undone: One added", "Redo")
    assert said.on_action is not None
    said.on_action()
    page.settle()
    assert page.stored() == ["One"]
    assert page.notices[-1].text == "Done again: One added"


def test_the_commands_say_what_they_would_do(page: UndoDriver) -> None:
    undo, redo = page.panel.undo.commands
    assert not undo.isEnabled()
    assert not redo.isEnabled()
    page.add("One")
    assert (undo.text(), undo.isEnabled(), redo.isEnabled()) == ("Undo: One added", True, False)
    page.keys("Ctrl+Z")
    assert (redo.text(), undo.isEnabled(), redo.isEnabled()) == ("Redo: One added", False, True)


def test_an_inverse_may_need_what_was_written(page: UndoDriver) -> None:
    new = page.insight("One")
    page.panel.undo.do(
        lambda store: put_moment(store, moment=new),
        inverse_of=lambda kept: lambda store: remove_moment(store, moment=kept),
        redo_of=lambda removed: lambda store: put_moment(store, moment=removed),
        text="Added",
    )
    page.settle()
    for keys, stored in (("Ctrl+Z", []), ("Ctrl+Shift+Z", ["One"]), ("Ctrl+Z", [])):
        page.keys(keys)
        assert page.stored() == stored


def test_keys_pressed_faster_than_the_vault_answers_are_all_heard(page: UndoDriver) -> None:
    page.add("One")
    page.add("Two")
    page.panel.undo.undo()
    page.panel.undo.undo()
    page.panel.undo.redo()
    page.settle()
    assert page.stored() == ["One"]


def test_a_field_with_something_typed_undoes_that_first(page: UndoDriver) -> None:
    page.add("One")
    page.panel.field.setFocus()
    QTest.keyClicks(page.panel.field, "words")
    page.keys("Ctrl+Z")
    assert (page.panel.field.text(), page.stored()) == ("", ["One"])
    page.keys("Ctrl+Z")
    assert page.stored() == []


def test_a_field_with_nothing_typed_leaves_both_keys_to_the_page(page: UndoDriver) -> None:
    page.add("One")
    page.panel.field.setFocus()
    page.keys("Ctrl+Z")
    assert page.stored() == []
    page.keys("Ctrl+Shift+Z")
    assert page.stored() == ["One"]


def test_it_works_where_nothing_has_the_keyboard_any_more(page: UndoDriver) -> None:
    page.add("One")
    page.panel.button.deleteLater()
    page.panel.field.deleteLater()
    QApplication.processEvents()
    page.keys("Ctrl+Z")
    assert page.stored() == []


def test_what_was_changed_elsewhere_stays_and_a_calm_word_says_so(page: UndoDriver) -> None:
    page.add("Before")
    one = page.add("One")
    page.elsewhere(one, "Other")
    page.keys("Ctrl+Z")
    assert page.stored() == ["Before", "Other"]
    assert page.notices[-1].text == "It has changed in the meantime and stays as it is: One added"
    assert page.failures == []
    page.keys("Ctrl+Z")
    assert page.stored() == ["Other"]


def test_what_is_gone_stays_gone(page: UndoDriver) -> None:
    page.reword(page.add("One"), "Two")

    def delete(store: Store) -> None:
        store.delete("session", page.session.id)

    page.do(delete)
    page.keys("Ctrl+Z")
    assert page.notices[-1].text == "It has changed in the meantime and stays as it is: Reworded as Two"
    assert page.failures == []


def test_what_the_vault_refuses_to_write_can_be_tried_again(page: UndoDriver) -> None:
    page.add("One")
    refusing.refuse_writes(refuse=True)
    page.keys("Ctrl+Z")
    assert page.failures
    refusing.refuse_writes(refuse=False)
    page.keys("Ctrl+Z")
    assert page.stored() == []


def test_what_failed_is_nothing_to_take_back(page: UndoDriver) -> None:
    refusing.refuse_writes(refuse=True)
    failed: list[object] = []
    page.add("One", on_failed=failed.append)
    assert len(failed) == 1
    assert not page.panel.undo.undo_action.isEnabled()


def test_leaving_the_page_forgets(page: UndoDriver) -> None:
    page.add("One")
    page.panel.hide()
    page.panel.show()
    page.panel.undo.undo()
    page.settle()
    assert page.stored() == ["One"]


def test_another_record_forgets_and_the_same_one_does_not(page: UndoDriver) -> None:
    page.add("One")
    page.panel.undo.turn_to(page.session.id)
    assert page.panel.undo.undo_action.isEnabled()
    page.panel.undo.turn_to("another")
    assert not page.panel.undo.undo_action.isEnabled()


def test_what_is_still_under_way_when_the_page_is_left_is_forgotten_too(page: UndoDriver) -> None:
    new = page.insight("One")
    page.panel.undo.do(
        lambda store: put_moment(store, moment=new),
        inverse=lambda store: remove_moment(store, moment=new),
        text="Added",
    )
    page.panel.hide()
    page.settle()
    assert page.stored() == ["One"]
    assert not page.panel.undo.undo_action.isEnabled()


def test_the_way_back_beside_a_notice_is_open_on_another_page(page: UndoDriver) -> None:
    page.add("One", told="It is there.")
    page.panel.hide()
    said = page.notices[-1]
    assert (said.text, said.action_text) == ("It is there.", "Undo")
    assert said.on_action is not None
    said.on_action()
    said.on_action()
    page.settle()
    assert page.stored() == []
    assert page.failures == []


def test_a_notice_does_not_take_back_what_was_changed_after_it(page: UndoDriver) -> None:
    one = page.add("One", told="It is there.")
    page.reword(one, "Two")
    on_action = page.notices[-1].on_action
    assert on_action is not None
    on_action()
    page.settle()
    assert page.stored() == ["Two"]


def test_what_is_typed_is_one_step(page: UndoDriver) -> None:
    one = page.add("One")
    page.note(page.note(one, "One w"), "One word")
    page.keys("Ctrl+Z")
    assert page.stored() == ["One"]
    page.keys("Ctrl+Shift+Z")
    assert page.stored() == ["One word"]


def test_typing_that_ends_where_it_began_is_no_step(page: UndoDriver) -> None:
    one = page.add("One")
    page.note(page.note(one, "Two"), "One")
    page.keys("Ctrl+Z")
    assert page.stored() == []


def test_a_verb_that_changed_nothing_is_no_step(page: UndoDriver) -> None:
    page.panel.undo.do(
        keep_moments,
        inverse=keep_moments,
        text="Nothing",
    )
    page.settle()
    assert not page.panel.undo.undo_action.isEnabled()


def test_every_step_says_how_to_take_it_back(page: UndoDriver) -> None:
    with pytest.raises(TypeError, match="inverse"):
        page.panel.undo.do(lambda store: put_moment(store, moment=page.insight("One")), text="Added")
