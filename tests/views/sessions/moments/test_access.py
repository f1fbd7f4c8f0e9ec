"""Every form of a moment can be named, reached and read by everybody."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.accessibility import walk
from tests.drivers.moments import MomentsDriver
from tests.noting import one_of_each

CHECKS = (walk.unnamed, walk.misnamed, walk.out_of_reach, walk.out_of_reach_backwards)


@pytest.mark.parametrize("letter", "QRSIEMF")
def test_every_field_of_a_form_is_named_and_reached(noting: MomentsDriver, letter: str) -> None:
    noting.note(letter)
    found = {check.__name__: check(noting.coach.panel) for check in CHECKS}
    assert found == {check.__name__: [] for check in CHECKS}


@pytest.mark.parametrize("letter", "QRSIEMF")
def test_tab_goes_through_a_form_as_it_is_read(noting: MomentsDriver, letter: str) -> None:
    form = noting.note(letter)
    QApplication.processEvents()  # the fields get their places
    places = []
    while form.isAncestorOf(noting.focused):
        corner = noting.focused.mapTo(form, noting.focused.rect().topLeft())
        places.append((corner.y() // 12, corner.x()))
        QTest.keyClick(noting.focused, Qt.Key.Key_Tab)
    assert places == sorted(places)
    assert len(places) >= len([one for one in form.questions if one.answer.widget.isVisible()]) > 0


def test_the_list_is_named_and_says_its_keys(noting: MomentsDriver) -> None:
    noting.put(*one_of_each(noting.session, noting.coach.vault.context.workspace.now()))
    noting.row()
    found = {check.__name__: check(noting.coach.panel) for check in CHECKS}
    assert found == {check.__name__: [] for check in CHECKS}
    assert "2 confirms" in noting.part.list.accessibleDescription()
