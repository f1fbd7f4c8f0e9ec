"""What macOS would say; that it says it can only be tried there."""

import pytest

from coachdesk.lock import Reason
from coachdesk.system_events.macos import reason_of


@pytest.mark.parametrize(
    ("notification", "reason"),
    [
        ("com.apple.screenIsLocked", Reason.SCREEN),
        ("com.apple.screensaver.didstart", Reason.SCREEN),
        ("NSWorkspaceWillSleepNotification", Reason.SLEEP),
        ("NSWorkspaceSessionDidResignActiveNotification", Reason.SWITCHED),
        ("com.apple.screenIsUnlocked", None),
        ("NSWorkspaceDidWakeNotification", None),
    ],
)
def test_only_what_takes_the_coach_away_locks(notification: str, reason: Reason | None) -> None:
    assert reason_of(notification) is reason
