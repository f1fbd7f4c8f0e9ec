import pytest

from tests.commands.conftest import Run

Captured = pytest.CaptureFixture[str]


def lines(capsys: Captured) -> list[list[str]]:
    return [line.split("\t") for line in capsys.readouterr().out.splitlines()]


def test_a_client_comes_first_with_accents_left_out(run: Run, capsys: Captured) -> None:
    assert run("search", "DIR", "lukasz") == 0
    first, *others = lines(capsys)
    assert first[0] == "client"
    assert first[2] == "Łukasz Wróblewski"
    assert {line[0] for line in others} <= {"note", "session", "commitment", "pledge", "clause"}


def test_a_note_says_day_client_session_and_words(run: Run, capsys: Captured) -> None:
    assert run("search", "DIR", "supervision", "proud") == 0
    assert ["note", "2026-01-30", "Łukasz Wróblewski", "session 4"] in [line[:4] for line in lines(capsys)]


def test_nothing_found_is_no_failure(run: Run, capsys: Captured) -> None:
    assert run("search", "DIR", "zebra") == 0
    assert capsys.readouterr() == ("", "Nothing has these words.\n")


def test_signs_are_no_failure(run: Run, capsys: Captured) -> None:
    assert run("search", "DIR", '"*(', "AND") == 0
    assert "Traceback" not in capsys.readouterr().err


def test_many_hits_are_counted(run: Run, capsys: Captured) -> None:
    assert run("search", "DIR", "t") == 0
    out, err = capsys.readouterr()
    assert err.endswith(f"found; these are the {len(out.splitlines())} newest.\n")
