import pytest

from coachdesk.models import promises
from coachdesk.views.sessions.look_back_panel import LookBackPaperPanel
from tests import making
from tests.drivers.looking_back import PaperDriver
from tests.models.test_look_back import live, say
from tests.views.sessions.conftest import BeforePaper


@pytest.fixture
def driver(before_paper: BeforePaper) -> PaperDriver:
    return before_paper(LookBackPaperPanel)


def test_in_a_group_it_is_for_one_member_and_says_who_is_named(driver: PaperDriver) -> None:
    work = driver.vault.do(lambda store: making.a_group(store, "Ana Ruiz", "Ben Okafor", apart=True))
    ana, ben = work.client_ids
    driver.vault.do(lambda store: say(store, work, "Ben helped me", client_id=ana))
    driver.vault.do(lambda store: say(store, work, "Said by Ben", client_id=ben))
    driver.open(work.id)
    assert [driver.panel.for_whom.field.itemText(at) for at in range(2)] == ["Ana Ruiz", "Ben Okafor"]
    assert "Ben helped me" in driver.text
    assert "Said by Ben" not in driver.text
    assert "Ben" in driver.panel.named.text()


def test_another_member_is_chosen_by_keyboard(driver: PaperDriver) -> None:
    work = driver.vault.do(lambda store: making.a_group(store, "Ana Ruiz", "Ben Okafor", apart=True))
    driver.vault.do(lambda store: say(store, work, "Said by Ben", client_id=work.client_ids[1]))
    driver.open(work.id)
    driver.panel.for_whom.chosen.emit(work.client_ids[1])
    driver.vault.settle()
    assert "Said by Ben" in driver.text
    assert driver.panel.title.whole == "What Ben Okafor receives"


def test_what_changes_meanwhile_changes_the_pages(driver: PaperDriver) -> None:
    work = driver.vault.do(making.an_engagement)
    driver.vault.do(lambda store: live(store, work))
    driver.open(work.id)
    held = driver.vault.do(lambda store: making.a_held_session(store, work))
    driver.vault.write(
        lambda store: promises.save_closing(store, closing=making.a_full_closing(held, store.now()))
    )
    driver.vault.settle()
    assert driver.text.count("Open the talk with Jonas") == 2


def test_it_goes_as_far_back_as_was_chosen(driver: PaperDriver) -> None:
    work = driver.vault.do(making.an_engagement)
    driver.vault.do(lambda store: say(store, work, "Said before", days=-30))
    driver.vault.do(lambda store: say(store, work, "Said since"))
    for since, is_whole in (("2026-05-01", False), ("", True)):
        driver.open(work.id, work.client_ids[0], since)
        assert ("Said before" in driver.text, "Said since" in driver.text) == (is_whole, True)
