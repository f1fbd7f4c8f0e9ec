from collections.abc import Callable

import pytest

from coachdesk.views.context import Context
from tests.drivers.clients import ClientScreen, Desk
from tests.drivers.past_undo import By, PastUndo
from tests.making import an_engagement


@pytest.fixture
def screen(context: Context, settle: Callable[[], None]) -> ClientScreen:
    desk = Desk(context, settle)
    return ClientScreen(desk, desk.do(an_engagement).client_ids[0])


def test_what_a_page_writes_past_its_undo_is_found(screen: ClientScreen, past_undo: PastUndo) -> None:
    screen.choose("Delete")
    assert past_undo.found == {By("clients.status_menu", "_delete")}
    assert past_undo.not_allowed == []


def test_what_goes_by_its_undo_is_not(screen: ClientScreen, past_undo: PastUndo) -> None:
    screen.choose("Archive")
    assert past_undo.found == set()
