from functools import partial
from pathlib import Path

import pytest

from coachdesk.cli import main
from coachdesk.crypto import vault
from coachdesk.crypto.kdf import Cost
from coachdesk.crypto.keychain import NoKeychainError
from tests.crypto.keychains import FakeStore, failing, keychain_of

CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
PASSPHRASE = "quiet river, late train"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> FakeStore:
    """Return what the keychain of this computer keeps."""
    kept = FakeStore()
    monkeypatch.setattr("coachdesk.crypto.keychain.Keychain", partial(keychain_of, kept))
    return kept


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "Mine.coachdesk"
    vault.create(made, PASSPHRASE, cost=CHEAP).close()
    return made


def run(verb: str, folder: Path, passphrase: str = PASSPHRASE) -> int:
    file = folder.parent / "passphrase"
    file.write_text(passphrase, encoding="utf-8")
    return main(["vault", "keychain", verb, str(folder), "--passphrase-file", str(file)])


def test_add_lets_the_keychain_open_it(folder: Path, store: FakeStore, capsys: Captured) -> None:
    assert run("add", folder) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Whoever is logged in to this computer as you can open the vault")
    assert err == ""
    vault.unlock_with_keychain(folder, keychain_of(store)).close()


def test_remove_takes_slot_and_entry_away(folder: Path, store: FakeStore, capsys: Captured) -> None:
    run("add", folder)
    capsys.readouterr()
    assert run("remove", folder) == 0
    assert capsys.readouterr() == ("No keychain opens the vault any more.\n", "")
    assert (store.entries, vault.opens_with_keychain(folder)) == ({}, False)


def test_remove_works_without_a_keychain_and_says_so(
    folder: Path, store: FakeStore, capsys: Captured
) -> None:
    run("add", folder)
    store.fault = failing(NoKeychainError())
    assert run("remove", folder) == 0
    assert "could not be deleted there, and opens nothing: There is no keychain" in capsys.readouterr().err
    assert not vault.opens_with_keychain(folder)


def test_remove_without_one_is_an_error(folder: Path, store: FakeStore, capsys: Captured) -> None:
    assert run("remove", folder) == 1
    assert capsys.readouterr().err.startswith("coachdesk: This vault does not open with the computer's")


def test_a_keychain_that_fails_is_one_line_and_changes_nothing(
    folder: Path, store: FakeStore, capsys: Captured
) -> None:
    before = (folder / "practice.keys").read_bytes()
    store.fault = failing(NoKeychainError())
    assert run("add", folder) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("coachdesk: There is no keychain on this computer that CoachDesk can use.")
    assert (folder / "practice.keys").read_bytes() == before


@pytest.mark.parametrize("verb", ["add", "remove"])
def test_a_wrong_passphrase_asks_no_keychain(
    folder: Path, store: FakeStore, verb: str, capsys: Captured
) -> None:
    assert run(verb, folder, "another passphrase") == 1
    assert capsys.readouterr().err.startswith("coachdesk: That passphrase does not open this vault.")
    assert store.calls == []


def test_a_verb_is_wanted(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["vault", "keychain"])
    assert ended.value.code == 2
