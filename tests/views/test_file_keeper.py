from collections.abc import Iterator
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from coachdesk.errors import InvalidInputError, KnownError, StoppedError
from coachdesk.models import attachments, sessions
from coachdesk.models import bin as bin_
from coachdesk.models.attachments import PART_BYTES, AlteredFileError
from coachdesk.models.entities.attachment import Added, Attachment, Incoming
from coachdesk.models.entities.session import Session
from coachdesk.views.context import Context
from coachdesk.views.file_keeper import FileKeeper, Refusal, as_png
from tests import attaching, making
from tests.drivers.behind import Behind, Settle
from tests.drivers.keyboard import wait_until

LARGE = 9 * 1024 * 1024


class Heard:
    """What a keeper told."""

    def __init__(self, keeper: FileKeeper) -> None:
        self.added: list[Added] = []
        self.refused: list[Refusal] = []
        self.sizes: list[int] = []
        keeper.added.connect(self.added.append)
        keeper.refused.connect(self.refused.append)
        keeper.progressed.connect(lambda: self.sizes.extend(one.done for one in keeper.uploads))


@pytest.fixture
def vault(context: Context, settle: Settle) -> Behind:
    return Behind(context, settle)


@pytest.fixture
def session(vault: Behind) -> Session:
    return vault.do(lambda store: making.a_session(store, making.an_engagement(store)))


@pytest.fixture
def keeper(context: Context) -> FileKeeper:
    return context.files


@pytest.fixture
def heard(keeper: FileKeeper) -> Heard:
    return Heard(keeper)


def incoming(session: Session, name: str = "a.bin") -> Incoming:
    return Incoming(engagement_id=session.engagement_id, session_id=session.id, name=name)


def a_file(folder: Path, size: int, name: str = "a.bin") -> Path:
    path = folder / name
    path.write_bytes(bytes(size))
    return path


def parts(vault: Behind) -> int:
    return vault.do(lambda store: store.db["attachment_part"].count)


def test_it_tells_how_far_a_file_has_come(
    keeper: FileKeeper, heard: Heard, session: Session, vault: Behind, tmp_path: Path
) -> None:
    keeper.add_file(a_file(tmp_path, 3 * PART_BYTES), incoming(session))
    vault.settle()
    assert [one for one in heard.sizes if one] == [PART_BYTES, 2 * PART_BYTES, 3 * PART_BYTES]
    assert ([one.was_there for one in heard.added], keeper.uploads) == ([False], ())


def test_whoever_waits_for_the_vault_waits_for_the_file(
    keeper: FileKeeper, heard: Heard, session: Session, context: Context, tmp_path: Path
) -> None:
    keeper.add_file(a_file(tmp_path, 3 * PART_BYTES), incoming(session))
    context.workspace.drain()
    assert len(heard.added) == 1


def test_on_leaving_a_small_file_is_finished_and_a_large_one_stopped(
    keeper: FileKeeper, heard: Heard, session: Session, vault: Behind, tmp_path: Path
) -> None:
    keeper.add_file(a_file(tmp_path, 3), incoming(session, "small.bin"))
    keeper.add_file(a_file(tmp_path, LARGE, "b.bin"), incoming(session, "large.bin"))
    keeper.leave()
    vault.settle()
    assert [one.attachment.name for one in heard.added] == ["small.bin"]
    assert (heard.refused, keeper.uploads, parts(vault)) == ([], (), 1)


def test_a_file_of_a_disk_that_hangs_can_be_given_up(
    keeper: FileKeeper, session: Session, vault: Behind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def hang(_path: Path) -> Iterator[Iterator[bytes]]:
        yield repeat(b"")

    monkeypatch.setattr("coachdesk.views.file_keeper.pieces_of", hang)
    keeper.add_file(a_file(tmp_path, 3), incoming(session))
    keeper.cancel(keeper.uploads[0].number)
    vault.settle()
    assert (keeper.uploads, parts(vault)) == ((), 0)


def test_after_a_leaving_that_was_called_off_files_are_taken_again(
    keeper: FileKeeper, heard: Heard, session: Session, vault: Behind, tmp_path: Path
) -> None:
    keeper.leave()
    keeper.add_file(a_file(tmp_path, LARGE), incoming(session))
    vault.settle()
    assert len(heard.added) == 1


def test_a_picture_without_dots_is_refused(
    keeper: FileKeeper, heard: Heard, session: Session, vault: Behind
) -> None:
    keeper.add_image(QImage(), incoming(session))
    vault.settle()
    assert "There is no picture in this." in heard.refused[0].error.text()
    with pytest.raises(InvalidInputError, match="no picture"):
        as_png(QImage())


def test_a_picture_that_is_too_large_is_refused(
    keeper: FileKeeper, heard: Heard, session: Session, vault: Behind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachdesk.views.file_keeper.MOST_BYTES", 10)
    keeper.add_image(QImage(4, 4, QImage.Format.Format_RGB32), incoming(session))
    vault.settle()
    assert "larger than 100 MB" in heard.refused[0].error.text()


def test_what_is_deleted_for_good_frees_its_room_at_once(
    session: Session, vault: Behind, keeper: FileKeeper
) -> None:
    del keeper
    vault.do(lambda store: attaching.a_file(store, session, "a.bin", bytes(3 * PART_BYTES)))
    vault.write(lambda store: sessions.delete_session(store, session_id=session.id))
    kind = bin_.BinKind.SESSION
    vault.write(lambda store: bin_.delete_for_good(store, kind=kind, record_id=session.id))
    wait_until(lambda: not parts(vault), "for the room")


def test_a_file_that_changed_becomes_no_copy(
    session: Session, vault: Behind, keeper: FileKeeper, tmp_path: Path
) -> None:
    kept = vault.do(lambda store: attaching.a_file(store, session))
    vault.do(lambda store: store.db.execute("UPDATE attachment_part SET content = x'00'").rowcount)
    failures = save(keeper, kept, tmp_path / "copy.txt")
    assert [type(error) for error in failures] == [AlteredFileError]


def test_a_copy_that_is_under_way_stops_on_leaving(
    session: Session, vault: Behind, keeper: FileKeeper, tmp_path: Path
) -> None:
    kept = vault.do(lambda store: attaching.a_file(store, session, "a.bin", bytes(12 * PART_BYTES)))
    failures = save(keeper, kept, tmp_path / "copy.txt", then=keeper.leave)
    assert [type(error) for error in failures] == [StoppedError]
    assert list(tmp_path.glob("*copy*")) == []


def save(keeper: FileKeeper, kept: Attachment, path: Path, then: object = None) -> list[KnownError]:
    """Save a copy, do something meanwhile, and wait for the failure."""
    failures: list[KnownError] = []
    keeper.save_copy(kept, path, lambda _nothing: None, origin=keeper, on_failed=failures.append)
    if callable(then):
        then()
    wait_until(lambda: bool(failures), "for the failure")
    return failures


def test_nothing_of_a_file_is_in_the_log(
    keeper: FileKeeper, session: Session, vault: Behind, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    keeper.add_file(tmp_path / "Lighthouse.txt", incoming(session, "Lighthouse.txt"))
    keeper.add_file(a_file(tmp_path, 3, "Harbour.txt"), incoming(session, "Harbour.txt"))
    vault.settle()
    kept = vault.do(lambda store: attachments.attachments_of_session(store, session.id))
    assert [one.name for one in kept] == ["Harbour.txt"]
    assert "Lighthouse" not in caplog.text
    assert "Harbour" not in caplog.text
