import pytest
from pytestqt.qtbot import QtBot

from coachdesk.views.widgets.autosave import SaveState
from coachdesk.views.widgets.save_line import SaveLine


@pytest.mark.parametrize(
    ("state", "said"),
    [(SaveState.SAVED, "Saved"), (SaveState.SAVING, "Saving…"), (SaveState.FAILED, "Not saved")],
)
def test_it_says_how_safe_the_words_are(qtbot: QtBot, state: SaveState, said: str) -> None:
    line = SaveLine()
    qtbot.addWidget(line)
    line.show_state(state)
    assert (line.text(), line.accessibleName()) == (said, said)
