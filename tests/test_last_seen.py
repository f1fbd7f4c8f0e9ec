from datetime import timedelta
from pathlib import Path

import pytest

from coachdesk.last_seen import LastSeen, Seen
from tests.conftest import NOW

ID = "ab" * 16


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "vaults.json"


def test_what_was_used_is_remembered_from_one_start_to_the_next(file: Path) -> None:
    LastSeen(file).remember(ID, 7, NOW)
    assert LastSeen(file).of(ID) == Seen(generation=7, at=NOW)
    assert LastSeen(file).of("another") is None


def test_only_a_lower_generation_is_older(file: Path) -> None:
    memory = LastSeen(file)
    memory.remember(ID, 7, NOW)
    assert memory.newer_than(ID, 6) == Seen(generation=7, at=NOW)
    assert memory.newer_than(ID, 7) is None
    assert memory.newer_than(ID, 8) is None
    assert memory.newer_than("another", 0) is None


def test_several_vaults_are_kept_apart(file: Path) -> None:
    memory = LastSeen(file)
    memory.remember(ID, 7, NOW)
    memory.remember("another", 3, NOW)
    assert (memory.of(ID), memory.of("another")) == (Seen(generation=7, at=NOW), Seen(generation=3, at=NOW))


def test_an_older_one_that_is_used_on_becomes_what_was_seen(file: Path) -> None:
    memory = LastSeen(file)
    memory.remember(ID, 7, NOW)
    memory.remember(ID, 5, NOW + timedelta(days=1))
    assert memory.of(ID) == Seen(generation=5, at=NOW + timedelta(days=1))


def test_an_older_one_that_was_restored_is_no_surprise(file: Path) -> None:
    memory = LastSeen(file)
    memory.remember(ID, 7, NOW)
    memory.mean(ID, 5)
    assert memory.newer_than(ID, 5) is None
    assert memory.newer_than(ID, 6) == memory.newer_than(ID, 4) == Seen(generation=7, at=NOW, meant=5)


def test_a_restored_one_may_wait_while_the_newer_one_is_used_on(file: Path) -> None:
    memory = LastSeen(file)
    memory.remember(ID, 7, NOW)
    memory.mean(ID, 5)
    memory.remember(ID, 9, NOW)
    assert memory.newer_than(ID, 5) is None


def test_a_restored_one_is_meant_until_it_is_used(file: Path) -> None:
    memory = LastSeen(file)
    memory.remember(ID, 7, NOW)
    memory.mean(ID, 5)
    memory.remember(ID, 5, NOW)
    memory.remember(ID, 8, NOW)
    assert memory.newer_than(ID, 5) == Seen(generation=8, at=NOW)


def test_restoring_what_was_never_seen_or_is_the_newest_notes_nothing(file: Path) -> None:
    memory = LastSeen(file)
    memory.mean(ID, 5)
    assert memory.of(ID) is None
    memory.remember(ID, 5, NOW)
    memory.mean(ID, 5)
    assert memory.of(ID) == Seen(generation=5, at=NOW)


def test_what_has_not_changed_is_not_written_again(file: Path) -> None:
    memory = LastSeen(file)
    memory.remember(ID, 7, NOW)
    file.chmod(0o400)
    before = file.stat().st_mtime_ns
    memory.remember(ID, 7, NOW + timedelta(days=1))
    assert file.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"?",
        b"[]",
        b"\xff",
        b"{}",
        b'{"%s": 3}' % ID.encode(),
        b'{"%s": {"generation": 1, "at": "x"}}' % ID.encode(),
    ],
)
def test_a_file_that_says_nothing_is_no_hindrance(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    memory = LastSeen(file)
    assert memory.of(ID) is None
    memory.remember(ID, 7, NOW)
    assert memory.of(ID) == Seen(generation=7, at=NOW)


def test_a_place_that_can_not_be_written_is_no_hindrance(tmp_path: Path) -> None:
    LastSeen(tmp_path / "nowhere" / "vaults.json").remember(ID, 7, NOW)


def test_nothing_is_in_it_but_ids_numbers_and_moments(file: Path) -> None:
    LastSeen(file).remember(ID, 7, NOW)
    assert file.read_text(encoding="utf-8").split() == [
        "{",
        f'"{ID}":',
        "{",
        '"at":',
        f'"{NOW.isoformat()}",',
        '"generation":',
        "7",
        "}",
        "}",
    ]
