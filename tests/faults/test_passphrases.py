"""Fault 20: everything that is typed instead of the passphrase, and the passphrase typed in other ways."""

from pathlib import Path
from unicodedata import normalize

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from coachdesk.crypto import kdf, vault
from coachdesk.errors import WrongPassphraseError
from coachdesk.models.clock import Clock
from tests.crypto.conftest import CHEAP, Files
from tests.crypto.test_vault import snapshot
from tests.drivers.first_start import Entrance
from tests.drivers.keyboard import focused, front, wait_until, words_in_sight
from tests.drivers.practice import PASSPHRASE, make_vault

ACCENTED = "Ein Zimmer für Łukasz, größer"
WRONG = {
    "empty": "",
    "a space": " ",
    "10,000 letters": "x" * 10_000,
    "10,000 times itself": ACCENTED * 10_000,
    "emoji": "🦔🌧️🚲🎻🧦🍐🛶🪁",
    "space at the end": ACCENTED + " ",
    "space before": " " + ACCENTED,
    "a line end": ACCENTED + "\n",
    "a null": ACCENTED + "\0",
    "Caps Lock": ACCENTED.swapcase(),
    "capitals": ACCENTED.upper(),
    "small": ACCENTED.lower(),
    "cut": ACCENTED[:-1],
    "without accents": normalize("NFD", ACCENTED).encode("ascii", "ignore").decode(),
    "compatibility letters": ACCENTED.replace("Z", "\N{FULLWIDTH LATIN CAPITAL LETTER Z}"),
    "another space": ACCENTED.replace(" ", "\N{NO-BREAK SPACE}"),
    "half a surrogate pair": "\ud83d" * 8,
    "right to left": ACCENTED[::-1],
}


@pytest.fixture
def files(tmp_path: Path) -> Files:
    folder = tmp_path / "Mine.coachdesk"
    with vault.create(folder, ACCENTED, cost=CHEAP) as made:
        return Files(folder, " ".join(made.recovery_words()))


@pytest.mark.fault(20)
@pytest.mark.parametrize("typed", WRONG)
def test_20_nothing_else_opens_it_and_nothing_is_written(files: Files, typed: str) -> None:
    before = snapshot(files.folder)
    with pytest.raises(WrongPassphraseError):
        vault.unlock(files.folder, WRONG[typed])
    assert snapshot(files.folder) == before


@pytest.mark.fault(20)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_20_accents_may_be_typed_either_way(files: Files, form: str) -> None:
    vault.unlock(files.folder, normalize(form, ACCENTED)).close()  # type: ignore[arg-type]  # the names of forms


@pytest.mark.fault(20, control=True)
def test_20_control_without_normalising_they_may_not(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kdf, "normalise", lambda typed: typed.encode())
    vault.unlock(files.folder, normalize("NFC", ACCENTED)).close()
    with pytest.raises(WrongPassphraseError):
        vault.unlock(files.folder, normalize("NFD", ACCENTED))


@pytest.mark.fault(20, control=True)
def test_20_control_with_trimming_a_space_at_the_end_would_open_it(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kdf, "normalise", lambda typed: normalize("NFC", typed).strip().encode())
    vault.unlock(files.folder, WRONG["space at the end"]).close()


@pytest.mark.fault(20)
def test_20_twenty_wrong_ones_shut_nobody_out(files: Files) -> None:
    before = snapshot(files.folder)
    for number in range(20):
        with pytest.raises(WrongPassphraseError):
            vault.unlock(files.folder, f"wrong number {number}")
    assert snapshot(files.folder) == before
    vault.unlock(files.folder, ACCENTED).close()


@pytest.fixture
def door(entrance: Entrance, tmp_path: Path, clock: Clock) -> Entrance:
    entrance.settings.vault = make_vault(tmp_path / "MyPractice.coachdesk", clock)
    entrance.open()
    return entrance


@pytest.mark.fault(20)
def test_20_caps_lock_is_hinted_at_while_it_is_on(door: Entrance) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_H, Qt.KeyboardModifier.NoModifier)
    assert "Caps Lock is on." not in words_in_sight()
    for letter in PASSPHRASE.upper():
        QTest.keyClick(focused(), ord(letter))
    assert "Caps Lock is on." in words_in_sight()


@pytest.mark.fault(20)
def test_20_a_wrong_one_can_be_typed_over_at_once_and_the_right_one_opens(door: Entrance) -> None:
    door.unlock(PASSPHRASE.upper())
    door.wait_for("That passphrase does not open this vault.")
    door.keys.type(PASSPHRASE)
    wait_until(lambda: any(button.text() == "&Unlock" for button in front().findChildren(QPushButton)))
    door.keys.press("Return")
    door.wait_for("A quiet desk")
