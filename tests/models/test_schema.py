import pytest

from coachdesk.errors import NewerVaultError
from coachdesk.models import schema
from coachdesk.models.store import Store


def test_a_new_vault_gets_every_table(store: Store) -> None:
    names = {row["name"] for row in store.db.query("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {
        "client",
        "agreement_version",
        "clause",
        "session",
        "private_note",
        "shared_text",
        "pledge",
    } <= names


def test_preparing_again_changes_nothing(store: Store) -> None:
    before = store.db.schema
    schema.prepare(store.db)
    assert store.db.schema == before


def test_every_table_of_ours_is_strict(store: Store) -> None:
    plain = ("_sqlite_migrations", "search_text", "search_name", "sqlite_sequence")
    loose = [
        row["name"]
        for row in store.db.query("SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0")
        if not row["name"].startswith((*plain, "sqlite_schema"))
    ]
    assert loose == []


def test_a_step_of_a_newer_version_is_refused(store: Store) -> None:
    store.db.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "VALUES ('coachdesk', 'm9999_later', 'x')"
    )
    with pytest.raises(NewerVaultError):
        schema.prepare(store.db)


def test_every_reference_is_kept(store: Store) -> None:
    assert list(store.db.query("PRAGMA foreign_key_check")) == []
    assert store.value("PRAGMA foreign_keys") == 1
