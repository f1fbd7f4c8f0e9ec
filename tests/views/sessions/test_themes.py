import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from coachdesk.models import themes
from coachdesk.models.entities.session import Session
from tests.drivers.sessions import SessionDriver, Vault, focused


@pytest.fixture
def named(vault: Vault, last: Session) -> None:
    vault.do(lambda store: themes.set_theme(store, session_id=last.id, theme="Rest"))


def kept(vault: Vault, now: Session) -> tuple[str, ...]:
    return vault.page(now).noted.themes


def add(coach: SessionDriver, words: str) -> None:
    part = coach.view.themes
    coach.press(part.add)
    QTest.keyClicks(focused(coach.panel), words)
    QTest.keyClick(focused(coach.panel), Qt.Key.Key_Return)
    coach.vault.settle()


def test_themes_are_given_one_after_the_other(vault: Vault, coach: SessionDriver, now: Session) -> None:
    add(coach, "Rest")
    assert focused(coach.panel) is coach.view.themes.field
    add(coach, "A no")
    assert kept(vault, now) == ("Rest", "A no")
    assert list(coach.view.themes.chips) == ["Rest", "A no"]


def test_earlier_themes_are_offered(named: None, coach: SessionDriver) -> None:
    coach.press(coach.view.themes.add)
    field = coach.view.themes.field
    assert field is not None
    assert field.completer().model().stringList() == ["Rest"]  # type: ignore[attr-defined]


def test_a_theme_is_taken_away_with_a_way_back(vault: Vault, coach: SessionDriver, now: Session) -> None:
    add(coach, "Rest")
    coach.press(coach.view.themes.chips["Rest"])
    assert kept(vault, now) == ()
    assert coach.view.themes.chips == {}
    undo = vault.notices[-1].on_action
    assert undo is not None
    undo()
    vault.settle()
    assert kept(vault, now) == ("Rest",)


def test_escape_leaves_the_field(coach: SessionDriver) -> None:
    coach.press(coach.view.themes.add)
    QTest.keyClick(focused(coach.panel), Qt.Key.Key_Escape)
    assert focused(coach.panel) is coach.view.themes.add
    assert not coach.panel.has_unsaved


def test_what_is_typed_is_kept_when_the_page_is_left(
    vault: Vault, coach: SessionDriver, now: Session
) -> None:
    coach.press(coach.view.themes.add)
    QTest.keyClicks(focused(coach.panel), "Rest")
    assert coach.panel.has_unsaved
    coach.leave()
    assert kept(vault, now) == ("Rest",)
    assert not coach.panel.has_unsaved


def test_another_session_has_its_own(coach: SessionDriver, last: Session) -> None:
    add(coach, "Rest")
    coach.open(last)
    assert coach.view.themes.chips == {}
    assert coach.view.themes.add.isVisible()


def test_each_theme_is_taken_back_by_a_key(vault: Vault, coach: SessionDriver, now: Session) -> None:
    add(coach, "Rest")
    coach.press(coach.view.themes.chips["Rest"])
    for left in (("Rest",), ()):
        coach.take_back()
        assert kept(vault, now) == left
        assert tuple(coach.view.themes.chips) == left


def test_a_theme_that_was_just_given_is_taken_back_by_the_first_key(
    vault: Vault, coach: SessionDriver, now: Session
) -> None:
    add(coach, "Rest")
    QTest.keySequence(focused(coach.panel), QKeySequence("Ctrl+Z"))
    vault.settle()
    assert kept(vault, now) == ()


def test_what_the_notice_took_back_is_no_step_any_more(
    vault: Vault, coach: SessionDriver, now: Session
) -> None:
    add(coach, "Rest")
    coach.press(coach.view.themes.chips["Rest"])
    undo = vault.notices[-1].on_action
    assert undo is not None
    undo()
    vault.settle()
    coach.take_back()
    assert kept(vault, now) == ()
