import getpass
from pathlib import Path

import pytest

from coachdesk.commands import asking
from coachdesk.errors import InvalidInputError, StorageError
from tests.commands.stdin import give_input


def type_in(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Answer the questions to come, and return where they are written down."""
    asked: list[str] = []
    given = iter(answers)

    def answer(question: str) -> str:
        asked.append(question)
        return next(given)

    give_input(monkeypatch, b"", terminal=True)
    monkeypatch.setattr(getpass, "getpass", answer)
    return asked


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"quiet river", "quiet river"),
        (b"quiet river\n", "quiet river"),
        (b"quiet river\r\n", "quiet river"),
        (b"quiet river\n\n", "quiet river\n"),
        (b" quiet river ", " quiet river "),
        ("größe 🦔\n".encode(), "größe 🦔"),
        (b"", ""),
    ],
)
def test_one_line_end_is_not_part_of_it(
    content: bytes, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(content)
    assert asking.passphrase(str(tmp_path / "file")) == expected
    give_input(monkeypatch, content)
    assert asking.passphrase("-") == expected


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x" * (1024 * 1024 + 1)])
def test_what_is_no_secret_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(InvalidInputError, match="UTF-8"):
        asking.text_of(str(tmp_path / "file"))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="No such file"):
        asking.passphrase(str(tmp_path / "missing"))


def test_a_present_passphrase_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = type_in(monkeypatch, "quiet river")
    assert asking.passphrase(None) == "quiet river"
    assert asked == ["Passphrase: "]


def test_a_new_one_is_asked_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = type_in(monkeypatch, "quiet river", "quiet river")
    assert asking.new_passphrase(None) == "quiet river"
    assert asked == ["New passphrase: ", "The same again: "]


def test_two_that_differ_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, "quiet river", "quiet rivers")
    with pytest.raises(InvalidInputError, match="differ"):
        asking.new_passphrase(None)


def test_without_a_terminal_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    give_input(monkeypatch, b"quiet river")
    with pytest.raises(InvalidInputError, match="no terminal"):
        asking.passphrase(None)
