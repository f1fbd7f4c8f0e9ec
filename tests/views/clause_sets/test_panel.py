import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coachdesk.errors import StorageError
from coachdesk.models.every_set import shipped_id
from coachdesk.models.own_sets import own_sets
from coachdesk.models.store import Store
from coachdesk.views.clause_sets import clause_form
from coachdesk.views.context import Context
from tests.drivers.clause_sets import ClauseSetsDriver


@pytest.fixture
def driver(context: Context, qtbot: QtBot) -> ClauseSetsDriver:
    return ClauseSetsDriver(context, qtbot)


@pytest.fixture
def own(driver: ClauseSetsDriver) -> ClauseSetsDriver:
    driver.make_own()
    return driver


def refuse(_store: Store, **_what: object) -> None:
    raise StorageError


def names(driver: ClauseSetsDriver) -> list[str]:
    return [driver.panel.choice.itemText(at) for at in range(driver.panel.choice.count())]


def test_the_shipped_sets_can_be_read_and_not_changed(driver: ClauseSetsDriver) -> None:
    assert names(driver) == ["English (comes with CoachDesk)", "Deutsch (comes with CoachDesk)"]
    driver.choose("boundaries")
    assert driver.panel.form.heading.text() == "Boundaries"
    assert driver.panel.form.heading.isReadOnly()
    assert driver.panel.add.isHidden()


def test_the_german_set_is_shown_in_german(driver: ClauseSetsDriver) -> None:
    driver.open(shipped_id("de"))
    driver.choose("records")
    assert driver.panel.form.heading.text() == "Notizen und wie lange sie bleiben"


def test_a_copy_is_the_coachs_own(own: ClauseSetsDriver) -> None:
    assert names(own)[-1] == "Leaders"
    assert own.panel.choice.currentText() == "Leaders"
    assert own.stored().set.based_on == "English (comes with CoachDesk)"


def test_the_name_that_a_copy_is_offered_says_that_it_is_the_coachs(driver: ClauseSetsDriver) -> None:
    driver.press(driver.panel.own)
    driver.press(driver.panel.ask.confirm)
    assert names(driver)[-1] == "English, my own"


def test_a_copy_without_a_name_is_asked_for_one(driver: ClauseSetsDriver) -> None:
    driver.press(driver.panel.own)
    driver.answer(" ")
    assert not driver.panel.ask.isHidden()
    assert driver.do(own_sets) == ()


def test_what_is_typed_is_kept(own: ClauseSetsDriver) -> None:
    own.choose("trust")
    own.type_heading("What we dare")
    own.save()
    assert own.stored_clause("trust").heading == "What we dare"
    assert "What we dare" in [one.heading for one in own.panel.model.rows]


def test_going_to_another_clause_keeps_what_was_typed(own: ClauseSetsDriver) -> None:
    own.choose("trust")
    own.type_heading("What we dare")
    own.choose("law")
    assert own.stored_clause("trust").heading == "What we dare"
    assert own.panel.form.heading.text() == own.stored_clause("law").heading


def test_an_empty_heading_is_said_and_stays_on_the_page(own: ClauseSetsDriver) -> None:
    own.choose("trust")
    own.clear_heading()
    own.save()
    own.choose("law")
    assert own.panel.has_unsaved
    assert own.panel.form.heading.text() == ""
    own.type_heading("Trust")


def test_a_core_clause_can_be_worded_and_not_dropped(own: ClauseSetsDriver) -> None:
    own.choose("success")
    assert not own.panel.form.core.isEnabled()
    own.choose_from_menu("remove")
    assert "part of every agreement" in own.failures[-1]


def test_a_removed_clause_comes_back(own: ClauseSetsDriver) -> None:
    own.choose("law")
    own.choose_from_menu("remove")
    assert "law" not in [one.key for one in own.stored().clauses]
    own.undo()
    assert "law" in [one.key for one in own.stored().clauses]


def test_a_clause_moves_and_stays_in_hand(own: ClauseSetsDriver) -> None:
    own.choose("good-work")
    own.keys("Alt+Down")
    assert [one.key for one in own.stored().clauses][:2] == ["boundaries", "good-work"]
    chosen = own.panel.form.clause
    assert chosen is not None
    assert chosen.key == "good-work"


def test_a_clause_of_ones_own_is_added_and_worded(own: ClauseSetsDriver) -> None:
    own.press(own.panel.add)
    own.answer("Music")
    assert own.panel.form.heading.text() == "Music"
    own.panel.form.prompt.setPlainText("What shall we hear?")
    own.save()
    assert ("Music", "What shall we hear?") in [(one.heading, one.prompt) for one in own.stored().clauses]


def test_a_deleted_set_comes_back(own: ClauseSetsDriver) -> None:
    own.choose_from_menu("delete")
    assert "Leaders" not in names(own)
    own.undo()
    assert "Leaders" in names(own)


def test_a_set_goes_into_a_file_and_out_of_it(
    own: ClauseSetsDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "leaders"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    own.choose_from_menu("save")
    written = path.with_name("leaders.coachdesk-clauses")
    assert json.loads(written.read_text(encoding="utf-8"))["name"] == "Leaders"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(written), ""))
    own.choose_from_menu("open")
    assert names(own).count("Leaders") == 2


def test_another_file_is_refused_and_nothing_taken_over(
    own: ClauseSetsDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "notes.json"
    path.write_text("{}")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    own.choose_from_menu("open")
    assert "no set of clauses" in own.failures[-1]
    assert len(own.do(own_sets)) == 1


def test_the_file_holds_what_was_typed_last(
    own: ClauseSetsDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "leaders.coachdesk-clauses"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    own.choose("trust")
    own.type_heading("What we dare")
    own.choose_from_menu("save")
    assert "What we dare" in path.read_text(encoding="utf-8")


def test_a_copy_begins_with_what_was_typed_last(own: ClauseSetsDriver) -> None:
    own.choose("trust")
    own.type_heading("What we dare")
    own.choose_from_menu("copy")
    own.answer("Others")
    assert own.panel.choice.currentText() == "Others"
    assert own.stored_clause("trust").heading == "What we dare"


def test_a_removed_clause_comes_back_with_what_was_typed_last(own: ClauseSetsDriver) -> None:
    own.choose("law")
    own.type_heading("What the law asks of us")
    own.choose_from_menu("remove")
    own.undo()
    assert own.stored_clause("law").heading == "What the law asks of us"


def test_words_that_the_vault_does_not_take_stay_though_another_clause_is_chosen(
    own: ClauseSetsDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.choose("trust")
    with monkeypatch.context() as broken:
        broken.setattr(clause_form, "save_set_clause", refuse)
        own.type_heading("What we dare")
        own.choose("law")
    assert own.panel.form.heading.text() == "What we dare"
    own.save()
    assert own.stored_clause("trust").heading == "What we dare"
    assert own.panel.form.heading.text() == own.stored_clause("law").heading


@pytest.mark.parametrize("entry", ["remove", "delete"])
def test_words_that_were_refused_hold_nothing_back_once_their_clause_is_gone(
    own: ClauseSetsDriver, entry: str
) -> None:
    own.choose("law")
    own.clear_heading()
    own.save()
    assert own.panel.has_unsaved
    own.choose_from_menu(entry)
    assert not own.panel.has_unsaved


def test_a_lock_leads_back_to_words_that_were_refused(own: ClauseSetsDriver) -> None:
    own.choose("law")
    own.panel.form.prompt.setPlainText("Which courts?")
    own.clear_heading()
    own.save()
    ids, state = own.panel.rest_ids(()), own.panel.resting()
    own.choose_from_menu("remove")
    own.undo()
    own.open(shipped_id("de"))
    own.open(*ids)
    assert own.panel.resume(state) == []
    assert own.panel.form.prompt.toPlainText() == "Which courts?"
    assert own.panel.has_unsaved
    own.type_heading("The law")
    own.save()
    assert own.stored_clause("law").prompt == "Which courts?"


def test_a_lock_leads_back_to_the_clause_in_front(own: ClauseSetsDriver) -> None:
    own.choose("law")
    ids = own.panel.rest_ids(())
    own.open(shipped_id("de"))
    own.open(*ids)
    shown = own.panel.form.clause
    assert shown is not None
    assert (own.panel.choice.currentText(), shown.key) == ("Leaders", "law")
