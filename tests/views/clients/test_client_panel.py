from datetime import date, timedelta

import attrs
import pytest
from PySide6.QtCore import Qt

from coachdesk.models import clients, engagements, safe_start
from coachdesk.models.entities.agreement import Agreement, AgreementVersion, VersionState
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import (
    AgreementId,
    CommitmentId,
    PledgeId,
    SessionId,
    SharedDocumentId,
    VersionId,
    new_id,
)
from coachdesk.models.entities.people import (
    Client,
    ClientStatus,
    Engagement,
    EngagementState,
    SafeStartStep,
)
from coachdesk.models.entities.session import Commitment, Pledge, Session, SessionState
from coachdesk.models.entities.sharing import SharedDocument, SharedHow, SharedKind
from coachdesk.models.store import Store
from coachdesk.views.clients.engagement_card import EngagementCard
from coachdesk.views.clients.promises import Promises
from coachdesk.views.clients.sessions import Sessions
from coachdesk.views.widgets.text import Quote
from tests.drivers.clients import ClientScreen, Desk, misnamed, unnamed
from tests.making import let_stand


def put(desk: Desk, table: str, entity: attrs.AttrsInstance, kind: Kind = Kind.SESSION) -> None:
    def job(store: Store) -> Written[None]:
        store.put(table, entity)
        return Written(None, Change.of(kind))

    desk.write(job)


def plan_session(desk: Desk, work: Engagement, days: int, state: SessionState) -> str:
    session = Session(
        id=SessionId(new_id()),
        engagement_id=work.id,
        number=20 + days,
        planned_at=desk.context.workspace.now() + timedelta(days=days),
        state=state,
    )
    put(desk, "session", session)
    return session.id


def status(desk: Desk, client: Client) -> ClientStatus:
    return desk.do(lambda store: clients.get_client(store, client_id=client.id)).status


def test_the_purpose_stands_on_top_in_the_clients_words(desk: Desk, mira: Client, work: Engagement) -> None:
    screen = ClientScreen(desk, mira.id)
    assert isinstance(screen.panel.purpose, Quote)
    assert "“To lead calmly”" in screen.texts()


def test_how_to_address_them_stands_below_the_name(desk: Desk, mira: Client) -> None:
    addressed = attrs.evolve(mira, preferred_name="Miri", pronouns="she/her", pronunciation="MEE-ra")
    desk.write(lambda store: clients.save_client(store, client=addressed))
    screen = ClientScreen(desk, mira.id)
    assert screen.panel.subtitle.whole == "Miri · she/her · say “MEE-ra”"


def test_a_new_client_is_led_to_an_engagement(desk: Desk, mira: Client) -> None:
    ClientScreen(desk, mira.id).click("Begin an engagement")
    assert desk.went == [("engagement_edit", mira.id, "")]


@pytest.mark.parametrize(
    ("before", "action", "after"),
    [
        ("prospect", "Begin coaching", "active"),
        ("active", "Pause", "paused"),
        ("active", "End the coaching", "former"),
        ("paused", "Resume", "active"),
        ("former", "Resume", "active"),
    ],
)
def test_the_status_moves_and_moves_back(
    desk: Desk, mira: Client, before: str, action: str, after: str
) -> None:
    was = ClientStatus(before)
    desk.write(lambda store: clients.set_status(store, client_id=mira.id, status=was))
    screen = ClientScreen(desk, mira.id)
    screen.choose(action)
    assert (status(desk, mira), screen.panel.status.text()) == (after, after)
    desk.undo()
    assert (status(desk, mira), screen.panel.status.text()) == (before, before)


@pytest.mark.parametrize(("before", "said"), [("prospect", "begins"), ("paused", "goes on")])
def test_coaching_begins_once_and_then_goes_on(desk: Desk, mira: Client, before: str, said: str) -> None:
    was = ClientStatus(before)
    desk.write(lambda store: clients.set_status(store, client_id=mira.id, status=was))
    ClientScreen(desk, mira.id).choose("Begin coaching" if before == "prospect" else "Resume")
    assert desk.notices[-1].text == f"Coaching with Mira Solano {said}."


def test_the_archive_can_be_entered_and_left(desk: Desk, mira: Client) -> None:
    screen = ClientScreen(desk, mira.id)
    screen.choose("Archive")
    assert screen.panel.status.text() == "prospect, archived"
    screen.choose("Bring back from the archive")
    assert screen.panel.status.text() == "prospect"


def test_deleting_leads_to_the_list_and_can_be_undone(desk: Desk, mira: Client) -> None:
    screen = ClientScreen(desk, mira.id)
    desk.context.navigation.panel_requested.connect(screen.panel.hide)
    screen.choose("Delete")
    assert desk.went == [("panel", "clients")]
    desk.undo()
    assert desk.do(lambda store: clients.get_client(store, client_id=mira.id)) == mira


def test_sessions_open_with_enter(desk: Desk, mira: Client, work: Engagement) -> None:
    coming = plan_session(desk, work, 3, SessionState.PLANNED)
    past = plan_session(desk, work, -3, SessionState.HELD)
    screen = ClientScreen(desk, mira.id)
    for view in (screen.panel.section(Sessions).next, screen.panel.section(Sessions).past):
        view.setFocus()
        screen.press(Qt.Key.Key_Return)
    assert desk.went == [("session", coming, ""), ("session", past, "")]


def test_a_session_can_be_planned_from_here(desk: Desk, mira: Client, work: Engagement) -> None:
    ClientScreen(desk, mira.id).click("Plan a session")
    assert desk.went == [("session_plan", work.id)]


def test_the_agreement_is_at_hand(desk: Desk, mira: Client, work: Engagement) -> None:
    screen = ClientScreen(desk, mira.id)
    screen.click("Start the agreement")
    agreement = Agreement(id=AgreementId(new_id()), engagement_id=work.id)
    put(desk, "agreement", agreement, Kind.AGREEMENT)
    version = AgreementVersion(
        id=VersionId(new_id()), agreement_id=agreement.id, number=1, state=VersionState.READY
    )
    put(desk, "agreement_version", version, Kind.AGREEMENT)
    desk.settle()
    assert "ready to sign" in screen.texts()
    screen.click("Open agreement")
    assert desk.went == [("agreement", work.id, "")] * 2


def test_both_promises_stand_side_by_side(desk: Desk, mira: Client, work: Engagement) -> None:
    today = desk.context.workspace.today()
    commitment = Commitment(
        id=CommitmentId(new_id()), engagement_id=work.id, what="Ask Jonas", by_when=today,
        how_we_will_know="a date",
    )  # fmt: skip
    put(desk, "commitment", commitment)
    put(desk, "pledge", Pledge(id=PledgeId(new_id()), engagement_id=work.id, what="Send the note"))
    screen = ClientScreen(desk, mira.id)
    for words in (
        "Ask Jonas",
        "We will know: a date",
        "due today",
        "Send the note",
        "Mira Solano promised",
        "You promised",
    ):
        assert words in screen.texts()


def test_what_has_been_shared_is_listed_and_cannot_be_recalled(
    desk: Desk, mira: Client, work: Engagement
) -> None:
    screen = ClientScreen(desk, mira.id)
    assert not screen.records.shared.isVisible()
    document = SharedDocument(
        id=SharedDocumentId(new_id()), kind=SharedKind.SUMMARY, title="Summary of session 1",
        for_whom="Mira", how=SharedHow.PRINT, sha256="ab", shared_at=desk.context.workspace.now(),
        client_id=mira.id,
    )  # fmt: skip
    put(desk, "shared_document", document, Kind.SHARED_DOCUMENT)
    desk.settle()
    screen.unfold("What has been shared (1)")
    assert "Summary of session 1" in screen.texts()
    assert "can't be recalled" in screen.texts()


def test_a_booklet_of_several_sessions_is_listed_once(desk: Desk, mira: Client, work: Engagement) -> None:
    for session_id in ("one", "two"):
        document = SharedDocument(
            id=SharedDocumentId(session_id), kind=SharedKind.BOOKLET, title="Summaries of 2 sessions",
            for_whom="Mira", how=SharedHow.PRINT, sha256="ab", shared_at=desk.context.workspace.now(),
            client_id=mira.id,
        )  # fmt: skip
        put(desk, "shared_document", document, Kind.SHARED_DOCUMENT)
    desk.settle()
    screen = ClientScreen(desk, mira.id)
    screen.unfold("What has been shared (1)")
    assert screen.texts().count("Summaries of 2 sessions") == 1


def test_coaching_without_ground_is_said_calmly(desk: Desk, mira: Client, work: Engagement) -> None:
    desk.write(
        lambda store: engagements.set_engagement_state(
            store, engagement_id=work.id, state=EngagementState.ACTIVE
        )
    )
    assert "still to be talked through together" in ClientScreen(desk, mira.id).texts()


def test_a_tick_is_today_by_the_coach_and_keeps_the_keyboard(
    desk: Desk, mira: Client, work: Engagement
) -> None:
    screen = ClientScreen(desk, mira.id)
    step = screen.panel.section(EngagementCard).safe_start.steps[SafeStartStep.ETHICS]
    step.tick.setFocus()
    screen.press(Qt.Key.Key_Space)
    items = desk.do(lambda store: safe_start.safe_start(store, engagement_id=work.id))
    assert [item.done_on for item in items if item.done_on] == [desk.context.workspace.today()]
    assert step.tick.hasFocus()
    assert screen.has_button("Safe start: 1 of 8")


def test_an_open_page_follows_what_changes_elsewhere(desk: Desk, mira: Client, work: Engagement) -> None:
    screen = ClientScreen(desk, mira.id)
    desk.write(
        lambda store: engagements.save_engagement(store, engagement=attrs.evolve(work, purpose="To rest"))
    )
    desk.settle()
    assert "“To rest”" in screen.texts()


def test_another_client_replaces_the_first(desk: Desk, mira: Client, work: Engagement) -> None:
    screen = ClientScreen(desk, mira.id)
    ben = desk.write(lambda store: clients.add_client(store, display_name="Ben"))
    screen.panel.open(ben.id)
    desk.settle()
    assert screen.panel.title.whole == "Ben"
    assert "To lead calmly" not in screen.texts()


def two_engagements(desk: Desk, work: Engagement) -> Engagement:
    begun = attrs.evolve(work, starts_on=date(2025, 1, 18))
    desk.write(lambda store: engagements.save_engagement(store, engagement=begun))
    desk.do(lambda store: let_stand(store, begun, EngagementState.CLOSED))
    return desk.write(
        lambda store: engagements.add_engagement(store, client_ids=work.client_ids, purpose="Again")
    )


def test_the_page_is_about_the_engagement_at_hand_and_the_other_is_a_step_away(
    desk: Desk, mira: Client, work: Engagement
) -> None:
    again = two_engagements(desk, work)
    screen = ClientScreen(desk, mira.id)
    assert ("“Again”" in screen.texts(), screen.panel.engagement_at_hand) == (True, again.id)
    screen.click("since 18 Jan 2025, closed")
    assert ("“To lead calmly”" in screen.texts(), screen.panel.engagement_at_hand) == (True, work.id)


def test_one_engagement_offers_no_choice(desk: Desk, mira: Client, work: Engagement) -> None:
    assert not ClientScreen(desk, mira.id).panel.choice.isVisible()


def test_another_client_begins_with_their_own_engagement(desk: Desk, mira: Client, work: Engagement) -> None:
    two_engagements(desk, work)
    screen = ClientScreen(desk, mira.id)
    screen.click("since 18 Jan 2025, closed")
    ben = desk.write(lambda store: clients.add_client(store, display_name="Ben"))
    screen.panel.open(ben.id)
    desk.settle()
    assert screen.panel.engagement_at_hand == ""


@pytest.mark.parametrize("name", ["x" * 10_000, "محمد عبد الله " * 500, "🦊" * 3000])
def test_no_name_breaks_the_page(desk: Desk, mira: Client, work: Engagement, name: str) -> None:
    long = attrs.evolve(mira, display_name=name, preferred_name=name + " b", tags=(name,), email=name)
    desk.write(lambda store: clients.save_client(store, client=long))
    purposeful = attrs.evolve(work, purpose=name, picture_of_success=name)
    desk.write(lambda store: engagements.save_engagement(store, engagement=purposeful))
    screen = ClientScreen(desk, mira.id)
    screen.panel.grab()
    assert screen.width_wanted() <= 828
    inside = screen.panel.section(Promises).window().findChildren(Quote)[0]
    assert inside.width() <= 828


def test_everything_has_its_name(desk: Desk, mira: Client, work: Engagement) -> None:
    plan_session(desk, work, 3, SessionState.PLANNED)
    screen = ClientScreen(desk, mira.id)
    screen.unfold("Consents")
    screen.click("Note a consent")
    assert unnamed(screen.panel) == []
    assert misnamed(screen.panel) == []


def test_a_client_who_is_gone_is_not_shown_any_more(desk: Desk, mira: Client, work: Engagement) -> None:
    screen = ClientScreen(desk, mira.id)
    screen.panel.hide()
    desk.write(lambda store: clients.delete_client(store, client_id=mira.id))
    screen.panel.show()
    screen.panel.open(mira.id)
    desk.settle()
    assert "To lead calmly" not in screen.texts()
    assert desk.went == [("back",)]


def test_a_client_of_whom_only_the_name_is_known_leads_to_the_rest(desk: Desk, mira: Client) -> None:
    screen = ClientScreen(desk, mira.id)
    screen.unfold("Contact and background")
    screen.click("Add contact details")
    assert desk.went == [("client_edit", mira.id)]


def test_what_is_known_of_a_client_takes_the_place_of_the_question(desk: Desk, mira: Client) -> None:
    desk.write(lambda store: clients.save_client(store, client=attrs.evolve(mira, phone="+41 61")))
    screen = ClientScreen(desk, mira.id)
    screen.unfold("Contact and background")
    assert "+41 61" in screen.texts()
    assert not screen.records.contact.add.isVisible()


def test_promises_are_told_once_there_has_been_a_session(desk: Desk, mira: Client, work: Engagement) -> None:
    screen = ClientScreen(desk, mira.id)
    before = screen.panel.section(Promises).isVisible()
    plan_session(desk, work, -2, SessionState.HELD)
    desk.settle()
    assert (before, screen.panel.section(Promises).isVisible()) == (False, True)


def test_looking_back_is_one_button_away(desk: Desk, mira: Client) -> None:
    asked: list[tuple[str, ...]] = []
    desk.context.navigation.look_back_requested.connect(lambda *ids: asked.append(ids))
    ClientScreen(desk, mira.id).click("Look back")
    assert asked == [(mira.id, "")]


def test_looking_back_begins_with_the_engagement_at_hand(desk: Desk, mira: Client, work: Engagement) -> None:
    two_engagements(desk, work)
    asked: list[tuple[str, ...]] = []
    desk.context.navigation.look_back_requested.connect(lambda *ids: asked.append(ids))
    screen = ClientScreen(desk, mira.id)
    screen.click("since 18 Jan 2025, closed")
    screen.click("Look back")
    assert asked == [(mira.id, work.id)]


def test_work_that_goes_on_has_a_page_to_rest_and_to_end(desk: Desk, mira: Client, work: Engagement) -> None:
    asked: list[str] = []
    desk.context.navigation.ending_requested.connect(asked.append)
    ClientScreen(desk, mira.id).choose("Pause or end")
    assert asked == [work.id]


def test_beside_closed_work_the_one_under_way_is_not_ended_without_its_page(
    desk: Desk, mira: Client, work: Engagement
) -> None:
    again = two_engagements(desk, work)
    asked: list[str] = []
    desk.context.navigation.ending_requested.connect(asked.append)
    screen = ClientScreen(desk, mira.id)
    screen.click("since 18 Jan 2025, closed")
    assert "End the coaching" not in screen.offered()
    screen.choose("Pause or end")
    assert asked == [again.id]
