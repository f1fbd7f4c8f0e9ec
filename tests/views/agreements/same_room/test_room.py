"""What those in the room see and do: one clause after the other, each in their own words."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.errors import StorageError
from coachdesk.models.agreed_data import set_report_fields, set_retention
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.clauses import Words, save_words, set_audience, set_state
from coachdesk.models.entities.agreement import Audience, ClauseState, Party, ProposedBy, ReportField
from coachdesk.models.store import Store
from coachdesk.views.agreements.same_room.talk import Talk
from coachdesk.views.context import Context
from coachdesk.views.labels import period_text
from tests import agreeing
from tests.agreeing import clause_named
from tests.conftest import Settle
from tests.drivers.same_room import CODE, RoomDriver

Open = Callable[..., RoomDriver]


@pytest.fixture
def open_room(context: Context, qtbot: QtBot, settle: Settle) -> Open:
    """Return what turns the screen on an agreement that a job has made."""

    def opened(
        job: Callable[[Store], AgreementPage] = agreeing.begin, key: str = "boundaries", **more: bool
    ) -> RoomDriver:
        made: list[AgreementPage] = []
        context.workspace.run(job, made.append)
        settle()
        return RoomDriver(context, qtbot, made[0], key, **more)

    return opened


@pytest.fixture
def room(open_room: Open) -> RoomDriver:
    return open_room()


@pytest.fixture
def ready(open_room: Open) -> RoomDriver:
    return open_room(lambda store: agreeing.make_ready(store, agreeing.begin(store)))


def with_a_period(store: Store) -> AgreementPage:
    page = agreeing.begin(store)
    set_retention(store, version_id=page.version.id, keep_months=24)
    return agreeing.reread(store, page)


def with_report_fields(store: Store) -> AgreementPage:
    page = agreeing.begin(store, three_way=True)
    fields = (ReportField.ATTENDANCE, ReportField.THEMES)
    set_report_fields(store, version_id=page.version.id, fields=fields)
    return agreeing.reread(store, page)


def lines(room: RoomDriver) -> dict[Party, str]:
    answers = room.view.answers
    return {party: line.text() for party, line in answers.lines.items() if line.isVisible()}


def test_a_clause_is_shown_with_both_voices_and_everybodys_name(room: RoomDriver) -> None:
    voices = room.view.voices
    assert room.view.heading.text() == "Boundaries"
    assert room.view.prompt.text() == room.told[-1].clauses[1].prompt
    names = [field.accessibleName() for field in (voices.clients.field, voices.coachs.field)]
    assert names == ["Mira Solano's words", "Ines Vogt's words"]
    assert lines(room) == {Party.CLIENT: "Mira Solano: not yet", Party.COACH: "Ines Vogt: not yet"}


def test_what_a_yes_is_to_besides_the_words_is_in_sight(open_room: Open) -> None:
    room = open_room(with_a_period, "records")
    assert room.view.besides.text() == f"Records are kept after the last session for {period_text(24)}."
    room.talk.move_to(room.told[-1].clauses[0].id)
    assert room.view.besides.isHidden()


def test_the_sponsor_sees_what_a_report_may_hold(open_room: Open) -> None:
    room = open_room(with_report_fields, "sponsor", with_sponsor=True)
    assert "may hold this, and nothing else: Sessions held; Themes." in room.view.besides.text()


def test_each_writes_in_their_own_field(room: RoomDriver) -> None:
    room.write(room.view.voices.clients.field, "Nothing after eight.")
    room.write(room.view.voices.coachs.field, "Two working days.")
    stored = room.stored("boundaries")
    assert (stored.clients_words, stored.coachs_words) == ("Nothing after eight.", "Two working days.")


def test_what_is_typed_under_what_we_agree_is_proposed_together(room: RoomDriver) -> None:
    room.write(room.view.voices.agreed.field, "Until eight.")
    assert room.stored("boundaries").proposed_by is ProposedBy.TOGETHER
    assert room.view.proposed.text() == "proposed together"


def test_combined_words_can_be_taken_back(room: RoomDriver) -> None:
    voices = room.view.voices
    room.write(voices.agreed.field, "Until seven.")
    room.write(voices.clients.field, "Nothing after eight.")
    room.write(voices.coachs.field, "Two working days.")
    voices.combine.click()
    room.drafts.flush()
    assert room.stored("boundaries").agreed_words == "Nothing after eight.\nTwo working days."
    room.view.undo.click()
    room.drafts.flush()
    assert room.stored("boundaries").agreed_words == "Until seven."
    assert not room.view.undo.isVisible()


def test_everybody_agrees_and_the_progress_is_shown(room: RoomDriver) -> None:
    room.write(room.view.voices.agreed.field, "Until eight.")
    count = len(room.told[-1].clauses)
    assert room.view.progress.text() == f"0 of {count} agreed"
    room.keys.press("Ctrl+Return", "Ctrl+Shift+Return")
    assert room.stored("boundaries").state is ClauseState.AGREED
    assert room.view.progress.text() == f"1 of {count} agreed"
    assert lines(room)[Party.CLIENT].startswith("✓ Mira Solano agreed on 14 May 2026")
    assert room.view.steps.buttons[1].accessibleName() == "2 ✓: 2. Boundaries, agreed"


def test_a_yes_can_be_taken_back(ready: RoomDriver) -> None:
    ready.view.answers.buttons[Party.CLIENT].click()
    ready.settle()
    assert ready.stored("boundaries").agreed_by_client_at is None


def test_other_words_say_whose_yes_is_lost(ready: RoomDriver) -> None:
    ready.write(ready.view.voices.agreed.field, "Until nine.")
    line = ready.view.answers.withdrawn
    assert line.text() == "You both agreed to other words; each says yes again."
    ready.keys.press("Ctrl+Return")
    assert line.text() == "Mira Solano agreed to other words; say yes again if these fit."


def test_nobody_agrees_to_nothing(room: RoomDriver) -> None:
    room.keys.press("Ctrl+Return")
    assert not room.view.answers.buttons[Party.COACH].isEnabled()
    assert room.stored("boundaries").agreed_by_coach_at is None


@pytest.mark.parametrize(("key", "heading"), [("Ctrl+Down", 2), ("Ctrl+Up", 0), ("Ctrl+PgDown", 2)])
def test_keys_lead_to_the_neighbours(room: RoomDriver, key: str, heading: int) -> None:
    room.keys.press(key)
    assert room.view.heading.text() == room.told[-1].clauses[heading].heading


def test_big_buttons_lead_on_and_back_and_keep_the_keyboard(room: RoomDriver) -> None:
    for _ in range(len(room.told[-1].clauses)):
        room.view.next.setFocus()
        room.view.next.click()
    assert room.view.heading.text() == room.told[-1].clauses[-1].heading
    assert (room.view.next.isEnabled(), room.view.before.hasFocus()) == (False, True)


def test_a_step_leads_to_its_clause(room: RoomDriver) -> None:
    room.view.steps.buttons[4].click()
    assert room.view.heading.text() == room.told[-1].clauses[4].heading


def test_words_are_saved_where_they_were_typed_when_the_talk_goes_on(room: RoomDriver) -> None:
    room.view.voices.clients.field.setPlainText("Nothing after eight.")
    room.keys.press("Ctrl+Down")
    room.settle()
    assert room.stored("boundaries").clients_words == "Nothing after eight."
    assert room.view.voices.clients.field.toPlainText() == ""


def test_a_parked_clause_can_be_talked_about_after_all(open_room: Open) -> None:
    def parked(store: Store) -> AgreementPage:
        page = agreeing.begin(store)
        clause = clause_named(page, "boundaries")
        set_state(store, clause_id=clause.id, state=ClauseState.PARKED)
        return agreeing.reread(store, page)

    room = open_room(parked)
    assert (room.view.aside.isVisible(), room.view.answers.buttons[Party.COACH].isVisible()) == (True, False)
    room.view.bring_back.click()
    room.settle()
    assert (room.view.aside.isVisible(), room.stored("boundaries").state) == (False, ClauseState.OPEN)


def test_signed_words_can_only_be_read(open_room: Open) -> None:
    room = open_room(agreeing.signed)
    voices, answers = room.view.voices, room.view.answers
    assert all(field.isReadOnly() for field in voices.fields)
    shown = (voices.combine, room.view.undo, *answers.buttons.values())
    assert [button.text() for button in shown if button.isVisible()] == []


def test_the_sponsors_yes_is_shown_where_the_sponsor_has_one(open_room: Open) -> None:
    room = open_room(lambda store: agreeing.begin(store, three_way=True), "fees")
    assert lines(room)[Party.SPONSOR] == "Halden AG: not yet"
    room.talk.move_to(room.stored("boundaries").id)
    assert Party.SPONSOR not in lines(room)


def test_with_the_sponsor_in_the_room_only_the_agreed_words_are_shown(open_room: Open) -> None:
    def written(store: Store) -> AgreementPage:
        page = agreeing.begin(store, three_way=True)
        save_words(store, clause_id=clause_named(page, "fees").id, clients_words="Quietly: too much")
        return agreeing.reread(store, page)

    room = open_room(written, "fees", with_sponsor=True)
    assert not room.view.voices.clients.isVisible()
    assert all("Quietly" not in field.toPlainText() for field in room.view.voices.fields)
    assert room.view.voices.agreed.field.hasFocus()
    room.write(room.view.voices.agreed.field, "Halden pays.")
    assert room.stored("fees").clients_words == "Quietly: too much"


def test_where_nothing_is_for_everybody_it_says_so(open_room: Open) -> None:
    def all_private(store: Store) -> AgreementPage:
        page = agreeing.begin(store, three_way=True)
        for clause in page.clauses:
            set_audience(store, clause_id=clause.id, audience=Audience.PAIR)
        return agreeing.reread(store, page)

    room = open_room(all_private, with_sponsor=True)
    assert (room.view.nothing.isVisible(), room.view.page.isVisible()) == (True, False)
    assert not room.view.answers.isVisible()
    room.keys.press("Ctrl+Down", "Ctrl+Return")
    assert room.view.nothing.isVisible()


def test_a_full_disk_is_the_coachs_business(room: RoomDriver) -> None:
    room.talk.refused.emit(StorageError("No room in /home/ines/Mira Solano.coachdesk"))
    assert room.view.problem.said == "This could not be saved just now. What was typed is still here."
    room.write(room.view.voices.clients.field, "Nothing after eight.")
    assert room.view.problem.said == ""


def test_words_that_changed_meanwhile_are_not_agreed_to(room: RoomDriver) -> None:
    room.write(room.view.voices.agreed.field, "Until eight.")
    clause_id = room.stored("boundaries").id
    room.context.workspace.run(
        lambda store: (
            store.db.execute("UPDATE clause SET agreed_words = 'Until nine.' WHERE id = ?", [clause_id])
            and None
        )
    )
    room.keys.press("Ctrl+Return")
    assert "have changed" in room.view.problem.said


@pytest.mark.parametrize("way", ["Esc", "F11"])
def test_the_keyboard_leads_to_the_door(room: RoomDriver, way: str) -> None:
    room.keys.press(way)
    assert room.room.is_at_door
    room.keys.press("Esc")
    assert (room.room.is_at_door, room.view.voices.clients.field.hasFocus()) == (False, True)


def test_closing_the_window_leads_to_the_door(room: RoomDriver) -> None:
    assert not room.room.close()
    assert (room.room.is_at_door, room.room.isVisible()) == (True, True)


def test_the_talk_does_not_go_on_behind_the_door(ready: RoomDriver) -> None:
    ready.keys.press("Esc", "Ctrl+Down", "Ctrl+Return")
    assert ready.view.heading.text() == "Boundaries"
    assert ready.stored("boundaries").agreed_by_coach_at is not None


def test_the_code_leads_back(room: RoomDriver) -> None:
    left: list[bool] = []
    room.room.left.connect(lambda: left.append(True))
    room.keys.press("Esc")
    room.keys.type(CODE)
    room.keys.press("Return")
    assert left == [True]


def test_nothing_is_typed_over_before_the_words_are_there(room: RoomDriver) -> None:
    early = Talk(room.context.workspace, room.drafts, room.engagement_id, begin_at=room.talk.clause_id)
    early.type(Words(clients="x"))
    assert not room.drafts.is_dirty


def test_nothing_in_the_room_has_a_menu(room: RoomDriver) -> None:
    for field in room.view.voices.fields:
        field.customContextMenuRequested.emit(field.rect().center())
        assert field.contextMenuPolicy().name == "NoContextMenu"
    assert QApplication.activePopupWidget() is None
