from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import attrs
import pytest

from coachdesk.errors import InvalidInputError, LockedTextError, StaleError
from coachdesk.models import notes, promises, sessions, sharing, summaries
from coachdesk.models.client_page import client_page
from coachdesk.models.clock import fixed_clock
from coachdesk.models.entities.change import Kind
from coachdesk.models.entities.ids import FurtherPromiseId, new_id
from coachdesk.models.entities.people import CoachProfile, PaperSize
from coachdesk.models.entities.session import CheckIn, FurtherPromise, Session, SharedText, SummaryField
from coachdesk.models.entities.sharing import SharedHow, SharedSummary
from coachdesk.models.profile import save_profile
from coachdesk.models.store import Store
from tests.making import a_session, an_engagement, close_with_promises, hand_out

CANARY = "kingfisher-7431"
PRIVATE_TABLES = (
    "private_note",
    "draft",
    "check_in",
    "quote",
    "reflection",
    "signal",
    "insight",
    "experiment ",
    "supervision_flag",
    "milestone",
    "attendance",
    "feedback",
    "preference",
    "prompt",
    "attachment",
    "earlier",
)


@pytest.fixture
def session(store: Store) -> Session:
    return a_session(store, an_engagement(store))


def write_all_sides(store: Store, session: Session) -> SharedText:
    notes.save_check_in(
        store, check_in=CheckIn(session_id=session.id, focus=CANARY, most_valuable=CANARY, mood=CANARY)
    )
    notes.save_note(store, session_id=session.id, body=CANARY, revision=0)
    notes.save_draft(store, session_id=session.id, body=f"{CANARY} {CANARY}", revision=1)
    text = SharedText(session_id=session.id, focus="The talk", insights="I can ask", next_step="Say it")
    return summaries.save_shared_text(store, text=text).value


def summary_of(store: Store, session: Session) -> SharedSummary:
    return summaries.shared_summary(store, session.id, language="en")


def promise_besides(store: Store, session: Session, what: str = "Ask Lena", **given: object) -> None:
    fields: dict[str, Any] = {"by_when": store.now().date(), "known_by": "She has the sheet", **given}
    promise = FurtherPromise(id=FurtherPromiseId(new_id()), session_id=session.id, what=what, **fields)
    store.put("further_promise", promise)


def give(store: Store, session: Session) -> None:
    """Hand out what is written, as it stands."""
    summaries.hand_out(
        store,
        session_id=session.id,
        summary=summary_of(store, session),
        title="Summary",
        how=SharedHow.PDF,
        sha256="ab" * 32,
    )


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    seen: list[str] = []
    store.db.conn.set_trace_callback(seen.append)
    try:
        yield seen
    finally:
        store.db.conn.set_trace_callback(None)


def test_a_summary_holds_the_shared_side(store: Store, session: Session) -> None:
    save_profile(store, profile=CoachProfile(name="Ines Vogt", paper=PaperSize.LETTER))
    text = write_all_sides(store, session)
    closing = close_with_promises(store, session)
    summary = summary_of(store, session)
    assert (summary.focus, summary.insights, summary.next_step) == (text.focus, text.insights, "Say it")
    assert (summary.client_name, summary.session_number, summary.sessions_planned) == ("Mira", 1, 12)
    assert summary.commitment is not None
    assert summary.commitment.how_we_will_know == closing.commitment_known_by
    assert summary.pledge is not None
    assert summary.pledge.by_when == closing.pledge_by
    assert (summary.letterhead.coach_name, summary.paper) == ("Ines Vogt", PaperSize.LETTER)


@pytest.mark.rule(4)
def test_rule_4_private_words_are_in_no_field_of_a_summary(store: Store, session: Session) -> None:
    write_all_sides(store, session)
    assert CANARY not in repr(summary_of(store, session))


@pytest.mark.rule(4)
def test_rule_4_a_summary_is_read_without_a_look_at_private_tables(store: Store, session: Session) -> None:
    write_all_sides(store, session)
    with statements(store) as seen:
        summary_of(store, session)
    assert any("shared_text" in sql for sql in seen)
    assert not [sql for sql in seen for table in PRIVATE_TABLES if table in sql]


def test_rule_4_private_words_are_in_no_record_of_what_left(store: Store, session: Session) -> None:
    write_all_sides(store, session)
    hand_out(store, session)
    assert CANARY not in repr(list(store.db.query("SELECT * FROM shared_document")))


def test_half_a_commitment_is_not_printed(store: Store, session: Session) -> None:
    typed = close_with_promises(store, session)
    promises.save_closing(store, closing=attrs.evolve(typed, commitment_known_by=""))
    assert summary_of(store, session).commitment is None


def test_a_summary_without_words_says_nothing(store: Store, session: Session) -> None:
    assert summaries.says_nothing(summary_of(store, session))
    write_all_sides(store, session)
    assert not summaries.says_nothing(summary_of(store, session))


@pytest.mark.rule(5)
def test_rule_5_handing_out_is_recorded_with_its_hash(store: Store, session: Session) -> None:
    write_all_sides(store, session)
    written = summaries.hand_out(
        store,
        session_id=session.id,
        summary=summary_of(store, session),
        title="Summary of session 1",
        how=SharedHow.PRINT,
        sha256="cd" * 32,
    )
    document = written.value
    assert (document.for_whom, document.how, document.sha256) == ("Mira", SharedHow.PRINT, "cd" * 32)
    assert sharing.shared_of_session(store, session.id) == (document,)
    assert document.client_id is not None
    assert client_page(store, client_id=document.client_id).shared == (document,)
    assert written.change.touches(Kind.SHARED_DOCUMENT)


@pytest.mark.rule(5)
def test_rule_5_only_what_was_previewed_is_handed_out(store: Store, session: Session) -> None:
    write_all_sides(store, session)
    previewed = attrs.evolve(summary_of(store, session), focus="Something else")
    with pytest.raises(StaleError):
        summaries.hand_out(
            store, session_id=session.id, summary=previewed, title="T", how=SharedHow.PDF, sha256="ab"
        )
    assert sessions.session(store, session.id).handed_out_at is None


@pytest.mark.rule(5)
def test_rule_5_handed_out_text_is_locked(store: Store, session: Session) -> None:
    hand_out(store, session, words="As it was")
    with pytest.raises(LockedTextError):
        summaries.save_shared_text(store, text=SharedText(session_id=session.id, focus="Changed"))
    assert summaries.shared_text(store, session.id).focus == "As it was"


@pytest.mark.rule(5)
@pytest.mark.parametrize("table", ["shared_text", "closing", "further_promise"])
def test_rule_5_the_vault_itself_keeps_what_was_handed_out(
    store: Store, session: Session, table: str
) -> None:
    close_with_promises(store, session)
    promise_besides(store, session)
    hand_out(store, session)
    with pytest.raises(Exception, match="does not change"):
        store.db.execute(f"UPDATE {table} SET updated_at = ''")  # noqa: S608  (one of two names above)


@pytest.mark.rule(5)
@pytest.mark.parametrize("part", [part for part in SummaryField if part is not SummaryField.PROMISES])
def test_rule_5_every_part_is_locked_once_it_has_left(
    store: Store, session: Session, part: SummaryField
) -> None:
    given: dict[str, Any] = {part.value: "As it was"}
    summaries.save_shared_text(store, text=SharedText(session_id=session.id, **given))
    give(store, session)
    with pytest.raises(Exception, match="does not change"):
        store.db.execute(f"UPDATE shared_text SET {part.value} = 'Changed'")  # noqa: S608  (one of our names)
    assert getattr(summary_of(store, session), part.value) == "As it was"


@pytest.mark.rule(5, control=True)
def test_without_the_trigger_handed_out_words_would_change(store: Store, session: Session) -> None:
    hand_out(store, session, words="As it was")
    store.db.execute("DROP TRIGGER handed_out_text_stays")
    store.db.execute("UPDATE shared_text SET focus = 'Changed'")
    assert summary_of(store, session).focus == "Changed"


def test_a_promise_besides_is_not_taken_away_once_it_has_left(store: Store, session: Session) -> None:
    promise_besides(store, session)
    give(store, session)
    for sql in ("DELETE FROM further_promise", "UPDATE further_promise SET what = 'Changed'"):
        with pytest.raises(Exception, match="does not change"):
            store.db.execute(sql)
    with pytest.raises(Exception, match="does not change"):
        promise_besides(store, session, what="Too late")


def test_what_is_promised_besides_is_printed_once_it_is_complete(store: Store, session: Session) -> None:
    promise_besides(store, session, what="Send the page", by_coach=True, known_by="")
    promise_besides(store, session, what="Ask Lena")
    promise_besides(store, session, what="Half of it", known_by=" ")
    promise_besides(store, session, what="No day", by_when=None)
    promise_besides(store, session, what=" ", by_coach=True)
    promise_besides(store, session, what="x" * 10_001)
    said = [(one.what, one.by_coach) for one in summary_of(store, session).further]
    assert said == [("Ask Lena", False), ("Send the page", True)]


def test_a_summary_with_a_promise_besides_says_something(store: Store, session: Session) -> None:
    promise_besides(store, session)
    assert not summaries.says_nothing(summary_of(store, session))


def test_private_notes_go_on_after_handing_out(store: Store, session: Session) -> None:
    hand_out(store, session)
    assert notes.save_note(store, session_id=session.id, body="after", revision=0).value.revision == 1


def test_later_words_are_dated_addenda(store: Store, session: Session) -> None:
    hand_out(store, session)
    store.now = fixed_clock(store.now() + timedelta(days=2))
    summaries.add_addendum(store, session_id=session.id, text="The talk went well.")
    (printed,) = summary_of(store, session).addenda
    assert printed.text == "The talk went well."
    assert printed.written_at == store.now()


def test_an_addendum_waits_for_the_handing_out(store: Store, session: Session) -> None:
    with pytest.raises(InvalidInputError, match="not been handed out"):
        summaries.add_addendum(store, session_id=session.id, text="Too early")


def test_handing_out_again_keeps_the_first_day(store: Store, session: Session) -> None:
    hand_out(store, session)
    first = sessions.session(store, session.id).handed_out_at
    store.now = fixed_clock(store.now() + timedelta(days=2))
    summaries.hand_out(
        store,
        session_id=session.id,
        summary=summary_of(store, session),
        title="Again",
        how=SharedHow.PRINT,
        sha256="ef",
    )
    assert sessions.session(store, session.id).handed_out_at == first
    assert len(sharing.shared_of_session(store, session.id)) == 2
