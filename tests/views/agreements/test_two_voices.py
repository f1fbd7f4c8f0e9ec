"""On the coach's page: taking over, taking back, and whose yes was for other words."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.agreement import ClauseState, Party, ProposedBy
from coachdesk.models.entities.ids import ClauseId
from coachdesk.views.agreements.voices import Voices
from coachdesk.views.agreements.withdrawn import withdrawn_text
from coachdesk.views.context import Context
from coachdesk.views.navigation import Notice
from tests import agreeing
from tests.agreeing import clause_named
from tests.drivers.agreements import AgreementDriver


@pytest.fixture
def ready(context: Context, qtbot: QtBot) -> AgreementDriver:
    """An agreement in which both have said yes, at the clause about boundaries."""
    driver = AgreementDriver(context, qtbot)
    page = driver.prepare(lambda store: agreeing.make_ready(store, agreeing.begin(store)))
    return driver.open(page, "boundaries")


@pytest.fixture
def offered(ready: AgreementDriver) -> list[Notice]:
    """What the page offers to take back."""
    said: list[Notice] = []
    ready.context.navigation.notice_requested.connect(said.append)
    return said


def voices(driver: AgreementDriver) -> Voices:
    return driver.panel.view.card.voices


def boundaries(driver: AgreementDriver) -> tuple[str, ProposedBy]:
    driver.panel.flush()
    driver.settle()
    clause = clause_named(driver.stored(), "boundaries")
    return clause.agreed_words, clause.proposed_by


def earlier_words(driver: AgreementDriver) -> set[str]:
    sql = "SELECT agreed_words FROM earlier_clause"
    return driver.prepare(lambda store: {row[0] for row in store.db.execute(sql)})


def test_what_was_agreed_before_can_be_put_back(ready: AgreementDriver, offered: list[Notice]) -> None:
    before = boundaries(ready)
    ready.type(voices(ready).clients.field, "Nothing after eight.")
    ready.press(voices(ready).use_clients)
    assert boundaries(ready) == ("Nothing after eight.", ProposedBy.CLIENT)
    [notice] = offered
    assert (notice.text, notice.action_text) == ("“Boundaries” says something else now.", "Undo")
    assert notice.on_action is not None
    notice.on_action()
    assert boundaries(ready) == before


def test_words_that_were_not_saved_yet_are_kept_before_they_are_replaced(ready: AgreementDriver) -> None:
    ready.type(voices(ready).agreed.field, "Just typed.")
    ready.type(voices(ready).clients.field, "Nothing after eight.")
    ready.press(voices(ready).use_clients)
    assert boundaries(ready)[0] == "Nothing after eight."
    assert "Just typed." in earlier_words(ready)


def test_nothing_is_offered_where_nothing_stood_before(ready: AgreementDriver, offered: list[Notice]) -> None:
    ready.open(ready.stored(), "fees")
    ready.type(voices(ready).clients.field, "Monthly.")
    ready.press(voices(ready).use_clients)
    assert offered == []


def test_an_undo_after_the_signatures_changes_nothing(ready: AgreementDriver, offered: list[Notice]) -> None:
    ready.open(ready.stored(), "ending")
    page = ready.stored()
    ready.type(voices(ready).agreed.field, "A last hour.")
    ready.type(voices(ready).coachs.field, "A letter.")
    ready.press(voices(ready).use_coachs)
    ready.panel.flush()
    ready.settle()
    ready.prepare(lambda store: agreeing.sign_all(store, agreeing.make_ready(store, page)))
    ready.panel.refresh()
    ready.settle()
    [undo] = [notice.on_action for notice in offered if notice.on_action is not None]
    undo()
    assert not ready.panel.has_unsaved


def test_other_words_say_whose_yes_they_have_lost(ready: AgreementDriver) -> None:
    line = ready.panel.view.card.answers.withdrawn
    assert line.isHidden()
    ready.agree_words("Until nine.")
    assert line.text() == "You both agreed to other words; each says yes again."
    ready.keys("Ctrl+Return")
    assert line.text() == "Mira Solano agreed to other words; say yes again if these fit."
    ready.keys("Ctrl+Shift+Return")
    assert line.isHidden()


def test_a_yes_taken_back_is_no_lost_one(ready: AgreementDriver) -> None:
    ready.keys("Ctrl+Return")
    assert ready.panel.view.card.answers.withdrawn.isHidden()


def test_another_clause_is_another_talk(ready: AgreementDriver) -> None:
    ready.agree_words("Until nine.")
    ready.keys("Ctrl+Down")
    assert ready.panel.view.card.answers.withdrawn.isHidden()


def test_the_former_words_bring_the_yes_back_while_they_are_typed(ready: AgreementDriver) -> None:
    field = voices(ready).agreed.field
    former = field.toPlainText()
    ready.type(field, "Until nine.")
    ready.type(field, former)
    assert ready.chip(Party.COACH) == "You agree"
    assert ready.panel.view.card.answers.withdrawn.isHidden()


@pytest.fixture
def in_english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en"))
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("lost", "said"),
    [
        (set(), ""),
        ({Party.COACH}, "You agreed to other words; say yes again if these fit."),
        ({Party.CLIENT, Party.COACH}, "You both agreed to other words; each says yes again."),
        (
            {Party.CLIENT, Party.SPONSOR},
            "Mira and Halden agreed to other words; say yes again if these fit.",
        ),
        (
            {Party.CLIENT, Party.COACH, Party.SPONSOR},
            "All of you agreed to other words; each says yes again.",
        ),
    ],
)
def test_who_is_named(lost: set[Party], said: str) -> None:
    names = {Party.CLIENT: "Mira", Party.SPONSOR: "Halden"}
    assert withdrawn_text(frozenset(lost), names) == said


def test_who_agreed_when_is_shown(ready: AgreementDriver) -> None:
    moment = "14 May 2026, "
    said = ready.panel.view.card.answers.said.text()
    assert said.startswith(f"Mira Solano said yes on {moment}")
    assert f" · You said yes on {moment}" in said


def test_nothing_is_said_of_when_where_nobody_agreed(ready: AgreementDriver) -> None:
    ready.open(ready.stored(), "fees")
    assert ready.panel.view.card.answers.said.isHidden()


def choose_state(driver: AgreementDriver, state: ClauseState) -> None:
    box = driver.panel.view.picker.filter
    box.setCurrentIndex(box.findData(state.value))


@pytest.mark.parametrize("state", ClauseState)
def test_the_list_shows_the_clauses_in_one_state(ready: AgreementDriver, state: ClauseState) -> None:
    wanted = {clause.id for clause in ready.stored().clauses if clause.state is state}
    choose_state(ready, state)
    shown: set[ClauseId | None] = {row.clause_id for row in ready.panel.view.picker.model.rows}
    assert shown - {None} == wanted


def test_a_state_without_clauses_says_so(ready: AgreementDriver) -> None:
    picker = ready.panel.view.picker
    choose_state(ready, ClauseState.PARKED)
    assert picker.empty.text() == "Nothing is marked “parked” now."
    choose_state(ready, ClauseState.AGREED)
    assert picker.empty.isHidden()
