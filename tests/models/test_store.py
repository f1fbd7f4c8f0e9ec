from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coachdesk.crypto.connection import Access, open_database
from coachdesk.crypto.secret import Secret
from coachdesk.errors import BugError, NotFoundError, ReadOnlyError, ReplacedError
from coachdesk.models.clock import fixed_clock
from coachdesk.models.entities.ids import OrganisationId
from coachdesk.models.entities.people import Organisation
from coachdesk.models.store import Store, write
from tests.drivers.walls import coach_in

HALDEN = Organisation(id=OrganisationId("o"), name="Halden AG")


@write
def keep(store: Store, organisation: Organisation) -> None:
    store.put("organisation", organisation)


@write
def keep_and_fail(store: Store, organisation: Organisation) -> None:
    keep(store, organisation)
    raise NotFoundError


@write
def give_up(store: Store) -> None:
    store.db.execute("ROLLBACK")
    raise NotFoundError


def generation(store: Store) -> int:
    return int(store.value("SELECT value FROM vault_meta WHERE key = 'generation'"))


def test_what_is_put_can_be_read(store: Store) -> None:
    keep(store, HALDEN)
    assert store.one(Organisation, "SELECT * FROM organisation") == HALDEN


def test_putting_again_changes_the_row_and_keeps_its_birth(store: Store) -> None:
    keep(store, HALDEN)
    born = store.value("SELECT created_at FROM organisation")
    keep(store, Organisation(id=HALDEN.id, name="Halden SE"))
    assert store.value("SELECT name FROM organisation") == "Halden SE"
    assert store.value("SELECT created_at FROM organisation") == born


def test_each_write_raises_the_generation_once(store: Store) -> None:
    before = generation(store)
    keep(store, HALDEN)
    assert generation(store) == before + 1


def test_a_failing_verb_leaves_nothing_behind(store: Store) -> None:
    before = generation(store)
    with pytest.raises(NotFoundError):
        keep_and_fail(store, HALDEN)
    assert store.value("SELECT count(*) FROM organisation") == 0
    assert generation(store) == before


def test_each_write_gives_the_file_a_name_that_no_copy_has(store: Store) -> None:
    editions = [store.edition]
    for _ in range(3):
        keep(store, HALDEN)
        editions.append(store.edition)
    assert len({edition.stamp for edition in editions}) == 4
    assert [edition.generation for edition in editions] == list(
        range(generation(store) - 3, generation(store) + 1)
    )


def test_nothing_is_written_once_another_file_is_in_its_place(store: Store, tmp_path: Path) -> None:
    keep(store, HALDEN)
    before = replace_by_a_copy(tmp_path / "practice.db")
    with pytest.raises(ReplacedError, match="practice"):
        keep(store, Organisation(id=HALDEN.id, name="Halden SE"))
    assert (tmp_path / "practice.db").read_bytes() == before
    assert store.value("SELECT name FROM organisation") == "Halden AG"


def test_a_file_replaced_in_the_middle_of_a_verb_takes_nothing_either(store: Store, tmp_path: Path) -> None:
    @write
    def keep_slowly(store: Store) -> None:
        keep(store, HALDEN)
        replace_by_a_copy(tmp_path / "practice.db")

    with pytest.raises(ReplacedError):
        keep_slowly(store)
    assert store.value("SELECT count(*) FROM organisation") == 0


def replace_by_a_copy(path: Path) -> bytes:
    """Do what a sync client does: write the file anew beside, and rename it over."""
    content = path.read_bytes()
    path.with_name("incoming").write_bytes(content)
    path.with_name("incoming").replace(path)
    return content


def test_what_is_opened_to_read_only_is_read_and_not_written(store: Store, tmp_path: Path) -> None:
    keep(store, HALDEN)
    store.close()
    reading = Store(
        open_database(tmp_path / "practice.db", Secret(bytes(32)), bytes(16), access=Access.READ_ONLY)
    )
    ran: list[str] = []
    with closing(reading), pytest.raises(ReadOnlyError, match="read only"), reading.transaction():
        ran.append("something")
    assert (reading.is_read_only, ran) == (True, [])


def test_what_the_database_has_rolled_back_itself_is_not_rolled_back_twice(store: Store) -> None:
    """As SQLite does on a full disk: https://www.sqlite.org/lang_transaction.html."""
    with pytest.raises(NotFoundError):
        give_up(store)
    keep(store, HALDEN)
    assert store.value("SELECT count(*) FROM organisation") == 1


def test_a_single_row_is_not_put_elsewhere_either(store: Store, tmp_path: Path) -> None:
    keep(store, HALDEN)
    replace_by_a_copy(tmp_path / "practice.db")
    with pytest.raises(ReplacedError):
        store.put("organisation", HALDEN)
    with pytest.raises(ReplacedError):
        store.delete("organisation", HALDEN.id)


def test_today_is_the_day_on_the_wall_of_the_coach(store: Store) -> None:
    store.now = fixed_clock(datetime(2026, 5, 14, 22, 30, tzinfo=UTC))
    with coach_in("Europe/Berlin"):
        assert store.today() == date(2026, 5, 15)
    with coach_in("America/New_York"):
        assert store.today() == date(2026, 5, 14)


def test_a_missing_row_is_told(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.one(Organisation, "SELECT * FROM organisation")


def test_no_value_is_none(store: Store) -> None:
    assert store.value("SELECT name FROM organisation") is None


def test_a_connection_of_another_driver_is_a_bug() -> None:
    with pytest.raises(BugError):
        Store(object())
