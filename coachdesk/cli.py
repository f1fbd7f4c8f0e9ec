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
    parsed = _window_alone(given) or build_parser().parse_args(given)
    try:
        code: int | None = parsed.run(parsed)
    except KnownError as error:
        return _failed(" ".join(error.text().split()))
    except KeyboardInterrupt:
        return _failed("interrupted")
    except Exception as error:  # its text may hold what a client said
        return _failed(f"a fault in the program ({trace(error)})")
    return code or 0


def _window_alone(given: Sequence[str]) -> Namespace | None:
    """Return how the window opens where nothing else can be meant, so that it waits for no parser."""
    match given:
        case []:
            return Namespace(vault=None, sample=False, run=_open_window)
        case ["--vault", folder] if not folder.startswith("-"):
            return Namespace(vault=Path(folder), sample=False, run=_open_window)
    return None


def build_parser() -> ArgumentParser:
    """Return the parser of all commands; without one, the window opens."""
    parser = ArgumentParser(prog="coachdesk", description="A local-first desk for independent coaches.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument("--vault", type=Path, metavar="DIR", help="open the window on this vault")
    parser.add_argument("--sample", action="store_true", help="open the window on the sample practice")
    parser.set_defaults(run=_open_window)
    top = parser.add_subparsers(title="commands", metavar="COMMAND")
    vault = top.add_parser("vault", help="make, check and open a vault").add_subparsers(
        title="commands", metavar="COMMAND", required=True
    )
    for name in _MODULES:
        import_module(f"coachdesk.commands.{name}").add_parsers(top, vault)
    return parser


def _open_window(arguments: Namespace) -> int:
    from coachdesk.plain_imports import restore_imports

    restore_imports()  # before all the others
    from coachdesk.app import run

    return run(arguments.vault, sample=arguments.sample)


def _failed(text: str) -> int:
    print(f"coachdesk: {text}", file=sys.stderr)
    return 1
