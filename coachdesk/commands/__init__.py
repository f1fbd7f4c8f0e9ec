"""The verbs of the command line, one module per area.

A module offers `add_parsers(top, vault)`: it adds its commands to `coachdesk` or to
`coachdesk vault`, each with `set_defaults(run=function)`. The function takes the parsed
arguments, prints what was asked for and raises a KnownError where it can't. At import
a module brings in neither Qt nor a database, so that `--help` answers at once.
"""

from argparse import ArgumentParser, _SubParsersAction
from typing import TypeAlias

Subparsers: TypeAlias = "_SubParsersAction[ArgumentParser]"
