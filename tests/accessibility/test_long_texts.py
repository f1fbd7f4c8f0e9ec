"""Texts 40 % longer, as German ones are, in the smallest window: whole, and none needs scrolling sideways."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from coachdesk.models import clients, own_sets, summaries
from coachdesk.models.clause_sets import every_shipped_clause
from coachdesk.models.clauses import save_words
from coachdesk.models.clock import fixed_clock
from coachdesk.models.engagements import get_engagement
from coachdesk.models.entities.agreement import Party, SigningMethod
from coachdesk.models.entities.moment import Experiment, Milestone, Moment, Reflection
from coachdesk.models.entities.moment import Signal as Noticed
from coachdesk.models.entities.ritual import RitualMoment
from coachdesk.models.entities.session import Presence, SessionKind, SharedText, SummaryField
from coachdesk.models.entities.sharing import Protection
from coachdesk.models.moments import put_moment
from coachdesk.models.session_details import set_kind
from coachdesk.models.sessions import cancel_session
from coachdesk.models.signatures import void_signatures
from coachdesk.models.store import Store
from coachdesk.sample import vault as sample
from coachdesk.sample.texts import fixed_day
from coachdesk.theme import Theme
from coachdesk.views.agreements.agreement_panel import AgreementPanel
from coachdesk.views.clients.client_panel import ClientPanel
from coachdesk.views.clients.records import Records
from coachdesk.views.navigation import Notice
from coachdesk.views.protection_dialog import ProtectionDialog
from coachdesk.views.rituals.panel import RitualsPanel
from coachdesk.views.sessions.booklet_panel import BookletPanel
from coachdesk.views.sessions.files.strip import FilesStrip
from coachdesk.views.sessions.session_panel import SessionPanel
from coachdesk.views.start.unlock_window import UnlockWindow
from tests import agreeing, attaching, making, remembering, repeating, reporting, walking
from tests.accessibility import walk
from tests.drawing import drawn
from tests.drivers.fixtures import Begin
from tests.drivers.keyboard import wait_until
from tests.drivers.longer import longer, longer_texts
from tests.drivers.places import EMPTY, every_place, survey, unfold, visit
from tests.drivers.practice import Practice
from tests.drivers.start import StartDriver
from tests.noting import one_of_each

CHECKS = (walk.cut_off, walk.too_large, walk.scrolls_sideways, walk.cropped, walk.broken_words)
NAMES = tuple(check.__name__ for check in CHECKS)
SMALLEST = (1024, 700)
Findings = dict[str, Any]


@pytest.fixture(scope="module", autouse=True)
def texts(qapp: QApplication) -> Iterator[None]:
    with longer_texts(qapp):
        yield


@pytest.fixture(scope="module")
def of_sample(built_sample: Path, tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> Findings:
    folder = tmp_path_factory.mktemp("long") / "Sample.coachdesk"
    shutil.copytree(built_sample, folder)
    morning = fixed_clock(datetime.combine(fixed_day(), time(8), tzinfo=UTC))
    practice = Practice(folder, theme, morning, passphrase=sample.PASSPHRASE)
    practice.window.resize(*SMALLEST)
    practice.begin()
    found = survey(visit(practice, every_place(practice)), *CHECKS)
    practice.close()
    return found


@pytest.mark.parametrize("check", NAMES)
def test_every_page_of_a_full_practice_has_room(of_sample: Findings, check: str) -> None:
    assert of_sample[check] == {}


def test_every_page_of_an_empty_practice_has_room(begin: Begin) -> None:
    practice = begin()
    practice.window.resize(*SMALLEST)
    found = survey(visit(practice, EMPTY), *CHECKS)
    assert found == {name: {} for name in NAMES}


def wrong(window: QWidget) -> list[str]:
    window.resize(*SMALLEST)
    unfold(window)
    QApplication.processEvents()
    return [f"{check.__name__}: {found}" for check in CHECKS for found in check(window)]


def promised(store: Store) -> None:
    """Let a session be begun after one that ended with both promises."""
    work = making.an_engagement(store)
    making.close_with_promises(store, making.a_held_session(store, work))
    making.a_session(store, work)


def noted(store: Store) -> None:
    """Let a session have a moment of every kind."""
    session = making.a_session(store, making.an_engagement(store))
    for moment in one_of_each(session, store.now(), longer("Said that it was enough for one day")):
        put_moment(store, moment=moment)


def of_twelve(store: Store) -> None:
    """Let twelve people with long names meet."""
    making.a_session(
        store, making.a_group(store, *(longer("Wilhelmina Okonkwo-Lindström ") * 2 for _ in range(12)))
    )


def with_sponsor(store: Store) -> None:
    """Let a meeting with the sponsor be planned."""
    page = agreeing.begin(store, three_way=True)
    planned = making.a_session(store, get_engagement(store, engagement_id=page.agreement.engagement_id))
    set_kind(store, session_id=planned.id, kind=SessionKind.THREE_WAY)


def missed(store: Store) -> None:
    planned = making.a_session(store, making.an_engagement(store))
    cancel_session(store, session_id=planned.id, late=True)


def answer_one_by_one(page: SessionPanel) -> None:
    assert page.view is not None
    assert page.view.around.attendance is not None
    page.view.around.attendance.one_by_one.click()
    for row in page.view.around.attendance.rows.values():
        row.answers[Presence.ABSENT].click()
        row.note_button.click()


def hold_all(page: SessionPanel) -> None:
    """Open and fill in whatever the end of a session can hold."""
    view = page.view
    assert view is not None
    closing = view.closing
    for side in (closing.clients, closing.mine):
        side.one_more.click()
    (further,) = closing.clients.further.entries.values()
    for promise in (closing.clients.headline, further.fields):
        promise.more.click()
    closing.ask_for_feedback()
    said = closing.feedback.entry
    assert said is not None
    said.sentence.setPlainText(longer("You went quiet twice, and it was what I needed."))
    said.unfold.click()
    closing.next_date.day.field.setText("30 Feb")
    closing.next_date.plan_it.click()
    view.practice.show()
    view.practice.fold.open()


def undecided(store: Store) -> None:
    """Let three parties be before words that none of them has said yes to."""
    page = agreeing.begin(store, three_way=True)
    words = "One step after the other"
    save_words(
        store, clause_id=page.clauses[0].id, clients_words=words, coachs_words=words, agreed_words=words
    )


def ready(store: Store) -> None:
    agreeing.make_ready(store, agreeing.begin(store, three_way=True))


def drawn_and_taken_back(store: Store) -> None:
    page = agreeing.make_ready(store, agreeing.begin(store))
    agreeing.put_name(store, page, Party.CLIENT, "Mira Solano", method=SigningMethod.DRAWN, evidence=drawn())
    void_signatures(store, version_id=page.version.id, reason="One sentence was not clear to both of us")


def look_at_a_drawing(page: AgreementPanel) -> None:
    page.controls.history_wanted.emit()
    next(iter(page.view.history.evidence.buttons.values())).click()


def sign_as(method: SigningMethod) -> Callable[[AgreementPanel], None]:
    def begin(page: AgreementPanel) -> None:
        page.controls.sign_wanted.emit()
        page.view.signing.ways.choice.choose(method)
        page.view.signing.sign.click()

    return begin


def reported(store: Store) -> None:
    reporting.a_report(store)


def own_set(store: Store) -> None:
    own_sets.add_set(store, name=longer("Leaders"), language="en", templates=every_shipped_clause("en"))


def note(kind: type[Moment]) -> Callable[[SessionPanel], None]:
    def begin(page: SessionPanel) -> None:
        assert page.view is not None
        page.view.moments.begin(kind)
        form = page.view.moments.form
        assert form is not None
        form.finish()

    return begin


def choose_clause(heading: str) -> Callable[[AgreementPanel], None]:
    def choose(page: AgreementPanel) -> None:
        found = (row.clause_id for row in page.view.picker.model.rows if row.heading == heading)
        page.choose(next(clause_id for clause_id in found if clause_id))

    return choose


def in_force(store: Store) -> None:
    agreeing.signed(store, three_way=True)


def in_a_group(store: Store) -> None:
    """Let a long-named group be kept apart, and named in what they share."""
    names = ("Benedikta von und zu Hohenwaldstein-Marchand " * 2, "Ana Ruiz")
    held = making.a_held_session(store, making.a_group(store, *names, apart=True))
    summaries.save_shared_text(store, text=SharedText(session_id=held.id, agreed="Ana and Benedikta " * 20))


def write_headings(page: SessionPanel) -> None:
    shared = page.view.shared  # type: ignore[union-attr]  # the one in front
    shared.parts.open(SummaryField.EXPERIMENT)
    shared.parts.open(SummaryField.FREE_LINE)
    shared.headings.menu.edit_wanted.emit()


def tick_all(page: BookletPanel) -> None:
    for box in page.lines.boxes.values():
        box.click()


def with_files(store: Store) -> None:
    """Let a session have files with awkward names, one of which CoachDesk does not show."""
    session = making.a_session(store, making.an_engagement(store))
    names = ("x" * 80 + ".docx", "👩‍👧" * 20 + ".txt", "רשימת השיחות של הלקוחה.pdf", "Plan.png")
    for name in names:
        attaching.a_file(store, session, name, b"PK\3\4" + name.encode())


def rename_a_file(page: SessionPanel) -> None:
    next(iter(files_on(page).chips.values())).rename()


def ask_for_a_copy(page: SessionPanel) -> None:
    next(iter(files_on(page).chips.values())).more.action("copy").trigger()


def refuse_a_file(page: SessionPanel) -> None:
    files_on(page).add_files([Path("/"), Path("/")])


def files_on(page: SessionPanel) -> FilesStrip:
    assert page.view is not None
    return page.view.files


def note_a_consent(page: ClientPanel) -> None:
    consents = page.section(Records).consents
    consents.open()
    consents.add.click()


def ask_for_a_day(page: RitualsPanel) -> None:
    page.form.moment.buttons[RitualMoment.ON_DAY].click()


def only_client(store: Store) -> None:
    clients.add_client(store, display_name="Mira Solano")


PAGES: dict[str, tuple[Callable[[Store], object], str, Callable[[Any], object]]] = {
    "promises to answer": (promised, "session", lambda _page: None),
    "a session that runs": (promised, "session", lambda page: page.controls.begin.click()),
    "a session to be moved": (promised, "session", lambda page: page.controls.move_wanted.emit()),
    "a group that meets": (of_twelve, "session", lambda _page: None),
    "who of a group is here": (of_twelve, "session", answer_one_by_one),
    "a meeting with the sponsor": (with_sponsor, "session", lambda _page: None),
    "a session that was missed": (missed, "session", lambda _page: None),
    "how a session counts": (promised, "session", lambda page: page.controls.counting_wanted.emit()),
    "the notes alone": (promised, "session", lambda page: page.focus_mode.trigger()),
    "a closing with gaps": (promised, "session", lambda page: page.controls.close_wanted.emit()),
    "a reflection to be noted": (promised, "session", note(Reflection)),
    "a signal to be noted": (promised, "session", note(Noticed)),
    "an experiment to be noted": (promised, "session", note(Experiment)),
    "a milestone to be noted": (promised, "session", note(Milestone)),
    "what was noted": (noted, "session", lambda _page: None),
    "headings of one's own": (promised, "session", write_headings),
    "a summary of one of a group": (in_a_group, "summary", lambda _page: None),
    "a booklet of one of a group": (in_a_group, "booklet", tick_all),
    "a booklet of nothing": (promised, "booklet", tick_all),
    "a group": (in_a_group, "client", lambda _page: None),
    "a closing with all that it can hold": (promised, "session", hold_all),
    "files of a session": (with_files, "session", lambda _page: None),
    "a file being renamed": (with_files, "session", rename_a_file),
    "before a copy of a file": (with_files, "session", ask_for_a_copy),
    "files that can't be added": (with_files, "session", refuse_a_file),
    "a file of another kind": (with_files, "file", lambda _page: None),
    "a copy of a file": (with_files, "file", lambda page: page.nothing.action.click()),
    "the files of a client": (with_files, "client", lambda page: page.section(Records).files.open()),
    "a summary that is empty": (promised, "summary", lambda _page: None),
    "words to be agreed on": (undecided, "agreement", lambda _page: None),
    "the pages in a narrow window": (undecided, "agreement", lambda page: page.controls.preview.click()),
    "words ready to sign": (ready, "agreement", lambda _page: None),
    "signing": (ready, "agreement", lambda page: page.controls.sign_wanted.emit()),
    "how the screen is turned": (undecided, "agreement", lambda page: page.entrance.ask()),
    "signing by drawing": (ready, "agreement", sign_as(SigningMethod.DRAWN)),
    "signing on paper": (ready, "agreement", sign_as(SigningMethod.PAPER)),
    "a drawing taken back": (drawn_and_taken_back, "agreement", look_at_a_drawing),
    "an agreement in force": (in_force, "agreement", lambda _page: None),
    "how long records stay": (undecided, "agreement", choose_clause("Notes, and how long they are kept")),
    "what a sponsor may hear": (undecided, "agreement", choose_clause("What the sponsor hears")),
    "no report yet": (in_force, "sponsor-report", lambda _page: None),
    "a report to the sponsor": (reported, "sponsor-report", lambda _page: None),
    "a report shown to the client": (reported, "sponsor-report", lambda page: page.show_it.click()),
    "a set of one's own": (own_set, "clause-sets", lambda page: page.add.click()),
    "its dates": (in_force, "agreement", lambda page: page.controls.dates_wanted.emit()),
    "its history": (in_force, "agreement", lambda page: page.controls.history_wanted.emit()),
    "its next version": (in_force, "agreement", lambda page: page.controls.next_wanted.emit()),
    "an agreement not begun": (making.an_engagement, "agreement", lambda _page: None),
    "a client without an engagement": (only_client, "client", lambda _page: None),
    "a brief of everything": (remembering.a_full_brief, "brief", lambda _page: None),
    "a brief on paper": (remembering.a_full_brief, "brief-print", lambda _page: None),
    "how a client works": (remembering.a_full_brief, "preferences", lambda page: page.former.open()),
    "a client who was not asked": (making.an_engagement, "preferences", lambda _page: None),
    "rituals": (repeating.every_kind, "rituals", lambda page: page.form.steps.insert(None)),
    "a ritual of a day": (repeating.every_kind, "rituals", ask_for_a_day),
    "rituals to begin from": (making.an_engagement, "rituals", lambda _page: None),
    "a session with rituals": (repeating.every_kind, "session", lambda _page: None),
    "a client with rituals": (repeating.every_kind, "client", lambda _page: None),
    "a brief of rituals": (repeating.every_kind, "brief", lambda _page: None),
    "a way walked": (walking.a_full_way, "path", lambda page: page.goals.ended.open()),
    "where on the way, in a session": (
        remembering.a_full_brief,
        "session",
        lambda page: page.view.check_in.way.open(),
    ),
    "a way not begun": (making.an_engagement, "path", lambda page: page.add_stop()),
    "a step and its words": (
        walking.a_full_way,
        "path",
        lambda page: next(iter(page.goals.cards.values())).entry.steps.pick(7),
    ),
    "a milestone that moves": (
        walking.a_full_way,
        "path",
        lambda page: page.way.wanted.emit("move", list(page.way.rows.values())[-1].stop),
    ),
    "beside a session": (remembering.a_full_brief, "session", lambda _page: None),
    "a consent": (making.an_engagement, "client", note_a_consent),
}
_ID = {
    "session": "SELECT id FROM session ORDER BY planned_at DESC",
    "summary": "SELECT id FROM session ORDER BY planned_at DESC",
    "booklet": "SELECT id FROM engagement",
    "agreement": "SELECT id FROM engagement",
    "sponsor-report": "SELECT id FROM engagement",
    "clause-sets": "SELECT id FROM clause_set",
    "client": "SELECT id FROM client",
    "brief": "SELECT id FROM session ORDER BY planned_at DESC",
    "brief-print": "SELECT id FROM session ORDER BY planned_at DESC",
    "preferences": "SELECT id FROM client",
    "path": "SELECT id FROM engagement",
    "rituals": "SELECT id FROM engagement",
    "file": "SELECT id FROM attachment",
}


@pytest.mark.parametrize("state", PAGES)
def test_what_a_page_asks_has_room(begin: Begin, state: str) -> None:
    fill, place, act = PAGES[state]
    practice = begin(fill)
    practice.window.resize(*SMALLEST)
    [(found, *_), *_] = practice.do(lambda store: [tuple(row.values()) for row in store.db.query(_ID[place])])
    page = practice.open(place, found, "")
    act(page)
    practice.settle()
    assert wrong(practice.window) == []


def test_a_notice_has_room(begin: Begin) -> None:
    practice = begin()
    practice.window.resize(*SMALLEST)
    said = longer("Łukasz Wróblewski was deleted, with everything that belonged to him.")
    practice.context.navigation.notice_requested.emit(Notice(said, longer("Take it back"), lambda: None))
    practice.settle()
    assert wrong(practice.window) == []


def test_the_welcome_has_room(start: StartDriver) -> None:
    assert wrong(start.window) == []


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_a_step_of_the_first_start_has_room(start: StartDriver, step: int) -> None:
    start.go_to(step, partial(wait_until))
    assert wrong(start.window) == []


def test_asking_words_back_has_room(start: StartDriver) -> None:
    start.go_to(3, partial(wait_until))
    start.steps.on.click()
    assert wrong(start.window) == []


def test_unlocking_has_room(unlock: UnlockWindow) -> None:
    assert wrong(unlock) == []


def test_recovery_has_room(unlock: UnlockWindow) -> None:
    unlock.front.recover.click()
    assert wrong(unlock) == []


def test_a_longer_text_keeps_what_is_no_word() -> None:
    assert longer("&Save {name}’s %n copies…") == "&Saveun {name}’su %n copiesung…"


def test_the_question_how_a_paper_should_leave_has_room(begin: Begin) -> None:
    practice = begin()
    dialog = ProtectionDialog(practice.context.theme, practice.context.workspace, practice.window)
    dialog.ask(Protection.SEALED_AND_ENCRYPTED, lambda _wish: None)
    dialog.form.password.line.setText("quiet river 😀 " + "x" * 200)
    practice.settle()
    wait_until(lambda: dialog.minimumHeight() <= dialog.height(), "for the room")
    assert {check.__name__: check(dialog) for check in CHECKS} == {name: [] for name in NAMES}
    assert dialog.height() <= SMALLEST[1]
    dialog.reject()
