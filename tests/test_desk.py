from pathlib import Path

from coachdesk.models.clock import Clock
from coachdesk.settings import Settings
from coachdesk.theme import Theme
from tests.drivers.practice import Practice, make_vault


def test_the_place_of_the_window_is_on_the_disk_when_the_desk_is_closed(
    tmp_path: Path, theme: Theme, clock: Clock
) -> None:
    practice = Practice(make_vault(tmp_path / "Vault.coachdesk", clock), theme, clock)
    practice.begin()
    practice.window.resize(1111, 777)
    wanted = practice.window.saveGeometry()
    practice.close()
    file = tmp_path / "config" / "settings.ini"
    assert "geometry" in file.read_text()
    assert Settings(file).geometry == wanted


def test_a_window_that_was_never_shown_is_not_remembered(tmp_path: Path, theme: Theme, clock: Clock) -> None:
    practice = Practice(make_vault(tmp_path / "Vault.coachdesk", clock), theme, clock)
    practice.close()
    assert practice.settings.geometry.isEmpty()
