from datetime import date, timedelta

import pytest

from coachdesk.errors import LockedTextError, NotFoundError
from coachdesk.models import bin as bin_
from coachdesk.models import clauses, clients, consents, engagements, notes, sessions, summaries
from coachdesk.models.bin import BinKind, Contents, count_bin, delete_for_good, empty_old, list_bin, put_back
from coachdesk.models.client_page import client_page
from coachdesk.models.entities.agreement import Layer
from coachdesk.models.entities.change import Change, Kind
from coachdesk.models.entities.ids import ConsentId, FeedbackId, new_id
from coachdesk.models.entities.people import Consent, ConsentKind, Engagement
from coachdesk.models.entities.relationship import Feedback
from coachdesk.models.entities.session import SharedText
from coachdesk.models.entities.sharing import Protection, SharedHow, SharedKind
from coachdesk.models.feedback import save_feedback
from coachdesk.models.finding import search
from coachdesk.models.shared_look_backs import record_of_work
from coachdesk.models.store import Store
from coachdesk.sample.clock import SettableClock
from tests import agreeing, making
from tests.conftest import NOW

MONTH = timedelta(days=30)


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(NOW)


@pytest.fixture
def engagement(store: Store) -> Engagement:
    return making.an_engagement(store)


def kinds(store: Store) -> list[BinKind]:
    return [found.kind for found in list_bin(store)]


def rows_with(store: Store, record_id: str) -> list[str]:
    """Return the tables in which an id occurs anywhere."""
    names = [row[0] for row in store.db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return [
        name
        for name in names
        if not name.startswith("search_") and any(record_id in row.values() for row in store.db[name].rows)
    ]


def a_consent(store: Store, engagement: Engagement) -> Consent:
    consent = Consent(
        id=ConsentId("consent"),
        client_id=engagement.client_ids[0],
        kind=ConsentKind.RECORDING,
        scope="sound only",
        given_on=date(2026, 5, 1),
    )
    return consents.record_consent(store, consent=consent).value


def delete_session_with_words(store: Store, engagement: Engagement) -> str:
    """Write notes twice, a draft, shared words and both promises, then delete the session."""
    session = making.a_session(store, engagement)
    for revision, body in enumerate(("the lighthouse, at great length", "the sea")):
        notes.save_note(store, session_id=session.id, body=body, revision=revision)
    notes.save_draft(store, session_id=session.id, body="half a thought", revision=2)
    summaries.save_shared_text(store, text=SharedText(session_id=session.id, focus="harbour"))
    making.close_with_promises(store, session)
    sessions.delete_session(store, session_id=session.id)
    return session.id


def test_an_empty_bin(store: Store, engagement: Engagement) -> None:
    assert list_bin(store) == ()
    assert count_bin(store) == 0


def test_a_deleted_client_lies_in_the_bin_for_thirty_days(store: Store, engagement: Engagement) -> None:
    clients.delete_client(store, client_id=engagement.client_ids[0])
    (found,) = list_bin(store)
    assert (found.kind, found.name, found.deleted_at) == (BinKind.CLIENT, "Mira Solano", NOW)
    assert found.leaves_at == NOW + MONTH


def test_a_deleted_session_says_whose_and_which(store: Store, engagement: Engagement) -> None:
    session = making.a_session(store, engagement, days=3)
    sessions.delete_session(store, session_id=session.id)
    (found,) = list_bin(store)
    assert (found.kind, found.whose, found.number) == (BinKind.SESSION, "Mira Solano", 1)
    assert found.held_at == NOW + timedelta(days=3)


def test_the_last_deleted_comes_first(store: Store, engagement: Engagement, clock: SettableClock) -> None:
    consents.remove_consent(store, consent_id=a_consent(store, engagement).id)
    clock.set(NOW + timedelta(hours=1))
    sessions.delete_session(store, session_id=making.a_session(store, engagement).id)
    assert kinds(store) == [BinKind.SESSION, BinKind.CONSENT]
    assert count_bin(store) == 2


def test_what_belongs_to_a_deleted_client_comes_and_goes_with_the_client(
    store: Store, engagement: Engagement
) -> None:
    client_id = engagement.client_ids[0]
    sessions.delete_session(store, session_id=making.a_session(store, engagement).id)
    consents.remove_consent(store, consent_id=a_consent(store, engagement).id)
    clients.delete_client(store, client_id=client_id)
    assert kinds(store) == [BinKind.CLIENT]
    put_back(store, kind=BinKind.CLIENT, record_id=client_id)
    assert sorted(kinds(store)) == [BinKind.CONSENT, BinKind.SESSION]


def test_a_client_comes_back_and_is_found(store: Store, engagement: Engagement) -> None:
    client_id = engagement.client_ids[0]
    clients.delete_client(store, client_id=client_id)
    put_back(store, kind=BinKind.CLIENT, record_id=client_id)
    assert clients.get_client(store, client_id=client_id).display_name == "Mira Solano"
    assert search(store, "solano").hits
    assert list_bin(store) == ()


def test_a_session_comes_back(store: Store, engagement: Engagement) -> None:
    session = making.a_session(store, engagement)
    sessions.delete_session(store, session_id=session.id)
    put_back(store, kind=BinKind.SESSION, record_id=session.id)
    assert sessions.session(store, session.id) == session
    assert list_bin(store) == ()


def test_a_consent_comes_back_as_it_was(store: Store, engagement: Engagement) -> None:
    consent = a_consent(store, engagement)
    consents.remove_consent(store, consent_id=consent.id)
    (found,) = list_bin(store)
    assert (found.name, found.whose) == ("recording", "Mira Solano")
    put_back(store, kind=BinKind.CONSENT, record_id=consent.id)
    assert consents.consents_of(store, client_id=consent.client_id) == (consent,)
    assert list_bin(store) == ()


def test_a_clause_comes_back_with_its_words_and_their_history(store: Store) -> None:
    page = agreeing.begin(store)
    clause = clauses.add_clause(
        store, version_id=page.version.id, layer=Layer.ALLIANCE, heading="The dog"
    ).value
    clauses.save_words(store, clause_id=clause.id, agreed_words="It may stay in the room, under the table.")
    clauses.save_words(store, clause_id=clause.id, agreed_words="It may stay.")
    clauses.remove_clause(store, clause_id=clause.id)
    (found,) = list_bin(store)
    assert (found.kind, found.name, found.whose) == (BinKind.CLAUSE, "The dog", "Mira Solano")
    put_back(store, kind=BinKind.CLAUSE, record_id=clause.id)
    assert clauses.get_clause(store, clause_id=clause.id).agreed_words == "It may stay."
    assert store.value("SELECT count(*) FROM earlier_clause") == 1
    assert list_bin(store) == ()


def test_a_clause_of_a_signed_agreement_stays_in_the_bin(store: Store) -> None:
    page = agreeing.begin(store)
    clause = clauses.add_clause(
        store, version_id=page.version.id, layer=Layer.ALLIANCE, heading="The dog"
    ).value
    clauses.remove_clause(store, clause_id=clause.id)
    agreeing.sign_all(store, agreeing.make_ready(store, page))
    with pytest.raises(LockedTextError):
        put_back(store, kind=BinKind.CLAUSE, record_id=clause.id)
    assert kinds(store) == [BinKind.CLAUSE]


@pytest.mark.parametrize("kind", BinKind)
def test_what_is_not_in_the_bin_is_left_alone(store: Store, engagement: Engagement, kind: BinKind) -> None:
    with pytest.raises(NotFoundError):
        put_back(store, kind=kind, record_id=engagement.client_ids[0])
    with pytest.raises(NotFoundError):
        delete_for_good(store, kind=kind, record_id=engagement.client_ids[0])
    assert store.value("SELECT count(*) FROM client") == 1


def test_a_session_deleted_for_good_leaves_nothing(store: Store, engagement: Engagement) -> None:
    session_id = delete_session_with_words(store, engagement)
    delete_for_good(store, kind=BinKind.SESSION, record_id=session_id)
    assert rows_with(store, session_id) == []
    assert store.value("SELECT count(*) FROM commitment") + store.value("SELECT count(*) FROM pledge") == 0
    assert store.value("SELECT count(*) FROM search_entry WHERE session_id = ?", [session_id]) == 0
    assert list_bin(store) == ()


def test_a_clause_deleted_for_good_leaves_nothing(store: Store) -> None:
    page = agreeing.begin(store)
    clause = clauses.add_clause(
        store, version_id=page.version.id, layer=Layer.ALLIANCE, heading="The dog"
    ).value
    clauses.save_words(store, clause_id=clause.id, agreed_words="It may stay in the room, under the table.")
    clauses.save_words(store, clause_id=clause.id, agreed_words="It may stay.")
    clauses.remove_clause(store, clause_id=clause.id)
    delete_for_good(store, kind=BinKind.CLAUSE, record_id=clause.id)
    assert rows_with(store, clause.id) == []


def test_a_client_deleted_for_good_leaves_nothing(store: Store) -> None:
    page = agreeing.signed(store, three_way=True)
    engagement = engagements.get_engagement(store, engagement_id=page.agreement.engagement_id)
    client_id = engagement.client_ids[0]
    making.hand_out(store, making.a_held_session(store, engagement))
    a_consent(store, engagement)
    delete_session_with_words(store, engagement)
    clients.delete_client(store, client_id=client_id)
    delete_for_good(store, kind=BinKind.CLIENT, record_id=client_id)
    left = {name: store.db[name].count for name in store.db.table_names() if not name.startswith("search_")}
    kept = {"profile", "vault_meta", "_sqlite_migrations"}
    assert {name for name, count in left.items() if count} == kept
    assert store.db["search_entry"].count == 0
    assert list(store.db.query("PRAGMA foreign_key_check")) == []


def test_a_group_goes_on_without_the_one_who_left(store: Store) -> None:
    page = agreeing.signed(store, "Mira Solano", "Jonas Reeh")
    engagement = engagements.get_engagement(store, engagement_id=page.agreement.engagement_id)
    session = making.a_held_session(store, engagement)
    notes.save_note(store, session_id=session.id, body="the lighthouse", revision=0)
    making.hand_out(store, session)
    mira, jonas = engagement.client_ids
    clients.delete_client(store, client_id=mira)
    assert bin_.contents_of(store, client_id=mira) == Contents(handed_out=1)
    delete_for_good(store, kind=BinKind.CLIENT, record_id=mira)
    assert rows_with(store, mira) == []
    assert [hit.client_id for hit in search(store, "lighthouse").hits] == [jonas]
    assert store.value("SELECT count(*) FROM signature") == 3
    assert store.value("SELECT count(*) FROM shared_document") == 1


def test_what_went_to_one_of_a_group_alone_goes_with_that_one(store: Store) -> None:
    group = making.a_group(store, "Ana Ruiz", "Ben Okafor", apart=True)
    session = making.a_held_session(store, group)
    summaries.save_shared_text(store, text=SharedText(session_id=session.id, focus="What we may stop"))
    ana, ben = group.client_ids
    for client_id in (ana, ben):
        summary = summaries.shared_summary(store, session.id, language="en", for_client=client_id)
        summaries.hand_out(
            store, session_id=session.id, summary=summary, title=client_id, how=SharedHow.PDF,
            sha256=client_id, for_client=client_id,
        )  # fmt: skip
    clients.delete_client(store, client_id=ana)
    assert bin_.contents_of(store, client_id=ana) == Contents(handed_out=1)
    delete_for_good(store, kind=BinKind.CLIENT, record_id=ana)
    (left,) = client_page(store, client_id=ben).shared
    assert left.client_id == ben


def test_contents_say_what_would_go(store: Store) -> None:
    page = agreeing.signed(store)
    engagement = engagements.get_engagement(store, engagement_id=page.agreement.engagement_id)
    making.hand_out(store, making.a_held_session(store, engagement))
    contents = bin_.contents_of(store, client_id=engagement.client_ids[0])
    assert contents == Contents(sessions=1, signed_versions=1, handed_out=1)


def test_after_thirty_days_the_bin_empties_itself(
    store: Store, engagement: Engagement, clock: SettableClock
) -> None:
    session_id = delete_session_with_words(store, engagement)
    clock.set(NOW + MONTH - timedelta(minutes=1))
    assert empty_old(store).value == 0
    clock.set(NOW + MONTH)
    written = empty_old(store)
    assert (written.value, session_id in written.change.ids) == (1, True)
    assert list_bin(store) == ()


def test_nothing_old_is_no_change(store: Store, engagement: Engagement) -> None:
    before = store.value("SELECT value FROM vault_meta WHERE key = 'generation'")
    assert empty_old(store).change == Change()
    assert store.value("SELECT value FROM vault_meta WHERE key = 'generation'") == before


def test_a_client_with_signed_papers_waits_for_the_coach(store: Store, clock: SettableClock) -> None:
    page = agreeing.signed(store)
    client_id = page.client_ids[0]
    clients.delete_client(store, client_id=client_id)
    clock.set(NOW + 40 * MONTH)
    assert empty_old(store).value == 0
    (found,) = list_bin(store)
    assert found.leaves_at is None


def test_a_vault_opened_to_read_only_keeps_its_bin(
    store: Store, engagement: Engagement, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    delete_session_with_words(store, engagement)
    clock.set(NOW + MONTH)
    monkeypatch.setattr(Store, "is_read_only", True)
    assert empty_old(store).value == 0


@pytest.mark.parametrize("kind", [SharedKind.LOOK_BACK, SharedKind.PACK])
def test_what_one_of_a_group_took_along_goes_with_that_one(store: Store, kind: SharedKind) -> None:
    group = making.a_group(store, "Ana Ruiz", "Ben Okafor", apart=True)
    ana, ben = group.client_ids
    for client_id, name in ((ana, "Ana Ruiz"), (ben, "Ben Okafor")):
        record_of_work(
            store, group.id, kind, title="Looking back", for_whom=name, how=SharedHow.PDF, sha256="ab" * 32,
            protection=Protection.PLAIN, for_client=client_id,
        )  # fmt: skip
    clients.delete_client(store, client_id=ana)
    assert bin_.contents_of(store, client_id=ana) == Contents(handed_out=1)
    delete_for_good(store, kind=BinKind.CLIENT, record_id=ana)
    assert [row["for_whom"] for row in store.db.query("SELECT for_whom FROM shared_document")] == [
        "Ben Okafor"
    ]


def test_a_wish_of_one_who_left_a_group_goes_with_that_one(store: Store) -> None:
    group = making.a_group(store, "Ana Ruiz", "Ben Okafor")
    for client_id in group.client_ids:
        wish = Feedback(
            id=FeedbackId(new_id()), engagement_id=group.id, client_id=client_id, asks_change=True,
            given_on=NOW.date(), sentence=f"Fewer questions, says {client_id}",
        )  # fmt: skip
        save_feedback(store, feedback=wish)
    ana, ben = group.client_ids
    clients.delete_client(store, client_id=ana)
    delete_for_good(store, kind=BinKind.CLIENT, record_id=ana)
    noticed = [row["words"] for row in store.db.query("SELECT words FROM noticed")]
    assert noticed == [f"Fewer questions, says {ben}"]


def test_words_on_promises_of_a_session_go_with_it(store: Store, engagement: Engagement) -> None:
    session = making.a_held_session(store, engagement)
    making.close_with_promises(store, session)
    for promise in (making.commitment_of(store, session), making.pledge_of(store, session)):
        making.a_word(store, promise, "the lighthouse")
    sessions.delete_session(store, session_id=session.id)
    change = delete_for_good(store, kind=BinKind.SESSION, record_id=session.id).change
    assert store.db["between_check_in"].count == 0
    assert search(store, "lighthouse").others == ()
    assert change.touches(Kind.CHECK_IN)
