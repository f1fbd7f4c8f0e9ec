from datetime import date

import attrs
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coachdesk.models.entities.review import NoticedKind
from coachdesk.models.session_pages import SessionPage, session_page
from coachdesk.models.store import Store
from coachdesk.views.sessions.brief import BriefColumn
from tests.making import a_session
from tests.reviewing import in_force, notice

DAY = date(2026, 5, 14)


@pytest.fixture
def page(store: Store) -> SessionPage:
    work = in_force(store)
    notice(store, work, NoticedKind.FEEDBACK)
    return session_page(store, a_session(store, work).id)


@pytest.fixture
def brief(qtbot: QtBot) -> BriefColumn:
    shown = BriefColumn()
    qtbot.addWidget(shown)
    shown.show()
    return shown


def test_a_review_that_is_due_is_said_before_the_session(
    brief: BriefColumn, page: SessionPage, qtbot: QtBot
) -> None:
    brief.show_page(page, DAY)
    assert any("wished to be different" in shown.text() for shown in brief.findChildren(QLabel))
    assert brief.is_worth_showing()
    with qtbot.waitSignal(brief.review_wanted) as asked:
        brief.review.click()
    assert asked.args == [page.engagement.id]


def test_nothing_is_said_where_nothing_is_due(brief: BriefColumn, page: SessionPage) -> None:
    brief.show_page(attrs.evolve(page, due=None), DAY)
    assert brief.review.isHidden()
