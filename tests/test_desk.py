from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from coachdesk import desk
from coachdesk.models import kit_care
from coachdesk.models.clock import Clock, fixed_clock
from coachdesk.settings import Settings
from coachdesk.theme import Theme
from coachdesk.views.sessions.session_panel import SessionPanel
from coachdesk.views.settings_panel import SettingsPanel
from tests.drivers.keyboard import wait_until
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


@pytest.mark.parametrize("by_words", [True, False])
def test_who_has_come_in_by_the_kit_is_not_asked_to_try_it(
    tmp_path: Path, theme: Theme, clock: Clock, by_words: bool
) -> None:
    a_year_ago = fixed_clock(clock() - timedelta(days=365))
    practice = Practice(make_vault(tmp_path / "Vault.coachdesk", a_year_ago), theme, clock)
    practice.gateway.words_opened_it = by_words
    practice.begin()
    assert practice.do(kit_care.is_due) is not by_words
    practice.close()


def test_the_window_is_filled_before_it_is_seen(tmp_path: Path, theme: Theme, clock: Clock) -> None:
    practice = Practice(make_vault(tmp_path / "Vault.coachdesk", clock), theme, clock)
    seen: list[str] = []
    practice.desk.shown.connect(lambda: seen.append(practice.window.page.title.whole))
    practice.begin()
    practice.close()
    assert seen == ["Thursday, 14 May 2026"]


def test_what_is_opened_next_is_imported_while_the_day_is_looked_at(
    tmp_path: Path, theme: Theme, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "_LOOKED_AT_MS", 0)
    practice = Practice(make_vault(tmp_path / "Vault.coachdesk", clock), theme, clock)
    jobs: list[Callable[[], object]] = []
    monkeypatch.setattr(practice.desk.workspace, "work", lambda job, *_, **__: jobs.append(job))
    practice.begin()
    wait_until(lambda: len(jobs) > 1, "for what is imported ahead")
    practice.close()
    imported = [job() for job in jobs]
    assert imported == [SettingsPanel, SessionPanel]


def test_of_what_is_imported_the_page_of_a_session_alone_is_built(
    tmp_path: Path, theme: Theme, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "_LOOKED_AT_MS", 0)
    practice = Practice(make_vault(tmp_path / "Vault.coachdesk", clock), theme, clock)
    practice.begin()
    wait_until(lambda: practice.window.findChild(SessionPanel) is not None, "for the page of a session")
    assert practice.window.findChild(SettingsPanel) is None
    practice.close()


def test_reminders_begin_with_the_desk_and_end_with_it(tmp_path: Path, theme: Theme, clock: Clock) -> None:
    practice = Practice(make_vault(tmp_path / "Vault.coachdesk", clock), theme, clock)
    reminders = practice.desk.reminders
    practice.begin()
    awake = [reminders.is_awake]
    practice.close()
    assert [*awake, reminders.is_awake] == [True, False]
