"""The sample practice is told whole, by the verbs, and says nothing private on paper."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from coachdesk.documents.agreement import render_agreement
from coachdesk.documents.renderer import Renderer
from coachdesk.documents.summary import render_summary
from coachdesk.models import agreement_documents, notes, promises, summaries
from coachdesk.models.agreement_page import AgreementPage, open_agreement
from coachdesk.models.between_check_ins import check_ins_on
from coachdesk.models.carried_twice import carried_twice
from coachdesk.models.client_page import client_page
from coachdesk.models.clients import list_clients
from coachdesk.models.consents import consents_of
from coachdesk.models.engagements import engagements_of
from coachdesk.models.entities.agreement import ClauseState, VersionState
from coachdesk.models.entities.people import Engagement, EngagementState
from coachdesk.models.entities.prompt import PromptUse
from coachdesk.models.entities.session import Commitment, CommitmentState, PledgeState, Session, SessionState
from coachdesk.models.entities.sharing import SharedDocument, SharedKind
from coachdesk.models.letterhead import letterhead
from coachdesk.models.profile import get_profile
from coachdesk.models.prompts import prompts_at_hand
from coachdesk.models.safe_start import safe_start
from coachdesk.models.store import Store
from coachdesk.sample.gathering import gatherings
from coachdesk.sample.texts import ClientText, PracticeText, SessionText
from tests.sample.reading import private_sentences, squeezed, text_of

WAITING = {"ending", "release", "disputes"}


def engagement_of(store: Store, text: ClientText) -> Engagement:
    """Return the stored engagement of a client, found by name, since ids differ from run to run."""
    row = next(row for row in list_clients(store) if row.display_name == text.client.display_name)
    (engagement,) = engagements_of(store, client_id=row.id)
    return engagement


def sessions_of(store: Store, text: ClientText) -> tuple[Session, ...]:
    engagement = engagement_of(store, text)
    return store.all(
        Session, "SELECT * FROM session WHERE engagement_id = ? ORDER BY number", [engagement.id]
    )


def pairs(store: Store, texts: PracticeText) -> Iterator[tuple[SessionText, Session]]:
    for client in texts.clients:
        yield from zip(client.sessions, sessions_of(store, client), strict=True)


def pages(store: Store, texts: PracticeText) -> Iterator[tuple[ClientText, AgreementPage]]:
    """Yield every version of every agreement."""
    for text in texts.clients:
        engagement_id = engagement_of(store, text).id
        for version in open_agreement(store, engagement_id=engagement_id).versions:
            yield text, open_agreement(store, engagement_id=engagement_id, version_id=version.id)


def documents(store: Store) -> tuple[SharedDocument, ...]:
    return tuple(
        document for row in list_clients(store) for document in client_page(store, client_id=row.id).shared
    )


def test_three_clients_are_coached(sample: Store, texts: PracticeText) -> None:
    rows = list_clients(sample)
    assert [row.display_name for row in rows] == ["Łukasz Wróblewski", "Nguyễn Minh Anh", "Zoë Brandt"]
    for text in texts.clients:
        engagement = engagement_of(sample, text)
        assert engagement.state is EngagementState.ACTIVE
        assert engagement.purpose == text.engagement.purpose


def test_the_coach_is_there(sample: Store, texts: PracticeText) -> None:
    assert get_profile(sample) == texts.profile


def test_safe_start_and_consents_are_as_told(sample: Store, texts: PracticeText) -> None:
    for text in texts.clients:
        engagement = engagement_of(sample, text)
        done = [item for item in safe_start(sample, engagement_id=engagement.id) if item.done_on]
        assert [item.step for item in done] == [item.step for item in text.safe_start]
        answers = consents_of(sample, client_id=engagement.client_ids[0])
        assert {one.kind: one.state for one in answers} == {one.kind: one.state for one in text.consents}


def test_sessions_became_what_is_told(sample: Store, texts: PracticeText) -> None:
    for text, kept in pairs(sample, texts):
        assert (kept.state, kept.planned_at, kept.kind) == (text.state, text.planned_at, text.kind)
        assert (kept.attendees, kept.countable_reason) == (text.attendees, text.countable_reason)
        if text.state is SessionState.HELD:
            assert (kept.began_at, kept.ended_at, kept.minutes) == (
                text.began_at,
                text.ended_at,
                text.minutes,
            )
            assert kept.closed_at is not None


def test_there_are_thirty_seven_sessions(sample: Store, texts: PracticeText) -> None:
    states = Counter(kept.state for _, kept in pairs(sample, texts))
    assert states == {
        SessionState.HELD: 29,
        SessionState.PLANNED: 6,
        SessionState.LATE_CANCEL: 1,
        SessionState.NO_SHOW: 1,
    }


def test_sessions_are_numbered_through(sample: Store, texts: PracticeText) -> None:
    for text in texts.clients:
        numbers = [one.number for one in sessions_of(sample, text)]
        assert numbers == list(range(1, len(text.sessions) + 1))


def test_words_are_on_the_side_they_were_written_for(sample: Store, texts: PracticeText) -> None:
    for text, kept in pairs(sample, texts):
        assert notes.private_note(sample, kept.id).body == text.note
        assert summaries.shared_text(sample, kept.id).insights == text.shared.insights
        assert notes.check_in(sample, kept.id).focus == text.check_in.focus


def test_promises_were_settled_in_the_next_session(sample: Store, texts: PracticeText) -> None:
    for text in texts.clients:
        held = [(told, kept) for told, kept in zip(text.sessions, sessions_of(sample, text), strict=True)]
        meetings = [pair for pair in held if pair[0].state is SessionState.HELD]
        for (_, before), (told, _) in pairwise(meetings):
            commitment = promises.headline_commitment(sample, before.id)
            pledge = promises.headline_pledge(sample, before.id)
            assert commitment is not None
            assert pledge is not None
            assert (commitment.state, commitment.outcome) == told.last_commitment
            assert (pledge.state, pledge.outcome) == told.last_pledge


def test_one_promise_of_each_side_is_open_from_the_last_session_with_each_client(
    sample: Store, texts: PracticeText
) -> None:
    for text in texts.clients:
        found = promises.open_promises(sample, engagement_id=engagement_of(sample, text).id)
        (commitment,) = (one for one in found.commitments if one.headline)
        (pledge,) = (one for one in found.pledges if one.headline)
        assert (commitment.state, pledge.state) == (CommitmentState.OPEN, PledgeState.OPEN)


def test_what_was_promised_between_sessions_goes_on(sample: Store) -> None:
    found = promises.open_promises(sample)
    (theirs,) = (one for one in found.commitments if not one.headline)
    (mine,) = (one for one in found.pledges if not one.headline)
    assert carried_twice(sample, theirs.engagement_id) == {theirs.id}
    assert set(check_ins_on(sample, [theirs.id, mine.id])) == {theirs.id, mine.id}


def test_what_was_carried_twice_is_one_chain(sample: Store) -> None:
    every = {one.id: one for one in sample.all(Commitment, "SELECT * FROM commitment")}
    second, third = sorted(
        (one for one in every.values() if one.carried_from_id and one.headline), key=lambda one: one.by_when
    )
    first = every[second.carried_from_id or second.id]
    assert third.carried_from_id == second.id
    assert [one.state for one in (first, second, third)] == ["carried", "carried", "done"]
    assert first.what == second.what != third.what
    assert first.carried_from_id is None


def test_versions_are_in_force_or_replaced(sample: Store, texts: PracticeText) -> None:
    states = [
        (text.client.code, page.version.number, page.version.state) for text, page in pages(sample, texts)
    ]
    assert states == [
        ("Heron", 1, VersionState.SIGNED),
        ("Harbour", 1, VersionState.SIGNED),
        ("Kite", 1, VersionState.SUPERSEDED),
        ("Kite", 2, VersionState.SIGNED),
    ]


def test_signed_versions_fit_their_fingerprints(sample: Store, texts: PracticeText) -> None:
    for _, page in pages(sample, texts):
        assert not page.altered
        assert page.version.content_hash
        assert not page.yet_to_sign


def test_signatures_stand_at_their_place_and_moment(sample: Store, texts: PracticeText) -> None:
    for text, page in pages(sample, texts):
        told = text.versions[page.version.number - 1].signatures
        assert [(one.party, one.name, one.place, one.signed_at) for one in page.signed_by] == [
            (one.party, one.name, one.place, one.signed_at) for one in told
        ]


def test_a_new_version_says_why(sample: Store, texts: PracticeText) -> None:
    *_, first, second = (page.version for _, page in pages(sample, texts))
    assert (second.supersedes_id, second.reason) == (first.id, texts.clients[2].versions[1].reason)


def test_clauses_were_agreed_one_by_one_before_anybody_signed(sample: Store, texts: PracticeText) -> None:
    for _, page in pages(sample, texts):
        agreed = [clause for clause in page.clauses if clause.state is ClauseState.AGREED]
        assert {clause.key for clause in page.clauses} - {clause.key for clause in agreed} <= WAITING
        for clause in agreed:
            assert clause.agreed_by_client_at is not None
            assert clause.agreed_by_client_at < page.signed_by[0].signed_at


def test_clauses_hold_the_words_of_their_version(sample: Store, texts: PracticeText) -> None:
    for text, page in pages(sample, texts):
        kept = {clause.key or clause.heading: clause for clause in page.clauses}
        for told in text.versions[page.version.number - 1].clauses:
            clause = kept[told.key or told.heading]
            assert clause.clients_words == told.clients_words
            assert clause.state is told.state
            assert clause.agreed_words == (clause.coachs_words if told.as_suggested else told.agreed_words)


def test_an_own_clause_has_its_prompt_and_place(sample: Store, texts: PracticeText) -> None:
    _, page = next(pages(sample, texts))
    alliance = [clause for clause in page.clauses if clause.layer == "alliance"]
    assert alliance[-1].heading == "The notebook"
    assert alliance[-1].prompt.startswith("You carry a small notebook")


def test_each_version_was_handed_out_as_it_was_signed(
    sample: Store, texts: PracticeText, renderer: Renderer
) -> None:
    for text, page in pages(sample, texts):
        left = agreement_documents.handed_out(sample, version_id=page.version.id)
        assert len(left) == (1 if text.sponsor is None else 2)
        pdf = agreement_documents.kept_pdf(sample, version_id=page.version.id)
        assert pdf is not None
        assert page.version.content_hash[:12] in text_of(pdf)


def test_the_sponsors_copy_leaves_out_what_is_between_two(
    sample: Store, texts: PracticeText, renderer: Renderer
) -> None:
    page = next(page for text, page in pages(sample, texts) if text.sponsor)
    profile = get_profile(sample)
    assert profile is not None
    document = agreement_documents.agreement_document(page, letterhead(profile), for_sponsor=True)
    rendered = render_agreement(document, renderer)
    hashes = {one.for_whom: one.sha256 for one in documents(sample) if one.version_id == page.version.id}
    assert hashes["Priya Raman"] == rendered.sha256 != hashes["Łukasz Wróblewski"]
    assert "telephones stay outside" not in text_of(rendered.pdf)


def test_what_is_told_to_have_left_is_on_record(sample: Store, texts: PracticeText) -> None:
    left = {(one.session_id, one.how) for one in documents(sample) if one.kind is SharedKind.SUMMARY}
    told = {(kept.id, text.handed_out) for text, kept in pairs(sample, texts) if text.handed_out}
    assert left == told
    assert len(told) == 26


def test_hashes_are_those_of_the_pages(sample: Store, texts: PracticeText, renderer: Renderer) -> None:
    on_record = {one.session_id: one for one in documents(sample)}
    for text, kept in pairs(sample, texts):
        if text.handed_out and not text.addenda:
            summary = summaries.shared_summary(sample, kept.id, language="en")
            assert on_record[kept.id].sha256 == render_summary(summary, renderer).sha256


def test_later_words_came_later(sample: Store, texts: PracticeText) -> None:
    ((text, kept),) = [(text, kept) for text, kept in pairs(sample, texts) if text.addenda]
    (addendum,) = summaries.addenda(sample, kept.id)
    assert (addendum.text, addendum.written_at) == (text.addenda[0].text, text.addenda[0].written_at)
    assert kept.handed_out_at is not None
    assert kept.handed_out_at < addendum.written_at


def test_nothing_was_written_later_than_the_last_session(sample: Store, texts: PracticeText) -> None:
    over = max(one.ended_at for client in texts.clients for one in client.sessions if one.minutes)
    in_between = (promise for client in texts.clients for promise in client.between.promises)
    over = max(over, *(one.at for promise in in_between for one in promise.carried))
    last = (over + timedelta(hours=1)).isoformat()
    for kind in ("client", "session", "clause", "commitment", "signature", "shared_document"):
        newest = sample.value(f"SELECT max(updated_at) FROM {kind}")  # noqa: S608  (the names above)
        assert newest < last, kind


def test_no_private_sentence_is_on_any_page(sample: Store, texts: PracticeText, renderer: Renderer) -> None:
    printed = "".join(squeezed(text_of(pdf)) for pdf in every_pdf(sample, texts, renderer))
    assert squeezed("I'd like to be needed for something else") in printed
    for sentence in private_sentences(texts):
        assert squeezed(sentence) not in printed, sentence


def test_no_private_sentence_is_in_the_list_of_what_left(sample: Store, texts: PracticeText) -> None:
    rows = "".join(squeezed(str(document)) for document in documents(sample))
    assert not [sentence for sentence in private_sentences(texts) if squeezed(sentence) in rows]


def test_private_sentences_are_really_looked_for(texts: PracticeText) -> None:
    assert len(private_sentences(texts)) > 150


def every_pdf(store: Store, texts: PracticeText, renderer: Renderer) -> Iterator[bytes]:
    for _, kept in pairs(store, texts):
        summary = summaries.shared_summary(store, kept.id, language="en")
        yield render_summary(summary, renderer).pdf
    for (pdf,) in store.db.execute("SELECT pdf FROM version_pdf"):
        yield pdf


def test_the_coach_has_sets_of_prompts(sample: Store) -> None:
    at_hand = prompts_at_hand(sample, "en")
    assert {one.name for one in at_hand.sets} == {one.name for one in gatherings()}
    assert all(len(at_hand.in_set(one)) == len(one.prompt_keys) for one in at_hand.sets)
    assert at_hand.tags == ("slow down",)


def test_prompts_were_asked_and_something_came_of_them(sample: Store, texts: PracticeText) -> None:
    kept = {use.prompt_key: use.came_of for use in sample.all(PromptUse, "SELECT * FROM prompt_use")}
    told = {
        asked.key: asked.came_of for client in texts.clients for one in client.sessions for asked in one.asked
    }
    assert kept == told != {}
    assert {prompt.key for prompt in prompts_at_hand(sample, "en").prompts if prompt.opened} == told.keys()
