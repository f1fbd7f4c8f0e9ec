import json

import pytest
from PySide6.QtCore import QObject

from coachdesk.models.clauses import Words
from coachdesk.models.entities.agreement import ProposedBy
from coachdesk.models.entities.ids import ClauseId
from coachdesk.views.agreements.drafts import Drafts
from coachdesk.workspace import Workspace


@pytest.mark.parametrize(
    "words",
    [Words(clients="Slowly", agreed="We go slowly"), Words(proposed_by=ProposedBy.CLIENT), Words(coachs="")],
)
def test_words_that_can_not_be_saved_come_back_as_typed(workspace: Workspace, words: Words) -> None:
    origin = QObject()
    before, after = Drafts(workspace, origin), Drafts(workspace, origin)
    before.type(ClauseId("7"), words)
    kept = json.loads(json.dumps(before.kept()))
    after.take_back(kept)
    assert (after.kept(), after.is_dirty) == (before.kept(), True)


def test_nothing_kept_leaves_nothing_to_save(workspace: Workspace) -> None:
    origin = QObject()
    drafts = Drafts(workspace, origin)
    drafts.take_back(drafts.kept())
    assert not drafts.is_dirty
