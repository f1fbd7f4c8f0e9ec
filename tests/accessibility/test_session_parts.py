"""What a session has only at times: named, reached, in sight and plain, with names that are awkward."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from coachdesk.models.entities.session import SessionKind
from coachdesk.models.session_details import set_kind
from coachdesk.models.store import Store
from tests import making
from tests.accessibility import walk
from tests.accessibility.test_windows import CHECKS
from tests.drivers.fixtures import Begin

NAMES = (
    "Maximiliane Wagenmannsmeier-Hohenlohe von und zu Langenburg-Weikersheim auf Stetten",
    "مريم الخطيب 👩‍🏫",
    "<b>Mi</b> & Söhne",
    "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswesse",
)


def group(store: Store) -> None:
    making.a_session(store, making.a_group(store, *NAMES))


def three_way(store: Store) -> None:
    planned = making.a_session(store, making.an_engagement(store, NAMES[0]))
    set_kind(store, session_id=planned.id, kind=SessionKind.THREE_WAY)


def unfold(page: Any) -> None:  # noqa: ANN401  (the page of a session)
    card = page.view.around.attendance
    card.one_by_one.click()
    for row in card.rows.values():
        row.note_button.click()


PARTS: dict[str, tuple[Callable[[Store], None], Callable[[Any], object]]] = {
    "a group": (group, lambda _page: None),
    "each of a group": (group, unfold),
    "the sponsor at the table": (three_way, lambda _page: None),
    "how it counts": (group, lambda page: page.controls.counting_wanted.emit()),
    "did not come": (group, lambda page: page.controls.no_show_wanted.emit()),
    "the notes alone": (group, lambda page: page.focus_mode.trigger()),
    "a clock that runs": (group, lambda page: page.controls.begin_wanted.emit()),
}


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
@pytest.mark.parametrize("part", PARTS)
def test_no_part_of_a_session_is_wrong(begin: Begin, part: str, size: tuple[int, int]) -> None:
    fill, act = PARTS[part]
    practice = begin(fill)
    practice.window.resize(*size)
    page = practice.open("session", practice.do(lambda store: store.value("SELECT id FROM session")), "")
    act(page)
    practice.settle()
    QApplication.processEvents()
    checks = (*CHECKS, walk.cropped)
    assert {check.__name__: found for check in checks if (found := check(practice.window))} == {}
