"""The command line: opens the window, or works without one."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from coachdesk import __version__
from coachdesk.errors import KnownError
from coachdesk.logs import harden_process, trace

# Each is a module of `coachdesk.commands`; what it has to offer is said there.
_MODULES: Final = (
    "vault",
    "health",
    "backups",
    "keys",
    "kit",
    "export",
    "search",
    "documents",
    "seal",
    "tour",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, or 1 with one line on standard error.

    Wrong usage ends the process with 2, as argparse does.
    """
    harden_process()
    given = list(sys.argv[1:] if arguments is None else arguments)
    parsed = build_parser(commands=not _only_opens_the_window(given)).parse_args(given)
    try:
        code: int | None = parsed.run(parsed)
    except KnownError as error:
        return _failed(" ".join(error.text().split()))
    except KeyboardInterrupt:
        return _failed("interrupted")
    except Exception as error:  # its text may hold what a client said
        return _failed(f"a fault in the program ({trace(error)})")
    return code or 0


def _only_opens_the_window(given: list[str]) -> bool:
    """Tell whether no command can follow, so that the window need not wait for their parsers."""
    return not given or (len(given) == len(("--vault", "DIR")) and given[0] == "--vault")


def build_parser(*, commands: bool = True) -> ArgumentParser:
    """Return the parser of all commands; without one, the window opens."""
    parser = ArgumentParser(prog="coachdesk", description="A local-first desk for independent coaches.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument("--vault", type=Path, metavar="DIR", help="open the window on this vault")
    parser.add_argument("--sample", action="store_true", help="open the window on the sample practice")
    parser.set_defaults(run=_open_window)
    if commands:
        _add_commands(parser)
    return parser


def _add_commands(parser: ArgumentParser) -> None:
    top = parser.add_subparsers(title="commands", metavar="COMMAND")
    vault = top.add_parser("vault", help="make, check and open a vault").add_subparsers(
        title="commands", metavar="COMMAND", required=True
    )
    for name in _MODULES:
        import_module(f"coachdesk.commands.{name}").add_parsers(top, vault)


def _open_window(arguments: Namespace) -> int:
    from coachdesk.app import run

    return run(arguments.vault, sample=arguments.sample)


def _failed(text: str) -> int:
    print(f"coachdesk: {text}", file=sys.stderr)
    return 1
