"""The steps that lead from an empty vault to today's tables."""

from collections.abc import Callable, Mapping
from typing import Final

from sqlite_utils import Database, Migrations

from coachdesk.errors import NewerVaultError, OlderVaultError
from coachdesk.models.migrations import (
    m0001_first_practice,
    m0002_memory_history_bin,
    m0003_living_agreement,
    m0004_presence,
    m0005_relationship,
)

Steps = Mapping[str, str]

STEPS: Final[Steps] = {
    "m0001_first_practice": m0001_first_practice.SCRIPT,
    "m0002_memory_history_bin": m0002_memory_history_bin.SCRIPT,
    "m0003_living_agreement": m0003_living_agreement.SCRIPT,
    "m0004_presence": m0004_presence.SCRIPT,
    "m0005_relationship": m0005_relationship.SCRIPT,
}


def prepare(db: Database, steps: Steps = STEPS) -> None:
    """Make the tables of a new vault; one that has tables has today's already.

    Raises:
        NewerVaultError: a step is applied that this version does not know.
        OlderVaultError: a step is missing; `upgrade` leads there.
    """
    if is_new(db):
        for name in steps:
            take(db, name, steps)
    elif pending(db, steps):
        raise OlderVaultError


def is_new(db: Database) -> bool:
    """Tell whether no step was taken yet."""
    return not _migrations({}).applied(db)


def pending(db: Database, steps: Steps = STEPS) -> tuple[str, ...]:
    """Return the steps that are still to be taken; nothing is written.

    Raises:
        NewerVaultError: a step is applied that this version does not know.
    """
    migrations = _migrations(steps)
    if {applied.name for applied in migrations.applied(db)} - steps.keys():
        raise NewerVaultError
    return tuple(step.name for step in migrations.pending(db))


def take(db: Database, name: str, steps: Steps = STEPS) -> None:
    """Take one step, whole or not at all."""
    _migrations({name: steps[name]}).apply(db)


def _migrations(steps: Steps) -> Migrations:
    migrations = Migrations("coachdesk")
    for name, script in steps.items():
        migrations(name=name)(_step(script))
    return migrations


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
