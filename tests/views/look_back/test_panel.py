from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from coachdesk.models import promises
from coachdesk.models.engagements import add_engagement
from coachdesk.models.entities.people import Engagement
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.look_back.panel import LookBackPanel, PracticePanel
from coachdesk.views.look_back.span import Span
from tests import making
from tests.canaries.test_rules import MARKS
from tests.drivers.looking_back import LookBackDriver
from tests.drivers.sessions import Vault
from tests.models.test_look_back import live

Settle = Callable[[], None]


@pytest.fixture
def vault(context: Context, settle: Settle) -> Vault:
    return Vault(context, settle)


@pytest.fixture
def driver(vault: Vault, context: Context, qtbot: QtBot) -> LookBackDriver:
    panel = LookBackPanel(context)
    qtbot.addWidget(panel)
    panel.resize(1000, 800)
    panel.show()
    return LookBackDriver(vault, panel)


def lived(store: Store) -> Engagement:
    work = making.an_engagement(store)
    live(store, work)
    return work


def test_a_new_practice_says_that_nothing_lies_behind(driver: LookBackDriver) -> None:
    driver.open()
    assert driver.shown == []
    assert not driver.panel.empty.isHidden()


def test_of_a_client_everything_is_shown(driver: LookBackDriver) -> None:
    work = driver.vault.do(lived)
    driver.open(work.client_ids[0])
    assert driver.shown == ["way", "steps", "dials", "months", "promises", "sentences"]
    assert driver.panel.subtitle.whole == "Mira Solano"
    assert driver.panel.empty.isHidden()


@pytest.mark.rule(10)
def test_rule_10_of_the_practice_no_dials_and_no_steps_are_put_together(driver: LookBackDriver) -> None:
    driver.vault.do(lived)
    driver.open()
    assert driver.shown == ["milestones", "months", "promises", "sentences"]
    assert driver.panel.give.isHidden()


@pytest.mark.rule(10)
@pytest.mark.rule(8)
def test_nothing_on_the_page_is_a_mark_or_a_place_among_others(driver: LookBackDriver) -> None:
    work = driver.vault.do(lived)
    for client in (work.client_ids[0], ""):
        driver.open(client)
        texts = [one.text() for one in driver.panel.findChildren(QLabel)]
        texts += [one.accessibleDescription() for one in driver.panel.findChildren(QWidget)]
        assert len(texts) > 20
        assert [text for text in texts if MARKS.search(text)] == []


def test_promises_are_listed_one_by_one_with_what_became_of_them(driver: LookBackDriver) -> None:
    work = driver.vault.do(lived)
    driver.open(work.client_ids[0])
    assert [row[1:] for row in driver.cells("promises")] == [
        ["You promised", "Keep fifteen minutes free", "open"],
        ["Mira promised", "Open the talk with Jonas", "open"],
    ]
    words = "Mira promised: 1 open. You promised: 1 open."
    assert driver.panel.cards["promises"].note.text() == words


def test_what_a_group_promised_is_no_one_persons(driver: LookBackDriver) -> None:
    work = driver.vault.do(lambda store: making.a_group(store, "Ana Ruiz", "Ben Okafor"))
    driver.vault.do(lambda store: live(store, work))
    driver.open(work.client_ids[0])
    assert driver.panel.cards["promises"].note.text().startswith("The group promised: 1 open.")


def test_a_span_is_chosen_by_keyboard(driver: LookBackDriver) -> None:
    work = driver.vault.do(lived)
    driver.open(work.client_ids[0])
    driver.panel.focus_first()
    assert driver.panel.focusWidget() is driver.panel.span.buttons[Span.ALL]
    assert "steps" in driver.shown
    driver.choose(Span.QUARTER)
    assert "months" in driver.shown
    driver.choose(Span.YEAR)
    assert driver.panel.seen is not None


def test_a_plot_can_be_read_as_a_table_by_keyboard(driver: LookBackDriver) -> None:
    work = driver.vault.do(lived)
    driver.open(work.client_ids[0])
    card = driver.panel.cards["months"]
    assert card.table.isHidden()
    card.as_table.setFocus()
    QTest.keyClick(card.as_table, Qt.Key.Key_Space)
    QTest.keyClick(card.as_table, Qt.Key.Key_Tab)
    QTest.keyClick(card.save, Qt.Key.Key_Tab)
    assert driver.panel.focusWidget() is card.table
    QTest.keyClick(card.table, Qt.Key.Key_Tab)
    assert driver.panel.focusWidget() is not card.table


def test_a_screen_reader_hears_what_a_plot_shows(driver: LookBackDriver) -> None:
    work = driver.vault.do(lived)
    driver.open(work.client_ids[0])
    card = driver.panel.cards["months"]
    heard = QAccessible.queryAccessibleInterface(card.view)
    assert heard.text(QAccessible.Text.Name) == "Sessions by month"
    assert heard.text(QAccessible.Text.Description).startswith("Sessions by month: May 2026 1")
    card.as_table.setChecked(True)
    cell = card.table.model().index(0, 1)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Sessions: 1"


@pytest.mark.parametrize(("ending", "begins"), [(".png", b"\x89PNG"), (".svg", b"<?xml"), (".pdf", b"%PDF")])
def test_a_picture_is_saved_where_the_coach_wants_it(
    driver: LookBackDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, begins: bytes
) -> None:
    work = driver.vault.do(lived)
    driver.open(work.client_ids[0])
    asked: list[str] = []

    def choose(_parent: QWidget, _title: str, name: str, *_kinds: str) -> tuple[str, str]:
        asked.append(Path(name).name)
        return str(tmp_path / f"months{ending}"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    QTest.keyClick(driver.panel.cards["months"].save, Qt.Key.Key_Space)
    driver.vault.settle()
    assert asked == ["Sessions by month, Mira.png"]
    assert (tmp_path / f"months{ending}").read_bytes().startswith(begins)
    notice = driver.vault.notices[-1].text
    assert notice == f"Saved as months{ending}. That copy is outside the vault."


def test_a_dialog_that_is_left_saves_nothing(
    driver: LookBackDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = driver.vault.do(lived)
    driver.open(work.client_ids[0])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    driver.panel.cards["months"].save.click()
    driver.vault.settle()
    assert driver.vault.notices == []


def test_several_engagements_are_offered(driver: LookBackDriver) -> None:
    work = driver.vault.do(lived)
    driver.vault.do(lambda store: add_engagement(store, client_ids=work.client_ids, purpose="More"))
    driver.open(work.client_ids[0])
    field = driver.panel.engagement
    assert field.count() == 2
    other = 1 - field.currentIndex()
    before = driver.shown
    field.setCurrentIndex(other)
    field.activated.emit(other)
    driver.vault.settle()
    assert driver.shown != before


def test_it_begins_with_the_engagement_that_was_at_hand(driver: LookBackDriver) -> None:
    work = driver.vault.do(lived)
    more = driver.vault.do(lambda store: add_engagement(store, client_ids=work.client_ids)).value
    for one in (work, more, work):
        driver.open(work.client_ids[0], one.id)
        assert driver.panel.engagement_at_hand == one.id


def test_another_engagement_is_what_the_way_back_leads_to(driver: LookBackDriver) -> None:
    work = driver.vault.do(lived)
    driver.vault.do(lambda store: add_engagement(store, client_ids=work.client_ids, purpose="More"))
    asked: list[tuple[str, ...]] = []
    driver.vault.context.navigation.turned_to.connect(lambda *ids: asked.append(ids))
    driver.open(work.client_ids[0])
    other = 1 - driver.panel.engagement.currentIndex()
    driver.panel.engagement.setCurrentIndex(other)
    driver.panel.engagement.activated.emit(other)
    assert asked == [(work.client_ids[0], driver.panel.engagement.value())]


def test_what_happens_meanwhile_is_shown(driver: LookBackDriver) -> None:
    work = driver.vault.do(making.an_engagement)
    driver.open(work.client_ids[0])
    assert driver.shown == []
    held = driver.vault.do(lambda store: making.a_held_session(store, work))
    driver.vault.write(
        lambda store: promises.save_closing(store, closing=making.a_full_closing(held, store.now()))
    )
    driver.vault.settle()
    assert driver.shown == ["months", "promises"]


def test_the_paper_for_the_client_is_one_key_away(driver: LookBackDriver) -> None:
    work = driver.vault.do(lived)
    asked: list[tuple[str, ...]] = []
    driver.vault.context.navigation.look_back_paper_requested.connect(lambda *ids: asked.append(ids))
    driver.open(work.client_ids[0])
    QTest.keyClick(driver.panel.give, Qt.Key.Key_Space)
    driver.choose(Span.QUARTER)
    QTest.keyClick(driver.panel.give, Qt.Key.Key_Space)
    assert asked == [(work.id, work.client_ids[0], since) for since in ("", "2026-03-01")]
    assert (driver.panel.client_at_hand, driver.panel.engagement_at_hand) == (work.client_ids[0], work.id)


def test_the_practice_begins_with_twelve_months(context: Context, vault: Vault, qtbot: QtBot) -> None:
    panel = PracticePanel(context)
    qtbot.addWidget(panel)
    panel.show()
    panel.refresh()
    vault.settle()
    assert panel.span.value is Span.YEAR
    assert panel.title.whole == "Practice"
    assert panel.leave.isHidden()
