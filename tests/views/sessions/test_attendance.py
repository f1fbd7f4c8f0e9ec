import attrs
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coachdesk.models import attendance, engagements
from coachdesk.models.attendance import number_present
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Presence, Session
from tests.drivers.sessions import SessionDriver, Vault, focused
from tests.making import a_group, a_session
from tests.views.sessions.conftest import MakePanel


@pytest.fixture
def group(vault: Vault) -> Engagement:
    return vault.do(lambda store: a_group(store, "Ana", "Ben", "Cem"))


@pytest.fixture
def together(vault: Vault, group: Engagement) -> Session:
    return vault.do(lambda store: a_session(store, group))


@pytest.fixture
def coach(make_panel: MakePanel, together: Session) -> SessionDriver:
    driver = make_panel()
    driver.open(together)
    return driver


def said(coach: SessionDriver, of: Session) -> dict[str, Presence]:
    return {one.name: one.presence for one in coach.vault.page(of).around.members}


def key(coach: SessionDriver, pressed: Qt.Key) -> None:
    QTest.keyClick(focused(coach.panel), pressed)
    coach.vault.settle()


def test_one_person_alone_is_not_asked_for(make_panel: MakePanel, now: Session) -> None:
    coach = make_panel()
    coach.open(now)
    assert coach.view.around.attendance is None


def test_one_key_says_that_all_are_here(coach: SessionDriver, together: Session) -> None:
    coach.attendance.all_there.setFocus()
    key(coach, Qt.Key.Key_0)
    assert set(said(coach, together).values()) == {Presence.PRESENT}
    assert coach.attendance.in_short.whole == "everybody"
    assert coach.vault.do(lambda store: number_present(store, together.id)) == 3


def test_the_keyboard_goes_on_where_the_button_went(coach: SessionDriver) -> None:
    coach.attendance.all_there.setFocus()
    key(coach, Qt.Key.Key_Space)
    assert not coach.attendance.all_there.isVisible()
    assert focused(coach.panel) is coach.attendance.one_by_one


def test_one_key_each_leads_from_member_to_member(coach: SessionDriver, together: Session) -> None:
    coach.attendance.one_by_one.setFocus()
    for pressed in (Qt.Key.Key_Space, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        key(coach, pressed)
    assert said(coach, together) == {
        "Ana": Presence.PRESENT,
        "Ben": Presence.PART,
        "Cem": Presence.ABSENT,
    }
    assert coach.attendance.in_short.whole == "here: Ana · for part of it: Ben · not here: Cem"


def test_all_others_are_here_after_one_who_is_not(coach: SessionDriver, together: Session) -> None:
    coach.press(coach.member("Ben").answers[Presence.ABSENT])
    assert coach.attendance.all_there.text() == "All others are here"
    coach.press(coach.attendance.all_there)
    assert said(coach, together)["Ben"] is Presence.ABSENT
    assert said(coach, together)["Cem"] is Presence.PRESENT


def test_the_same_answer_again_takes_it_back(coach: SessionDriver, together: Session) -> None:
    here = coach.member("Ana").answers[Presence.PRESENT]
    for _ in range(2):
        coach.press(here)
    assert said(coach, together)["Ana"] is Presence.UNSAID
    assert not here.isChecked()


def test_what_is_refused_is_said_and_not_shown_as_done(coach: SessionDriver, together: Session) -> None:
    here = coach.member("Ana").answers[Presence.PRESENT]
    coach.vault.refuse_writes(refuse=True)
    coach.press(here)
    coach.vault.refuse_writes(refuse=False)
    assert not here.isChecked()
    assert coach.vault.failures


def test_a_note_on_one_member_is_kept_for_them_alone(coach: SessionDriver, together: Session) -> None:
    row = coach.member("Ben")
    coach.press(row.note_button)
    assert focused(coach.panel) is row.note
    QTest.keyClicks(row.note, "Was about to speak")
    assert coach.view.is_dirty
    coach.leave()
    assert [one.note for one in coach.vault.page(together).around.members] == ["", "Was about to speak", ""]
    assert not coach.view.is_dirty


def test_a_number_in_a_note_is_a_number(coach: SessionDriver, together: Session) -> None:
    row = coach.member("Ben")
    coach.press(row.note_button)
    QTest.keyClicks(row.note, "1203")
    coach.leave()
    assert row.note.text() == "1203"
    assert set(said(coach, together).values()) == {Presence.UNSAID}


def test_a_note_that_could_not_be_saved_stays_and_is_said(coach: SessionDriver, together: Session) -> None:
    row = coach.member("Ben")
    coach.press(row.note_button)
    coach.vault.refuse_writes(refuse=True)
    QTest.keyClicks(row.note, "Twice")
    coach.leave()
    assert (row.note.text(), coach.panel.has_unsaved) == ("Twice", True)
    assert "Not saved" in coach.view.failure.text.text()
    coach.vault.refuse_writes(refuse=False)
    coach.leave()
    assert not coach.panel.has_unsaved


def test_what_is_typed_outlasts_what_comes_in(coach: SessionDriver, together: Session) -> None:
    row = coach.member("Ben")
    coach.press(row.note_button)
    QTest.keyClicks(row.note, "Half a sen")
    coach.panel.refresh()
    coach.vault.settle()
    assert coach.member("Ben").note.text() == "Half a sen"


def test_a_note_that_was_found_is_unfolded_and_selected(
    coach: SessionDriver, together: Session, group: Engagement
) -> None:
    words = {group.client_ids[2]: "the lighthouse"}
    coach.vault.do(lambda store: attendance.save_member_notes(store, session_id=together.id, notes=words))
    coach.open(together, "notes", "lighthouse")
    coach.panel.focus_first()
    note = coach.member("Cem").note
    assert (note.isVisible(), note.textCursor().selectedText()) == (True, "lighthouse")


def test_another_session_shows_its_own_members(coach: SessionDriver, group: Engagement) -> None:
    coach.press(coach.member("Ana").answers[Presence.PRESENT])
    other = coach.vault.do(lambda store: a_session(store, group, days=7))
    coach.open(other)
    assert coach.attendance.in_short.whole == ""
    assert not coach.member("Ana").answers[Presence.PRESENT].isChecked()


def test_a_session_with_one_person_shows_no_members_of_another(coach: SessionDriver, now: Session) -> None:
    coach.open(now)
    assert not coach.attendance.isVisible()
    assert not coach.view.around.below.isVisible()


def test_who_left_meanwhile_takes_no_typed_word_along(
    coach: SessionDriver, together: Session, group: Engagement
) -> None:
    row = coach.member("Cem")
    coach.press(row.note_button)
    QTest.keyClicks(row.note, "Goes")
    rest = attrs.evolve(group, client_ids=group.client_ids[:2])
    coach.vault.do(lambda store: engagements.save_engagement(store, engagement=rest))
    coach.leave()
    assert [one.note for one in coach.vault.page(together).around.members] == ["", "", "Goes"]


def test_twelve_members_leave_the_first_screen_to_the_notes(vault: Vault, make_panel: MakePanel) -> None:
    names = [f"{'Wilhelmina ' * 8}{number}"[-80:] for number in range(12)]
    work = vault.do(lambda store: a_group(store, *names))
    coach = make_panel()
    coach.open(vault.do(lambda store: a_session(store, work)))
    assert coach.is_in_sight(coach.view.notes.edit)
    assert coach.panel.minimumSizeHint().width() < 1_024
    assert "10 other" in coach.panel.title.whole


def test_every_key_is_told_in_a_tip(coach: SessionDriver) -> None:
    tips = [button.toolTip() for button in coach.member("Ana").answers.values()]
    assert [*tips, coach.attendance.all_there.toolTip()] == ["Key 1", "Key 2", "Key 3", "Key 0"]
