from pathlib import Path

import attrs
import pytest

from coachdesk.documents.brief import render_brief
from coachdesk.documents.renderer import Renderer
from coachdesk.models.between_check_ins import keep_check_in
from coachdesk.models.brief import Brief, brief
from coachdesk.models.brief_sheet import brief_sheet
from coachdesk.models.entities.brief import BriefSheet
from coachdesk.models.entities.relationship import Giver
from coachdesk.models.notes import save_note
from coachdesk.models.preferences import keep_preferences
from coachdesk.models.store import Store
from tests.documents import reading
from tests.making import a_session, a_word, an_engagement
from tests.remembering import DAY, GUESS, a_full_brief, feedback, preference
from tests.talking import agreed, in_touch

HEARD, NOTICED, SEEN = "That you are tired of it", "A long look at the door", "I say yes before I think"


@pytest.fixture
def full(store: Store) -> Brief:
    return brief(store, a_full_brief(store).id, day=DAY)


def sheet(store: Store, full: Brief) -> BriefSheet:
    return brief_sheet(store, full, language="en")


def test_what_was_said_between_the_two_is_printed(store: Store, full: Brief) -> None:
    found = sheet(store, full)
    assert (found.client_name, found.pronouns, found.session_number) == ("Mira Solano", "she/her", 2)
    assert (found.days_since, found.purpose) == (7, "To lead kindly")
    assert [one.what for one in found.commitments] == ["Open the talk with Jonas"]
    assert [one.what for one in found.pledges] == ["Keep fifteen minutes free"]
    assert [one.sentence for one in found.unanswered] == ["You ask two things at once"]
    assert [one.will_change for one in found.to_tell] == ["I send it on Mondays"]
    assert [one.what for one in found.milestones] == ["The first talk with the board"]
    assert [(one.step, one.said) for one in found.goals] == [(6, "They wait for me")]


def test_what_the_client_said_of_how_they_work_is_printed(store: Store, full: Brief) -> None:
    [said] = sheet(store, full).preferences
    assert said.dials == (("pace", "less"),)
    assert said.words == (("silence", "I am thinking"), ("channels", "Letters, no calls"))
    assert said.confirmed_on == DAY


def test_a_guess_is_not(store: Store) -> None:
    work = an_engagement(store)
    keep_preferences(store, said=preference(work.client_ids[0], source=GUESS))
    found = brief(store, a_session(store, work).id, day=DAY)
    assert found.preferences
    assert sheet(store, found).preferences == ()


@pytest.mark.rule(9)
def test_what_was_not_checked_is_in_the_brief_and_not_in_its_print(
    store: Store, full: Brief, renderer: Renderer, tmp_path: Path
) -> None:
    assert {HEARD, NOTICED} <= words_of(full)
    text = reading.text(render_brief(sheet(store, full), renderer).pdf, tmp_path)
    assert "Open the talk with Jonas" in text
    assert not [words for words in (HEARD, NOTICED, SEEN) if words in text]


@pytest.mark.rule(9, control=True)
def test_it_would_be_seen_if_it_were_printed(
    store: Store, full: Brief, renderer: Renderer, tmp_path: Path
) -> None:
    assert NOTICED in words_of(full)
    leaking = attrs.evolve(sheet(store, full), last_words=NOTICED)
    assert NOTICED in reading.text(render_brief(leaking, renderer).pdf, tmp_path)


def words_of(full: Brief) -> set[str]:
    moments = (one.moment for one in full.unchecked)
    return {getattr(moment, "heard", "") or getattr(moment, "noticed", "") for moment in moments}


@pytest.mark.rule(4)
def test_private_notes_are_not_even_read(store: Store, full: Brief) -> None:
    last = full.last_time
    assert last is not None
    save_note(store, session_id=last.session_id, body="Between you and me", revision=0)
    asked: list[str] = []
    store.db.conn.set_trace_callback(asked.append)
    sheet(store, brief(store, full.session.id, day=DAY))
    store.db.conn.set_trace_callback(None)
    assert asked
    assert not [sql for sql in asked if "private_note" in sql or "practice_reflection" in sql]


def test_what_was_said_in_between_stays_in_the_vault(store: Store, full: Brief) -> None:
    (promise,) = full.promises.commitments
    mood = attrs.evolve(a_word(store, promise, "Canary of a word"), mood="Canary of a mood")
    keep_check_in(store, check_in=mood)
    again = brief(store, full.session.id, day=DAY)
    assert again.said_about(promise) == (mood,)
    assert "Canary" not in repr(sheet(store, again))


def test_contact_and_what_the_coach_wants_to_say_are_not_printed(store: Store) -> None:
    work = agreed(store, 0)
    for days in (0, -7):
        in_touch(store, work, days, words="canary in a letter")
    feedback(store, work, "canary of my own", giver=Giver.COACH)
    found = brief(store, a_session(store, work).id, day=DAY)
    assert found.contact is not None
    assert found.to_say != ()
    assert "canary" not in repr(brief_sheet(store, found, language="en"))
