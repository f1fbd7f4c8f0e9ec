"""`coachdesk vault export DIR --to FILE.json`."""

from argparse import Namespace
from typing import TYPE_CHECKING

from coachdesk.commands.opening import add_command, add_target, opened_store, refuse_existing, remark
from coachdesk.files import write_pieces

if TYPE_CHECKING:
    from coachdesk.commands import Subparsers


def add_parsers(_top: "Subparsers", vault: "Subparsers") -> None:
    """Add the export."""
    what = "write all that a vault holds as JSON, private notes too"
    parser = add_command(vault, "export", what, _export)
    add_target(parser, "FILE.json")


def _export(arguments: Namespace) -> None:
    from coachdesk.exchange.everything import everything

    refuse_existing(arguments.to)
    with opened_store(arguments) as store:
        write_pieces(arguments.to, everything(store))
    remark(
        f"{arguments.to} is not encrypted: whoever gets hold of it can read everything, private notes too.\n"
        "Keep it where only you can reach it, and delete it when it has served."
    )
