"""A coach replaces the recovery kit in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from coachdesk.crypto import renewal, vault
from coachdesk.crypto.backups.reading import open_with_words
from coachdesk.crypto.backups.shelf import FOLDER_NAME, Shelf
from coachdesk.models.clock import Clock
from coachdesk.theme import Theme
from tests.drivers.keyboard import words_in_sight
from tests.drivers.practice import CHEAP, PASSPHRASE, Practice, make_vault
from tests.faults.disks import fill_up


class KitDesk:
    """The coach on the page that replaces the kit."""

    def __init__(self, practice: Practice, folder: Path) -> None:
        self.practice = practice
        self.folder = folder
        self.former = " ".join(practice.gateway.recovery_words())

    def ask(self) -> str:
        """Get the new words by the passphrase, up to the last button; return them."""
        page = self.page = self.practice.open("kit-renewal")
        page.passphrase.field.line.setText(PASSPHRASE)
        page.steps.on.click()
        self.practice.settle()
        words = [label.text() for label in page.kit.grid.labels if label.text().isalpha()]
        page.steps.on.click()
        for place, field in page.kit.check.fields.items():
            field.setText(words[place])
        return " ".join(words)

    def put_in_force(self) -> None:
        self.page.steps.on.click()
        self.practice.settle()

    def backups(self) -> list[Path]:
        return [backup.path for backup in Shelf(self.folder / FOLDER_NAME).backups()]


@pytest.fixture
def kit_desk(
    tmp_path: Path, clock: Clock, theme: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[KitDesk]:
    monkeypatch.setattr(renewal, "calibrate", lambda _memory: CHEAP)
    folder = make_vault(tmp_path / "MyPractice.coachdesk", clock)
    practice = Practice(folder, theme, clock)
    practice.begin()
    yield KitDesk(practice, folder)
    practice.close()


def test_the_former_words_open_the_backup_made_before(kit_desk: KitDesk) -> None:
    words = kit_desk.ask()
    kit_desk.put_in_force()
    assert "open nothing but backups made before" in kit_desk.practice.notices[-1]
    kit_desk.practice.close_vault()
    vault.unlock_with_words(kit_desk.folder, words).close()
    with open_with_words(kit_desk.backups()[0], kit_desk.former) as opened:
        assert opened.check() == ()


def test_a_full_disk_leaves_the_former_kit_until_there_is_room(kit_desk: KitDesk) -> None:
    words = kit_desk.ask()
    with pytest.MonkeyPatch.context() as patch:
        fill_up(patch)
        kit_desk.put_in_force()
    assert "The former kit is still in force, these words are not yet." in words_in_sight(
        kit_desk.practice.window
    )
    assert (kit_desk.practice.gateway.recovery_words(), kit_desk.backups()) == (
        tuple(kit_desk.former.split()),
        [],
    )
    kit_desk.put_in_force()
    kit_desk.practice.close_vault()
    vault.unlock_with_words(kit_desk.folder, words).close()
