"""Two people write an agreement at one keyboard, and only the coach comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from coachdesk.models.clock import Clock
from coachdesk.models.entities.agreement import Clause, ClauseState
from coachdesk.models.store import Store
from coachdesk.theme import Theme
from tests import agreeing
from tests.drivers.first_start import Entrance, live_in
from tests.drivers.guarded import Guarded, visible_windows
from tests.drivers.keyboard import focused, wait_until, words_in_sight
from tests.drivers.practice import make_vault
from tests.drivers.same_room import CODE, TurnedDesk


@pytest.fixture
def turned(tmp_path: Path, theme: Theme, clock: Clock, qapp: QApplication) -> Iterator[TurnedDesk]:
    folder = make_vault(tmp_path / "MyPractice.coachdesk", clock, agreeing.begin)
    guarded = Guarded(qapp, folder, theme, clock)
    yield TurnedDesk(guarded).turn()
    guarded.clear()


@pytest.fixture
def entrance(
    tmp_path: Path, theme: Theme, clock: Clock, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Entrance]:
    """CoachDesk as it starts, on a vault with an agreement in it."""
    live_in(tmp_path, monkeypatch)
    coming = Entrance(tmp_path, theme, qapp)
    coming.settings.vault = make_vault(tmp_path / "MyPractice.coachdesk", clock, agreeing.begin)
    yield coming
    coming.quit()


def test_the_application_turns_its_screen_and_takes_the_passphrase(entrance: Entrance) -> None:
    entrance.open()
    entrance.unlock()
    wait_until(lambda: visible_windows() == ["MainWindow"], "for the desk")
    entrance.keys.press("Ctrl+3")
    entrance.keys.go_to("Agreements")
    wait_until(lambda: focused().currentIndex().isValid(), "for the list")  # type: ignore[attr-defined]
    entrance.keys.press("Return")
    entrance.wait_for("What good work looks like")
    entrance.keys.press("F11", "Return")
    wait_until(lambda: visible_windows() == ["RoomWindow"], "for the room")
    entrance.wait_for("0 of")
    entrance.keys.press("Esc")
    entrance.unlock()
    wait_until(lambda: visible_windows() == ["MainWindow"], "for the desk")


def second(store: Store) -> Clause:
    """Return the second clause as it is stored."""
    return store.one(Clause, "SELECT * FROM clause ORDER BY layer, position LIMIT 1 OFFSET 1")


def test_a_clause_is_written_and_agreed_together_by_keyboard_alone(turned: TurnedDesk) -> None:
    keys = turned.keys
    keys.push("Next")
    keys.fill("Mira Solano's words", "Nothing after eight.")
    keys.fill("Ines Vogt's words", "I answer within two days.")
    keys.push("Combine")
    keys.push("Mira Solano agrees")
    keys.push("Ines Vogt agrees")
    assert "1 of " in words_in_sight(turned.room)
    turned.try_way_back("0000")
    assert visible_windows() == ["RoomWindow"]
    wait_until(turned.room.door.go_back.isEnabled, "for the pause")
    turned.try_way_back(CODE)
    assert visible_windows() == ["MainWindow"]
    clause = turned.guarded.practice.do(second)
    assert clause.agreed_words == "Nothing after eight.\nI answer within two days."
    assert (clause.clients_words, clause.coachs_words) == (
        "Nothing after eight.",
        "I answer within two days.",
    )
    assert clause.state is ClauseState.AGREED
