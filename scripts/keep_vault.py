"""Keep a real vault of today's format under tests/data/, before the next step of the schema.

Usage, from the top of the checkout: python -m scripts.keep_vault v2
"""

import json
import sys
from contextlib import closing
from pathlib import Path

from coachdesk.crypto import connection  # noqa: F401  (first: sqlite_utils takes the driver prepared there)
from coachdesk.exchange.everything import export_everything
from coachdesk.models import (
    attendance,
    consents,
    contacts,
    ending,
    feeling_words,
    further_promises,
    heading_templates,
    lens_names,
    notes,
    noticed,
    own_sets,
    pauses,
    practice_reflections,
    prompt_sets,
    prompt_tags,
    prompts,
    review_plans,
    reviews,
    ritual_times,
    sessions,
    sponsor_reports,
)
from coachdesk.models.clause_sets import every_shipped_clause
from coachdesk.models.entities.agreement import ReportField
from coachdesk.models.entities.between import Contact
from coachdesk.models.entities.ending import EndingStep
from coachdesk.models.entities.ids import (
    ClientId,
    ConsentId,
    ContactId,
    EngagementId,
    FurtherPromiseId,
    PracticeReflectionId,
    RitualId,
    RitualTimeId,
    SessionId,
)
from coachdesk.models.entities.practice import PracticeReflection
from coachdesk.models.entities.prompt import Lens
from coachdesk.models.entities.review import Answer, NoticedKind
from coachdesk.models.entities.ritual import RitualTime
from coachdesk.models.entities.session import FurtherPromise, Heading, SummaryField
from coachdesk.models.entities.sponsor_report import ReportPart
from coachdesk.models.remembered import Key, remember
from coachdesk.models.review_page import review_page
from coachdesk.models.store import Store
from coachdesk.opening import connect
from coachdesk.sample.texts import fixed_day
from coachdesk.sample.vault import open_sample
from coachdesk.sealing import new_seal
from tests.fingerprints import fingerprints

DATA = Path(__file__).resolve().parents[1] / "tests" / "data"


def leave_traces(store: Store) -> None:
    """Do what the sample does not: rewrite notes, throw things away, keep something in mind."""
    newest = SessionId(store.value("SELECT session_id FROM private_note ORDER BY updated_at DESC"))
    note = notes.private_note(store, newest)
    notes.save_note(store, session_id=newest, body=f"{note.body} And the tram.", revision=note.revision)
    consents.remove_consent(store, consent_id=ConsentId(store.value("SELECT id FROM consent")))
    planned = store.value("SELECT id FROM session WHERE state = 'planned' AND handed_out_at IS NULL")
    sessions.delete_session(store, session_id=SessionId(planned))
    remember(store, Key.KIT_REHEARSED_AT, store.now().isoformat())


def leave_traces_of_agreements(store: Store) -> None:
    """Do what comes of an agreement: notice, plan, answer, report, and clauses of one's own."""
    engagement_id = EngagementId(store.value("SELECT engagement_id FROM agreement WHERE kind = 'three-way'"))
    noted = "The tram talk went on for an hour"
    noticed.note_noticed(store, engagement_id=engagement_id, kind=NoticedKind.BOUNDARY, words=noted)
    review_plans.plan_review(store, engagement_id=engagement_id, due_after_session=12)
    clause = next(one for one in review_page(store, engagement_id=engagement_id).clauses if one.core)
    reviews.answer_clause(
        store, engagement_id=engagement_id, clause_id=clause.id, answer=Answer.STILL_TRUE, words="Said twice"
    )
    sponsor_reports.begin_report(
        store,
        engagement_id=engagement_id,
        parts=(ReportPart(field=ReportField.PROGRESS, words="I find out on Friday."),),
    )
    own_sets.add_set(store, name="Leaders", language="en", templates=every_shipped_clause("en"))


def leave_traces_of_sessions(store: Store) -> None:
    """Do what the sample leaves out of a session: group, attendance, further promises, words of one's own."""
    held = SessionId(store.value("SELECT id FROM session WHERE handed_out_at IS NULL AND state = 'held'"))
    client_id = ClientId(store.value("SELECT client_id FROM engagement_client"))
    attendance.save_member_notes(store, session_id=held, notes={client_id: "Came late"})
    promise = FurtherPromise(
        id=FurtherPromiseId("further"), session_id=held, by_coach=True, what="Send the map"
    )
    further_promises.save_further(store, promise=promise)
    mine = PracticeReflection(
        id=PracticeReflectionId("mine"), session_id=held, on_day=fixed_day(), did="I waited"
    )
    practice_reflections.save_reflection(store, reflection=mine)
    quiet = (Heading(field=SummaryField.FOCUS, words="What mattered"),)
    heading_templates.keep_headings(store, name="Quiet", headings=quiet)
    prompts.mark_prompt(store, key="silence-thinking", favourite=True, hidden=False)
    feeling_words.save_feeling_words(store, words=("glad", "tired"))


def leave_traces_of_the_relationship(store: Store) -> None:
    """Do what the sample leaves out between sessions: contact, rituals done, a rest, an ending under way."""
    resting, closing_one = (
        EngagementId(row[0]) for row in store.db.execute("SELECT id FROM engagement ORDER BY id LIMIT 2")
    )
    written = Contact(
        id=ContactId("contact"), engagement_id=resting, at=store.now(), words="A letter about the yard"
    )
    contacts.save_contact(store, contact=written)
    done = RitualTime(
        id=RitualTimeId("time"),
        ritual_id=RitualId(store.value("SELECT id FROM ritual")),
        engagement_id=resting,
        on_day=fixed_day(),
        skipped=True,
    )
    ritual_times.settle_ritual(store, times=(done,))
    pauses.pause_work(store, engagement_id=resting, why="The child comes")
    ending.begin_ending(store, engagement_id=closing_one)
    ending.skip_step(store, engagement_id=closing_one, step=EndingStep.FEEDBACK, because="It was short")
    ending.take_step(store, engagement_id=closing_one, step=EndingStep.RECORDS)
    prompt_tags.set_tag(store, key="silence-thinking", tag="mornings")
    prompt_sets.add_prompt_set(store, name="By the water", prompt_keys=("silence-thinking",))
    lens_names.name_lenses(store, names={Lens.FOUNDATION: "Ground"})


def main(name: str) -> None:
    folder = DATA / f"{name}.coachdesk"
    with open_sample(folder, today=fixed_day()) as opened, closing(Store(connect(opened))) as store:
        leave_traces(store)
        leave_traces_of_agreements(store)
        leave_traces_of_sessions(store)
        leave_traces_of_the_relationship(store)
        new_seal(store, opened)
        exported = json.loads(export_everything(store))
    (folder / ".lock").unlink(missing_ok=True)
    said = {"schema": exported["schema"], "tables": fingerprints(exported["tables"])}
    (DATA / f"{name}.json").write_text(json.dumps(said, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
