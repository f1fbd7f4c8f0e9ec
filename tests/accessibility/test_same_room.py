"""The turned screen: named, reached, in sight, and nothing in its accessible tree is private."""

from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coachdesk.models import clients, engagements, notes
from coachdesk.models.agreement_page import AgreementPage
from coachdesk.models.clauses import rename_clause, save_words
from coachdesk.models.same_room import same_room_page
from coachdesk.models.store import Store
from coachdesk.views.agreements.same_room import talk
from coachdesk.views.context import Context
from tests import agreeing, making
from tests.accessibility import walk
from tests.conftest import Settle
from tests.drivers.longer import longer_texts
from tests.drivers.same_room import RoomDriver, all_that_is_spoken

CHECKS = (
    walk.unnamed,
    walk.misnamed,
    walk.rich,
    walk.cut_off,
    walk.too_large,
    walk.scrolls_sideways,
    walk.cropped,
    walk.broken_words,
)
SMALLEST, USUAL = (1024, 700), (1280, 800)
PRIVATE = "Zwitscherkanari"
Open = Callable[..., RoomDriver]


@pytest.fixture
def open_room(context: Context, qtbot: QtBot, settle: Settle) -> Open:
    """Return what turns a screen of some size on an agreement that a job has made."""

    def opened(job: Callable[[Store], AgreementPage], size: tuple[int, int] = SMALLEST) -> RoomDriver:
        made: list[AgreementPage] = []
        context.workspace.run(job, made.append)
        settle()
        room = RoomDriver(context, qtbot, made[0], made[0].clauses[0].key)
        room.room.resize(*size)
        QApplication.processEvents()
        return room

    return opened


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def wrong(room: RoomDriver) -> list[str]:
    QApplication.processEvents()
    return [f"{check.__name__}: {found}" for check in CHECKS for found in check(room.room)]


def written(store: Store, words: str = "One step after the other") -> AgreementPage:
    """Return an agreement of three parties, its first clause full of words and with one yes."""
    page = agreeing.begin(store, three_way=True)
    clause = page.clauses[0]
    for each in page.clauses:
        if each.core:
            agreeing.settle_clause(store, page, each)
    save_words(store, clause_id=clause.id, clients_words=words, coachs_words=words, agreed_words=words)
    return agreeing.reread(store, page)


def named(store: Store, words: str) -> AgreementPage:
    """Return an agreement in which everybody and everything is called the same."""
    page = written(store, words)
    work = engagements.get_engagement(store, engagement_id=page.agreement.engagement_id)
    client = clients.get_client(store, client_id=work.client_ids[0])
    clients.save_client(store, client=attrs.evolve(client, display_name=words, preferred_name=words))
    rename_clause(store, clause_id=page.clauses[0].id, heading=words)
    return agreeing.reread(store, page)


@pytest.mark.parametrize("size", [SMALLEST, USUAL])
def test_the_room_is_named_and_has_room(open_room: Open, size: tuple[int, int]) -> None:
    room = open_room(written, size)
    assert wrong(room) == []
    room.keys.press("Esc")
    assert wrong(room) == []


def test_texts_that_are_longer_have_room(open_room: Open, qapp: QApplication) -> None:
    with longer_texts(qapp):
        room = open_room(written)
        assert wrong(room) == []
        room.write(room.view.voices.agreed.field, "Two steps at once")
        room.view.voices.combine.click()
        assert wrong(room) == []
        room.keys.press("Esc")
        assert wrong(room) == []


def test_what_reads_from_right_to_left_has_room(open_room: Open, mirrored: None) -> None:
    assert wrong(open_room(written)) == []


@pytest.mark.parametrize(
    "words",
    [
        "<b>Mi</b> & Söhne <img src=x>",
        "Maximiliane Wagenmannsmeier-Hohenlohe-Langenburg von und zu der Wolfeschlegelsteinhausen",
        "مريم الخطيب 👩‍🏫",
    ],
    ids=["markup", "long names", "right to left and emoji"],
)
def test_no_names_bring_the_room_out_of_shape(open_room: Open, words: str) -> None:
    assert wrong(open_room(lambda store: named(store, words))) == []


def test_tab_reaches_everything_in_the_room(open_room: Open) -> None:
    room = open_room(written)
    assert walk.out_of_reach(room.room) == []
    assert walk.out_of_reach_backwards(room.room) == []


def test_arrows_reach_the_other_steps(open_room: Open) -> None:
    room = open_room(written)
    room.view.steps.buttons[0].setFocus()
    room.keys.press("Right")
    assert room.view.heading.text() == room.told[-1].clauses[1].heading
    assert room.view.steps.buttons[1].hasFocus()


def full_of_private_words(store: Store) -> AgreementPage:
    """Return an agreement with a client of whom much is known that is not for the room."""
    page = written(store)
    work = engagements.get_engagement(store, engagement_id=page.agreement.engagement_id)
    client = clients.get_client(store, client_id=work.client_ids[0])
    known: dict[str, Any] = dict.fromkeys(("code", "email", "phone", "referred_by", "pronouns"), PRIVATE)
    clients.save_client(store, client=attrs.evolve(client, tags=(PRIVATE,), **known))
    engagements.save_engagement(
        store, engagement=attrs.evolve(work, purpose=PRIVATE, picture_of_success=PRIVATE)
    )
    notes.save_note(store, session_id=making.a_session(store, work).id, body=PRIVATE, revision=0)
    clients.add_client(store, display_name=PRIVATE)
    return agreeing.reread(store, page)


def words_of(room: RoomDriver) -> str:
    """Walk through every clause and the door; return all that the window was told and would speak."""
    spoken = []
    for clause in room.told[-1].clauses:
        room.talk.move_to(clause.id)
        spoken.append(all_that_is_spoken(room.room))
    room.keys.press("Esc")
    return "\n".join([*spoken, all_that_is_spoken(room.room), repr(room.told)])


def test_no_private_word_is_in_the_room(open_room: Open) -> None:
    words = words_of(open_room(full_of_private_words))
    assert PRIVATE not in words
    assert "One step after the other" in words


def test_control_a_page_with_a_private_word_is_found(
    open_room: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leaking(page: AgreementPage, *, with_sponsor: bool) -> object:
        shown = same_room_page(page, with_sponsor=with_sponsor)
        first = attrs.evolve(shown.clauses[0], prompt=PRIVATE)
        return attrs.evolve(shown, clauses=(first, *shown.clauses[1:]))

    monkeypatch.setattr(talk, "same_room_page", leaking)
    assert PRIVATE in all_that_is_spoken(open_room(full_of_private_words).room)
