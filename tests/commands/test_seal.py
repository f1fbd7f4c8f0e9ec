from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from coachdesk.cli import main
from coachdesk.documents.seal import SealState, check_seal
from coachdesk.exchange.everything import export_everything
from coachdesk.models.entities.sharing import Protection
from tests.commands.conftest import Run
from tests.commands.test_documents import Captured, last_shared, opened

PASSWORD = "grüne Bäume im Herbst"


@pytest.fixture
def password_file(tmp_path: Path) -> Path:
    file = tmp_path / "password"
    file.write_text(PASSWORD + "\n", encoding="utf-8")
    return file


@pytest.fixture
def sealed(run: Run, tmp_path: Path) -> Path:
    target = tmp_path / "sealed.pdf"
    assert run("agreement", "DIR", "zoe", "--seal", "--to", target) == 0
    return target


def test_a_sealed_agreement_is_recorded_as_such(sealed: Path, sample: Path) -> None:
    shared = last_shared(sample)
    assert shared.protection is Protection.SEALED
    assert shared.sha256 == sha256(sealed.read_bytes()).hexdigest()
    assert check_seal(sealed.read_bytes()).state is SealState.WHOLE


def test_the_pages_are_kept_without_the_seal(sealed: Path, sample: Path) -> None:
    with opened(sample) as store:
        kept = [row[0] for row in store.db.execute("SELECT pdf FROM version_pdf")]
    assert any(sealed.read_bytes().startswith(pdf) for pdf in kept)
    assert {check_seal(pdf).state for pdf in kept} == {SealState.NONE}


def test_an_agreement_with_a_password_opens_with_it_only(
    run: Run, sample: Path, tmp_path: Path, password_file: Path
) -> None:
    target = tmp_path / "locked.pdf"
    assert run("agreement", "DIR", "zoe", "--password-file", password_file, "--to", target) == 0
    assert last_shared(sample).protection is Protection.ENCRYPTED
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(target)
    pikepdf.open(target, password=PASSWORD).close()


def test_a_summary_takes_both(run: Run, sample: Path, tmp_path: Path, password_file: Path) -> None:
    target = tmp_path / "both.pdf"
    protection = ("--seal", "--password-file", password_file)
    assert run("summary", "DIR", "Łukasz", "--session", "4", *protection, "--to", target) == 0
    shared = last_shared(sample)
    assert shared.protection is Protection.SEALED_AND_ENCRYPTED
    assert shared.sha256 == sha256(target.read_bytes()).hexdigest()
    assert check_seal(target.read_bytes(), PASSWORD).state is SealState.WHOLE


def test_the_password_is_nowhere_in_the_vault(
    run: Run, sample: Path, tmp_path: Path, password_file: Path
) -> None:
    target = tmp_path / "locked.pdf"
    assert run("agreement", "DIR", "zoe", "--password-file", password_file, "--to", target) == 0
    with opened(sample) as store:
        everything = export_everything(store).decode()
    assert "Zoë Brandt" in everything
    assert PASSWORD not in everything


def test_a_password_that_can_t_be_taken_is_refused_before_anything_leaves(
    run: Run, tmp_path: Path, capsys: Captured
) -> None:
    short = tmp_path / "short"
    short.write_text("x", encoding="utf-8")
    assert run("agreement", "DIR", "zoe", "--password-file", short, "--to", tmp_path / "x.pdf") == 1
    assert "shorter than 8 characters" in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()


def test_a_sealed_file_is_checked_without_a_vault(sealed: Path, capsys: Captured) -> None:
    capsys.readouterr()
    assert main(["check-pdf", str(sealed)]) == 0
    said = capsys.readouterr().out
    assert "is as it was sealed on" in said
    assert "compare its fingerprint" in said


def test_a_file_with_one_byte_more_fails(sealed: Path, capsys: Captured) -> None:
    sealed.write_bytes(sealed.read_bytes() + b"\n")
    assert main(["check-pdf", str(sealed)]) == 1
    assert "was changed after it was sealed" in capsys.readouterr().err


def test_a_file_without_a_seal_is_said_to_have_none(run: Run, tmp_path: Path, capsys: Captured) -> None:
    plain = tmp_path / "plain.pdf"
    run("agreement", "DIR", "zoe", "--to", plain)
    assert main(["check-pdf", str(plain)]) == 1
    assert "is not sealed" in capsys.readouterr().err


def test_a_locked_file_wants_its_password(
    run: Run, tmp_path: Path, password_file: Path, capsys: Captured
) -> None:
    target = tmp_path / "both.pdf"
    run("agreement", "DIR", "zoe", "--seal", "--password-file", password_file, "--to", target)
    assert main(["check-pdf", str(target)]) == 1
    assert "opens with its password only" in capsys.readouterr().err
    assert main(["check-pdf", str(target), "--password-file", str(password_file)]) == 0


def test_a_file_that_is_not_there_is_said(tmp_path: Path, capsys: Captured) -> None:
    assert main(["check-pdf", str(tmp_path / "none.pdf")]) == 1
    assert "could not be" in capsys.readouterr().err
