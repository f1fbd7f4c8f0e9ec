"""`coachdesk vault kit replace|rehearse DIR`, and how a kit leaves the command line."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.commands import asking
from coachdesk.commands.opening import remark
from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, KnownError

if TYPE_CHECKING:
    from coachdesk.commands import Subparsers


def add_parsers(_top: "Subparsers", vault: "Subparsers") -> None:
    """Add what can be done about the recovery kit."""
    what = "replace the recovery kit, or try it out"
    kit: ArgumentParser = vault.add_parser("kit", help=what, description=f"{what.capitalize()}.")
    verbs = kit.add_subparsers(title="commands", metavar="COMMAND", required=True)
    replace = _add(verbs, "replace", "give a vault a new master key and new recovery words")
    asking.add_passphrase_file(replace)
    add_kit_file(replace)
    replace.set_defaults(run=_replace)
    rehearse = _add(verbs, "rehearse", "find out whether the recovery words open a vault; nothing is changed")
    asking.add_words_file(rehearse)
    rehearse.set_defaults(run=_rehearse)


def _add(verbs: "Subparsers", name: str, what: str) -> ArgumentParser:
    parser: ArgumentParser = verbs.add_parser(name, help=what, description=f"{what.capitalize()}.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of the vault")
    return parser


def add_kit_file(parser: ArgumentParser) -> None:
    """Let a command take `--kit`."""
    parser.add_argument("--kit", type=Path, metavar="FILE.pdf", help="write the recovery kit, print no words")


def refuse_existing_kit(file: Path | None) -> None:
    """Keep what is there already, before anything is made.

    Raises:
        InvalidInputError: the file exists.
    """
    if file is not None and file.exists():
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "{file} is there already; nothing was made."),
            QT_TRANSLATE_NOOP("errors", "Choose another name for the kit."),
            file=file,
        )


def hand_over(words: tuple[str, ...], vault_id: str, folder: Path, file: Path | None) -> None:
    """Write the kit; where there is no file for it, or that fails, the words are printed this once."""
    written = False
    try:
        if file is not None:
            _write(words, vault_id, folder, file)
            written = True
            print(f"Print {file}, keep it in a safe place, then delete the file: its words open the vault.")
    finally:
        if not written:
            _print(words)


def _print(words: tuple[str, ...]) -> None:
    print("These 24 words open the vault without a passphrase. Write them down now; they are shown once.")
    for number, word in enumerate(words, start=1):
        print(f"{number:2}. {word}")


def _write(words: tuple[str, ...], vault_id: str, folder: Path, file: Path) -> None:
    from coachdesk.documents.kit import render_kit
    from coachdesk.documents.renderer import Renderer
    from coachdesk.files import write_atomically
    from coachdesk.models.entities.sharing import RecoveryKit

    kit = RecoveryKit(
        words=words, vault_id=vault_id, made_on=date.today(), vault_place=str(folder.absolute())
    )
    write_atomically(file, render_kit(kit, Renderer()).pdf)


def _replace(arguments: Namespace) -> None:
    """Hand over the new words first: a kill in between leaves a kit too many, never one too few.

    What opens with the former words is backed up before anything else.
    """
    from coachdesk.crypto import vault
    from coachdesk.crypto.backups.making import back_up
    from coachdesk.crypto.keychain import Keychain
    from coachdesk.models.clock import system_clock

    refuse_existing_kit(arguments.kit)
    passphrase = asking.passphrase(arguments.passphrase_file)
    with vault.unlock(arguments.folder, passphrase) as opened:
        back_up(opened, system_clock())
        renewal = opened.prepare_renewal()
        hand_over(renewal.words(), opened.vault_id, arguments.folder, arguments.kit)
        had_keychain = vault.opens_with_keychain(arguments.folder)
        try:
            opened.replace_kit(renewal, passphrase, keychain=Keychain())
        except KnownError:
            remark("The words just given are not in force; the former kit still is.")
            raise
    print("The new words are in force. Backups made before still open with the former ones.")
    if had_keychain:
        print("The keychain no longer opens the vault; “coachdesk vault keychain add” lets it again.")


def _rehearse(arguments: Namespace) -> None:
    from coachdesk.crypto import vault

    vault.unlock_with_words(arguments.folder, asking.words(arguments.words_file)).close()
    print("These words open the vault. Nothing was changed.")
