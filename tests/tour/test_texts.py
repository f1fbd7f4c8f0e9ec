"""What the tour adds goes on from where the sample practice stops."""

from coachdesk.models.entities.agreement import ClauseState
from coachdesk.models.entities.session import SessionState
from coachdesk.sample.texts import fixed_day, load_practice
from coachdesk.tour.texts import load_tour

PRACTICE = load_practice(fixed_day())
TOUR = load_tour(fixed_day())


def test_everybody_it_names_is_a_client() -> None:
    names = {text.client.display_name for text in PRACTICE.clients}
    assert {TOUR.client, TOUR.browsed, TOUR.agreement, TOUR.summary} <= names


def test_its_session_is_the_one_that_waits_today() -> None:
    (client,) = [text for text in PRACTICE.clients if text.client.display_name == TOUR.client]
    waiting = next(one for one in client.sessions if one.state is SessionState.PLANNED)
    assert (TOUR.session.planned_at, TOUR.session.mode, TOUR.session.place) == (
        waiting.planned_at,
        waiting.mode,
        waiting.place,
    )


def test_its_session_settles_both_promises() -> None:
    assert TOUR.session.last_commitment is not None
    assert TOUR.session.last_pledge is not None
    assert TOUR.session.closing.commitment_by is not None


def test_its_version_words_a_clause_that_was_parked() -> None:
    (client,) = [text for text in PRACTICE.clients if text.client.display_name == TOUR.client]
    parked = [one.key for one in client.versions[-1].clauses if one.state is ClauseState.PARKED]
    assert parked == [TOUR.version.clause.key]
    assert TOUR.version.clause.agreed_words
    assert TOUR.version.signer == TOUR.client


def test_nothing_private_is_repeated_on_its_summary() -> None:
    shared = " ".join((TOUR.session.shared.insights, TOUR.session.shared.agreed))
    sentences = [part.strip() for part in TOUR.session.note.split(".") if len(part) > 20]
    assert sentences
    assert not [sentence for sentence in sentences if sentence in shared]
