"""What Windows would say, read from memory as there; that Windows says it can only be tried there."""

import ctypes
from ctypes import wintypes

import pytest

from coachdesk.lock import Reason
from coachdesk.system_events.windows import WM_POWERBROADCAST, WM_WTSSESSION_CHANGE, Messages, reason_of

SESSION_LOCK, SESSION_UNLOCK, CONSOLE_CONNECT, CONSOLE_DISCONNECT = 0x7, 0x8, 0x1, 0x2
SUSPEND, RESUME_AUTOMATIC, STATUS_CHANGE = 0x4, 0x12, 0xA


@pytest.mark.parametrize(
    ("message", "parameter", "reason"),
    [
        (WM_WTSSESSION_CHANGE, SESSION_LOCK, Reason.SCREEN),
        (WM_WTSSESSION_CHANGE, CONSOLE_DISCONNECT, Reason.SWITCHED),
        (WM_POWERBROADCAST, SUSPEND, Reason.SLEEP),
        (WM_WTSSESSION_CHANGE, SESSION_UNLOCK, None),
        (WM_WTSSESSION_CHANGE, CONSOLE_CONNECT, None),
        (WM_POWERBROADCAST, RESUME_AUTOMATIC, None),
        (WM_POWERBROADCAST, STATUS_CHANGE, None),
        (0x0100, SUSPEND, None),
    ],
)
def test_only_what_takes_the_coach_away_locks(message: int, parameter: int, reason: Reason | None) -> None:
    assert reason_of(message, parameter) is reason


def test_a_message_is_read_and_passed_on() -> None:
    told: list[Reason] = []
    message = wintypes.MSG(message=WM_WTSSESSION_CHANGE, wParam=SESSION_LOCK)
    passed = Messages(told.append).nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(message))
    assert (told, passed) == ([Reason.SCREEN], (False, 0))


def test_messages_of_other_systems_are_not_read() -> None:
    told: list[Reason] = []
    assert Messages(told.append).nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)
    assert told == []
