from datetime import timedelta
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.errors import InvalidInputError, NotFoundError
from coachdesk.models import attachments, sessions
from coachdesk.models.attachments import (
    PART_BYTES,
    DamagedFileError,
    attachments_of_engagement,
    attachments_of_session,
    delete_attachment,
    media_type_of,
    rename_attachment,
    restore_attachment,
    safe_name,
)
from coachdesk.models.bin import BinKind, delete_for_good, empty_old, list_bin, put_back
from coachdesk.models.document_check import altered_documents, name_altered
from coachdesk.models.entities.attachment import MOST_BYTES
from coachdesk.models.entities.session import Session
from coachdesk.models.finding import search
from coachdesk.models.session_pages import session_page
from coachdesk.models.store import Store
from coachdesk.sample.clock import SettableClock
from tests.conftest import NOW
from tests.filing import add_file, content_of, some_bytes
from tests.making import a_session, an_engagement

_AROUND_A_PART: Final = st.sampled_from([0, 1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 2 * PART_BYTES])
_FLIP: Final = "UPDATE attachment_part SET content = CAST(content || x'00' AS BLOB) WHERE position = 0"


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(NOW)


@pytest.fixture
def now(store: Store) -> Session:
    return a_session(store, an_engagement(store))


def parts_of(store: Store) -> int:
    return int(store.value("SELECT count(*) FROM attachment_part"))


@given(size=_AROUND_A_PART | st.integers(0, 3 * PART_BYTES), seed=st.integers(0, 9))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_byte_comes_back(store: Store, size: int, seed: int) -> None:
    session = a_session(store, an_engagement(store))
    added = add_file(store, session, some_bytes(size, seed))
    assert added.attachment.size == size
    assert content_of(store, added.attachment.id) == some_bytes(size, seed)


def test_a_file_is_on_the_page_of_its_session_and_found_by_its_name(store: Store, now: Session) -> None:
    added = add_file(store, now, b"%PDF-1.7", "Lighthouse plan.pdf")
    assert session_page(store, now.id).files == (added.attachment,)
    assert attachments_of_engagement(store, now.engagement_id) == (added.attachment,)
    [hit] = search(store, "lightho").hits
    assert hit.session_id == now.id
    assert "Lighthouse plan.pdf" in "".join(words for words, _ in hit.snippet)


def test_a_file_that_is_still_coming_is_seen_by_nobody(store: Store, now: Session) -> None:
    coming = attachments.begin_attachment(
        store, engagement_id=now.engagement_id, session_id=now.id, name="a.txt", media_type="text/plain"
    )
    attachments.add_part(store, attachment_id=coming.id, position=0, content=b"words")
    assert attachments_of_session(store, now.id) == ()
    with pytest.raises(NotFoundError):
        attachments.attachment(store, coming.id)


def test_nothing_is_left_of_a_file_that_is_abandoned(store: Store, now: Session) -> None:
    coming = attachments.begin_attachment(
        store, engagement_id=now.engagement_id, session_id=now.id, name="a.txt", media_type="text/plain"
    )
    attachments.add_part(store, attachment_id=coming.id, position=0, content=b"words")
    attachments.abandon_attachment(store, attachment_id=coming.id)
    assert (parts_of(store), store.db["attachment"].count) == (0, 0)


def test_what_is_whole_is_not_abandoned(store: Store, now: Session) -> None:
    added = add_file(store, now, b"words").attachment
    attachments.abandon_attachment(store, attachment_id=added.id)
    assert content_of(store, added.id) == b"words"


@pytest.mark.parametrize(("hours", "left"), [(0.5, 1), (2, 0)])
def test_what_stopped_coming_is_let_go_of_after_an_hour(
    store: Store, now: Session, clock: SettableClock, hours: float, left: int
) -> None:
    attachments.begin_attachment(
        store, engagement_id=now.engagement_id, session_id=now.id, name="a.txt", media_type="text/plain"
    )
    clock.set(NOW + timedelta(hours=hours))
    empty_old(store)
    assert store.db["attachment"].count == left


def test_the_same_bytes_are_kept_once_in_a_session(store: Store, now: Session) -> None:
    first = add_file(store, now, b"words", "one.txt")
    again = add_file(store, now, b"words", "two.txt")
    assert (again.is_new, again.attachment) == (False, first.attachment)
    assert parts_of(store) == 1


def test_a_file_that_is_too_large_is_refused(store: Store, now: Session) -> None:
    coming = attachments.begin_attachment(
        store, engagement_id=now.engagement_id, session_id=now.id, name="film.mov", media_type=""
    )
    with pytest.raises(InvalidInputError, match="100 MB"):
        attachments.add_part(
            store, attachment_id=coming.id, position=MOST_BYTES // PART_BYTES, content=b"one more"
        )


def test_a_changed_byte_is_noticed(store: Store, now: Session) -> None:
    added = add_file(store, now, some_bytes(PART_BYTES + 5)).attachment
    store.db.execute(_FLIP)
    with pytest.raises(DamagedFileError):
        content_of(store, added.id)
    assert altered_documents(store.db.conn) == (added.id,)
    [altered] = name_altered(store.db.conn) or ()
    assert altered.text() == "A file that was added to session 1 with Mira Solano is not what was added"


def test_a_lost_part_is_noticed(store: Store, now: Session) -> None:
    added = add_file(store, now, some_bytes(PART_BYTES + 5)).attachment
    store.db.execute("DELETE FROM attachment_part WHERE position = 1")
    assert altered_documents(store.db.conn) == (added.id,)


def test_a_file_goes_to_the_bin_and_comes_back(store: Store, now: Session) -> None:
    added = add_file(store, now, b"words", "lighthouse.txt").attachment
    delete_attachment(store, attachment_id=added.id)
    assert attachments_of_session(store, now.id) == ()
    assert search(store, "lighthouse").hits == ()
    [binned] = list_bin(store)
    assert (binned.kind, binned.name, binned.number) == (BinKind.ATTACHMENT, "lighthouse.txt", 1)
    put_back(store, kind=BinKind.ATTACHMENT, record_id=added.id)
    assert [one.id for one in attachments_of_session(store, now.id)] == [added.id]
    assert search(store, "lighthouse").hits


def test_the_bin_lets_go_of_every_byte_after_thirty_days(
    store: Store, now: Session, clock: SettableClock
) -> None:
    added = add_file(store, now, b"words").attachment
    delete_attachment(store, attachment_id=added.id)
    clock.set(NOW + timedelta(days=31))
    empty_old(store)
    assert parts_of(store) == 0


def test_files_go_with_their_session(store: Store, now: Session) -> None:
    add_file(store, now, b"words")
    sessions.delete_session(store, session_id=now.id)
    assert attachments_of_engagement(store, now.engagement_id) == ()
    delete_for_good(store, kind=BinKind.SESSION, record_id=now.id)
    assert (parts_of(store), store.db["attachment"].count) == (0, 0)


def test_what_left_the_bin_for_good_does_not_come_back(store: Store, now: Session) -> None:
    added = add_file(store, now, b"words").attachment
    delete_attachment(store, attachment_id=added.id)
    delete_for_good(store, kind=BinKind.ATTACHMENT, record_id=added.id)
    with pytest.raises(NotFoundError):
        restore_attachment(store, attachment_id=added.id)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("plan", "plan.pdf"), ("plan.PDF", "plan.PDF"), ("plan.txt", "plan.txt.pdf"), ("  a  b ", "a b.pdf")],
)
def test_a_new_name_keeps_the_ending(store: Store, now: Session, typed: str, shown: str) -> None:
    added = add_file(store, now, b"%PDF", "old.pdf").attachment
    assert rename_attachment(store, attachment_id=added.id, name=typed).value.name == shown


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("C:\\Users\\Ines\\plan.pdf", "plan.pdf"),
        ("/home/ines/plan.pdf", "plan.pdf"),
        ("..\u202efdp.exe", "fdp.exe"),
        ("a\nb\x00.txt", "ab.txt"),
        ("x" * 300 + ".jpeg", "x" * 115 + ".jpeg"),
        ("خريطة 😀.png", "خريطة 😀.png"),
    ],
)
def test_a_name_is_one_that_can_be_shown_and_saved(given_name: str, shown: str) -> None:
    assert safe_name(given_name) == shown


@pytest.mark.parametrize("given_name", ["", "   ", "...", "/", "\u200f"])
def test_a_file_without_a_name_is_refused(given_name: str) -> None:
    with pytest.raises(InvalidInputError, match="needs a name"):
        safe_name(given_name)


@given(st.text())
def test_whatever_a_name_is_made_of_it_becomes_one_line(given_name: str) -> None:
    try:
        name = safe_name(given_name)
    except InvalidInputError:
        return
    assert name == safe_name(name)
    assert len(name) <= 120
    assert not set(name) & set("/\\\n\0")


@pytest.mark.parametrize(
    ("name", "first", "kind"),
    [
        ("photo.txt", b"\x89PNG\r\n\x1a\n", "image/png"),
        ("plan", b"%PDF-1.4", "application/pdf"),
        ("words.txt", b"words", "text/plain"),
        ("thing.zzz", b"words", "application/octet-stream"),
    ],
)
def test_what_a_file_is_its_first_bytes_tell_before_its_name(name: str, first: bytes, kind: str) -> None:
    assert media_type_of(name, first) == kind
