"""A vault opened for one command, and the file that the command writes."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coachdesk.commands import asking
from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, known_from_sqlite

if TYPE_CHECKING:
    from coachdesk.commands import Subparsers
    from coachdesk.crypto.opened import OpenedVault
    from coachdesk.models.store import Store


Run = Callable[[Namespace], None]


def add_command(parent: "Subparsers", name: str, what: str, run: Run) -> ArgumentParser:
    """Add a command that reads a vault."""
    parser: ArgumentParser = parent.add_parser(name, help=what, description=f"{what.capitalize()}.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder of the vault")
    asking.add_passphrase_file(parser)
    parser.set_defaults(run=prepared(run))
    return parser


def prepared(run: Run) -> Run:
    """Let a command run on the right driver."""
    return partial(_run_prepared, run)


def _run_prepared(run: Run, arguments: Namespace) -> None:
    """Run a command on the right driver: sqlite_utils takes the one that it finds prepared."""
    import coachdesk.crypto.connection  # noqa: F401  (for what its import does)

    run(arguments)


def add_target(parser: ArgumentParser, name: str) -> None:
    """Let a command say where its file goes."""
    parser.add_argument("--to", type=Path, required=True, metavar=name, help="the file to write; a new one")


@contextmanager
def opened_store(arguments: Namespace) -> Iterator["Store"]:
    """Lend the store of a vault; closed and locked again afterwards.

    Raises:
        VaultError: it does not open.
    """
    with opened_vault(arguments) as (_vault, store):
        yield store


@contextmanager
def opened_vault(arguments: Namespace) -> Iterator[tuple["OpenedVault", "Store"]]:
    """Lend a vault with its store; errors as in `opened_store`."""
    from coachdesk.crypto import vault
    from coachdesk.models.store import Store
    from coachdesk.opening import connect

    with vault.unlock(arguments.folder, asking.passphrase(arguments.passphrase_file)) as opened:
        _tell_of_newer(opened)
        try:
            with closing(Store(connect(opened, _tell_of_upgrade))) as store:
                yield opened, store
        except Exception as error:
            known = known_from_sqlite(error)
            if known is None:
                raise
            raise known from error


def _tell_of_newer(opened: "OpenedVault") -> None:
    """Say that a newer state of the vault was used on this computer."""
    from coachdesk import paths
    from coachdesk.last_seen import LastSeen

    seen = LastSeen(paths.seen_file()).newer_than(opened.vault_id, opened.generation())
    if seen is not None:
        remark(f"This file is older than the one used here on {seen.at.astimezone():%Y-%m-%d %H:%M}.")


def _tell_of_upgrade() -> None:
    remark("Bringing this vault up to date…")


def refuse_existing(file: Path) -> None:
    """Keep what is there already.

    Raises:
        InvalidInputError: the file exists.
    """
    if file.exists():
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "{file} is there already; nothing was written."),
            QT_TRANSLATE_NOOP("errors", "Choose another name."),
            file=file,
        )


def remark(text: str) -> None:
    """Say something beside the result, where it does not get into a pipe."""
    print(text, file=sys.stderr)
