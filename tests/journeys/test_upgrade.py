"""An older vault, opened by its coach."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from coachdesk.crypto import vault
from coachdesk.models import schema
from coachdesk.models.schema import STEPS
from coachdesk.models.upgrade import connect_up_to_date
from coachdesk.sample.vault import PASSPHRASE
from coachdesk.theme import Theme
from coachdesk.views.main_window import MainWindow
from tests.drivers.first_start import Entrance, live_in
from tests.drivers.keyboard import front, wait_until

V1 = Path(__file__).parents[1] / "data" / "v1.coachdesk"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return shutil.copytree(V1, tmp_path / "Old.coachdesk")


@pytest.fixture
def door(
    tmp_path: Path, old: Path, theme: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Entrance]:
    """Return a coach before the old vault."""
    live_in(tmp_path, monkeypatch)
    entrance = Entrance(tmp_path, theme, qapp)
    entrance.settings.vault = old
    entrance.open()
    yield entrance
    entrance.quit()


def steps_of(folder: Path) -> int:
    with vault.unlock(folder, PASSPHRASE) as opened, closing(opened.connect()) as connection:
        return int(connection.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()[0])


def test_it_says_what_takes_a_moment_and_opens(
    door: Entrance, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = threading.Event()
    take = schema.take

    def take_once_seen(*given: Any) -> None:  # noqa: ANN401  (whatever is given)
        assert seen.wait(20)
        take(*given)

    monkeypatch.setattr(schema, "take", take_once_seen)
    door.unlock(PASSPHRASE)
    door.wait_for("Bringing your vault up to date…")
    seen.set()
    wait_until(lambda: isinstance(front(), MainWindow), "for the desk")
    door.quit()
    assert steps_of(old) == len(STEPS)
    assert len(list((old / "backups").glob("*.coachdesk-backup"))) >= 1


def test_where_it_fails_the_door_says_so_and_the_vault_is_as_it_was(
    door: Entrance, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ZeroDivisionError

    before = (old / "practice.db").read_bytes()
    monkeypatch.setattr(schema, "take", refuse)
    door.unlock(PASSPHRASE)
    door.wait_for("This vault could not be brought up to date; it is as it was before.")
    assert (old / "practice.db").read_bytes() == before


def test_a_newer_vault_is_refused_at_the_door_and_left_as_it_is(door: Entrance, old: Path) -> None:
    newer = {**STEPS, "m9999_later": "CREATE TABLE later (x TEXT) STRICT;\n"}
    with vault.unlock(old, PASSPHRASE) as opened:
        connect_up_to_date(opened, steps=newer).close()
    before = (old / "practice.db").read_bytes()
    door.unlock(PASSPHRASE)
    door.wait_for("This vault was made by a newer CoachDesk.")
    assert (old / "practice.db").read_bytes() == before
