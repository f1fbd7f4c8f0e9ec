from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coachdesk.models.agreement_documents import handed_out, pages_of
from coachdesk.models.agreement_page import AgreementPage, open_agreement
from coachdesk.models.agreement_versions import next_version
from coachdesk.models.clauses import save_words, set_state
from coachdesk.models.entities.agreement import Audience, ClauseState
from coachdesk.models.entities.sharing import SharedKind
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from tests import agreeing
from tests.drivers.agreements import nameless, text_of
from tests.drivers.changes import ChangesDriver

CANARY = "Zwitscherkanari"


def two_versions(store: Store, *, three_way: bool = False) -> AgreementPage:
    """Return version 2 with one clause in other words and one that was dropped, neither for the sponsor."""
    first = agreeing.signed(store, three_way=three_way)
    next_version(store, agreement_id=first.agreement.id, reason="We meet less often")
    page = open_agreement(store, engagement_id=first.agreement.engagement_id)
    worded = [one for one in page.clauses if one.agreed_words and one.audience is Audience.PAIR]
    reworded, dropped = worded[:2]
    words = reworded.agreed_words.replace("keep", "bear")
    save_words(store, clause_id=reworded.id, agreed_words=words, clients_words=CANARY)
    set_state(store, clause_id=dropped.id, state=ClauseState.DROPPED)
    return agreeing.reread(store, page)


def three_way(store: Store) -> AgreementPage:
    return two_versions(store, three_way=True)


@pytest.fixture
def driver(context: Context, qtbot: QtBot) -> ChangesDriver:
    return ChangesDriver(context, qtbot)


@pytest.fixture
def opened(driver: ChangesDriver) -> ChangesDriver:
    return driver.open(driver.do(two_versions).agreement.engagement_id)


def test_old_words_are_struck_through_and_new_ones_underlined(opened: ChangesDriver) -> None:
    struck, underlined = opened.marked()
    assert struck[0] == "keep"
    assert underlined == ["bear"]
    assert CANARY not in opened.text()


def test_the_keyboard_lands_on_what_is_compared_and_stays_on_the_page(driver: ChangesDriver) -> None:
    engagement_id = driver.do(two_versions).agreement.engagement_id
    driver.panel.open(engagement_id)
    driver.panel.focus_first()
    driver.settle()
    assert driver.panel.focusWidget() is driver.panel.chooser.old
    driver.keys("Tab")
    assert driver.panel.focusWidget() is driver.panel.chooser.new


def test_the_reason_stands_above_what_changed(opened: ChangesDriver) -> None:
    assert opened.panel.why.text() == "Why: We meet less often"


def test_what_stayed_is_there_on_demand(opened: ChangesDriver) -> None:
    before = opened.text()
    opened.press(opened.panel.whole)
    assert len(opened.text()) > len(before)
    assert opened.marked()[1] == ["bear"]


def test_side_by_side_each_version_has_its_own_words(opened: ChangesDriver) -> None:
    opened.press(opened.panel.side)
    assert opened.text().startswith("Version 1, signed Version 2, in discussion")
    assert (opened.marked()[0][0], opened.marked()[1]) == ("keep", ["bear"])


def test_a_screen_reader_hears_what_is_gone_and_what_is_new(opened: ChangesDriver) -> None:
    heard = opened.panel.words.accessibleDescription()
    assert ": other words. Gone: “keep” New: “bear”" in heard
    assert nameless(opened.panel) == []


def test_the_keyboard_leads_from_change_to_change(opened: ChangesDriver) -> None:
    opened.keys("Ctrl+Down")
    first = opened.selected()
    assert opened.panel.chooser.word.text().startswith(f"Change 1 of 2. {first}: other words. Gone: “keep”")
    opened.keys("Ctrl+Down")
    assert opened.panel.chooser.word.text().startswith(f"Change 2 of 2. {opened.selected()}: no longer")
    opened.keys("Ctrl+Up")
    assert opened.selected() == first


def test_the_change_in_front_stays_there_side_by_side(opened: ChangesDriver) -> None:
    opened.keys("Ctrl+Down")
    first = opened.selected()
    opened.press(opened.panel.side)
    assert opened.selected() == first
    assert opened.panel.chooser.at == 0


def three_versions(store: Store) -> AgreementPage:
    """Return version 3, which begins with the words of the second."""
    page = two_versions(store)
    for clause in page.clauses:
        set_state(store, clause_id=clause.id, state=ClauseState.OPEN)
    page = agreeing.sign_all(store, agreeing.make_ready(store, agreeing.reread(store, page)))
    next_version(store, agreement_id=page.agreement.id, reason="Again")
    return agreeing.reread(store, page)


def test_other_versions_can_be_chosen(driver: ChangesDriver) -> None:
    driver.open(driver.do(three_versions).agreement.engagement_id)
    chooser = driver.panel.chooser
    assert (chooser.old.currentText(), chooser.new.currentText()) == ("Version 2, signed", "Version 3, draft")
    assert driver.text() == ""
    chooser.new.setCurrentIndex(0)
    chooser.new.activated.emit(0)
    driver.settle()
    assert chooser.old.currentText() == "Version 1, superseded"
    assert "Why" not in driver.text()
    assert chooser.old.count() == 1


def test_two_versions_can_be_named(driver: ChangesDriver) -> None:
    page = driver.do(two_versions)
    driver.open(page.agreement.engagement_id, page.versions[0].id, page.versions[1].id)
    assert driver.panel.chooser.old.currentText() == "Version 1, signed"


def test_a_first_version_leads_back(driver: ChangesDriver) -> None:
    driver.open(driver.do(agreeing.signed).agreement.engagement_id)
    assert not driver.panel.chooser.isVisible()
    assert not driver.panel.paper.isVisible()
    said = [label.text() for label in driver.panel.nothing.findChildren(QLabel)]
    assert any("There is one version only." in text for text in said)


def test_it_leaves_only_from_the_page_as_it_was_seen(
    opened: ChangesDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not opened.panel.save.isVisible()
    opened.keys("Ctrl+Shift+S")
    assert opened.panel.pages.page_count == 1
    pdf = opened.save_as(tmp_path / "changes.pdf", monkeypatch)
    assert "Why it changed We meet less often" in text_of(pdf)
    version_id = opened.do(lambda store: store.value("SELECT id FROM agreement_version WHERE number = 2"))
    (shared,) = opened.do(lambda store: handed_out(store, version_id=version_id))
    assert shared.kind is SharedKind.ADDENDUM
    assert shared.title == "What changed in the agreement with Mira Solano, version 1 to 2"
    assert opened.do(lambda store: pages_of(store, document_id=shared.id)) == pdf


def test_the_sponsor_sees_nothing_of_what_is_between_the_two(driver: ChangesDriver) -> None:
    driver.open(driver.do(three_way).agreement.engagement_id)
    driver.press(driver.panel.sponsor)
    assert driver.text() == ""
    assert driver.panel.why.isHidden()
    assert driver.panel.chooser.word.text() == "Nothing has changed."
    driver.press(driver.panel.paper)
    driver.press(driver.panel.save)
    assert "Nothing changed between versions 1 and 2." in driver.failures[-1]


@pytest.mark.fault(16)
def test_it_says_which_version_was_altered_and_nothing_leaves(driver: ChangesDriver) -> None:
    page = driver.do(two_versions)

    def alter(store: Store) -> None:
        for trigger in store.db.triggers:
            store.db.execute(f"DROP TRIGGER {trigger.name}")
        sql = "UPDATE clause SET agreed_words = agreed_words || '!' WHERE version_id = ?"
        store.db.execute(sql, [page.versions[0].id])

    driver.do(alter)
    driver.open(page.agreement.engagement_id)
    assert driver.panel.note.text().startswith("Not what was signed: version 1.")
    driver.press(driver.panel.paper)
    driver.press(driver.panel.save)
    assert "version 1 is not what was signed" in driver.failures[-1]
