import threading
from datetime import timedelta
from pathlib import Path

import pytest

from coachdesk.crypto import vault
from coachdesk.errors import BugError, DiskFullError
from coachdesk.views.backup_word import BackupWord
from coachdesk.views.backups.panel import BackupsPanel
from coachdesk.views.context import Context
from tests import agreeing
from tests.accessibility import walk
from tests.drivers.backups import BackupsDriver
from tests.drivers.fixtures import Begin
from tests.drivers.keyboard import focused, wait_until, words_in_sight
from tests.drivers.places import unfold
from tests.drivers.practice import PASSPHRASE

NEW = "another river of words"


def refuse(*_: object, **__: object) -> None:
    raise DiskFullError


@pytest.fixture
def driver(begin: Begin) -> BackupsDriver:
    return BackupsDriver(begin(agreeing.signed))


@pytest.fixture
def words(driver: BackupsDriver) -> str:
    return " ".join(driver.practice.gateway.recovery_words())


def test_before_the_first_one_it_says_when_it_comes(driver: BackupsDriver) -> None:
    assert "There is no backup yet." in words_in_sight(driver.practice.window)
    assert driver.page.chosen.isHidden()


def test_a_backup_is_made_listed_and_chosen(driver: BackupsDriver) -> None:
    backup = driver.back_up()
    assert driver.page.title.whole == "Backups"
    assert driver.page.subtitle.whole == "The last good one is of today."
    assert "1 client(s) · 0 session(s)" in driver.page.chosen.holds.text()
    assert driver.listed == (backup,)
    assert "The backup is made, and was opened and read again." in driver.practice.notices


def test_by_keyboard_alone(driver: BackupsDriver) -> None:
    keys = driver.practice.keys
    keys.press("Ctrl+1", "Ctrl+Shift+K")
    assert focused() is driver.page.back_up
    keys.push("Back up now")
    wait_until(lambda: driver.listed, "for a backup")
    driver.settle()
    keys.go_to("Backups")
    keys.press("Return")
    assert focused() is driver.page.chosen.check
    keys.press("Space")
    driver.settle()
    assert "Read to its last bit: all is well." in words_in_sight()
    keys.push("Try it out, changing nothing")
    keys.fill("Passphrase of the backup", PASSPHRASE)
    keys.press("Return")
    driver.settle()
    assert "It opens, and everything is there" in words_in_sight()


def test_it_shows_how_far_it_is_and_can_be_stopped(
    driver: BackupsDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    real = driver.keeper._watch  # noqa: SLF001

    def wait(progress: object) -> None:
        go_on.wait(10)
        real(progress)

    monkeypatch.setattr(driver.keeper, "_watch", wait)
    driver.page.back_up.click()
    assert driver.page.progress.isVisible()
    assert not driver.page.back_up.isEnabled()
    assert focused() is driver.page.progress.stop
    driver.page.progress.stop.click()
    go_on.set()
    driver.settle()
    assert (driver.said, driver.listed) == ("This was stopped before it was done. Nothing was changed.", ())
    assert driver.page.progress.isHidden()


def test_a_failure_is_said_and_stays_until_one_succeeds(
    driver: BackupsDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("coachdesk.crypto.backups.making.copy_database", refuse)
        driver.page.back_up.click()
        driver.settle()
        wait_until(lambda: driver.said.startswith("The last backup did not succeed"), "for the failure")
    driver.back_up()
    wait_until(lambda: not driver.said, "for the failure to be over")


def test_a_damaged_one_is_marked(driver: BackupsDriver) -> None:
    backup = driver.back_up()
    raw = bytearray(backup.path.read_bytes())
    raw[9_000] ^= 1
    backup.path.write_bytes(raw)
    assert "is damaged, or is no backup" in driver.check()
    wait_until(lambda: not driver.listed[0].is_sound, "for the list")
    assert driver.page.chosen.checked.text().startswith("Damaged")


def test_trying_it_out_takes_the_passphrase_or_the_words(driver: BackupsDriver, words: str) -> None:
    driver.back_up()
    for secret, by_words in ((PASSPHRASE, False), (words, True)):
        said = driver.try_out(secret, by_words=by_words)
        assert "It opens, and everything is there as of 14 May" in said
        assert "every file as it was added. Nothing was changed." in said


def test_a_wrong_passphrase_is_said_in_its_place(driver: BackupsDriver) -> None:
    driver.back_up()
    assert driver.try_out("heron").startswith("That passphrase does not open this backup.")


def test_nothing_can_be_tried_without_a_secret(driver: BackupsDriver) -> None:
    driver.back_up()
    assert not driver.page.chosen.try_out.go.isEnabled()
    assert not driver.page.chosen.restore.go.isEnabled()


def test_a_vault_comes_back_in_a_new_folder(driver: BackupsDriver, tmp_path: Path) -> None:
    driver.back_up()
    said = driver.restore(PASSPHRASE, str(tmp_path / "Back.coachdesk"))
    assert "choose “Open another vault…”" in said
    vault.unlock(tmp_path / "Back.coachdesk", PASSPHRASE).close()


def test_with_the_words_it_gets_a_new_passphrase(driver: BackupsDriver, words: str, tmp_path: Path) -> None:
    driver.back_up()
    driver.restore(words, str(tmp_path / "Back.coachdesk"), new=NEW)
    vault.unlock(tmp_path / "Back.coachdesk", NEW).close()


def test_a_folder_in_use_is_refused(driver: BackupsDriver, tmp_path: Path) -> None:
    driver.back_up()
    assert "is in use already" in driver.restore(PASSPHRASE, str(tmp_path / "MyPractice.coachdesk"))


def test_leaving_the_page_forgets_every_secret(driver: BackupsDriver) -> None:
    driver.back_up()
    form = driver.page.chosen.restore.way_in
    form.passphrase.line.setText(PASSPHRASE)
    driver.practice.open("today")
    assert form.way_in.secret == ""


def test_the_folder_is_chosen(driver: BackupsDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []

    def answer(_parent: object, _title: str, start: Path) -> Path | None:
        asked.append(start)
        return None if len(asked) == 1 else tmp_path

    monkeypatch.setattr("coachdesk.views.backup_forms.ask_folder", answer)
    form = driver.page.chosen.restore
    before = form.folder.text()
    form.choose.click()
    assert form.folder.text() == before
    form.choose.click()
    assert Path(form.folder.text()) == tmp_path / Path(before).name


def test_without_a_keeper_there_is_no_page(context: Context) -> None:
    with pytest.raises(BugError):
        BackupsPanel(context)


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr("coachdesk.views.backup_forms.ask_folder", lambda *_: folder)
    return folder


def test_a_second_place_is_chosen_and_forgotten(driver: BackupsDriver, stick: Path) -> None:
    backup = driver.back_up()
    card = driver.page.second_place
    card.choose.click()
    driver.settle()
    wait_until(lambda: "Last copied there: 14 May" in card.state.text(), "for the copy")
    assert [path.name for path in stick.iterdir()] == [backup.name]
    card.forget.click()
    assert "outlives this computer" in card.state.text()


def test_a_place_that_is_away_is_said_calmly(driver: BackupsDriver, stick: Path) -> None:
    driver.page.second_place.choose.click()
    stick.rmdir()
    driver.back_up()
    said = driver.page.second_place.state
    wait_until(lambda: "It is not there right now" in said.text(), "for the place")
    assert "Nothing is copied there yet." in said.text()
    assert driver.page.second_place.problem.isHidden()


def test_no_answer_leaves_the_place(driver: BackupsDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachdesk.views.backup_forms.ask_folder", lambda *_: None)
    driver.page.second_place.choose.click()
    assert driver.keeper.kept.second_place is None


def test_the_settings_lead_there(driver: BackupsDriver) -> None:
    card = driver.practice.open("settings").backups
    assert card.state.text() == "There is no backup yet."
    card.open.click()
    assert driver.practice.window.place == "backups"
    driver.back_up()
    assert card.state.text().startswith("The last good backup is of 14 May")


def test_today_speaks_of_a_backup_of_long_ago(driver: BackupsDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = driver.back_up()
    word = driver.practice.open("today").findChild(BackupWord)
    assert not word.isVisible()
    later = backup.made_at + timedelta(days=8)
    monkeypatch.setattr(driver.practice.context.workspace, "_clock", lambda: later)
    word.refresh()
    assert word.words.text() == "Last good backup: 14 May."
    word.look.click()
    assert driver.practice.window.place == "backups"


def test_today_speaks_of_one_that_failed(driver: BackupsDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    word = driver.practice.open("today").findChild(BackupWord)
    monkeypatch.setattr("coachdesk.crypto.backups.making.copy_database", refuse)
    driver.keeper.back_up()
    wait_until(word.isVisible, "for the word")
    assert word.words.text() == "The last backup did not succeed."


def test_a_failure_is_told_when_the_desk_is_shown_next(
    driver: BackupsDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachdesk.crypto.backups.making.copy_database", refuse)
    driver.keeper.back_up()
    wait_until(lambda: driver.keeper.kept.failure, "for what went wrong")
    driver.practice.desk.show()
    driver.practice.settle()
    assert "The last backup did not succeed: There is not enough room" in driver.practice.notices[-1]
    driver.practice.window.notices.action.click()
    assert driver.practice.window.place == "backups"


@pytest.mark.parametrize("by_words", [False, True])
def test_everything_is_named_reached_and_in_sight(driver: BackupsDriver, stick: Path, by_words: bool) -> None:
    window = driver.practice.window
    window.resize(1024, 700)
    driver.page.second_place.choose.click()
    driver.back_up()
    unfold(driver.page)
    for form in (driver.page.chosen.try_out, driver.page.chosen.restore):
        form.way_in.by_words.setChecked(by_words)
    driver.settle()
    checks = (walk.unnamed, walk.misnamed, walk.rich, walk.cut_off, walk.too_large, walk.out_of_reach)
    assert {check.__name__: found for check in checks if (found := check(window))} == {}
