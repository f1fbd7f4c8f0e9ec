"""The steps that lead from an empty vault to today's tables."""

from collections.abc import Callable
from typing import Final

from sqlite_utils import Database, Migrations

from coachdesk.errors import NewerVaultError
from coachdesk.models.migrations import m0001_first_practice, m0002_memory_history_bin

STEPS: Final[dict[str, str]] = {
    "m0001_first_practice": m0001_first_practice.SCRIPT,
    "m0002_memory_history_bin": m0002_memory_history_bin.SCRIPT,
}


def prepare(db: Database) -> None:
    """Bring the vault's tables up to date.

    Raises:
        NewerVaultError: a step is applied that this version does not know.
    """
    migrations = Migrations("coachdesk")
    for name, script in STEPS.items():
        migrations(name=name)(_step(script))
    if {applied.name for applied in migrations.applied(db)} - STEPS.keys():
        raise NewerVaultError
    if migrations.pending(db):
        migrations.apply(db)


def _step(script: str) -> Callable[[Database], None]:
    def run(db: Database) -> None:
        for statement in _statements(script):
            db.execute(statement)
        db.execute("UPDATE vault_meta SET value = value + 1 WHERE key = 'generation'")

    return run


def _statements(script: str) -> list[str]:
    """Split where a statement ends; `executescript` would commit the open transaction."""
    statements: list[str] = []
    part = ""
    for line in script.splitlines():
        part += line + "\n"
        in_trigger = part.lstrip().startswith("CREATE TRIGGER")
        if line.rstrip().endswith("END;" if in_trigger else ";"):
            statements.append(part)
            part = ""
    return statements
