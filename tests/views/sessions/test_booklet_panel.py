import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coachdesk.crypto import vault as keys
from coachdesk.models import notes, sharing, summaries
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.session import Session, SharedText
from coachdesk.models.entities.sharing import Protection, SharedDocument, SharedHow, SharedKind
from coachdesk.models.store import Store
from coachdesk.views import printing, saving
from coachdesk.views.sessions.booklet_panel import BookletPanel
from tests.crypto.conftest import CHEAP, PASSPHRASE
from tests.documents.reading import run, text
from tests.drivers import protecting
from tests.drivers.booklets import BookletDriver
from tests.drivers.sessions import Vault
from tests.making import a_group, a_held_session, hand_out

CANARY = "kingfisher7431"
Write = Callable[..., Session]


@pytest.fixture
def write(vault: Vault, engagement: Engagement) -> Write:
    def write_one(words: str, *, days: int = -7, of: Engagement = engagement) -> Session:
        def job(store: Store) -> Session:
            held = a_held_session(store, of, days=days)
            notes.save_note(store, session_id=held.id, body=f"{CANARY} smiles", revision=0)
            summaries.save_shared_text(store, text=SharedText(session_id=held.id, focus=words))
            return held

        return vault.do(job)

    return write_one


@pytest.fixture
def booklet(vault: Vault, qtbot: QtBot) -> Iterator[BookletDriver]:
    panel = BookletPanel(vault.context)
    qtbot.addWidget(panel)
    panel.resize(1084, 744)
    with qtbot.waitActive(panel):
        panel.show()
        panel.activateWindow()
    yield BookletDriver(vault, panel)
    vault.settle()


@pytest.fixture
def sealing(vault: Vault, tmp_path: Path, qtbot: QtBot) -> Iterator[BookletDriver]:
    """A coach whose vault has the keys to seal with."""
    with keys.create(tmp_path / "Keys.coachdesk", PASSPHRASE, cost=CHEAP) as opened:
        panel = BookletPanel(protecting.with_seals(vault.context, opened))
        qtbot.addWidget(panel)
        panel.show()
        yield BookletDriver(vault, panel)
        vault.settle()


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "booklet.pdf"
    protecting.save_at(path, monkeypatch)
    return path


def records(vault: Vault, session: Session) -> tuple[SharedDocument, ...]:
    return vault.do(lambda store: sharing.shared_of_session(store, session.id))


@pytest.mark.rule(5)
def test_only_what_left_before_is_in_it_by_itself(
    booklet: BookletDriver, engagement: Engagement, write: Write
) -> None:
    first, second = write("The first talk", days=-14), write("The second talk")
    booklet.vault.do(lambda store: hand_out(store, first, words="The first talk"))
    booklet.open(engagement)
    assert len(booklet.offered) == 2
    assert [text.rpartition(" · ")[2] for text in booklet.ticked] == ["handed out"]
    assert records(booklet.vault, second) == ()


def test_nothing_chosen_leaves_nothing(booklet: BookletDriver, engagement: Engagement, write: Write) -> None:
    write("The first talk")
    booklet.open(engagement)
    assert booklet.ticked == []
    assert not booklet.can_leave
    assert "Tick the sessions" in booklet.panel.before.text()


def test_nothing_written_says_so(booklet: BookletDriver, engagement: Engagement) -> None:
    booklet.open(engagement)
    assert (booklet.offered, booklet.can_leave) == ([], False)
    assert "No session says anything" in booklet.panel.before.text()


def test_the_pages_follow_the_ticks(booklet: BookletDriver, engagement: Engagement, write: Write) -> None:
    first, second = write("The first talk", days=-14), write("The second talk")
    booklet.open(engagement)
    booklet.tick(first, second)
    assert booklet.can_leave
    assert ["The first talk" in booklet.pages[0], "The second talk" in booklet.pages[1]] == [True, True]
    booklet.tick(first)
    assert len(booklet.pages) == 1
    assert "The first talk" not in booklet.pages[0]


def test_the_keyboard_stays_on_the_box_that_was_ticked(
    booklet: BookletDriver, engagement: Engagement, write: Write
) -> None:
    write("The first talk", days=-14)
    second = write("The second talk")
    booklet.open(engagement)
    booklet.tick(second)
    assert booklet.panel.lines.boxes[second.id].hasFocus()


@pytest.mark.rule(5)
def test_it_leaves_as_it_was_seen_and_is_recorded_for_each_session(
    booklet: BookletDriver, engagement: Engagement, write: Write, target: Path, tmp_path: Path
) -> None:
    held = (write("The first talk", days=-14), write("The second talk"))
    booklet.open(engagement)
    booklet.tick(*held)
    booklet.save()
    pdf = target.read_bytes()
    assert CANARY not in text(pdf, tmp_path)
    for session in held:
        (record,) = records(booklet.vault, session)
        assert (record.kind, record.sha256) == (SharedKind.BOOKLET, hashlib.sha256(pdf).hexdigest())
        assert booklet.vault.page(session).is_handed_out
    assert "booklet of summaries, saved as PDF, for Mira" in booklet.panel.already.text()


@pytest.mark.parametrize("protection", [Protection.ENCRYPTED, Protection.SEALED])
def test_it_leaves_with_a_password_or_sealed(
    sealing: BookletDriver, engagement: Engagement, write: Write, target: Path, protection: Protection
) -> None:
    session = write("The first talk")
    sealing.open(engagement)
    sealing.tick(session)
    sealing.save()
    protecting.answer(protection, "quiet river stone")
    sealing.vault.settle()
    (record,) = records(sealing.vault, session)
    assert (record.protection, record.sha256) == (protection, hashlib.sha256(target.read_bytes()).hexdigest())
    password = "quiet river stone" if protection is Protection.ENCRYPTED else ""
    assert "No syntax" in run("qpdf", target.read_bytes(), target.parent, f"--password={password}", "--check")


def test_it_is_printed(
    booklet: BookletDriver, engagement: Engagement, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Paper:
        def outputFileName(self) -> str:  # noqa: N802
            return ""

    printed: list[bytes] = []
    monkeypatch.setattr(printing, "ask_for_printer", lambda _parent: Paper())
    monkeypatch.setattr(printing, "paint_pages", lambda _printer, pdf: printed.append(pdf))
    session = write("The first talk")
    booklet.open(engagement)
    booklet.tick(session)
    booklet.panel.print_it.click()
    booklet.vault.settle()
    (record,) = records(booklet.vault, session)
    assert (record.how, record.sha256) == (SharedHow.PRINT, hashlib.sha256(printed[0]).hexdigest())


@pytest.mark.rule(5)
def test_leaving_the_question_records_nothing(
    booklet: BookletDriver, engagement: Engagement, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "ask_for_printer", lambda _parent: None)
    session = write("The first talk")
    booklet.open(engagement)
    booklet.tick(session)
    booklet.panel.print_it.click()
    booklet.vault.settle()
    assert records(booklet.vault, session) == ()
    assert not booklet.vault.page(session).is_handed_out


@pytest.mark.rule(5)
def test_words_that_change_meanwhile_are_shown_first(
    booklet: BookletDriver, engagement: Engagement, write: Write
) -> None:
    session = write("The first talk")
    booklet.open(engagement)
    booklet.tick(session)
    changed = SharedText(session_id=session.id, focus="Something else")
    booklet.vault.write(lambda store: summaries.save_shared_text(store, text=changed))
    booklet.vault.settle()
    assert "Something else" in booklet.pages[0]


@pytest.mark.rule(5)
def test_words_that_changed_unseen_do_not_leave(
    booklet: BookletDriver,
    engagement: Engagement,
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    session = write("The first talk")
    booklet.open(engagement)
    booklet.tick(session)

    def ask_where(_parent: object, _name: str) -> Path:
        booklet.panel.hide()
        changed = SharedText(session_id=session.id, focus="Something else")
        booklet.vault.write(lambda store: summaries.save_shared_text(store, text=changed))
        return tmp_path / "booklet.pdf"

    monkeypatch.setattr(saving, "ask_where", ask_where)
    booklet.save()
    assert records(booklet.vault, session) == ()
    assert "It has left, but is not recorded yet." in booklet.vault.notices[-1].text


def test_each_member_kept_apart_gets_their_own(booklet: BookletDriver, write: Write) -> None:
    group = booklet.vault.do(lambda store: a_group(store, "Ana Ruiz", "Ben Okafor", apart=True))
    session = write("As Ben said: stop", of=group)
    booklet.open(group)
    booklet.tick(session)
    assert "Ana Ruiz" in booklet.pages[0]
    assert "These words name Ben Okafor" in booklet.panel.named.said
    field = booklet.panel.for_whom.field
    assert [field.itemText(at) for at in range(field.count())] == ["Ana Ruiz", "Ben Okafor"]
    booklet.panel.for_whom.chosen.emit(group.client_ids[1])
    booklet.vault.settle()
    assert "Ben Okafor" in booklet.pages[0]
    assert booklet.panel.named.said == ""


def test_one_client_is_not_asked_who_it_is_for(
    booklet: BookletDriver, engagement: Engagement, write: Write
) -> None:
    write("The first talk")
    booklet.open(engagement)
    assert booklet.panel.for_whom.isHidden()


def test_another_engagement_begins_anew(booklet: BookletDriver, engagement: Engagement, write: Write) -> None:
    booklet.open(engagement)
    group = booklet.vault.do(lambda store: a_group(store, "Jo Weir"))
    other = write("Another talk", of=group)
    booklet.open(group)
    assert list(booklet.panel.lines.boxes) == [other.id]
    assert booklet.panel.subtitle.whole == "Jo Weir"
    assert booklet.panel.engagement_at_hand == group.id


def test_characters_without_a_font_are_said(
    booklet: BookletDriver, engagement: Engagement, write: Write
) -> None:
    session = write("A rare sign: \u0378")
    booklet.open(engagement)
    booklet.tick(session)
    assert "\u0378" in booklet.panel.unprinted.text()
    assert booklet.panel.unprinted.isVisible()
