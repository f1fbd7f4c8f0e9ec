"""`coachdesk vault keychain add|remove DIR`."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.commands import asking
from coachdesk.commands.opening import remark

if TYPE_CHECKING:
    from coachdesk.commands import Subparsers


def add_parsers(_top: "Subparsers", vault: "Subparsers") -> None:
    """Add what the keychain of this computer can do for a vault."""
    what = "let this computer's keychain open a vault for whoever is logged in"
    keychain: ArgumentParser = vault.add_parser("keychain", help=what, description=f"{what.capitalize()}.")
    verbs = keychain.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add(verbs, "add", "let the keychain of this computer open a vault").set_defaults(run=_add_keychain)
    _add(verbs, "remove", "let no keychain open a vault").set_defaults(run=_remove_keychain)


def _add(verbs: "Subparsers", name: str, what: str) -> ArgumentParser:
    parser: ArgumentParser = verbs.add_parser(name, help=what, description=f"{what.capitalize()}.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of the vault")
    asking.add_passphrase_file(parser)
    return parser


def _add_keychain(arguments: Namespace) -> None:
    from coachdesk.crypto import vault
    from coachdesk.crypto.keychain import Keychain

    with vault.unlock(arguments.folder, asking.passphrase(arguments.passphrase_file)) as opened:
        opened.add_keychain(Keychain())
    print(
        "Whoever is logged in to this computer as you can open the vault in its window now."
        " The passphrase and the recovery words open it as before."
    )


def _remove_keychain(arguments: Namespace) -> None:
    from coachdesk.crypto import vault
    from coachdesk.crypto.keychain import Keychain

    with vault.unlock(arguments.folder, asking.passphrase(arguments.passphrase_file)) as opened:
        left = opened.remove_keychain(Keychain())
    print("No keychain opens the vault any more.")
    if left is not None:
        remark(f"What the keychain kept could not be deleted there, and opens nothing: {left.text()}")
