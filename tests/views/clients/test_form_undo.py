import attrs
import pytest

from coachdesk.models import clients, engagements
from coachdesk.models.entities.people import Client, ClientStatus, Engagement, EngagementState
from tests.drivers.clients import ClientEditorScreen, ClientScreen, Desk, EngagementEditorScreen


@pytest.fixture
def page(desk: Desk, mira: Client, work: Engagement) -> ClientScreen:
    """The page of a client, behind whose form it is in front again once that is saved."""
    return ClientScreen(desk, mira.id)


def name_of(desk: Desk, client: Client) -> str:
    return desk.do(lambda store: clients.get_client(store, client_id=client.id)).display_name


def stored(desk: Desk, work: Engagement) -> Engagement:
    return desk.do(lambda store: engagements.get_engagement(store, engagement_id=work.id))


def rename(desk: Desk, client: Client, name: str) -> None:
    screen = ClientEditorScreen(desk, client.id)
    screen.type("Name", name)
    screen.click("Save")


def reword(desk: Desk, work: Engagement, purpose: str) -> EngagementEditorScreen:
    screen = EngagementEditorScreen(desk, work.client_ids[0], work.id)
    screen.type("What for, in the client's words", purpose)
    screen.click("Save")
    return screen


def take_back(desk: Desk, page: ClientScreen) -> None:
    page.panel.undo.undo()
    desk.settle()


def test_what_the_form_of_a_client_changed_is_taken_back_on_their_page(
    desk: Desk, page: ClientScreen, mira: Client
) -> None:
    rename(desk, mira, "Mira S.")
    assert (desk.notices[-1].text, desk.notices[-1].action_text) == ("Mira S. was saved.", "Undo")
    take_back(desk, page)
    assert name_of(desk, mira) == "Mira Solano"
    page.panel.undo.redo()
    desk.settle()
    assert name_of(desk, mira) == "Mira S."


def test_the_notice_takes_it_back_and_leaves_no_step(desk: Desk, page: ClientScreen, mira: Client) -> None:
    rename(desk, mira, "Mira S.")
    desk.undo()
    assert name_of(desk, mira) == "Mira Solano"
    assert not page.panel.undo.undo_action.isEnabled()


def test_what_was_changed_elsewhere_since_stays(desk: Desk, page: ClientScreen, mira: Client) -> None:
    rename(desk, mira, "Mira S.")
    other = attrs.evolve(mira, display_name="Mira S.", phone="+49 1")
    desk.write(lambda store: clients.save_client(store, client=other))
    take_back(desk, page)
    assert name_of(desk, mira) == "Mira S."
    assert desk.notices[-1].text.startswith("It has changed in the meantime")


def test_on_any_other_page_the_notice_takes_it_back(desk: Desk, page: ClientScreen, mira: Client) -> None:
    page.panel.hide()
    rename(desk, mira, "Mira S.")
    desk.undo()
    assert name_of(desk, mira) == "Mira Solano"
    page.panel.show()
    assert not page.panel.undo.undo_action.isEnabled()


def test_a_form_that_changed_nothing_leaves_no_step(desk: Desk, page: ClientScreen, mira: Client) -> None:
    ClientEditorScreen(desk, mira.id).click("Save")
    assert (desk.notices, page.panel.undo.undo_action.isEnabled()) == ([], False)


def test_the_purpose_is_taken_back_on_the_page_where_it_stands(
    desk: Desk, page: ClientScreen, work: Engagement
) -> None:
    reword(desk, work, "To lead boldly")
    assert "“To lead boldly”" in page.texts()
    take_back(desk, page)
    assert stored(desk, work) == work
    assert "“To lead calmly”" in page.texts()


def test_a_sponsor_goes_and_comes_with_the_engagement(
    desk: Desk, page: ClientScreen, work: Engagement
) -> None:
    screen = EngagementEditorScreen(desk, work.client_ids[0], work.id)
    screen.unfold("Sponsor")
    screen.type("Person", "Ida Berg")
    screen.click("Save")
    with_sponsor = stored(desk, work)
    assert with_sponsor.sponsor_id is not None
    take_back(desk, page)
    assert stored(desk, work) == work
    page.panel.undo.redo()
    desk.settle()
    assert stored(desk, work) == with_sponsor


def test_a_prospect_who_began_with_the_engagement_is_a_prospect_again(
    desk: Desk, page: ClientScreen, mira: Client, work: Engagement
) -> None:
    def status() -> ClientStatus:
        return desk.do(lambda store: clients.get_client(store, client_id=mira.id)).status

    screen = EngagementEditorScreen(desk, mira.id, work.id)
    screen.panel.state.choice.choose(EngagementState.ACTIVE)
    screen.click("Save")
    assert status() is ClientStatus.ACTIVE
    take_back(desk, page)
    assert (status(), stored(desk, work)) == (ClientStatus.PROSPECT, work)
