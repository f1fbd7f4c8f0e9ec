"""Secrets for a command: from a file, from standard input, or asked without showing them."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Final

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, known_from_os

STANDARD_INPUT: Final = "-"
_MOST_BYTES: Final = 1024 * 1024


def add_passphrase_file(parser: ArgumentParser) -> None:
    """Let a command take `--passphrase-file`."""
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help="read the passphrase from FILE, - for standard input; one line end at its end is not part of it",
    )


def add_words_file(parser: ArgumentParser) -> None:
    """Let a command take `--words-file`."""
    parser.add_argument(
        "--words-file", metavar="FILE", help="read the 24 words from FILE, - for standard input"
    )


def add_password_file(parser: ArgumentParser, what: str) -> None:
    """Let a command take `--password-file`, for a PDF's own password."""
    parser.add_argument(
        "--password-file", metavar="FILE", help=f"{what}; read it from FILE, - for standard input"
    )


def words(file: str | None) -> str:
    """Return recovery words; errors as in `passphrase`."""
    return _ask("The 24 recovery words") if file is None else text_of(file)


def passphrase(file: str | None, question: str = "Passphrase") -> str:
    """Return a passphrase that exists.

    Raises:
        KnownError: the file can't be read, or there is nobody to ask.
    """
    return _ask(question) if file is None else without_line_end(text_of(file))


def refuse_two_from_standard_input(*files: str | None) -> None:
    """Refuse what can't be: a stream holds one secret.

    Raises:
        InvalidInputError: more than one is to come from there.
    """
    if files.count(STANDARD_INPUT) > 1:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "Standard input can hold one secret only."),
            QT_TRANSLATE_NOOP("errors", "Name a file for the other one."),
        )


def new_passphrase(file: str | None, question: str = "New passphrase") -> str:
    """Return a passphrase that is to be set; whoever types it does so twice.

    Raises:
        InvalidInputError: the two differ.
        KnownError: as `passphrase`.
    """
    typed = passphrase(file, question)
    if file is None and _ask("The same again") != typed:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "The two passphrases differ."),
            QT_TRANSLATE_NOOP("errors", "Nothing was changed; please try again."),
        )
    return typed


def text_of(file: str) -> str:
    """Return the text of a file, `-` for standard input.

    Raises:
        StorageError: it can't be read.
        InvalidInputError: it is no UTF-8 text, or longer than a secret is.
    """
    try:
        content = _bytes_of(file)
        if len(content) <= _MOST_BYTES:
            return content.decode("utf-8")
    except OSError as error:
        raise known_from_os(error) from error
    except UnicodeDecodeError:
        pass
    raise InvalidInputError(
        QT_TRANSLATE_NOOP("errors", "{file} holds no passphrase or words in UTF-8."),
        QT_TRANSLATE_NOOP("errors", "Give a file with nothing else in it."),
        file=file,
    )


def without_line_end(text: str) -> str:
    """Return the text without one line end, because editors and `echo` add it; spaces count."""
    return text.removesuffix("\n").removesuffix("\r")


def _bytes_of(file: str) -> bytes:
    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read(_MOST_BYTES + 1)
    with Path(file).open("rb") as opened:
        return opened.read(_MOST_BYTES + 1)


def _ask(question: str) -> str:
    from getpass import getpass

    if not sys.stdin.isatty():
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "There is no terminal to ask for the passphrase."),
            QT_TRANSLATE_NOOP("errors", "Name a file with it, or - for standard input."),
        )
    return getpass(f"{question}: ")
