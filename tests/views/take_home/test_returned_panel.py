from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pytestqt.qtbot import QtBot

from coachdesk.documents.renderer import Renderer
from coachdesk.documents.take_home import render_take_home
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.clauses import save_words
from coachdesk.models.entities.sharing import SharedHow
from coachdesk.models.store import Store
from coachdesk.models.take_home import form_left
from coachdesk.views.context import Context
from tests import agreeing
from tests.documents.forms import changed, field_names, filled
from tests.drivers.take_home import ReturnedFormDriver
from tests.models.test_take_home import form_of

BEFORE, AFTER = "I need time.", "Time, and żółć.\nTea, too."
Fill = Callable[..., Path]


@pytest.fixture
def driver(context: Context, qtbot: QtBot) -> ReturnedFormDriver:
    return ReturnedFormDriver(context, qtbot)


def with_words(store: Store) -> AgreementPage:
    page = agreeing.begin(store)
    for clause in page.clauses[:2]:
        save_words(store, clause_id=clause.id, clients_words=BEFORE)
    return agreeing.reread(store, page)


@pytest.fixture
def page(driver: ReturnedFormDriver) -> AgreementPage:
    return driver.do(with_words)


@pytest.fixture
def fill(driver: ReturnedFormDriver, page: AgreementPage, renderer: Renderer, tmp_path: Path) -> Fill:
    """Hand a form out and let it be filled in, answers by the place of their questions."""
    form, document = driver.do(lambda store: form_of(store, page))
    blank = render_take_home(document, renderer).pdf
    name = document.client_name
    driver.do(lambda store: form_left(store, form=form, client_name=name, pdf=blank, how=SharedHow.PDF))

    def fill(*answers: str) -> Path:
        file = tmp_path / "returned.pdf"
        file.write_bytes(filled(blank, dict(zip(field_names(blank), answers, strict=False))))
        return file

    return fill


def words(driver: ReturnedFormDriver, page: AgreementPage, place: int = 0) -> str:
    return driver.do(lambda store: agreeing.reread(store, page)).clauses[place].clients_words


def test_each_change_is_shown_before_anything_is_written(
    driver: ReturnedFormDriver, page: AgreementPage, fill: Fill
) -> None:
    driver.open(page, fill(AFTER))
    [card] = driver.panel.cards
    assert card.tick.isChecked()
    assert card.tick.text() == page.clauses[0].heading.replace("&", "&&")
    assert BEFORE in driver.said()
    assert AFTER in driver.said()
    assert words(driver, page) == BEFORE


def test_a_double_click_takes_over_once(driver: ReturnedFormDriver, page: AgreementPage, fill: Fill) -> None:
    driver.open(page, fill(AFTER))
    driver.panel.take.click()
    driver.panel.take.click()
    driver.settle()
    assert words(driver, page) == AFTER
    assert driver.failures == []


def test_taken_over_they_are_the_clients_words(
    driver: ReturnedFormDriver, page: AgreementPage, fill: Fill
) -> None:
    driver.open(page, fill(AFTER))
    driver.press(driver.panel.take)
    assert words(driver, page) == AFTER
    assert driver.asked[-1] == (page.agreement.engagement_id, page.clauses[0].id)
    driver.undo()
    assert words(driver, page) == BEFORE


def test_what_is_not_ticked_stays(driver: ReturnedFormDriver, page: AgreementPage, fill: Fill) -> None:
    driver.open(page, fill(AFTER, AFTER))
    driver.press(driver.panel.cards[0].tick)
    driver.press(driver.panel.take)
    assert (words(driver, page), words(driver, page, 1)) == (BEFORE, AFTER)


def test_an_emptied_box_wants_a_tick_of_its_own(
    driver: ReturnedFormDriver, page: AgreementPage, fill: Fill
) -> None:
    driver.open(page, fill(""))
    assert not driver.panel.take.isEnabled()
    assert "came back empty" in driver.said()
    driver.press(driver.panel.cards[0].tick)
    driver.press(driver.panel.take)
    assert words(driver, page) == ""


def test_words_written_meanwhile_are_kept(
    driver: ReturnedFormDriver, page: AgreementPage, fill: Fill
) -> None:
    driver.open(page, fill(AFTER))
    driver.do(lambda store: save_words(store, clause_id=page.clauses[0].id, clients_words="By phone."))
    assert "goes below the words so far" in driver.said()
    driver.press(driver.panel.take)
    assert words(driver, page) == f"By phone.\n\n{AFTER}"


def test_a_second_time_it_says_when_it_was_the_first(
    driver: ReturnedFormDriver, page: AgreementPage, fill: Fill
) -> None:
    driver.open(page, fill(AFTER))
    driver.press(driver.panel.take)
    driver.open(page, fill(AFTER, AFTER))
    assert "came back before" in driver.said()
    assert len(driver.panel.cards) == 1


def test_an_untouched_form_says_that_nothing_is_new(
    driver: ReturnedFormDriver, page: AgreementPage, fill: Fill
) -> None:
    driver.open(page, fill())
    assert "Nothing new from Mira Solano" in driver.said()
    assert not driver.panel.take.isEnabled()


def test_what_was_left_out_is_named(driver: ReturnedFormDriver, page: AgreementPage, fill: Fill) -> None:
    def arm(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.attachments["x.exe"] = b"MZ"

    file = fill(AFTER)
    file.write_bytes(changed(file.read_bytes(), arm))
    driver.open(page, file)
    assert "left out: a script, an attached file." in driver.said()
    assert len(driver.panel.cards) == 1


def test_a_form_of_somebody_else_is_refused_with_the_reason(
    driver: ReturnedFormDriver, page: AgreementPage, fill: Fill
) -> None:
    other = driver.do(lambda store: agreeing.begin(store, "Łukasz Nowak"))
    driver.open(other, fill(AFTER))
    assert "about another agreement" in driver.said()
    assert "Mira" not in driver.said()
    assert driver.panel.take.isHidden()


def test_a_file_that_is_no_form_is_refused_and_another_one_taken(
    driver: ReturnedFormDriver, page: AgreementPage, fill: Fill, tmp_path: Path
) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 nothing")
    driver.open(page, tmp_path / "letter.pdf")
    assert "damaged" in driver.said()
    driver.read(fill(AFTER))
    assert len(driver.panel.cards) == 1


def test_what_was_signed_takes_nothing_over(driver: ReturnedFormDriver) -> None:
    driver.open(driver.do(agreeing.signed))
    assert "does not change any more" in driver.said()
