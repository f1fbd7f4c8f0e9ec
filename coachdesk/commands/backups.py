"""`coachdesk vault backup|backups DIR`, and `restore|rehearse FILE`."""

from argparse import ArgumentParser, Namespace
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.commands import asking
from coachdesk.commands.opening import Run, prepared, remark
from coachdesk.errors import QT_TRANSLATE_NOOP, DamagedVaultError

if TYPE_CHECKING:
    from coachdesk.commands import Subparsers
    from coachdesk.crypto.backups.reading import OpenedBackup


def add_parsers(_top: "Subparsers", vault: "Subparsers") -> None:
    """Add what is done with backups."""
    backup = _add(vault, "backup", "make a backup, read it back, and let the oldest ones go", _backup)
    _add_folder(backup)
    asking.add_passphrase_file(backup)
    backup.add_argument("--to", type=Path, metavar="FOLDER", help="copy it to this folder as well")
    _add_folder(_add(vault, "backups", "list the backups of a vault; no passphrase is needed", _list))
    restore = _add(vault, "restore", "make a vault of a backup, in a new folder", _restore)
    restore.add_argument("--to", type=Path, metavar="DIR", required=True, help="the folder; a new one")
    rehearse = _add(vault, "rehearse", "try whether a backup would bring everything back", _rehearse)
    for parser in (restore, rehearse):
        parser.add_argument("file", type=Path, metavar="FILE", help="the backup")
        asking.add_passphrase_file(parser)
        asking.add_words_file(parser)


def _add(vault: "Subparsers", name: str, what: str, run: Run) -> ArgumentParser:
    parser: ArgumentParser = vault.add_parser(name, help=what, description=f"{what.capitalize()}.")
    parser.set_defaults(run=prepared(run))
    return parser


def _add_folder(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of the vault")


def _backup(arguments: Namespace) -> None:
    from coachdesk.crypto import vault
    from coachdesk.crypto.backups.second_place import copy_to_second_place
    from coachdesk.models.clock import system_clock

    with vault.unlock(arguments.folder, asking.passphrase(arguments.passphrase_file)) as opened:
        maker = opened.backup_maker()
        with closing(opened.connect()) as connection:
            made = maker.make(connection, system_clock())
        rows = sum(maker.inventory(made.path).rows.values())
    print(f"Made {made.path}, {rows} rows, {made.size} bytes. It was opened and read again.")
    if arguments.to is not None:
        print(f"Copied to {copy_to_second_place(made.path, arguments.to)}, and read again there.")


def _list(arguments: Namespace) -> None:
    from coachdesk.crypto.backups.shelf import FOLDER_NAME, Shelf

    found = Shelf(arguments.folder / FOLDER_NAME).backups()
    for one in found:
        state = "whole" if one.is_sound else "DAMAGED"
        checked = f"{state} on {_moment(one.check.at)}"
        print(f"{_moment(one.made_at)}  generation {one.generation}  {one.size} bytes  {checked}  {one.path}")
    if not found:
        remark("There is no backup yet.")


def _restore(arguments: Namespace) -> None:
    from coachdesk import paths
    from coachdesk.crypto.backups.restoring import nothing_more, restore
    from coachdesk.last_seen import LastSeen
    from coachdesk.models.kit_care import note_opened

    asking.refuse_two_from_standard_input(arguments.words_file, arguments.passphrase_file)
    backup, passphrase = _opened(arguments)
    with backup:
        finish = nothing_more if passphrase else note_opened
        new = passphrase or asking.new_passphrase(arguments.passphrase_file)
        restore(backup, arguments.to, new, finish=finish)
        made = _moment(backup.manifest.made_at)
        LastSeen(paths.seen_file()).mean(backup.manifest.vault_id, backup.manifest.generation)
    print(f"Restored to {arguments.to}, as the vault was on {made}. Nothing else was changed.")


def _rehearse(arguments: Namespace) -> None:
    from coachdesk.models.document_check import altered_documents

    backup, _passphrase = _opened(arguments)
    with backup:
        altered = backup.check(inspect=altered_documents)
        rows = sum(backup.inventory.rows.values())
        made = _moment(backup.manifest.made_at)
    if altered:
        raise DamagedVaultError(
            QT_TRANSLATE_NOOP(
                "errors", "In this backup, {count} document(s) are not as they were signed or added."
            ),
            QT_TRANSLATE_NOOP("errors", "All else can be restored. Try an older backup, too."),
            count=len(altered),
        )
    print(f"This backup opens, and everything is there: {rows} rows, as the vault was on {made}.")
    print("Every document in it is as it was signed, and every file as it was added. Nothing was changed.")


def _opened(arguments: Namespace) -> "tuple[OpenedBackup, str]":
    """Open the backup; return the passphrase too, an empty one where the words did it."""
    from coachdesk.crypto.backups.reading import open_with_passphrase, open_with_words

    if arguments.words_file is not None:
        return open_with_words(arguments.file, asking.words(arguments.words_file)), ""
    passphrase = asking.passphrase(arguments.passphrase_file, "Passphrase of the backup")
    return open_with_passphrase(arguments.file, passphrase), passphrase


def _moment(moment: datetime) -> str:
    from coachdesk.models.clock import local

    return f"{local(moment):%Y-%m-%d %H:%M}"
