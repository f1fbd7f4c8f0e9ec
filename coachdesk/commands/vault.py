"""`coachdesk vault create|recover|passphrase DIR`."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.commands import asking, kit

if TYPE_CHECKING:
    from coachdesk.commands import Subparsers


def add_parsers(_top: "Subparsers", vault: "Subparsers") -> None:
    """Add the commands of the vault itself."""
    create = _parser(vault, "create", "make a new vault and its recovery words")
    kit.add_kit_file(create)
    create.set_defaults(run=_create)
    recover = _parser(vault, "recover", "open a vault by its recovery words and give it a new passphrase")
    asking.add_words_file(recover)
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

    kit.refuse_existing_kit(arguments.kit)
    passphrase = asking.new_passphrase(arguments.passphrase_file)
    with vault.create(arguments.folder, passphrase) as opened:
        print(f"Made {arguments.folder}, vault {opened.vault_id}.")
        kit.hand_over(opened.recovery_words(), opened.vault_id, arguments.folder, arguments.kit)
    _say_if_weak(passphrase)


def _recover(arguments: Namespace) -> None:
    from coachdesk.crypto import vault

    asking.refuse_two_from_standard_input(arguments.words_file, arguments.passphrase_file)
    words = asking.words(arguments.words_file)
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
