from collections.abc import Callable
from functools import partial
from unittest.mock import patch

import attrs
import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from coachdesk.errors import KnownError, NotFoundError, StorageError
from coachdesk.models import clients
from coachdesk.models.entities.ids import ClientId
from coachdesk.models.entities.people import Client
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.record_page import About, TypedPage
from coachdesk.views.widgets.problem import ProblemLine
from coachdesk.views.widgets.saver import Job
from tests.drivers.behind import Behind, Settle


class NamePage(TypedPage[Client]):
    """A page of one client's name."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.navigation.preferences_requested)
        self.field, self.note = QLineEdit(), ProblemLine()
        self.header.addWidget(self.leave)
        self.header.addWidget(self.saved)
        self.body.addWidget(self.field)
        self.body.addWidget(self.note)
        self.field.textEdited.connect(self.saver.touch)

    def _reading(self) -> Callable[[Store], Client]:
        return partial(clients.get_client, client_id=ClientId(self._wanted))

    def _about(self, page: Client) -> About:
        return About(page.id, page.id, (page.called,))

    def _fill(self, page: Client, *, is_other: bool) -> None:
        if is_other or not self.has_unsaved:
            self.field.setText(page.display_name)

    def _show_nothing(self) -> None:
        self.field.clear()

    def _job(self) -> Job:
        assert self._page is not None
        changed = attrs.evolve(self._page, display_name=self.field.text())
        return partial(clients.save_client, client=changed)

    def _on_saved(self, kept: Client) -> None:
        assert kept.display_name == self.field.text()
        self.refresh()


class Coach(Behind):
    """A coach at that page, with two clients."""

    def __init__(self, context: Context, settle: Settle, page: NamePage) -> None:
        super().__init__(context, settle)
        self.page = page
        self.failures: list[KnownError] = []
        context.workspace.failed.connect(self.failures.append)
        self.ana, self.ben = (
            self.do(partial(clients.add_client, display_name=name)).value.id for name in ("Ana", "Ben")
        )

    def open(self, client_id: str) -> str:
        """Open a client, and return the name that is in sight."""
        self.page.open(client_id)
        self.settle()
        return self.page.field.text()

    def type(self, name: str) -> None:
        """Type another name."""
        self.page.field.setText(name)
        self.page.field.textEdited.emit(name)
        self.page.flush()
        self.settle()


@pytest.fixture
def coach(context: Context, settle: Settle, qtbot: QtBot) -> Coach:
    page = NamePage(context)
    qtbot.addWidget(page)
    page.show()
    return Coach(context, settle, page)


def test_the_record_that_was_opened_is_shown(coach: Coach) -> None:
    assert (coach.open(coach.ana), coach.page.client_at_hand) == ("Ana", coach.ana)
    assert (coach.open(coach.ben), coach.page.client_at_hand) == ("Ben", coach.ben)


def test_what_is_typed_is_kept_and_said_to_be(coach: Coach) -> None:
    coach.open(coach.ana)
    coach.type("Anna")
    assert coach.page.saved.text() == "Saved"
    assert coach.do(partial(clients.get_client, client_id=coach.ana)).display_name == "Anna"


def test_what_can_not_be_kept_is_said_and_why(coach: Coach) -> None:
    coach.open(coach.ana)
    with patch.object(Store, "insist_on_own_file", side_effect=StorageError("The disk is full")):
        coach.type("Anna")
    assert coach.page.has_unsaved
    assert coach.page.saved.text() == "Not saved"
    assert "The disk is full" in coach.page.note.said


def test_a_page_stays_with_words_that_are_not_kept_and_offers_to_go_on(coach: Coach) -> None:
    coach.open(coach.ana)
    with patch.object(Store, "insist_on_own_file", side_effect=StorageError("The disk is full")):
        coach.type("Anna")
        assert coach.open(coach.ben) == "Anna"
    assert (coach.page.client_at_hand, coach.notices[-1].action_text) == (coach.ana, "Open Ben")
    coach.page.flush()
    coach.settle()
    assert (coach.page.field.text(), coach.page.has_unsaved) == ("Anna", False)


def test_what_is_gone_is_told_and_not_shown_any_more(coach: Coach) -> None:
    coach.open(coach.ana)
    coach.do(partial(clients.delete_client, client_id=coach.ana))
    assert coach.open(coach.ana) == ""
    assert isinstance(coach.failures[-1], NotFoundError)


@pytest.mark.parametrize(("wanted", "in_sight"), [("ana", "Ana"), ("ben", "")])
def test_where_nothing_can_be_read_no_other_record_is_shown(coach: Coach, wanted: str, in_sight: str) -> None:
    coach.open(coach.ana)
    with patch.object(clients, "get_client", side_effect=StorageError("The disk is slow")):
        assert coach.open(getattr(coach, wanted)) == in_sight
