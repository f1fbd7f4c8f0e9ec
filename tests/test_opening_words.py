from collections.abc import Callable
from pathlib import Path

import pytest

from coachdesk import opening_words
from coachdesk.crashes import LAST_NAME
from coachdesk.opening_words import OpeningWords
from coachdesk.settings import Settings
from coachdesk.vault_place import Kind, Place
from coachdesk.views.context import Context
from coachdesk.views.navigation import Notice
from tests.conftest import Settle

Say = Callable[[], list[Notice]]


@pytest.fixture
def say(context: Context, settle: Settle, tmp_path: Path) -> Say:
    """Return what opens the vault and returns what was said."""
    settings = Settings(tmp_path / "settings.ini")
    said: list[Notice] = []
    context.navigation.notice_requested.connect(said.append)

    def open_once() -> list[Notice]:
        said.clear()
        OpeningWords(context, settings, tmp_path / "vault", "3f9a", tmp_path / "log").say()
        settle()
        return list(said)

    (tmp_path / "vault").mkdir()
    (tmp_path / "log").mkdir()
    return open_once


def lies_in(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening_words, "look_around", lambda _folder: place)


def test_of_a_quiet_place_nothing_is_said(say: Say) -> None:
    assert say() == []


def test_a_synced_folder_is_told_once(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    lies_in(Place(kind=Kind.SYNCED, service="Dropbox"), monkeypatch)
    assert [notice.text.split(",")[0] for notice in say()] == [
        "Dropbox copies this vault to other computers. Open it on one at a time"
    ]
    assert say() == []


def test_another_place_is_told_again(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    lies_in(Place(kind=Kind.SYNCED, service="Dropbox"), monkeypatch)
    say()
    lies_in(Place(kind=Kind.NETWORK), monkeypatch)
    assert "another computer of your network" in say()[0].text


def test_copies_in_conflict_are_named_as_long_as_they_are_there(say: Say, tmp_path: Path) -> None:
    (tmp_path / "vault" / "practice (1).db").touch()
    assert "practice (1).db" in say()[0].text
    assert say()
    (tmp_path / "vault" / "practice (1).db").unlink()
    assert say() == []


def test_a_crash_is_told_once_and_leads_to_the_report(say: Say, context: Context, tmp_path: Path) -> None:
    asked: list[str] = []
    context.navigation.panel_requested.connect(asked.append)
    (tmp_path / "log" / LAST_NAME).write_text("Fatal Python error: Segmentation fault\n")
    [notice] = say()
    assert notice.on_action is not None
    notice.on_action()
    assert asked == ["report"]
    assert say() == []
