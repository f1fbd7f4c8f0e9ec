"""Fault 22: nothing but the recovery kit and `practice.db`, on another computer."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from attrs import frozen
from PySide6.QtWidgets import QApplication

from coachdesk.cli import main
from coachdesk.crypto import database, opened, vault
from coachdesk.crypto.keystore import COPY_NAME, KEYS_NAME, Copies
from coachdesk.crypto.secret import Secret
from coachdesk.errors import DamagedVaultError, KnownError, WrongWordsError
from coachdesk.models.clock import Clock
from coachdesk.sample.vault import PASSPHRASE as SAMPLE_PASSPHRASE
from coachdesk.views.main_window import MainWindow
from tests.crypto.conftest import CHEAP, make_files
from tests.drivers.first_start import Entrance
from tests.drivers.keyboard import wait_until
from tests.drivers.practice import PASSPHRASE, make_vault
from tests.drivers.processes import ROOT

V1 = ROOT / "tests" / "data" / "v1.coachdesk"
NEW = "a quite new passphrase"


@frozen
class Rest:
    """What is left of a vault: its database in a folder of its own, and the words."""

    folder: Path
    words: str


def rest_of(folder: Path, passphrase: str, home: Path) -> Rest:
    """Take the kit and the database to another computer."""
    with vault.unlock(folder, passphrase) as unlocked:
        words = " ".join(unlocked.recovery_words())
    rest = home / "other computer" / "Mine.coachdesk"
    rest.mkdir(parents=True)
    shutil.copy(folder / "practice.db", rest)
    return Rest(rest, words)


def of_today(home: Path, clock: Clock) -> Rest:
    return rest_of(make_vault(home / "here.coachdesk", clock), PASSPHRASE, home)


def of_the_first_release(home: Path, _clock: Clock) -> Rest:
    return rest_of(shutil.copytree(V1, home / "here.coachdesk"), SAMPLE_PASSPHRASE, home)


@pytest.fixture(params=[of_today, of_the_first_release])
def rest(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Rest:
    make: Callable[[Path, Clock], Rest] = request.param
    return make(tmp_path, clock)


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened, "calibrate", lambda _memory: CHEAP)


def name_in(unlocked: vault.OpenedVault) -> str:
    with closing(unlocked.connect()) as connection:
        return str(connection.execute("SELECT name FROM profile").fetchone()[0])


def assert_whole(rest: Rest) -> None:
    """Make sure that passphrase and words open it, that both key files are new, and who is in it."""
    with vault.unlock(rest.folder, NEW) as unlocked:
        assert unlocked.copies is Copies.ALIKE
        assert " ".join(unlocked.recovery_words()) == rest.words
        assert name_in(unlocked)
    assert {KEYS_NAME, COPY_NAME} <= {path.name for path in rest.folder.iterdir()}


@pytest.mark.fault(22)
def test_the_command_line_opens_it_and_writes_new_key_files(rest: Rest, tmp_path: Path) -> None:
    for name, text in (("words", rest.words), ("new", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = ["--words-file", str(tmp_path / "words"), "--passphrase-file", str(tmp_path / "new")]
    assert main(["vault", "recover", str(rest.folder), *files]) == 0
    assert_whole(rest)


@pytest.mark.fault(22)
def test_the_window_opens_it_asks_for_a_passphrase_and_writes_new_key_files(
    rest: Rest, entrance: Entrance
) -> None:
    entrance.settings.vault = rest.folder
    entrance.open()
    entrance.keys.push("Use recovery words")
    entrance.keys.fill("Recovery words", rest.words)
    entrance.keys.push("Next")
    entrance.wait_for("The words fit, and your vault is open.")
    entrance.keys.type(NEW)
    entrance.keys.press("Tab")
    entrance.keys.fill("The same again", NEW)
    entrance.keys.press("Return")
    wait_until(lambda: isinstance(QApplication.activeWindow(), MainWindow), "for the desk")
    entrance.quit()
    assert_whole(rest)


@pytest.mark.fault(22)
def test_the_former_passphrase_and_other_words_open_nothing(rest: Rest, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="recovery kit"):
        vault.unlock(rest.folder, PASSPHRASE)
    with pytest.raises(WrongWordsError):
        vault.unlock_with_words(rest.folder, make_files(tmp_path / "other.coachdesk").words)


@contextmanager
def stored_keys(_master: Secret) -> Iterator[tuple[Secret, bytes]]:
    """Lend keys that do not come from the words, as if a key file alone knew them."""
    yield Secret(bytes(range(32))), bytes(16)


@pytest.mark.fault(22, control=True)
def test_with_keys_that_do_not_come_from_the_words_they_would_not_do(tmp_path: Path, clock: Clock) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "keys_of", stored_keys)
        rest = of_today(tmp_path, clock)
    with pytest.raises((WrongWordsError, DamagedVaultError)):
        vault.unlock_with_words(rest.folder, rest.words)
