"""`coachdesk vault check|salvage DIR`."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.commands import asking
from coachdesk.commands.opening import remark
from coachdesk.errors import QT_TRANSLATE_NOOP, DamagedVaultError

if TYPE_CHECKING:
    from coachdesk.commands import Subparsers
    from coachdesk.crypto.keystore import Copies
    from coachdesk.models.entities.health import HealthReport, LostRecord


def add_parsers(_top: "Subparsers", vault: "Subparsers") -> None:
    """Add the commands about a vault's health."""
    _parser(vault, "check", "read every page of a vault, and name what can't be read").set_defaults(
        run=_check
    )
    salvage = _parser(vault, "salvage", "put all that can be read of a damaged vault into a new one")
    salvage.add_argument(
        "--to", type=Path, required=True, metavar="DIR", help="the folder of the new vault; it must not exist"
    )
    salvage.set_defaults(run=_salvage)


def _parser(vault: "Subparsers", name: str, what: str) -> ArgumentParser:
    parser: ArgumentParser = vault.add_parser(name, help=what, description=f"{what.capitalize()}.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of the vault")
    asking.add_passphrase_file(parser)
    return parser


def _check(arguments: Namespace) -> None:
    from coachdesk import health
    from coachdesk.crypto import vault

    passphrase = asking.passphrase(arguments.passphrase_file)
    with vault.unlock_damaged(arguments.folder, passphrase) as opened:
        _say_keys(opened.copies)
        report = health.full_check(opened, lambda: datetime.now(UTC))
    if not report.is_whole:
        _name(report.lost)
        raise DamagedVaultError(
            QT_TRANSLATE_NOOP("errors", "The vault is damaged."),
            QT_TRANSLATE_NOOP(
                "errors",
                "Restore a backup, or save what can be read: coachdesk vault salvage. Nothing was written.",
            ),
        )
    print("Every page can be read." if report.altered else "The vault is whole.")
    _say_documents(report)


def _say_documents(report: "HealthReport") -> None:
    """Name the agreements and files that are not what was signed and added.

    Raises:
        DamagedVaultError: there is one.
    """
    if not report.documents_checked:
        remark("An earlier CoachDesk wrote it. Open it once, and its agreements and files are checked, too.")
    for record in report.altered:
        print(f"Altered: {record.text()}", file=sys.stderr)
    if report.altered:
        raise DamagedVaultError(
            QT_TRANSLATE_NOOP(
                "errors", "In this vault, {count} document(s) are not as they were signed or added."
            ),
            QT_TRANSLATE_NOOP(
                "errors", "Compare them with a copy that was handed out, or restore an older backup."
            ),
            count=len(report.altered),
        )


def _say_keys(copies: "Copies") -> None:
    from coachdesk.crypto.keystore import Copies

    if copies is Copies.REPAIRED:
        print("One of the two key files was damaged or missing; it was written anew from the other.")
    if copies is Copies.NOT_REPAIRED:
        print("One of the two key files is damaged or missing and could not be written.", file=sys.stderr)


def _salvage(arguments: Namespace) -> None:
    from coachdesk import health
    from coachdesk.crypto import vault

    passphrase = asking.passphrase(arguments.passphrase_file)
    with vault.unlock_damaged(arguments.folder, passphrase) as opened:
        lost = health.save_readable(opened, arguments.to)
    print(f"Made {arguments.to}. The same passphrase and recovery words open it.")
    _name(lost)


def _name(lost: "Sequence[LostRecord]") -> None:
    for record in lost:
        print(f"Lost: {record.text()}", file=sys.stderr)
    if not lost:
        print("Nothing that you wrote is lost.", file=sys.stderr)
