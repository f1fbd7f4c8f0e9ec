from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.agreement import ReportField
from coachdesk.views.context import Context
from tests import agreeing
from tests.drivers.agreements import text_of
from tests.drivers.sponsor_reports import SponsorReportDriver
from tests.reporting import CLIENT, FIELDS, an_agreement_with_a_sponsor


@pytest.fixture
def driver(context: Context, qtbot: QtBot) -> SponsorReportDriver:
    return SponsorReportDriver(context, qtbot)


@pytest.fixture
def begun(driver: SponsorReportDriver) -> SponsorReportDriver:
    page = driver.do(an_agreement_with_a_sponsor)
    driver.open(page.agreement.engagement_id).begin()
    return driver


@pytest.fixture
def written(begun: SponsorReportDriver) -> SponsorReportDriver:
    begun.type(ReportField.PROGRESS, "She leads the morning call.")
    return begun


def words_on_paper(driver: SponsorReportDriver) -> str:
    shown = driver.panel._shown  # noqa: SLF001
    assert shown is not None
    return " ".join(text_of(shown[1].pdf).split())


def test_there_is_a_field_for_what_the_agreement_names_and_no_other(begun: SponsorReportDriver) -> None:
    assert tuple(begun.panel.form.fields) == FIELDS


def test_what_is_written_is_what_will_leave(written: SponsorReportDriver) -> None:
    assert "She leads the morning call." in words_on_paper(written)
    assert "draft, not approved yet" in words_on_paper(written)


def test_without_a_yes_nothing_leaves(written: SponsorReportDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: pytest.fail("it asked where to save"))
    written.press(written.panel.save)
    assert f"Not approved yet by {CLIENT}" in written.panel.note.text()


def test_why_it_can_not_leave_is_said_until_the_yes(written: SponsorReportDriver) -> None:
    written.press(written.panel.save)
    written.approve(CLIENT)
    assert written.panel.note.isHidden()


def test_the_next_step_stands_out(written: SponsorReportDriver) -> None:
    panel = written.panel
    looks = lambda: (panel.show_it.property("look"), panel.save.property("look"))  # noqa: E731
    assert looks() == ("primary", "secondary")
    written.approve(CLIENT)
    assert looks() == ("secondary", "primary")
    assert "It can leave now" in panel.word.text()


def test_a_yes_is_given_where_the_words_are_shown(written: SponsorReportDriver) -> None:
    assert written.panel.approvals.buttons == {}
    written.approve(CLIENT)
    assert written.stored().reports[-1].approved_by == (CLIENT,)
    assert f"by {CLIENT}" in words_on_paper(written)


def test_the_key_that_said_yes_does_not_take_it_back(written: SponsorReportDriver) -> None:
    written.press(written.panel.show_it)
    written.panel.approvals.buttons[CLIENT].setFocus()
    written.approve(CLIENT)
    assert written.panel.focusWidget() is written.panel.save


def test_other_words_take_the_yes_away(written: SponsorReportDriver) -> None:
    written.approve(CLIENT)
    written.press(written.panel.show_it)
    written.type(ReportField.PROGRESS, "She is often late.")
    assert written.stored().reports[-1].approved_by == ()


def test_a_yes_can_be_taken_back(written: SponsorReportDriver) -> None:
    written.approve(CLIENT)
    written.approve(CLIENT)
    assert written.stored().reports[-1].approved_by == ()


def test_an_approved_report_is_saved_and_stands(
    written: SponsorReportDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written.approve(CLIENT)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "report.pdf"), ""))
    written.press(written.panel.save)
    assert "She leads the morning call." in text_of((tmp_path / "report.pdf").read_bytes())
    assert written.stored().reports[-1].left_at is not None
    assert "has left" in written.panel.word.text()


def test_a_dropped_report_comes_back(written: SponsorReportDriver) -> None:
    written.panel.more.action("drop").trigger()
    written.settle()
    assert written.stored().reports == ()
    on_action = written.notices[-1].on_action
    assert on_action is not None
    on_action()
    written.settle()
    assert len(written.stored().reports) == 1


def test_a_dropped_report_is_offered_again_while_another_is_written(written: SponsorReportDriver) -> None:
    written.panel.more.action("drop").trigger()
    written.settle()
    put_back = written.notices[-1].on_action
    assert put_back is not None
    written.begin()
    put_back()
    written.settle()
    assert "still being written" in written.notices[-1].text
    assert written.notices[-1].on_action is not None


def test_no_page_of_another_report_stays_in_sight(written: SponsorReportDriver) -> None:
    written.panel.open("another")
    assert written.panel.pages.page_count == 0
    written.settle()


def test_an_agreement_that_names_nothing_leads_back_to_it(driver: SponsorReportDriver) -> None:
    page = driver.do(lambda store: an_agreement_with_a_sponsor(store, fields=()))
    asked: list[str] = []
    driver.context.navigation.agreement_requested.connect(lambda *ids: asked.append(ids[0]))
    driver.open(page.agreement.engagement_id).begin()
    assert asked == [page.agreement.engagement_id]


def test_without_a_sponsor_it_says_why_there_is_none(driver: SponsorReportDriver) -> None:
    page = driver.do(agreeing.signed)
    driver.open(page.agreement.engagement_id)
    assert "No agreement with a sponsor" in driver.said()


def test_the_keyboard_goes_on_to_the_first_field(begun: SponsorReportDriver) -> None:
    assert begun.panel.focusWidget() is begun.panel.form.fields[FIELDS[0]]
