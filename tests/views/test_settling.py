from collections.abc import Callable
from datetime import date

from pytestqt.qtbot import QtBot

from coachdesk.models.entities.session import PledgeState
from coachdesk.views.settling import Promise, PromiseColumn

KEPT = Promise("p1", "Hold 17:30", None, "", PledgeState.KEPT, "Eleven minutes, mostly laughing")


def column(qtbot: QtBot, on_settled: Callable[..., None]) -> PromiseColumn:
    shown = PromiseColumn([(PledgeState.KEPT, "Kept"), (PledgeState.LATE, "Late")])
    qtbot.addWidget(shown)
    shown.settled.connect(on_settled)
    shown.show_promises("You promised", [KEPT], date(2026, 5, 14))
    return shown


def test_the_word_on_why_is_shown_as_the_vault_has_it(qtbot: QtBot) -> None:
    shown = column(qtbot, lambda *_: None)
    assert shown.rows["p1"].why.text() == KEPT.outcome
    assert not shown.is_dirty


def test_looking_at_a_settled_promise_writes_nothing(qtbot: QtBot) -> None:
    written: list[object] = []
    shown = column(qtbot, lambda *told: written.append(told))
    shown.flush()
    assert written == []
