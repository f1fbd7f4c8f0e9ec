"""`coachdesk vault create|check|recover|passphrase DIR`."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.commands import asking
from coachdesk.errors import QT_TRANSLATE_NOOP, DamagedVaultError, InvalidInputError

if TYPE_CHECKING:
    from coachdesk.commands import Subparsers
    from coachdesk.crypto.vault import OpenedVault


def add_parsers(_top: "Subparsers", vault: "Subparsers") -> None:
    """Add the commands of the vault itself."""
    create = _parser(vault, "create", "make a new vault and its recovery words")
    create.add_argument("--kit", type=Path, metavar="FILE.pdf", help="write the recovery kit, print no words")
    create.set_defaults(run=_create)
    _parser(vault, "check", "read every page of a vault").set_defaults(run=_check)
    recover = _parser(vault, "recover", "open a vault by its recovery words and give it a new passphrase")
    recover.add_argument(
        "--words-file", metavar="FILE", help="read the 24 words from FILE, - for standard input"
    )
    recover.set_defaults(run=_recover)
    change = _parser(vault, "passphrase", "change the passphrase")
    change.add_argument("--new-passphrase-file", metavar="FILE", help="read the new passphrase from FILE")
    change.set_defaults(run=_change)


def _parser(vault: "Subparsers", name: str, what: str) -> ArgumentParser:
    parser: ArgumentParser = vault.add_parser(name, help=what, description=f"{what.capitalize()}.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of the vault")
    asking.add_passphrase_file(parser)
    return parser


def _create(arguments: Namespace) -> None:
    from coachdesk.crypto import vault

    kit: Path | None = arguments.kit
    if kit is not None and kit.exists():
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "{file} is there already; nothing was made."),
            QT_TRANSLATE_NOOP("errors", "Choose another name for the kit."),
            file=kit,
        )
    passphrase = asking.new_passphrase(arguments.passphrase_file)
    with vault.create(arguments.folder, passphrase) as opened:
        print(f"Made {arguments.folder}, vault {opened.vault_id}.")
        _hand_over_words(opened, kit)
    _say_if_weak(passphrase)


def _hand_over_words(opened: "OpenedVault", kit: Path | None) -> None:
    """Write the kit; where there is none, or it fails, the words are printed this once."""
    written = False
    try:
        if kit is not None:
            _write_kit(opened, kit)
            written = True
            print(f"Print {kit}, keep it in a safe place, then delete the file: its words open the vault.")
    finally:
        if not written:
            _print_words(opened.recovery_words())


def _print_words(words: tuple[str, ...]) -> None:
    print("These 24 words open the vault without a passphrase. Write them down now; they are shown once.")
    for number, word in enumerate(words, start=1):
        print(f"{number:2}. {word}")


def _write_kit(opened: "OpenedVault", file: Path) -> None:
    from datetime import date

    from coachdesk.documents.kit import render_kit
    from coachdesk.documents.renderer import Renderer
    from coachdesk.files import write_atomically
    from coachdesk.models.entities.sharing import RecoveryKit

    kit = RecoveryKit(
        words=opened.recovery_words(),
        vault_id=opened.vault_id,
        made_on=date.today(),
        vault_place=str(opened.folder.absolute()),
    )
    write_atomically(file, render_kit(kit, Renderer()).pdf)


def _check(arguments: Namespace) -> None:
    from coachdesk.crypto import vault
    from coachdesk.crypto.keystore import Copies

    health = vault.check(arguments.folder, asking.passphrase(arguments.passphrase_file))
    if health.copies is Copies.REPAIRED:
        print("One of the two key files was damaged or missing; it was written anew from the other.")
    if health.copies is Copies.NOT_REPAIRED:
        print("One of the two key files is damaged or missing and could not be written.", file=sys.stderr)
    for problem in health.problems:
        print(problem, file=sys.stderr)
    if health.problems:
        raise DamagedVaultError(
            QT_TRANSLATE_NOOP("errors", "The vault is damaged in {count} place(s)."),
            QT_TRANSLATE_NOOP("errors", "Restore a backup. Nothing was written."),
            count=len(health.problems),
        )
    print("The vault is whole.")


def _recover(arguments: Namespace) -> None:
    from coachdesk.crypto import vault

    asking.refuse_two_from_standard_input(arguments.words_file, arguments.passphrase_file)
    if arguments.words_file is None:
        words = asking.passphrase(None, "The 24 recovery words")
    else:
        words = asking.text_of(arguments.words_file)
    with vault.unlock_with_words(arguments.folder, words) as opened:
        passphrase = asking.new_passphrase(arguments.passphrase_file)
        opened.set_passphrase(passphrase)
    print("The vault has a new passphrase. The recovery words stay the same.")
    _say_if_weak(passphrase)


def _change(arguments: Namespace) -> None:
    from coachdesk.crypto import vault

    asking.refuse_two_from_standard_input(arguments.passphrase_file, arguments.new_passphrase_file)
    old = asking.passphrase(arguments.passphrase_file, "Present passphrase")
    new = asking.new_passphrase(arguments.new_passphrase_file)
    vault.change_passphrase(arguments.folder, old, new)
    print("The passphrase is changed. Backups made before open with the former one.")
    _say_if_weak(new)


def _say_if_weak(passphrase: str) -> None:
    from coachdesk.strength import GuessTime, strength_of

    guess_time = strength_of(passphrase).guess_time
    if guess_time not in (GuessTime.YEARS, GuessTime.CENTURIES):
        print(
            f"Guessing this passphrase from a stolen copy would take {guess_time.name.lower()}; "
            "one or two more words that have nothing to do with each other make it far longer.",
            file=sys.stderr,
        )
