from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from coachdesk.crypto import vault
from coachdesk.errors import DiskFullError
from coachdesk.models import summaries
from coachdesk.models.agreement_documents import pages_of
from coachdesk.models.entities.session import SharedText
from coachdesk.models.entities.sharing import SharedDocument, SharedHow, SharedKind
from coachdesk.models.store import Store
from coachdesk.sample.vault import PASSPHRASE
from tests import making
from tests.commands.conftest import Run

Captured = pytest.CaptureFixture[str]


@contextmanager
def opened(folder: Path) -> Iterator[Store]:
    with vault.unlock(folder, PASSPHRASE) as unlocked, closing(Store(unlocked.connect())) as store:
        yield store


def last_shared(folder: Path) -> SharedDocument:
    with opened(folder) as store:
        return store.one(SharedDocument, "SELECT * FROM shared_document ORDER BY shared_at DESC")


def count_shared(folder: Path) -> int:
    with opened(folder) as store:
        return int(store.value("SELECT count(*) FROM shared_document"))


def text_of(file: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(file.read_bytes())).pages)


def test_the_agreement_is_written_and_recorded(run: Run, sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "agreement.pdf"
    assert run("agreement", "DIR", "zoe", "--to", target) == 0
    shared = last_shared(sample)
    assert (shared.kind, shared.how, shared.for_whom) == (SharedKind.AGREEMENT, SharedHow.PDF, "Zoë Brandt")
    assert shared.sha256 == sha256(target.read_bytes()).hexdigest()
    assert "Zoë Brandt" in text_of(target)


def test_an_earlier_version_can_be_asked_for(run: Run, sample: Path, tmp_path: Path) -> None:
    with opened(sample) as store:
        sql = """
            SELECT c.display_name FROM agreement_version v JOIN agreement a ON a.id = v.agreement_id
            JOIN engagement_client p ON p.engagement_id = a.engagement_id JOIN client c ON c.id = p.client_id
            WHERE v.number = 2"""
        name = store.value(sql)
    assert run("agreement", "DIR", name, "--version", "1", "--to", tmp_path / "one.pdf") == 0
    assert last_shared(sample).title == f"Agreement with {name}, version 1"
    assert run("agreement", "DIR", name, "--to", tmp_path / "two.pdf") == 0
    assert last_shared(sample).title == f"Agreement with {name}, version 2"


def test_what_changed_is_written_and_recorded(run: Run, sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "changes.pdf"
    assert run("agreement", "DIR", "Nguyễn Minh Anh", "--changes-since", "1", "--to", target) == 0
    shared = last_shared(sample)
    assert shared.kind is SharedKind.ADDENDUM
    assert shared.title == "What changed in the agreement with Nguyễn Minh Anh, version 1 to 2"
    assert shared.sha256 == sha256(target.read_bytes()).hexdigest()
    with opened(sample) as store:
        reason = store.value("SELECT reason FROM agreement_version WHERE id = ?", [shared.version_id])
        pages = pages_of(store, document_id=shared.id)
    assert reason.split()[0] in text_of(target)
    assert pages == target.read_bytes()


@pytest.mark.parametrize("number", ["2", "7"])
def test_what_changed_since_a_later_version_is_refused(
    run: Run, sample: Path, tmp_path: Path, capsys: Captured, number: str
) -> None:
    before = count_shared(sample)
    target = tmp_path / "changes.pdf"
    assert run("agreement", "DIR", "Nguyễn Minh Anh", "--changes-since", number, "--to", target) == 1
    assert f"There is no version {number} before version 2." in capsys.readouterr().err
    assert (target.exists(), count_shared(sample)) == (False, before)


def test_the_sponsors_copy_goes_to_the_sponsor(run: Run, sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "sponsor.pdf"
    assert run("agreement", "DIR", "lukasz", "--sponsor", "--to", target) == 0
    with opened(sample) as store:
        sponsor = "SELECT s.name || ', ' || o.name FROM sponsor_contact s JOIN organisation o"
        assert last_for(store) == store.value(sponsor)
        pair_only = store.value(
            "SELECT c.agreed_words FROM clause c JOIN agreement_version v ON v.id = c.version_id "
            "JOIN agreement a ON a.id = v.agreement_id WHERE a.kind = 'three-way' AND c.audience = 'pair' "
            "AND c.agreed_words <> '' AND c.state = 'agreed'"
        )
    assert pair_only.split(".")[0] not in " ".join(text_of(target).split())


def last_for(store: Store) -> str:
    return str(store.value("SELECT for_whom FROM shared_document ORDER BY shared_at DESC"))


def test_the_summary_is_written_and_its_text_is_locked(run: Run, sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "summary.pdf"
    assert run("summary", "DIR", "Łukasz", "--session", "4", "--to", target) == 0
    shared = last_shared(sample)
    assert (shared.kind, shared.sha256) == (SharedKind.SUMMARY, sha256(target.read_bytes()).hexdigest())
    with opened(sample) as store:
        handed_out = store.value("SELECT handed_out_at FROM session WHERE id = ?", [shared.session_id])
        note = store.value("SELECT body FROM private_note WHERE session_id = ?", [shared.session_id])
    assert handed_out
    assert "Supervision" in note
    assert "Supervision" not in text_of(target)


@pytest.mark.parametrize("apart", [True, False])
def test_the_summary_of_a_group_names_the_others_only_where_it_may(
    run: Run, sample: Path, tmp_path: Path, apart: bool
) -> None:
    with opened(sample) as store:
        held = making.a_held_session(store, making.a_group(store, "Ana Ruiz", "Ben Okafor", apart=apart))
        summaries.save_shared_text(store, text=SharedText(session_id=held.id, focus="What we may stop"))
    target = tmp_path / "ben.pdf"
    assert run("summary", "DIR", "Ben", "--to", target) == 0
    assert "Ben Okafor" in text_of(target)
    assert ("Ana" in text_of(target)) is not apart
    assert last_shared(sample).for_whom == ("Ben Okafor" if apart else "Ana Ruiz & Ben Okafor")


@pytest.mark.parametrize("command", ["agreement", "summary"])
def test_what_could_not_be_written_is_not_recorded(
    command: str, run: Run, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _content: bytes) -> None:
        raise DiskFullError

    before = count_shared(sample)
    monkeypatch.setattr("coachdesk.commands.documents.write_atomically", full)
    assert run(command, "DIR", "zoe", "--to", tmp_path / "x.pdf") == 1
    assert count_shared(sample) == before


def test_what_all_have_signed_is_handed_out_as_it_was_kept(run: Run, sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "agreement.pdf"
    with opened(sample) as store, store.transaction():
        store.db.execute("UPDATE profile SET practice_name = 'A new name'")
    assert run("agreement", "DIR", "zoe", "--to", target) == 0
    with opened(sample) as store:
        kept = store.value("SELECT count(*) FROM version_pdf WHERE pdf = ?", [target.read_bytes()])
    assert kept == 1
    assert "A new name" not in text_of(target)


@pytest.mark.parametrize("command", ["agreement", "summary"])
def test_what_could_not_be_recorded_is_taken_back(
    command: str, run: Run, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_full = Store.transaction

    @contextmanager
    def breaking_off(store: Store) -> Iterator[None]:
        is_outermost = not store.db.conn.in_transaction
        with in_full(store):
            yield
            if is_outermost:
                raise DiskFullError

    before = count_shared(sample)
    monkeypatch.setattr(Store, "transaction", breaking_off)
    assert run(command, "DIR", "zoe", "--to", tmp_path / "x.pdf") == 1
    monkeypatch.undo()
    assert (list(tmp_path.glob("*.pdf")), count_shared(sample)) == ([], before)


@pytest.mark.parametrize("state", ["moved", "cancelled in time"])
def test_the_trace_of_a_session_that_was_not_held_is_passed_over(
    state: str, run: Run, sample: Path, tmp_path: Path
) -> None:
    with opened(sample) as store, store.transaction():
        held = store.value("SELECT id FROM session WHERE number = 2 AND state = 'held'")
        columns = ", ".join(
            f'"{c}"' for c in store.db["session"].columns_dict if c not in ("id", "state", "began_at")
        )
        store.db.execute(
            f"INSERT INTO session (id, state, began_at, {columns}) "  # noqa: S608  (our own columns)
            f"SELECT 'trace', ?, '2099-01-01T08:00:00+00:00', {columns} FROM session WHERE id = ?",
            [state, held],
        )
        sql = (
            "SELECT c.display_name FROM session s JOIN client c ON c.id = p.client_id "
            "JOIN engagement_client p ON p.engagement_id = s.engagement_id WHERE s.id = ?"
        )
        name = store.value(sql, [held])
    assert run("summary", "DIR", name, "--session", "2", "--to", tmp_path / "x.pdf") == 0
    assert last_shared(sample).session_id == held


def test_several_clients_are_named(run: Run, sample: Path, tmp_path: Path, capsys: Captured) -> None:
    with opened(sample) as store, store.transaction():
        store.db.execute("UPDATE client SET display_name = 'Zoltan' WHERE display_name LIKE 'Nguy%'")
    assert run("summary", "DIR", "zo", "--to", tmp_path / "x.pdf") == 1
    err = capsys.readouterr().err
    assert "stands for several clients" in err
    assert "Zoltan (" in err
    assert "Zoë Brandt (" in err


def test_a_whole_name_wins_over_one_that_goes_on(run: Run, sample: Path, tmp_path: Path) -> None:
    with opened(sample) as store, store.transaction():
        store.db.execute("UPDATE client SET display_name = 'Zoë' WHERE display_name LIKE 'Nguy%'")
    assert run("agreement", "DIR", "zoe", "--to", tmp_path / "x.pdf") == 0
    assert last_shared(sample).client_id is not None


def test_an_id_names_a_client(run: Run, sample: Path, tmp_path: Path) -> None:
    with opened(sample) as store:
        client_id = store.value("SELECT id FROM client WHERE display_name LIKE 'Zo%'")
    assert run("summary", "DIR", client_id, "--to", tmp_path / "x.pdf") == 0
    assert last_shared(sample).client_id == client_id


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("summary", "DIR", "nobody"), "No client is named “nobody”."),
        (("summary", "DIR", "zoe", "--session", "99"), "no such session"),
        (("agreement", "DIR", "zoe", "--version", "9"), "no such agreement"),
        (("agreement", "DIR", "zoe", "--sponsor"), "no sponsor"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(
    arguments: tuple[str, ...], said: str, run: Run, tmp_path: Path, capsys: Captured
) -> None:
    assert run(*arguments, "--to", tmp_path / "x.pdf") == 1
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert not (tmp_path / "x.pdf").exists()


def test_a_session_without_shared_words_has_no_summary(
    run: Run, sample: Path, tmp_path: Path, capsys: Captured
) -> None:
    with opened(sample) as store:
        row = store.db.execute(
            "SELECT s.number, c.display_name FROM session s JOIN engagement_client p "
            "ON p.engagement_id = s.engagement_id JOIN client c ON c.id = p.client_id "
            "WHERE s.state = 'planned'"
        ).fetchone()
    assert run("summary", "DIR", row[1], "--session", str(row[0]), "--to", tmp_path / "x.pdf") == 1
    assert "Nothing is written for the client in session" in capsys.readouterr().err


def test_an_altered_agreement_is_not_handed_out(
    run: Run, sample: Path, tmp_path: Path, capsys: Captured
) -> None:
    with opened(sample) as store, store.transaction():
        for trigger in [
            row[0] for row in store.db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        ]:
            store.db.execute(f"DROP TRIGGER {trigger}")
        store.db.execute("UPDATE clause SET agreed_words = agreed_words || '!' WHERE agreed_words <> ''")
    assert run("agreement", "DIR", "zoe", "--to", tmp_path / "x.pdf") == 1
    assert "is not what was signed" in capsys.readouterr().err
