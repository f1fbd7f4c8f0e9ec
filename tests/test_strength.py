import subprocess
import sys
import time

import pytest

from coachdesk.strength import GuessTime, StrengthWarning, strength_of


@pytest.mark.parametrize(
    ("passphrase", "warning"),
    [
        ("", StrengthWarning.TOO_SHORT),
        ("Xq7!rT#", StrengthWarning.TOO_SHORT),
        ("password", StrengthWarning.WELL_KNOWN),
        ("asdfghjkl;'", StrengthWarning.KEYBOARD_PATTERN),
        ("aaaaaaaaaaaa", StrengthWarning.REPEAT),
        ("abcdefghijk", StrengthWarning.SEQUENCE),
        ("13.05.1987", StrengthWarning.YEAR_OR_DATE),
        ("christopherson", StrengthWarning.NAME),
        ("international", StrengthWarning.COMMON_WORD),
        ("quiet river, late train", None),
    ],
)
def test_what_makes_it_weak_is_named(passphrase: str, warning: StrengthWarning | None) -> None:
    assert strength_of(passphrase).warning is warning


@pytest.mark.parametrize(
    ("passphrase", "time_to_guess"),
    [
        ("password", GuessTime.SECONDS),
        ("quiet river, late train", GuessTime.CENTURIES),
        ("x" * 10_000, GuessTime.SECONDS),
        ("🦔🌧️🚲🎻🧦🍐🛶🪁🧭", GuessTime.DAYS),
    ],
)
def test_time_to_guess(passphrase: str, time_to_guess: GuessTime) -> None:
    assert strength_of(passphrase).guess_time is time_to_guess


def test_more_words_never_take_less_time() -> None:
    times = [strength_of(" ".join(["quiet", "river", "late", "train"][:n])) for n in range(1, 5)]
    seconds = [strength.guess_time.value for strength in times]
    assert seconds == sorted(seconds)


def test_the_slowest_input_is_answered_in_time_for_a_worker() -> None:
    started = time.process_time()
    strength_of("4@8({[<3690!|1+$5%2" * 500)
    assert time.process_time() - started < 3


def test_importing_it_is_cheap() -> None:
    script = "import coachdesk.strength, sys; print('zxcvbn' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603  (our own script)
    assert ran.stdout.strip() == "False"
