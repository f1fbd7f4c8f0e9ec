"""A word typed wherever a coach writes for themselves is in no look-back, no pack and no record of them."""

from pathlib import Path

import attrs
import pytest

from coachdesk.documents.client_pack import render_pack
from coachdesk.documents.look_back import render_look_back
from coachdesk.documents.renderer import Renderer
from coachdesk.models import milestones, moments, notes, settling
from coachdesk.models.client_packs import client_pack, hand_out_pack
from coachdesk.models.entities.ids import FeedbackId, PreferenceId, new_id
from coachdesk.models.entities.moment import Milestone
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.relationship import Dial, Feedback, Preference, PreferenceSource
from coachdesk.models.entities.session import Attendance, CommitmentState, PledgeState
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.models.feedback import save_feedback
from coachdesk.models.shared_look_backs import hand_out_look_back, shared_look_back
from coachdesk.models.store import Store
from tests import making, walking
from tests.canaries.scan import holds, pdf_holds
from tests.noting import one_of_each

WORD = "Zanzibarit"


@pytest.fixture
def work(store: Store) -> Engagement:
    """Return work in which the word stands wherever only the coach reads."""
    work = making.an_engagement(store)
    store.put("engagement", attrs.evolve(work, picture_of_success=WORD), without=frozenset({"client_ids"}))
    held = making.a_held_session(store, work)
    making.close_with_promises(store, held)
    notes.save_note(store, session_id=held.id, body=WORD, revision=0)
    for moment in one_of_each(held, store.now(), WORD):
        alone = attrs.evolve(moment, set_together=False) if isinstance(moment, Milestone) else moment
        moments.put_moment(store, moment=alone)
    there = Attendance(session_id=held.id, client_id=work.client_ids[0], note=WORD)
    store.put("attendance", there, key=("session_id", "client_id"))
    settle(store, work)
    say(store, work)
    making.hand_out(store, held)
    return work


def settle(store: Store, work: Engagement) -> None:
    (commitment,) = store.db.query("SELECT id FROM commitment")
    (pledge,) = store.db.query("SELECT id FROM pledge")
    settling.settle_commitment(
        store, commitment_id=commitment["id"], state=CommitmentState.ADAPTED, outcome=WORD
    )
    settling.settle_pledge(store, pledge_id=pledge["id"], state=PledgeState.LATE, outcome=WORD)
    milestones.reach(store, milestone_id=walking.a_milestone(store, work).id, why=WORD)
    walking.a_milestone(store, work, WORD, together=False)


def say(store: Store, work: Engagement) -> None:
    guess = Preference(
        id=PreferenceId(new_id()), client_id=work.client_ids[0], pace=Dial.LESS, silence=WORD, context=WORD,
        source=PreferenceSource.COACH, asked_on=store.now().date(),
    )  # fmt: skip
    store.put("preference", guess)
    untold = Feedback(
        id=FeedbackId(new_id()), engagement_id=work.id, given_on=store.now().date(), stem=WORD,
        sentence="The quiet helped", answer=WORD, will_change=WORD,
    )  # fmt: skip
    save_feedback(store, feedback=untold)


@pytest.mark.rule(4)
def test_no_page_for_the_client_says_it(
    store: Store, work: Engagement, renderer: Renderer, tmp_path: Path
) -> None:
    look_back = shared_look_back(store, engagement_id=work.id, language="en")
    pack = client_pack(store, engagement_id=work.id, language="en")
    for name, document in (
        ("look-back", render_look_back(look_back, renderer)),
        ("pack", render_pack(pack, renderer)),
    ):
        pdf = tmp_path / f"{name}.pdf"
        pdf.write_bytes(document.pdf)
        assert pdf_holds(pdf, "The quiet helped")
        assert not pdf_holds(pdf, WORD)


@pytest.mark.rule(5)
def test_no_record_of_what_left_says_it(store: Store, work: Engagement) -> None:
    left = {"engagement_id": work.id, "title": "Yours to keep", "how": SharedHow.PDF, "sha256": "ab" * 32}
    look_back = shared_look_back(store, engagement_id=work.id, language="en")
    pack = client_pack(store, engagement_id=work.id, language="en")
    written = (
        hand_out_look_back(store, paper=look_back, **left),  # type: ignore[arg-type]  # the same for both
        hand_out_pack(store, paper=pack, **left),  # type: ignore[arg-type]
    )
    assert not holds(str(written).encode(), WORD)


@pytest.mark.rule(4, control=True)
def test_an_outcome_that_slipped_in_would_be_found(
    store: Store, work: Engagement, renderer: Renderer, tmp_path: Path
) -> None:
    right = shared_look_back(store, engagement_id=work.id, language="en")
    (outcome,) = store.db.query("SELECT outcome FROM commitment")
    slipped = attrs.evolve(right.commitments[0], what=outcome["outcome"])
    pdf = tmp_path / "broken.pdf"
    pdf.write_bytes(render_look_back(attrs.evolve(right, commitments=(slipped,)), renderer).pdf)
    assert pdf_holds(pdf, WORD)
