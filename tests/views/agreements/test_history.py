import pytest
from pytestqt.qtbot import QtBot

from coachdesk.documents.agreement import render_agreement
from coachdesk.documents.renderer import Renderer
from coachdesk.models.agreement_documents import Copy, agreement_document, hand_out
from coachdesk.models.agreement_page import AgreementPage, open_agreement
from coachdesk.models.agreement_versions import next_version
from coachdesk.models.entities.sharing import Letterhead, Protection, SharedHow
from coachdesk.models.store import Store
from coachdesk.views.agreements.history import History
from coachdesk.views.context import Context
from tests import agreeing
from tests.drivers.agreements import AgreementDriver, nameless

HEAD = Letterhead(coach_name="Ines Vogt before she moved")


@pytest.fixture
def driver(context: Context, qtbot: QtBot) -> AgreementDriver:
    return AgreementDriver(context, qtbot)


def replaced(store: Store, renderer: Renderer) -> AgreementPage:
    """Return version 2; of version 1 both copies left under another letterhead, one with a password."""
    first = agreeing.signed(store, three_way=True)
    for for_sponsor in (False, True):
        copy = Copy(page=first, for_sponsor=for_sponsor)
        document = agreement_document(first, HEAD, for_sponsor=for_sponsor)
        pdf = render_agreement(document, renderer).pdf
        how = Protection.PLAIN if for_sponsor else Protection.ENCRYPTED
        sha256 = "" if for_sponsor else "ab" * 32
        hand_out(store, copy=copy, pdf=pdf, how=SharedHow.PDF, protection=how, sha256=sha256)
    next_version(store, agreement_id=first.agreement.id, reason="We meet less often")
    page = open_agreement(store, engagement_id=first.agreement.engagement_id)
    return agreeing.sign_all(store, agreeing.make_ready(store, page))


@pytest.fixture
def past(driver: AgreementDriver, renderer: Renderer) -> AgreementDriver:
    """Return the page with the history at version 1."""
    driver.open(driver.prepare(lambda store: replaced(store, renderer)))
    driver.panel.controls.more.action("history").trigger()
    driver.settle()
    history(driver).list.setCurrentIndex(history(driver).model.index(1))
    driver.settle()
    return driver


def history(driver: AgreementDriver) -> History:
    return driver.panel.view.history


def open_copy(driver: AgreementDriver, name: str) -> str:
    """Open the copy that went to somebody, and return its words."""
    shown = history(driver)
    [copy] = [copy for copy in shown.copies.rows if copy.for_whom.startswith(name)]
    shown.handed_out.opened.emit(copy)
    driver.settle()
    return driver.paper()


def test_each_copy_is_named_by_whom_and_how(past: AgreementDriver) -> None:
    model = history(past).copies
    said = sorted(str(model.index(at).data()) for at in range(model.rowCount()))
    assert said[0].startswith("Agreement for Mira Solano, saved as PDF, with a password on ")
    assert said[1].startswith("Agreement for Ruth Amsel, Halden AG, saved as PDF on ")
    assert nameless(history(past)) == []


def test_a_copy_is_shown_as_it_left(past: AgreementDriver) -> None:
    assert HEAD.coach_name in open_copy(past, "Mira")
    assert "Version 1" in past.paper()


def test_the_sponsors_copy_is_shown_as_it_left(past: AgreementDriver) -> None:
    whole, sponsors = open_copy(past, "Mira"), open_copy(past, "Ruth")
    assert HEAD.coach_name in sponsors
    assert len(sponsors) < len(whole)


def test_what_is_only_looked_at_does_not_leave_as_something_else(past: AgreementDriver) -> None:
    controls = past.panel.controls
    open_copy(past, "Ruth")
    assert (controls.save.isEnabled(), controls.print.isEnabled()) == (False, False)
    history(past).list.setCurrentIndex(history(past).model.index(0))
    past.settle()
    assert (controls.save.isEnabled(), controls.print.isEnabled()) == (True, True)


def test_what_changed_is_compared_with_the_version_in_front(past: AgreementDriver) -> None:
    wanted: list[tuple[str, ...]] = []
    past.context.navigation.changes_requested.connect(lambda *ids: wanted.append(ids))
    past.press(history(past).changes)
    page = past.stored()
    assert wanted == [(page.agreement.engagement_id, page.versions[0].id, page.versions[1].id)]


def test_a_first_version_has_nothing_to_be_compared_with(driver: AgreementDriver) -> None:
    driver.open(driver.prepare(agreeing.signed))
    driver.panel.controls.more.action("history").trigger()
    driver.settle()
    assert history(driver).changes.isHidden()
    assert history(driver).handed_out.isVisible() is False
    assert not driver.panel.controls.more.action("changes").isVisible()


@pytest.mark.fault(16)
def test_the_page_of_the_newest_version_says_that_an_earlier_one_was_altered(
    driver: AgreementDriver, renderer: Renderer
) -> None:
    page = driver.prepare(lambda store: replaced(store, renderer))

    def alter(store: Store) -> None:
        for trigger in store.db.triggers:
            store.db.execute(f"DROP TRIGGER {trigger.name}")
        sql = "UPDATE clause SET agreed_words = agreed_words || '!' WHERE version_id = ?"
        store.db.execute(sql, [page.versions[0].id])

    driver.open(page)
    assert driver.panel.view.note.text() == ""
    driver.prepare(alter)
    driver.open(page)
    assert "when it was signed: version 1." in driver.panel.view.note.text()
