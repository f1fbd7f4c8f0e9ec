"""While the screen is turned, a client at the keyboard reaches nothing but the agreement."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from coachdesk.clipboard import mark_private
from coachdesk.lock import Reason
from coachdesk.models.clock import Clock
from coachdesk.models.entities.agreement import Clause
from coachdesk.models.store import Store
from coachdesk.theme import Theme
from coachdesk.views.curtain import Curtain
from tests import agreeing, making
from tests.drivers.guarded import Guarded, OpenAgain, visible_windows
from tests.drivers.keyboard import focused, wait_until, words_in_sight
from tests.drivers.practice import PASSPHRASE, make_vault
from tests.drivers.same_room import CODE, TurnedDesk

OTHERS = "Xaver Geheim"
OUT_OF_THE_ROOM = ("Ctrl+K", "Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+,", "Ctrl+N", "Alt+Left", "Ctrl+H")


@pytest.fixture
def open_again(tmp_path: Path, theme: Theme, clock: Clock, qapp: QApplication) -> Iterator[OpenAgain]:
    """Return what opens the desk under guard, each time on the same vault."""
    folder = make_vault(
        tmp_path / "MyPractice.coachdesk",
        clock,
        lambda store: making.an_engagement(store, OTHERS),
        agreeing.begin,
    )
    opened: list[Guarded] = []

    def open_desk() -> Guarded:
        for former in opened:
            former.clear()
        opened[:] = [Guarded(qapp, folder, theme, clock)]
        return opened[0]

    yield open_desk
    for left in opened:
        left.clear()


@pytest.fixture
def guarded(open_again: OpenAgain) -> Guarded:
    return open_again()


@pytest.fixture
def turned(guarded: Guarded) -> TurnedDesk:
    return TurnedDesk(guarded).turn()


def clause_of(store: Store) -> Clause:
    """Return the first clause as it is stored."""
    return store.one(Clause, "SELECT * FROM clause ORDER BY layer, position LIMIT 1")


def test_nothing_but_the_room_is_seen(turned: TurnedDesk) -> None:
    assert visible_windows() == ["RoomWindow"]
    assert turned.room.isFullScreen()


def test_no_window_says_a_name_in_its_title(turned: TurnedDesk) -> None:
    titles = " ".join(window.windowTitle() for window in QApplication.topLevelWidgets())
    assert [name for name in ("Mira", "Solano", OTHERS) if name in titles] == []


@pytest.mark.parametrize("key", OUT_OF_THE_ROOM)
def test_no_key_leads_out_of_the_room(turned: TurnedDesk, key: str) -> None:
    place, words = turned.guarded.window.place, words_in_sight(turned.room)
    turned.keys.press(key)
    assert (visible_windows(), turned.guarded.window.place) == (["RoomWindow"], place)
    assert words_in_sight(turned.room) == words


def test_what_would_show_the_desk_does_not(turned: TurnedDesk) -> None:
    turned.guarded.window.show()
    wait_until(lambda: visible_windows() == ["RoomWindow"], "for the room alone")


def test_control_without_the_curtain_the_desk_is_seen(
    guarded: Guarded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Curtain, "draw", lambda _self: None)
    TurnedDesk(guarded).turn()
    assert sorted(visible_windows()) == ["MainWindow", "RoomWindow"]


@pytest.mark.parametrize("way", ["Esc", "F11"])
def test_every_way_out_leads_to_the_door(turned: TurnedDesk, way: str) -> None:
    turned.keys.press(way)
    assert turned.room.is_at_door
    assert visible_windows() == ["RoomWindow"]


def test_quitting_leads_to_the_door(turned: TurnedDesk) -> None:
    QApplication.closeAllWindows()
    assert turned.room.is_at_door
    assert turned.guarded.ended == []


@pytest.mark.parametrize("typed", [CODE, PASSPHRASE])
def test_the_coach_comes_back_to_the_agreement(turned: TurnedDesk, typed: str) -> None:
    turned.try_way_back(typed)
    wait_until(lambda: visible_windows() == ["MainWindow"], "for the desk")
    assert (turned.is_turned, turned.guarded.window.place) == (False, "agreement")
    assert QApplication.quitOnLastWindowClosed()


def test_a_wrong_code_leads_nowhere(turned: TurnedDesk) -> None:
    turned.try_way_back("0000")
    assert (visible_windows(), turned.is_turned) == (["RoomWindow"], True)
    assert not turned.room.door.go_back.isEnabled()


def test_a_code_works_once(turned: TurnedDesk) -> None:
    turned.try_way_back(CODE)
    turned.keys.press("F11")
    turned.keys.type("another")
    turned.keys.press("Return")
    wait_until(lambda: turned.is_turned and turned.room.isActiveWindow(), "for the room")
    turned.try_way_back(CODE)
    assert turned.is_turned


def test_without_a_code_the_passphrase_leads_back(guarded: Guarded) -> None:
    desk = TurnedDesk(guarded).turn("")
    desk.try_way_back("")
    assert desk.is_turned
    wait_until(desk.room.door.go_back.isEnabled, "for the pause")
    desk.try_way_back(PASSPHRASE)
    assert not desk.is_turned


def test_a_code_that_is_too_short_turns_nothing(guarded: Guarded) -> None:
    desk = TurnedDesk(guarded)
    desk.coach.open_agreement()
    desk.keys.press("F11")
    desk.keys.type("123")
    desk.keys.press("Return")
    assert not desk.is_turned
    assert "This code is too short." in desk.coach.reads


def test_the_page_shows_what_was_written_in_the_room(turned: TurnedDesk) -> None:
    turned.keys.fill("Mira Solano's words", "Nothing after eight.")
    turned.try_way_back(CODE)
    turned.guarded.practice.settle()
    assert turned.coach.text_of("Mira Solano's words") == "Nothing after eight."


def test_the_page_is_at_the_clause_the_talk_came_to(turned: TurnedDesk) -> None:
    turned.keys.press("Ctrl+Down", "Ctrl+Down")
    heading = turned.room.view.heading.text()
    turned.try_way_back(CODE)
    turned.guarded.practice.settle()
    assert turned.guarded.window.page.view.card.heading.text() == heading  # type: ignore[attr-defined]


def test_notices_wait_until_the_coach_is_back(turned: TurnedDesk) -> None:
    notices = turned.guarded.window.notices
    turned.guarded.practice.context.navigation.notify(f"{OTHERS} is in the archive.")
    assert OTHERS not in notices.text
    turned.try_way_back(CODE)
    assert notices.text == f"{OTHERS} is in the archive."


def test_what_was_copied_from_private_notes_can_not_be_pasted(guarded: Guarded) -> None:
    copied = QMimeData()
    copied.setText("She looks tired")
    QApplication.clipboard().setMimeData(mark_private(copied))
    desk = TurnedDesk(guarded).turn()
    desk.keys.go_to("Mira Solano's words")
    desk.keys.press("Ctrl+V")
    assert focused().toPlainText() == ""  # type: ignore[attr-defined]  # the field's


def test_locking_hides_everything_at_once_and_keeps_what_was_typed(turned: TurnedDesk) -> None:
    turned.keys.go_to("Mira Solano's words")
    focused().insertPlainText("Nothing after eight.")  # type: ignore[attr-defined]  # the field's
    turned.guarded.guard.lock(Reason.SCREEN)
    assert visible_windows() == []
    wait_until(lambda: turned.guarded.is_left, "for the end")
    assert not turned.is_turned


def test_ctrl_l_locks(turned: TurnedDesk) -> None:
    turned.keys.press("Ctrl+L")
    wait_until(lambda: turned.guarded.is_left, "for the end")


def test_who_unlocks_is_on_the_agreement(turned: TurnedDesk, open_again: OpenAgain) -> None:
    turned.keys.go_to("Mira Solano's words")
    focused().insertPlainText("Nothing after eight.")  # type: ignore[attr-defined]  # the field's
    turned.guarded.lock()
    again = open_again()
    again.practice.settle()
    assert (again.window.place, visible_windows()) == ("agreement", ["MainWindow"])
    assert again.practice.do(clause_of).clients_words == "Nothing after eight."


def test_a_lock_that_fails_is_covered_and_leads_to_the_desk(
    turned: TurnedDesk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = turned.guarded.practice.desk
    monkeypatch.setattr(type(desk), "come_to_rest", lambda _self: False)
    cover = turned.guarded.lock_in_vain()
    caplog.clear()
    assert (visible_windows(), turned.is_turned) == (["Cover"], False)
    cover.passphrase.line.setText(PASSPHRASE)
    cover.try_passphrase()
    wait_until(lambda: visible_windows() == ["MainWindow"], "for the desk")
    assert turned.guarded.window.place == "agreement"


def test_who_only_talks_is_warned_before_it_locks(turned: TurnedDesk) -> None:
    turned.guarded.guard.idleness.warned.emit(20)
    assert "Press any key or move the mouse to stay." in words_in_sight(turned.room)


def test_who_types_in_the_room_is_there(turned: TurnedDesk) -> None:
    stayed: list[bool] = []
    idleness = turned.guarded.guard.idleness
    idleness.stayed.connect(lambda: stayed.append(True))
    with patch.object(idleness, "_left", lambda: 20):
        idleness.look()
    QTest.keyClick(turned.room.windowHandle(), Qt.Key.Key_A)
    assert stayed == [True]
