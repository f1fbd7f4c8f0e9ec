import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachdesk.errors import KnownError, NotFoundError, StoppedError
from coachdesk.models import attachments, clients, sessions, summaries
from coachdesk.models import bin as bin_
from coachdesk.models.attachments import (
    PART_BYTES,
    AlteredFileError,
    LostPartsError,
    OpenPieces,
    TooLargeError,
    attachments_of_session,
    clear_leftovers,
    take_in,
)
from coachdesk.models.bin import BinKind
from coachdesk.models.entities.attachment import MOST_BYTES, Attachment, Incoming
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.session import Session
from coachdesk.models.entities.sharing import SharedSummary
from coachdesk.models.finding import search
from coachdesk.models.store import Store
from tests import making
from tests.attaching import a_file, add, pieces_of

EDGES = [size + PART_BYTES * parts for parts in (0, 1, 2) for size in (-1, 0, 1) if size + parts >= 0]


@pytest.fixture
def session(store: Store) -> Session:
    return making.a_session(store, making.an_engagement(store))


def pass_by() -> None:
    """Let nobody through."""


def hear_nothing(_size: int) -> None:
    """Take no notice."""


def take(store: Store, session: Session, open_pieces: OpenPieces, name: str = "a.bin") -> None:
    incoming = Incoming(engagement_id=session.engagement_id, session_id=session.id, name=name)
    take_in(store, pass_by, incoming=incoming, open_pieces=open_pieces, tell=hear_nothing)


def parts(store: Store) -> int:
    return int(store.value("SELECT count(*) FROM attachment_part"))


def read(store: Store, attachment: Attachment) -> bytes:
    return attachments.whole(store, pass_by, attachment_id=attachment.id)


@pytest.mark.parametrize("size", [*EDGES, 3 * PART_BYTES + 7])
def test_a_file_comes_back_as_it_was(store: Store, session: Session, size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    kept = a_file(store, session, "a.bin", content[:size])
    assert read(store, kept) == content[:size]
    assert (kept.size, kept.sha256) == (size, hashlib.sha256(content[:size]).hexdigest())


@given(content=st.binary(max_size=200), piece=st.integers(1, 70))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_pieces_of_any_size_come_back_as_one(
    store: Store, session: Session, content: bytes, piece: int
) -> None:
    take(store, session, pieces_of(content, piece))
    [kept] = [one for one in attachments_of_session(store, session.id) if one.size == len(content)][:1]
    back = read(store, kept)
    attachments.delete_attachment(store, attachment_id=kept.id)
    assert back == content


def test_it_says_where_it_belongs_what_it_is_and_when_it_came(store: Store, session: Session) -> None:
    kept = a_file(store, session, "Flipchart.png", b"\x89PNG\r\n\x1a\n...")
    assert (kept.engagement_id, kept.session_id) == (session.engagement_id, session.id)
    assert (kept.media_type, kept.added_at) == ("image/png", store.now())
    assert attachments_of_session(store, session.id) == (kept,)


def test_files_stand_in_the_order_in_which_they_came(store: Store, session: Session) -> None:
    names = ["b.txt", "a.txt", "c.txt"]
    for name in names:
        a_file(store, session, name, name.encode())
    assert [one.name for one in attachments_of_session(store, session.id)] == names


def test_adding_says_what_it_changed(store: Store, session: Session) -> None:
    incoming = Incoming(engagement_id=session.engagement_id, session_id=session.id, name="a")
    written = take_in(store, pass_by, incoming=incoming, open_pieces=pieces_of(b"x"), tell=hear_nothing)
    assert written.change.touches(Kind.ATTACHMENT)
    assert session.id in written.change.ids


def test_the_same_content_in_a_session_is_kept_once(store: Store, session: Session) -> None:
    first = add(store, session, "a.txt", b"same")
    again = add(store, session, "b.txt", b"same")
    assert (first.was_there, again.was_there) == (False, True)
    assert again.attachment == first.attachment
    assert (len(attachments_of_session(store, session.id)), parts(store)) == (1, 1)


def test_the_same_content_in_another_session_is_another_file(store: Store, session: Session) -> None:
    engagement = store.value("SELECT engagement_id FROM session")
    other = sessions.plan_session(store, engagement_id=engagement, planned_at=store.now()).value
    a_file(store, session)
    assert not add(store, other).was_there


def test_two_files_of_one_name_are_told_apart(store: Store, session: Session) -> None:
    names = [a_file(store, session, "a.txt", content).name for content in (b"1", b"2", b"3")]
    assert names == ["a.txt", "a (2).txt", "a (3).txt"]


def test_no_path_of_the_coachs_disk_is_kept(store: Store, session: Session) -> None:
    assert a_file(store, session, "/home/ines/Clients/Mira/CV.txt").name == "CV.txt"


def test_nobody_sees_a_file_before_all_of_it_is_there(store: Store, session: Session) -> None:
    seen: list[object] = []

    @contextmanager
    def lend() -> Iterator[Iterator[bytes]]:
        def pieces() -> Iterator[bytes]:
            for piece in (b"one", b"two"):
                yield piece
                seen.append((attachments_of_session(store, session.id), bool(search(store, "a").hits)))

        yield pieces()

    take(store, session, lend, "a.txt")
    assert seen == [((), False)] * 2


def test_others_are_let_through_between_two_parts(store: Store, session: Session) -> None:
    turns: list[int] = []
    incoming = Incoming(engagement_id=session.engagement_id, session_id=session.id, name="a")
    take_in(
        store,
        lambda: turns.append(parts(store)),
        incoming=incoming,
        open_pieces=pieces_of(b"abc", 1),
        tell=hear_nothing,
    )
    assert turns == [1, 2, 3]


def test_a_piece_that_has_not_come_yet_lets_others_through(store: Store, session: Session) -> None:
    @contextmanager
    def lend() -> Iterator[Iterator[bytes]]:
        yield iter((b"", b"x", b""))

    take(store, session, lend)
    [kept] = attachments_of_session(store, session.id)
    assert (read(store, kept), parts(store)) == (b"x", 1)


def test_it_tells_how_far_it_has_come(store: Store, session: Session) -> None:
    told: list[int] = []
    incoming = Incoming(engagement_id=session.engagement_id, session_id=session.id, name="a")
    take_in(store, pass_by, incoming=incoming, open_pieces=pieces_of(b"abcde", 2), tell=told.append)
    assert told == [0, 2, 4, 5]


def broken(error: BaseException) -> OpenPieces:
    @contextmanager
    def lend() -> Iterator[Iterator[bytes]]:
        def pieces() -> Iterator[bytes]:
            yield b"half"
            raise error

        yield pieces()

    return lend


@pytest.mark.parametrize("error", [KnownError(), StoppedError(), ValueError()])
def test_of_a_file_that_breaks_off_nothing_is_kept(store: Store, session: Session, error: Exception) -> None:
    with pytest.raises(type(error)):
        take(store, session, broken(error))
    assert (attachments_of_session(store, session.id), parts(store)) == ((), 0)


def test_a_file_that_is_too_large_is_refused(store: Store, session: Session) -> None:
    @contextmanager
    def lend() -> Iterator[Iterator[bytes]]:
        yield iter((b"x", bytes(MOST_BYTES)))

    with pytest.raises(TooLargeError, match="larger than 100 MB"):
        take(store, session, lend)
    assert parts(store) == 0


def test_a_part_that_was_lost_on_the_way_is_noticed(store: Store, session: Session) -> None:
    @contextmanager
    def lend() -> Iterator[Iterator[bytes]]:
        def pieces() -> Iterator[bytes]:
            yield b"one"
            store.db.execute("DELETE FROM attachment_part")
            yield b"two"

        yield pieces()

    with pytest.raises(LostPartsError):
        take(store, session, lend)
    assert attachments_of_session(store, session.id) == ()


def test_a_session_that_is_gone_meanwhile_takes_no_file(store: Store, session: Session) -> None:
    sessions.delete_session(store, session_id=session.id)
    bin_.delete_for_good(store, kind=BinKind.SESSION, record_id=session.id)
    with pytest.raises(NotFoundError):
        a_file(store, session)
    assert parts(store) == 0


def test_a_new_name_keeps_the_ending_and_stays_the_only_one(store: Store, session: Session) -> None:
    a_file(store, session, "Plan.pdf", b"%PDF-1")
    other = a_file(store, session, "b.pdf", b"%PDF-2")
    renamed = attachments.rename_attachment(store, attachment_id=other.id, name="plan").value
    assert renamed.name == "plan (2).pdf"
    assert attachments_of_session(store, session.id)[1] == renamed


def test_a_file_in_the_bin_is_neither_shown_nor_found(store: Store, session: Session) -> None:
    kept = a_file(store, session, "Lighthouse.txt")
    found = len(search(store, "lighth").hits)
    attachments.delete_attachment(store, attachment_id=kept.id)
    assert (found, search(store, "lighth").hits) == (1, ())
    assert attachments_of_session(store, session.id) == ()
    with pytest.raises(NotFoundError):
        attachments.get_attachment(store, attachment_id=kept.id)


def test_a_file_comes_back_from_the_bin_under_a_free_name(store: Store, session: Session) -> None:
    kept = a_file(store, session, "Lighthouse.txt", b"one")
    attachments.delete_attachment(store, attachment_id=kept.id)
    a_file(store, session, "Lighthouse.txt", b"two")
    [found] = bin_.list_bin(store)
    back = bin_.put_back(store, kind=found.kind, record_id=found.id).value
    assert (back.name, read(store, back)) == ("Lighthouse (2).txt", b"one")


def test_the_bin_says_what_a_file_is_called_and_whose_it_is(store: Store, session: Session) -> None:
    kept = a_file(store, session)
    attachments.delete_attachment(store, attachment_id=kept.id)
    [found] = bin_.list_bin(store)
    assert (found.kind, found.name, found.whose, found.number) == (
        BinKind.ATTACHMENT,
        "Flipchart.txt",
        "Mira Solano",
        1,
    )


@pytest.mark.parametrize("what", ["attachment", "session", "client"])
def test_deleting_for_good_takes_the_content_along(store: Store, session: Session, what: str) -> None:
    kept = a_file(store, session, "Lighthouse.bin", bytes(2 * PART_BYTES))
    client_id = store.value("SELECT client_id FROM engagement_client")
    ids = {"attachment": kept.id, "session": session.id, "client": client_id}
    {
        "attachment": lambda: attachments.delete_attachment(store, attachment_id=kept.id),
        "session": lambda: sessions.delete_session(store, session_id=session.id),
        "client": lambda: clients.delete_client(store, client_id=client_id),
    }[what]()
    bin_.delete_for_good(store, kind=BinKind(what), record_id=ids[what])
    clear_leftovers(store, pass_by)
    assert (store.value("SELECT count(*) FROM attachment"), parts(store)) == (0, 0)
    assert store.value("SELECT count(*) FROM search_entry WHERE kind = 'attachment'") == 0


def test_what_would_go_with_a_client_counts_files(store: Store, session: Session) -> None:
    a_file(store, session)
    client_id = store.value("SELECT client_id FROM engagement_client")
    assert bin_.contents_of(store, client_id=client_id).files == 1


@pytest.mark.rule(4)
def test_nothing_of_a_file_reaches_the_summary(store: Store, session: Session) -> None:
    a_file(store, session, "Lighthouse.txt", b"about the harbour")
    summary = summaries.shared_summary(store, session.id, language="en")
    assert not said_in(summary)


@pytest.mark.rule(4, control=True)
def test_a_summary_that_named_its_files_would_be_noticed(store: Store, session: Session) -> None:
    kept = a_file(store, session, "Lighthouse.txt", b"about the harbour")
    summary = summaries.shared_summary(store, session.id, language="en")
    assert said_in(attrs.evolve(summary, agreed=kept.name))


def said_in(summary: SharedSummary) -> bool:
    """Tell whether a summary has a word of the file."""
    return any(word in repr(summary) for word in ("Lighthouse", "harbour"))


def test_leftovers_go_part_by_part_and_files_stay(store: Store, session: Session) -> None:
    kept = a_file(store, session)
    copied = "SELECT 'gone', value, x'00', '', '' FROM json_each('[1, 2, 3]')"
    store.db.execute(f"INSERT INTO attachment_part {copied}")
    left: list[int] = []
    clear_leftovers(store, lambda: left.append(parts(store)))
    assert left == [3, 2, 1]
    assert read(store, kept) == b"three boats"


def test_content_that_changed_is_noticed_after_the_last_part(store: Store, session: Session) -> None:
    kept = a_file(store, session)
    store.db.execute("UPDATE attachment_part SET content = ?", [b"three goats"])
    with pytest.raises(AlteredFileError):
        read(store, kept)
    assert attachments.altered_files(store, pass_by) == (kept,)


def test_a_part_that_is_missing_is_noticed(store: Store, session: Session) -> None:
    kept = a_file(store, session, "a.bin", bytes(2 * PART_BYTES))
    assert attachments.altered_files(store, pass_by) == ()
    store.db.execute("DELETE FROM attachment_part WHERE position = 1")
    assert attachments.altered_files(store, pass_by) == (kept,)


def test_the_beginning_is_no_more_than_asked_for(store: Store, session: Session) -> None:
    kept = a_file(store, session, "a.txt", b"x" * PART_BYTES + b"y" * 10)
    start = attachments.beginning(store, pass_by, attachment_id=kept.id, most_bytes=PART_BYTES + 2)
    assert start == b"x" * PART_BYTES + b"yy"


def test_no_beginning_is_shown_of_a_file_whose_end_has_changed(store: Store, session: Session) -> None:
    kept = a_file(store, session, "a.txt", b"x" * PART_BYTES + b"y" * 10)
    store.db.execute("UPDATE attachment_part SET content = x'00' WHERE position = 1")
    with pytest.raises(AlteredFileError):
        attachments.beginning(store, pass_by, attachment_id=kept.id, most_bytes=2)


def test_the_files_of_a_client_come_with_their_session(store: Store, session: Session) -> None:
    kept = a_file(store, session)
    client_id = store.value("SELECT client_id FROM engagement_client")
    [row] = attachments.files_of_client(store, client_id=client_id)
    assert (row.id, row.name, row.number) == (kept.id, "Flipchart.txt", 1)
    sessions.delete_session(store, session_id=session.id)
    assert attachments.files_of_client(store, client_id=client_id) == ()
