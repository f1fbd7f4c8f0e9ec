from pathlib import Path

import pytest

from coachdesk.spelling.dictionaries import Dictionary
from coachdesk.views.sessions.notes.languages import best_dictionary, dictionary_name

THERE = [
    Dictionary(tag, Path(tag), Path(tag)) for tag in ("de_AT", "de_DE", "en_AU", "en_GB", "en_US", "pl_PL")
]


@pytest.mark.parametrize(
    ("language", "system", "tag"),
    [
        ("", "C", "en_GB"),
        ("", "en_US", "en_US"),
        ("", "de_CH", "de_DE"),
        ("German", "en_GB", "de_DE"),
        ("deutsch, some English", "en_GB", "de_DE"),
        ("de-AT", "en_GB", "de_AT"),
        ("Polski", "en_GB", "pl_PL"),
        ("English", "en_US", "en_US"),
        ("English (Australia)", "de_DE", "en_GB"),
        ("French, a little English", "en_GB", None),
        ("schweizer Deutsch", "en_GB", "de_DE"),
        ("—", "en_GB", None),
        ("Klingon", "en_GB", None),
        ("French", "en_GB", None),
    ],
)
def test_the_clients_language_chooses(language: str, system: str, tag: str | None) -> None:
    found = best_dictionary(THERE, language, system)
    assert (found and found.tag) == tag


def test_a_dictionary_calls_itself_as_its_speakers_do() -> None:
    assert [dictionary_name(tag) for tag in ("en_GB", "de_AT", "pl_PL")] == [
        "British English",
        "Österreichisches Deutsch",
        "Polski",
    ]
