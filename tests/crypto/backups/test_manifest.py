from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.crypto.backups.manifest import (
    Inventory,
    Manifest,
    Member,
    NewerBackupError,
    open_inventory,
    read_manifest,
    write_manifest,
)
from coachdesk.crypto.secret import Secret
from coachdesk.errors import KnownError

MASTER = Secret(bytes(range(32)))
MANIFEST = Manifest(
    vault_id="0f" * 16,
    generation=7,
    made_at=datetime(2026, 5, 14, 8, 0, tzinfo=UTC),
    members={"practice.db": Member(size=8192, sha256="ab" * 32)},
)
INVENTORY = Inventory(rows={"client": 3, "session": 37})


def written() -> bytes:
    return write_manifest(MANIFEST, INVENTORY, MASTER)


def test_reads_what_it_wrote() -> None:
    read = read_manifest(written(), "b")
    assert evolve(read, nonce=b"", sealed=b"") == MANIFEST
    assert open_inventory(read, MASTER) == INVENTORY


def test_the_counts_are_not_in_sight() -> None:
    assert b"client" not in written()


def test_another_key_opens_no_inventory() -> None:
    assert open_inventory(read_manifest(written(), "b"), Secret(bytes(32))) is None


@pytest.mark.parametrize("change", [{"generation": 8}, {"vault_id": "0e" * 16}, {"sealed": b"short"}])
def test_a_changed_manifest_opens_no_inventory(change: dict[str, Any]) -> None:
    assert open_inventory(evolve(read_manifest(written(), "b"), **change), MASTER) is None


@pytest.mark.parametrize("version", [b'"format":2', b'"reader":2'])
def test_a_newer_one_is_refused_politely(version: bytes) -> None:
    with pytest.raises(NewerBackupError, match=r"May\.coachdesk-backup was made by a newer CoachDesk"):
        read_manifest(written().replace(version[:-1] + b"1", version), "May.coachdesk-backup")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"{}",
        b"[" * 100_000,
        written() + b" ",
        written().replace(b"08:00:00Z", b"08:00"),
        written().replace(b"0f" * 16, b"0f" * 8),
        written().replace(b"ab" * 32, b"ab"),
        written().replace(b"8192", b"-1"),
        written().replace(b"8192", b'"8192"'),
    ],
)
def test_another_shape_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match="a manifest"):
        read_manifest(raw, "b")


@given(at=st.integers(0, len(written()) - 1), byte=st.integers(0, 255))
def test_any_byte_in_any_place_is_refused_or_seen(at: int, byte: int) -> None:
    raw = written()
    changed = raw[:at] + bytes([byte]) + raw[at + 1 :]
    try:
        read = read_manifest(changed, "b")
    except (ValueError, KnownError):
        return
    assert changed == raw or open_inventory(read, MASTER) is None
