from datetime import date

import attrs
import pytest
from PySide6.QtCore import Qt

from coachdesk.models import clients, engagements
from coachdesk.models.engagements import Sponsor, get_sponsor
from coachdesk.models.entities.people import (
    Cadence,
    CadenceUnit,
    Client,
    ClientStatus,
    CoachProfile,
    Engagement,
    EngagementFormat,
    EngagementState,
    Payer,
    SponsorRole,
)
from coachdesk.models.profile import save_profile
from coachdesk.views.clients.engagement_editor import EngagementEditor
from tests.drivers.clients import Desk, EngagementEditorScreen, misnamed, unnamed
from tests.making import let_stand


def kept(desk: Desk, client: Client) -> Engagement:
    return desk.do(lambda store: engagements.engagements_of(store, client_id=client.id))[0]


def sponsor_of(desk: Desk, work: Engagement) -> Sponsor:
    sponsor_id = work.sponsor_id
    assert sponsor_id is not None
    return desk.do(lambda store: get_sponsor(store, sponsor_id=sponsor_id))


def test_an_engagement_needs_nothing_but_its_client(desk: Desk, mira: Client) -> None:
    EngagementEditorScreen(desk, mira.id).click("Save")
    assert kept(desk, mira).client_ids == (mira.id,)
    assert desk.went == [("back",)]


def test_every_field_is_kept(desk: Desk, mira: Client) -> None:
    screen = EngagementEditorScreen(desk, mira.id)
    for title in ("Fee", "How often you look back"):
        screen.unfold(title)
    for name, text in {
        "What for, in the client's words": "To lead calmly",
        "What success looks like": "A quiet Monday",
        "Starts": "2024-02-29",
        "Planned end": "2024-12-31",
        "Sessions planned": "12",
        "Minutes each": "75",
        "Fee for a session": "180.50",
        "Currency": "CHF",
        "Review every": "6",
        "Feedback every": "3",
        "Longest break with nothing planned, in weeks": "6",
    }.items():
        screen.type(name, text)
    screen.panel.state.choice.choose(EngagementState.ACTIVE)
    screen.panel.payer.choose(Payer.EMPLOYER)
    screen.panel.feedback.unit.choose(CadenceUnit.WEEKS)
    screen.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    work = kept(desk, mira)
    assert (work.purpose, work.picture_of_success) == ("To lead calmly", "A quiet Monday")
    assert (work.starts_on, work.planned_end_on) == (date(2024, 2, 29), date(2024, 12, 31))
    assert (work.sessions_planned, work.session_minutes) == (12, 75)
    assert (work.fee_minor, work.currency, work.payer) == (18_050, "CHF", Payer.EMPLOYER)
    assert work.quiet_after_weeks == 6
    assert (work.review_every, work.feedback_every) == (Cadence(6), Cadence(3, CadenceUnit.WEEKS))
    assert desk.do(lambda store: clients.get_client(store, client_id=mira.id)).status is ClientStatus.ACTIVE


def test_to_rest_and_to_end_is_no_state_to_choose(desk: Desk, mira: Client, work: Engagement) -> None:
    screen = EngagementEditorScreen(desk, mira.id, work.id)
    assert screen.panel.state.choice.values == engagements.STATES_TO_CHOOSE
    screen.click("Pause or end")
    assert desk.went == [("ending", work.id)]


def test_of_work_that_rests_the_state_is_said_in_words(desk: Desk, mira: Client, work: Engagement) -> None:
    desk.do(lambda store: let_stand(store, work, EngagementState.PAUSED))
    screen = EngagementEditorScreen(desk, mira.id, work.id)
    assert "paused" in screen.texts()
    screen.type("What for, in the client's words", "To rest")
    screen.click("Save")
    assert (kept(desk, mira).state, kept(desk, mira).purpose) == (EngagementState.PAUSED, "To rest")


def test_a_new_engagement_is_in_the_coachs_currency(desk: Desk, mira: Client) -> None:
    desk.write(lambda store: save_profile(store, profile=CoachProfile(name="Ines", currency="PLN")))
    EngagementEditorScreen(desk, mira.id).click("Save")
    assert kept(desk, mira).currency == "PLN"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (("Planned end", "2026-01-01"), "The end is before the start"),
        (("Planned end", "2026-02-29"), "not a day of the calendar"),
        (("Sessions planned", "-3"), "not a number"),
        (("Minutes each", "sixty"), "not a number"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_lost(
    desk: Desk, mira: Client, work: Engagement, typed: tuple[str, str], reason: str
) -> None:
    screen = EngagementEditorScreen(desk, mira.id, work.id)
    screen.type("Starts", "2026-05-01")
    screen.type(*typed)
    screen.click("Save")
    assert reason in screen.texts()
    assert screen.field(typed[0]).text() == typed[1]
    assert kept(desk, mira) == work


def test_a_negative_fee_is_refused(desk: Desk, mira: Client, work: Engagement) -> None:
    screen = EngagementEditorScreen(desk, mira.id, work.id)
    screen.unfold("Fee")
    screen.type("Fee for a session", "-5")
    screen.click("Save")
    assert "is not an amount" in screen.texts()


def test_a_refused_amount_gets_the_keyboard_out_of_its_fold(desk: Desk, mira: Client) -> None:
    screen = EngagementEditorScreen(desk, mira.id)
    screen.unfold("Fee")
    screen.type("Fee for a session", "1e3")
    screen.panel.purpose.setFocus()
    screen.click("Save")
    assert screen.panel.fee.hasFocus()
    assert "is not an amount" in screen.panel.problem.said


def test_a_sponsor_without_a_person_leads_to_the_person(desk: Desk, mira: Client) -> None:
    screen = EngagementEditorScreen(desk, mira.id)
    screen.unfold("Sponsor")
    screen.type("Organisation", "Halden AG")
    screen.click("Save")
    assert screen.panel.sponsor.person.hasFocus()


def test_a_sponsor_comes_with_person_and_organisation(desk: Desk, mira: Client) -> None:
    screen = EngagementEditorScreen(desk, mira.id)
    screen.unfold("Sponsor")
    for name, text in {
        "Organisation": "Halden AG",
        "Person": "Ruth Lang",
        "How to reach them": "r@h",
    }.items():
        screen.type(name, text)
    screen.panel.sponsor.role.choose(SponsorRole.HR)
    screen.click("Save")
    sponsor = sponsor_of(desk, kept(desk, mira))
    assert (sponsor.contact.name, sponsor.contact.role) == ("Ruth Lang", SponsorRole.HR)
    assert sponsor.organisation is not None
    assert sponsor.organisation.name == "Halden AG"


def test_a_sponsor_can_be_changed_and_let_go(desk: Desk, mira: Client) -> None:
    test_a_sponsor_comes_with_person_and_organisation(desk, mira)
    screen = EngagementEditorScreen(desk, mira.id, kept(desk, mira).id)
    screen.type("Person", "Jo Lang")
    screen.click("Save")
    assert sponsor_of(desk, kept(desk, mira)).contact.name == "Jo Lang"
    for name in ("Organisation", "Person", "How to reach them"):
        screen.type(name, "")
    screen.click("Save")
    assert kept(desk, mira).sponsor_id is None


def test_an_organisation_without_a_person_is_asked_for_one(desk: Desk, mira: Client) -> None:
    screen = EngagementEditorScreen(desk, mira.id)
    screen.unfold("Sponsor")
    screen.type("Organisation", "Halden AG")
    screen.click("Save")
    assert "The sponsor has no person yet." in screen.texts()


def test_several_clients_take_part(desk: Desk, mira: Client) -> None:
    ben = desk.write(lambda store: clients.add_client(store, display_name="Ben Ortiz"))
    screen = EngagementEditorScreen(desk, mira.id)
    screen.unfold("Who takes part")
    screen.panel.format.choose(EngagementFormat.GROUP)
    screen.panel.people.line.setText("ortiz")
    screen.panel.people.line.setFocus()
    screen.press(Qt.Key.Key_Return)
    screen.type("Number in the group", "2")
    screen.click("Save")
    work = kept(desk, mira)
    assert (work.client_ids, work.number_in_group) == ((mira.id, ben.id), 2)


def test_someone_can_leave_a_group(desk: Desk, mira: Client) -> None:
    test_several_clients_take_part(desk, mira)
    group = kept(desk, mira)
    screen = EngagementEditorScreen(desk, mira.id, group.id)
    next(one for one in screen.icons() if "Ben" in one.accessibleName()).click()
    assert screen.panel.is_changed
    screen.click("Save")
    assert kept(desk, mira).client_ids == (mira.id,)


def test_escape_sets_changes_aside(desk: Desk, mira: Client, work: Engagement) -> None:
    screen = EngagementEditorScreen(desk, mira.id, work.id)
    screen.type("What success looks like", "Calm")
    screen.press(Qt.Key.Key_Escape)
    assert kept(desk, mira) == work
    desk.undo()
    assert screen.panel.success.text() == "Calm"


def test_everything_has_its_name(desk: Desk, mira: Client, work: Engagement) -> None:
    screen = EngagementEditorScreen(desk, mira.id, work.id)
    for title in ("Fee", "Sponsor", "Who takes part", "How often you look back"):
        screen.unfold(title)
    assert unnamed(screen.panel) == []
    assert misnamed(screen.panel) == []


def test_leaving_saves_and_says_so(desk: Desk, mira: Client, work: Engagement) -> None:
    screen = EngagementEditorScreen(desk, mira.id, work.id)
    screen.type("What success looks like", "Calm")
    screen.panel.flush()
    desk.settle()
    assert kept(desk, mira).picture_of_success == "Calm"
    assert desk.notices[-1].text == "The engagement was saved."


def test_a_name_that_fits_nobody_adds_nobody(desk: Desk, mira: Client, work: Engagement) -> None:
    screen = EngagementEditorScreen(desk, mira.id, work.id)
    screen.unfold("Who takes part")
    screen.panel.people.line.setText("nobody")
    screen.panel.people.line.setFocus()
    screen.press(Qt.Key.Key_Return)
    assert screen.panel.people.value() == (mira.id,)
    assert screen.panel.people.line.text() == "nobody"


def test_an_editor_that_was_never_opened_holds_nothing(desk: Desk) -> None:
    panel = EngagementEditor(desk.context)
    panel.flush()
    assert not panel.has_unsaved


def test_another_engagement_waits_for_words_that_could_not_be_saved(
    desk: Desk, mira: Client, work: Engagement
) -> None:
    screen = EngagementEditorScreen(desk, mira.id, work.id)
    screen.type("What for, in the client's words", "To rest")
    screen.type("Sessions planned", "many")
    screen.panel.flush()
    screen.panel.open(mira.id, "")
    desk.settle()
    assert screen.panel.has_unsaved
    assert screen.field("What for, in the client's words").toPlainText() == "To rest"
    desk.undo_of("Go on editing")
    assert desk.went[-1] == ("engagement_edit", mira.id, work.id)


def test_members_of_a_group_can_be_kept_apart(desk: Desk, mira: Client, work: Engagement) -> None:
    screen = EngagementEditorScreen(desk, mira.id, work.id)
    screen.unfold("Who takes part")
    assert screen.panel.apart.isHidden()
    screen.panel.format.choose(EngagementFormat.GROUP)
    screen.click("Members are not named on what the others receive")
    assert screen.panel.has_unsaved
    screen.click("Save")
    assert kept(desk, mira).members_apart


def test_one_client_alone_is_kept_apart_from_nobody(desk: Desk, mira: Client, work: Engagement) -> None:
    group = attrs.evolve(work, format=EngagementFormat.TEAM, members_apart=True)
    desk.do(lambda store: engagements.save_engagement(store, engagement=group))
    screen = EngagementEditorScreen(desk, mira.id, work.id)
    assert screen.panel.apart.isChecked()
    screen.panel.format.choose(EngagementFormat.INDIVIDUAL)
    screen.click("Save")
    assert not kept(desk, mira).members_apart
