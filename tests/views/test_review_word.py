from pytestqt.qtbot import QtBot

from coachdesk.models.agreement_page import AgreementPage, open_agreement
from coachdesk.models.agreement_versions import next_version
from coachdesk.models.entities.people import Engagement
from coachdesk.models.entities.review import NoticedKind
from coachdesk.models.review_page import ReviewPage
from coachdesk.models.store import Store
from coachdesk.views.context import Context
from coachdesk.views.review_word import ReviewWord
from tests.conftest import Settle
from tests.reviewing import in_force, notice, the_page


def test_an_agreement_that_wants_a_look_says_so(context: Context, qtbot: QtBot, settle: Settle) -> None:
    word = ReviewWord(context)
    qtbot.addWidget(word)
    work: list[Engagement] = []
    pages: list[ReviewPage] = []
    context.workspace.run(in_force, work.append)
    settle()
    context.workspace.run(lambda store: the_page(store, work[0]), pages.append)
    settle()
    word.look_at(pages[0].agreement)
    settle()
    assert word.isHidden()
    context.workspace.run(lambda store: notice(store, work[0], NoticedKind.FEEDBACK))
    word.look_at(pages[0].agreement)
    settle()
    assert "time to look at this agreement" in word.words.text()
    with qtbot.waitSignal(context.navigation.review_requested) as asked:
        word.look.click()
    assert asked.args == [work[0].id]


def test_who_is_writing_the_next_version_is_not_asked_to_look(
    context: Context, qtbot: QtBot, settle: Settle
) -> None:
    word = ReviewWord(context)
    qtbot.addWidget(word)
    pages: list[AgreementPage] = []
    context.workspace.run(being_changed, pages.append)
    settle()
    word.look_at(pages[0])
    settle()
    assert word.isHidden()


def being_changed(store: Store) -> AgreementPage:
    work = in_force(store)
    notice(store, work, NoticedKind.FEEDBACK)
    page = open_agreement(store, engagement_id=work.id)
    next_version(store, agreement_id=page.agreement.id, reason="A move")
    return open_agreement(store, engagement_id=work.id)
