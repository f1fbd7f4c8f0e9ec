"""What must hold after a year of a practice, whatever was said and done in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from bench.year.practice import BEGIN, CLIENTS, SESSIONS_EACH, live_a_year
from bench.year.words import PRIVATE
from coachdesk.crypto.connection import open_database
from coachdesk.crypto.secret import Secret
from coachdesk.models.store import Store
from coachdesk.sample.clock import SettableClock
from tests.bench import invariants
from tests.bench.invariants import Question

# A question, and the fault that it must notice.
FAULTS: Final = {
    invariants.changed_after_signing: "UPDATE clause SET agreed_words = 'Another word' WHERE core",
    invariants.changed_without_reason: "UPDATE agreement_version SET reason = '' WHERE number > 1",
    invariants.ready_without_yes: "UPDATE clause SET agreed_by_client_at = NULL WHERE core",
    invariants.signed_by_too_few: "DELETE FROM signature WHERE party = 'client'",
    invariants.private_on_paper: f"UPDATE shared_text SET agreed = '{PRIVATE}'",  # noqa: S608  (our own mark)
    invariants.private_in_a_pack: f"UPDATE goal SET words = '{PRIVATE}'",  # noqa: S608
    invariants.turned_without_trace: "DELETE FROM milestone_turn",
    invariants.closed_in_a_hurry: "UPDATE ending_step SET skipped_because = '', done_on = NULL",
    invariants.left_unrecorded: "DELETE FROM shared_document WHERE kind = 'summary'",
    invariants.closed_without_promises: "UPDATE pledge SET headline = 0",
    invariants.half_commitments: "UPDATE commitment SET how_we_will_know = ' '",
    invariants.forgotten_promises: "UPDATE session SET number = 0 WHERE state = 'planned'",
    invariants.unchecked_and_forgotten: "UPDATE session SET number = 0 WHERE state = 'planned'",
    invariants.unanswered_and_closed: "UPDATE feedback SET answer = '' WHERE told_on IS NOT NULL",
    invariants.without_ground_unsaid: "DELETE FROM agreement; UPDATE client SET archived = 1",
}


def lived(path: Path, *, clients: int, each: int) -> Store:
    """Return the store of a year with so many clients, and sessions with each."""
    connection = open_database(path, Secret(bytes(32)), bytes(16), create=True)
    connection.execute("CREATE TABLE vault_meta (key TEXT PRIMARY KEY, value TEXT) STRICT")
    connection.execute("INSERT INTO vault_meta VALUES ('generation', '0')")
    clock = SettableClock(BEGIN)
    store = Store(connection, clock)
    live_a_year(store, clock, clients=clients, each=each)
    return store


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = lived(tmp_path_factory.mktemp("year") / "practice.db", clients=8, each=14)
    yield store
    store.close()


@pytest.mark.parametrize("broken", FAULTS, ids=lambda question: question.__name__)
def test_every_rule_holds_at_the_end(year: Store, broken: Question) -> None:
    assert broken(year) == []


@pytest.mark.parametrize(("broken", "fault"), FAULTS.items(), ids=lambda part: getattr(part, "__name__", ""))
def test_a_broken_rule_would_be_told(year: Store, broken: Question, fault: str) -> None:
    year.db.execute("BEGIN")
    try:
        for (trigger,) in year.db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            year.db.execute(f"DROP TRIGGER {trigger}")
        year.db.execute("PRAGMA ignore_check_constraints = ON")
        for statement in fault.split(";"):
            assert year.db.execute(statement).rowcount > 0
        assert broken(year)
    finally:
        year.db.execute("ROLLBACK")
        year.db.execute("PRAGMA ignore_check_constraints = OFF")


@pytest.mark.slow
def test_every_rule_holds_after_forty_clients_and_sixteen_hundred_sessions(tmp_path: Path) -> None:
    store = lived(tmp_path / "practice.db", clients=CLIENTS, each=SESSIONS_EACH)
    assert store.value("SELECT count(*) FROM session WHERE state <> 'planned'") == CLIENTS * SESSIONS_EACH
    assert [broken.__name__ for broken in FAULTS if broken(store)] == []
    store.close()
