"""`coachdesk check-pdf FILE`: whether a sealed PDF is still what was sealed; it takes no vault."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.commands import asking
from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, KnownError

if TYPE_CHECKING:
    from datetime import datetime

    from coachdesk.commands import Subparsers
    from coachdesk.documents.certificate import CertificateFacts


class NotAsSealedError(KnownError):
    """A file was changed after it was sealed."""

    code = "not-as-sealed"
    message = QT_TRANSLATE_NOOP("errors", "{file} was changed after it was sealed.")
    hint = QT_TRANSLATE_NOOP("errors", "Ask for the file again, or compare it with the copy in the vault.")


def add_parsers(top: "Subparsers", _vault: "Subparsers") -> None:
    """Add the command."""
    what = "tell whether a sealed PDF was changed afterwards"
    parser: ArgumentParser = top.add_parser("check-pdf", help=what, description=f"{what.capitalize()}.")
    parser.add_argument("file", type=Path, metavar="FILE", help="the PDF")
    asking.add_password_file(parser, "the password that opens it, where it has one")
    parser.set_defaults(run=_check)


def _check(arguments: Namespace) -> None:
    from coachdesk.documents.seal import SealState, check_seal, content_of

    file = arguments.password_file
    found = check_seal(content_of(arguments.file), "" if file is None else asking.passphrase(file))
    if found.state is SealState.CHANGED:
        raise NotAsSealedError(file=arguments.file)
    if found.certificate is None:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "{file} is not sealed."),
            QT_TRANSLATE_NOOP("errors", "Whether it was changed can't be told from the file."),
            file=arguments.file,
        )
    _tell(arguments.file, found.certificate, found.sealed_at)


def _tell(file: Path, facts: "CertificateFacts", sealed_at: "datetime | None") -> None:
    day = "" if sealed_at is None else f" on {sealed_at.astimezone():%Y-%m-%d %H:%M}"
    who = f"{facts.name}, {facts.organisation}" if facts.organisation else facts.name
    print(f"{file} is as it was sealed{day}, to the last byte.")
    print(f"The certificate names {who}. Anybody can put a name there: compare its fingerprint.")
    print(facts.grouped)
