from contextlib import closing
from pathlib import Path

import pytest

from coachdesk.crypto import vault
from coachdesk.crypto.btree import TreeReader
from coachdesk.crypto.connection import PAGE_BYTES
from coachdesk.crypto.database import keys_of
from coachdesk.crypto.keystore import KeyStore
from coachdesk.crypto.pages import Pages
from coachdesk.crypto.tables import read_contents
from coachdesk.errors import DiskFullError
from coachdesk.models.store import Store
from coachdesk.sample.vault import PASSPHRASE
from tests.commands.conftest import Run

Captured = pytest.CaptureFixture[str]


def ruin_rows(folder: Path, table: str) -> None:
    """Flip a bit of the first page that holds rows of a table."""
    database = folder / "practice.db"
    with (
        keys_of(KeyStore(folder).unlock(PASSPHRASE).master) as (key, salt),
        Pages(database, key, salt) as pages,
    ):
        reader = TreeReader(pages)
        root = next(found.root for found in read_contents(reader).tables if found.name == table)
        before = set(reader.seen)
        next(iter(reader.rows(root)))
        page = max(reader.seen - before)
    ruin(database, page)


def ruin(database: Path, page: int) -> None:
    content = bytearray(database.read_bytes())
    content[page * PAGE_BYTES - 200] ^= 1
    database.write_bytes(content)


def test_a_whole_vault_is_said_to_be_whole(run: Run, capsys: Captured) -> None:
    assert run("vault", "check", "DIR") == 0
    assert capsys.readouterr() == ("The vault is whole.\n", "")


def test_check_names_an_agreement_that_is_not_what_was_signed(
    run: Run, sample: Path, capsys: Captured
) -> None:
    with vault.unlock(sample, PASSPHRASE) as opened, closing(Store(opened.connect())) as store:
        for trigger in store.db.triggers:
            store.db.execute(f"DROP TRIGGER {trigger.name}")
        sql = "SELECT id FROM agreement_version WHERE state = 'superseded'"
        store.db.execute(
            "UPDATE clause SET agreed_words = agreed_words || '!' WHERE version_id = ?", [store.value(sql)]
        )
        store.db.conn.commit()
    assert run("vault", "check", "DIR") == 1
    out, err = capsys.readouterr()
    assert out == "Every page can be read.\n"
    named, error = err.splitlines()
    assert named.startswith("Altered: Version 1 of the agreement with Nguyễn Minh Anh: its text or ")
    assert error.startswith("coachdesk: In this vault, 1 document(s) are not as they were signed or added.")


def test_check_names_what_lies_on_a_ruined_page(run: Run, sample: Path, capsys: Captured) -> None:
    ruin_rows(sample, "private_note")
    before = (sample / "practice.db").read_bytes()
    assert run("vault", "check", "DIR") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "Lost: Session " in err
    assert ": private notes" in err
    assert err.splitlines()[-1].startswith("coachdesk: The vault is damaged. Restore a backup")
    assert (sample / "practice.db").read_bytes() == before


def test_check_reads_a_vault_that_does_not_open(run: Run, sample: Path, capsys: Captured) -> None:
    ruin(sample / "practice.db", 1)
    assert run("vault", "check", "DIR") == 1
    assert "The vault is damaged." in capsys.readouterr().err


def test_what_can_not_be_asked_is_named_all_the_same(run: Run, sample: Path, capsys: Captured) -> None:
    for table in ("private_note", "session", "client"):
        ruin_rows(sample, table)
    assert run("vault", "check", "DIR") == 1
    assert "Lost: The private notes of a session" in capsys.readouterr().err


def test_check_tells_of_a_repaired_key_file(run: Run, sample: Path, capsys: Captured) -> None:
    (sample / "practice.keys").unlink()
    assert run("vault", "check", "DIR") == 0
    assert "written anew" in capsys.readouterr().out


def test_check_tells_of_a_key_file_that_can_not_be_repaired(
    run: Run, sample: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise DiskFullError

    (sample / "practice.keys").unlink()
    monkeypatch.setattr("coachdesk.crypto.keystore.write_atomically", fail)
    assert run("vault", "check", "DIR") == 0
    assert "could not be written" in capsys.readouterr().err


def notes_in(folder: Path) -> dict[str, str]:
    with vault.unlock(folder, PASSPHRASE) as opened, closing(Store(opened.connect())) as store:
        return dict(store.db.execute("SELECT session_id, body FROM private_note").fetchall())


def test_salvage_keeps_all_but_what_lay_on_the_page(
    run: Run, sample: Path, tmp_path: Path, capsys: Captured
) -> None:
    before = notes_in(sample)
    ruin_rows(sample, "private_note")
    assert run("vault", "salvage", "DIR", "--to", tmp_path / "New.coachdesk") == 0
    out, err = capsys.readouterr()
    after = notes_in(tmp_path / "New.coachdesk")
    assert "The same passphrase and recovery words open it." in out
    assert after.items() <= before.items()
    assert 0 < err.count(": private notes") == len(before) - len(after) < len(before)


def test_what_was_saved_is_a_whole_vault(run: Run, sample: Path, tmp_path: Path, capsys: Captured) -> None:
    ruin_rows(sample, "private_note")
    run("vault", "salvage", "DIR", "--to", tmp_path / "New.coachdesk")
    assert vault.check(tmp_path / "New.coachdesk", PASSPHRASE).problems == ()
    capsys.readouterr()
    assert run("search", tmp_path / "New.coachdesk", "Brandt") == 0
    assert "Brandt" in capsys.readouterr().out


@pytest.mark.parametrize("table", ["vault_meta", "_sqlite_migrations", "search_entry", "session", "client"])
def test_a_vault_saved_without_a_page_of_this_opens_again(
    run: Run, sample: Path, tmp_path: Path, table: str
) -> None:
    ruin_rows(sample, table)
    assert run("vault", "salvage", "DIR", "--to", tmp_path / "New.coachdesk") == 0
    assert notes_in(tmp_path / "New.coachdesk")


def test_a_ruined_index_loses_nothing(run: Run, sample: Path, tmp_path: Path, capsys: Captured) -> None:
    whole = notes_in(sample)
    master = KeyStore(sample).unlock(PASSPHRASE).master
    with keys_of(master) as (key, salt), Pages(sample / "practice.db", key, salt) as pages:
        tables = read_contents(TreeReader(pages)).tables
        index = next(table.key_index for table in tables if table.name == "private_note")
    ruin(sample / "practice.db", index)
    assert run("vault", "check", "DIR") == 1
    assert "Nothing that you wrote is lost." in capsys.readouterr().err
    assert run("vault", "salvage", "DIR", "--to", tmp_path / "New.coachdesk") == 0
    assert notes_in(tmp_path / "New.coachdesk") == whole


def test_salvage_never_writes_over_anything(run: Run, sample: Path, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "to Mira").touch()
    assert run("vault", "salvage", "DIR", "--to", tmp_path / "letters") == 1
    assert "in use already" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["to Mira"]


def test_a_salvage_that_fails_leaves_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DiskFullError

    monkeypatch.setattr("coachdesk.health.mend", fail)
    assert run("vault", "salvage", "DIR", "--to", tmp_path / "New.coachdesk") == 1
    assert not (tmp_path / "New.coachdesk").exists()
