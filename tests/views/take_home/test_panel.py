from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.clauses import save_words
from coachdesk.models.entities.sharing import SharedDocument
from coachdesk.models.entities.take_home import TakeHomeForm
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from tests import agreeing
from tests.documents.forms import field_names
from tests.drivers.agreements import nameless, text_of
from tests.drivers.take_home import TakeHomeDriver

COACHS = "Zwitscherkanari"


def with_words(store: Store) -> AgreementPage:
    page = agreeing.begin(store)
    clause = page.clauses[0].id
    save_words(store, clause_id=clause, clients_words="Heron.", coachs_words=COACHS, agreed_words=COACHS)
    return agreeing.reread(store, page)


@pytest.fixture
def driver(context: Context, qtbot: QtBot) -> TakeHomeDriver:
    return TakeHomeDriver(context, qtbot)


@pytest.fixture
def page(driver: TakeHomeDriver) -> AgreementPage:
    page = driver.do(with_words)
    driver.open(page)
    return page


def asked(driver: TakeHomeDriver) -> list[str]:
    return [name.split("/")[1] for name in field_names(driver.pdf())]


def test_it_asks_about_every_open_clause(driver: TakeHomeDriver, page: AgreementPage) -> None:
    assert asked(driver) == [clause.id for clause in page.clauses]


def test_no_page_of_another_clients_form_stays_in_sight(driver: TakeHomeDriver, page: AgreementPage) -> None:
    assert driver.panel.pages.page_count
    driver.panel.open("another")
    assert not driver.panel.pages.page_count
    driver.settle()


def test_a_clause_can_be_passed_over(driver: TakeHomeDriver, page: AgreementPage) -> None:
    driver.press(driver.panel.ticks[page.clauses[1].id])
    assert asked(driver) == [clause.id for clause in page.clauses if clause != page.clauses[1]]
    driver.open(page)
    assert page.clauses[1].id not in asked(driver)


def test_it_holds_the_clients_words_and_none_of_the_coachs(
    driver: TakeHomeDriver, page: AgreementPage
) -> None:
    assert "Heron." in text_of(driver.pdf())
    assert COACHS not in text_of(driver.pdf()) + driver.pdf().decode("latin-1")
    driver.do(lambda store: save_words(store, clause_id=page.clauses[0].id, clients_words=COACHS))
    assert COACHS in text_of(driver.pdf())  # so it would have been found


def test_with_nothing_ticked_nothing_leaves(driver: TakeHomeDriver, page: AgreementPage) -> None:
    driver.press(driver.panel.none)
    assert "Tick at least one" in driver.panel.note.said
    assert not driver.panel.save.isEnabled()
    assert not driver.panel.print.isEnabled()
    driver.press(driver.panel.all)
    assert len(asked(driver)) == len(page.clauses)


def test_what_is_in_sight_leaves_and_is_on_record(
    driver: TakeHomeDriver, page: AgreementPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = driver.pdf()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "form.pdf"), ""))
    driver.press(driver.panel.save)
    assert (tmp_path / "form.pdf").read_bytes() == shown
    form = driver.do(lambda store: store.one(TakeHomeForm, "SELECT * FROM take_home_form"))
    assert (form.version_id, form.id) == (page.version.id, field_names(shown)[0].split("/")[0])
    left = driver.do(lambda store: store.one(SharedDocument, "SELECT * FROM shared_document"))
    assert left.title == "Take-home form for Mira Solano"


def test_of_a_group_each_has_a_form_of_their_own(driver: TakeHomeDriver) -> None:
    page = driver.do(lambda store: agreeing.begin(store, "Ana Sol", "Ben Kurz"))
    driver.open(page)
    assert "for Ana Sol" in text_of(driver.pdf())
    driver.panel.client.choose(page.client_ids[1])
    driver.settle()
    assert "for Ben Kurz" in text_of(driver.pdf())


def test_where_there_can_be_none_it_says_why(driver: TakeHomeDriver) -> None:
    driver.open(driver.do(agreeing.signed))
    assert "does not change any more" in driver.said()
    assert driver.panel.save.isHidden()


def all_settled(store: Store) -> AgreementPage:
    page = agreeing.begin(store)
    for clause in page.clauses:
        agreeing.settle_clause(store, page, clause)
    return page


def test_where_nothing_is_open_it_says_what_to_do(driver: TakeHomeDriver) -> None:
    driver.open(driver.do(all_settled))
    assert "Mark a clause to talk about again" in driver.said()


def test_everything_has_a_name(driver: TakeHomeDriver, page: AgreementPage) -> None:
    assert page.clauses
    assert nameless(driver.panel) == []
