"""Faults 15 and 18: the file is replaced or deleted, the folder can't be written, the stick is pulled out.

Nothing is said to be saved that is not, what was typed stays, and saving goes on when the medium is back.
"""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.crypto import vault
from coachdesk.models.store import Store
from tests.accessibility import walk
from tests.drivers.coach import NOTES, Coach
from tests.drivers.keyboard import wait_until
from tests.drivers.practice import PASSPHRASE
from tests.faults.disks import read_only_disk


def folder_of(coach: Coach) -> Path:
    return coach.practice.gateway.opened.folder


def put_back_an_older_one(coach: Coach, older: bytes) -> None:
    """Do what a sync client does: write another file beside, and rename it over ours."""
    database = folder_of(coach) / "practice.db"
    database.with_name("incoming").write_bytes(older)
    database.with_name("incoming").replace(database)


def type_notes(coach: Coach, words: str) -> None:
    coach.keys.fill(NOTES, words)
    coach.keys.press("Tab")


def notes_in(folder: Path) -> list[str]:
    with vault.unlock(folder, PASSPHRASE) as opened, closing(Store(opened.connect())) as store:
        return [row["body"] for row in store.db.query("SELECT body FROM private_note")]


def rescued(coach: Coach) -> Path:
    """Return the vault that took the words, once nobody holds it any more."""
    folder = folder_of(coach)
    coach.practice.close_vault()
    [found] = folder.parent.glob(f"{folder.stem} rescued *")
    return found


@pytest.mark.fault(15)
@pytest.mark.parametrize("loss", ["replaced", "deleted"])
def test_words_typed_after_another_program_took_the_file_are_in_a_rescued_vault(
    planned: Coach, loss: str
) -> None:
    database = folder_of(planned) / "practice.db"
    older = database.read_bytes()
    type_notes(planned, "Before it was lost")
    put_back_an_older_one(planned, older) if loss == "replaced" else database.unlink()
    type_notes(planned, "After it was lost")
    assert "Nothing more is saved there. Your words are kept in a copy of the vault" in planned.reads
    assert planned.text_of(NOTES) == "After it was lost"
    assert "Saved" not in planned.reads
    assert notes_in(rescued(planned)) == ["After it was lost"]
    assert not database.exists() or database.read_bytes() == older


@pytest.mark.fault(15)
def test_what_the_sync_client_brought_is_left_as_it_is(planned: Coach) -> None:
    put_back_an_older_one(planned, b"another vault")
    type_notes(planned, "Words")
    assert (folder_of(planned) / "practice.db").read_bytes() == b"another vault"


def test_the_same_file_written_anew_by_a_sync_client_is_no_loss(planned: Coach) -> None:
    type_notes(planned, "Before")
    put_back_an_older_one(planned, (folder_of(planned) / "practice.db").read_bytes())
    type_notes(planned, "After")
    assert planned.window.trouble.text == ""
    folder = folder_of(planned)
    planned.practice.close_vault()
    assert notes_in(folder) == ["After"]


@pytest.mark.fault(15, control=True)
def test_without_looking_at_the_file_the_words_would_be_lost(
    planned: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: SQLite alone would at best refuse, and nobody would keep the words."""
    monkeypatch.setattr("coachdesk.crypto.own_file.OwnFile.insist", lambda _file: None)
    folder = folder_of(planned)
    (folder / "practice.db").unlink()
    type_notes(planned, "Words")
    planned.practice.close_vault()
    assert list(folder.parent.glob("* rescued *")) == []


@pytest.mark.fault(18)
def test_a_stick_that_is_pulled_out_and_put_back_loses_nothing(planned: Coach) -> None:
    type_notes(planned, "Before")
    folder = folder_of(planned)
    shutil.move(folder, folder.with_name("pulled out"))
    type_notes(planned, "While it was out")
    assert "connect that and try again" in planned.window.trouble.text
    assert planned.text_of(NOTES) == "While it was out"
    shutil.copytree(folder.with_name("pulled out"), folder)
    planned.window.trouble.again.click()
    wait_until(lambda: planned.window.trouble.text == "", "for the vault")
    planned.practice.settle()
    planned.practice.close_vault()
    assert notes_in(folder) == ["While it was out"]


def test_the_bar_can_be_read_and_reached_by_everybody(planned: Coach) -> None:
    shutil.move(folder_of(planned), folder_of(planned).with_name("pulled out"))
    type_notes(planned, "Words")
    checks = (walk.unnamed, walk.misnamed, walk.cut_off, walk.out_of_reach)
    assert [found for check in checks for found in check(planned.window)] == []


def test_the_window_lets_go_of_words_that_can_not_be_saved_when_the_coach_says_so(planned: Coach) -> None:
    shutil.move(folder_of(planned), folder_of(planned).with_name("pulled out"))
    type_notes(planned, "Words")
    planned.keys.press("Ctrl+Q")
    assert planned.window.isVisible()
    planned.keys.push("Close without them")
    assert not planned.window.isVisible()


@pytest.mark.fault(18)
def test_a_folder_that_turns_read_only_is_said_and_saving_goes_on_afterwards(
    planned: Coach, tmp_path: Path
) -> None:
    with read_only_disk(folder_of(planned)):
        type_notes(planned, "While it could not be written")
        assert planned.window.trouble.text
        assert "Not saved" in planned.reads
    planned.keys.push("Try again")
    wait_until(lambda: planned.window.trouble.text == "", "for the vault")
    assert planned.practice.do(
        lambda store: [row["body"] for row in store.db.query("SELECT body FROM private_note")]
    ) == ["While it could not be written"]
