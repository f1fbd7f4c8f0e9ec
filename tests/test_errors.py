import pytest

from coachdesk.errors import (
    DamagedVaultError,
    DiskFullError,
    InvalidInputError,
    KnownError,
    NotFoundError,
    known_from_sqlite,
)


def test_facts_fill_the_text() -> None:
    error = InvalidInputError(
        "“{typed}” is no day.", "Type it like {example}.", typed="31 June", example="1 June"
    )
    assert str(error) == "“31 June” is no day. Type it like 1 June."


def test_braces_in_a_fact_stay_as_they_are() -> None:
    assert "{name}" in str(InvalidInputError("“{typed}” is no day.", "Again.", typed="{name}"))


def test_the_class_brings_its_own_words() -> None:
    assert "no longer in the vault" in str(NotFoundError())


@pytest.mark.parametrize(
    ("text", "known"),
    [("database or disk is full", DiskFullError), ("database disk image is malformed", DamagedVaultError)],
)
def test_a_message_of_the_database_is_mapped(text: str, known: type[KnownError]) -> None:
    assert isinstance(known_from_sqlite(Exception(text)), known)


def test_our_own_mistakes_are_not_mapped() -> None:
    assert known_from_sqlite(Exception("no such column: nmae")) is None


def every_known_error() -> list[type[KnownError]]:
    found: list[type[KnownError]] = []
    waiting = [KnownError]
    while waiting:
        kind = waiting.pop()
        found.append(kind)
        waiting += kind.__subclasses__()
    return found


def test_every_known_error_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in every_known_error()]
    assert len(set(codes)) == len(codes)
