from pathlib import Path
from threading import Thread

import pytest

from coachdesk import outgoing
from coachdesk.errors import DamagedVaultError, DiskFullError, StoppedError
from coachdesk.models.attachments import PART_BYTES, AlteredFileError
from coachdesk.models.entities.attachment import Attachment
from coachdesk.models.store import Store
from coachdesk.relay import Relay
from tests import attaching, making
from tests.faults.disks import fill_up

CONTENT = bytes(range(256)) * (5 * PART_BYTES // 256) + b"end"


@pytest.fixture
def kept(store: Store) -> Attachment:
    return attaching.a_file(store, making.a_session(store, making.an_engagement(store)), "a.bin", CONTENT)


def pass_by() -> None:
    """Let nobody through."""


def hand_out(store: Store, kept: Attachment, path: Path) -> Thread:
    """Hand a file out in this thread while another one writes."""
    relay, failures = Relay(), []

    def write() -> None:
        try:
            outgoing.write(path, relay)
        except Exception as error:
            failures.append(error)

    writer = Thread(target=write)
    writer.start()
    try:
        outgoing.hand_out(store, pass_by, attachment_id=kept.id, relay=relay, tell=lambda _size: None)
    except Exception:
        writer.join()
        raise
    writer.join()
    if failures:
        raise failures[0]
    return writer


def test_a_copy_is_what_was_added(store: Store, kept: Attachment, tmp_path: Path) -> None:
    hand_out(store, kept, tmp_path / "copy.bin")
    assert (tmp_path / "copy.bin").read_bytes() == CONTENT


def test_of_a_file_that_changed_there_is_no_copy(store: Store, kept: Attachment, tmp_path: Path) -> None:
    store.db.execute("UPDATE attachment_part SET content = x'00' WHERE position = 2")
    with pytest.raises(AlteredFileError):
        hand_out(store, kept, tmp_path / "copy.bin")
    assert list(tmp_path.glob("*copy*")) == []


def test_a_full_disk_stops_the_vault_and_leaves_nothing(
    store: Store, kept: Attachment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_up(monkeypatch)
    with pytest.raises((StoppedError, DiskFullError)):
        hand_out(store, kept, tmp_path / "copy.bin")
    assert list(tmp_path.glob("*copy*")) == []


def test_the_other_side_hears_of_a_damaged_vault_in_its_own_words(
    store: Store, kept: Attachment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("database disk image is malformed")

    monkeypatch.setattr(outgoing, "content", fail)
    relay = Relay()
    with pytest.raises(RuntimeError):
        outgoing.hand_out(store, pass_by, attachment_id=kept.id, relay=relay, tell=lambda _size: None)
    with pytest.raises(DamagedVaultError):
        list(relay.pieces())


def test_the_vault_is_left_where_the_copy_is_not_wanted_any_more(
    store: Store, kept: Attachment, tmp_path: Path
) -> None:
    def refuse(_size: int) -> None:
        raise StoppedError

    relay = Relay()
    with pytest.raises(StoppedError):
        outgoing.hand_out(store, pass_by, attachment_id=kept.id, relay=relay, tell=refuse)
    with pytest.raises(StoppedError):
        outgoing.write(tmp_path / "copy.bin", relay)
    assert list(tmp_path.glob("*copy*")) == []
