from datetime import UTC, date, datetime, timedelta, timezone

import attrs
import pytest

from coachdesk.documents.strings import Strings, language_code, strings_for
from coachdesk.models.entities.agreement import ReportField
from coachdesk.resources import resource_toml

TABLES = resource_toml("documents", "strings.toml")


@pytest.mark.parametrize("language", TABLES)
def test_a_language_has_every_string_and_no_other(language: str) -> None:
    assert list(TABLES[language]) == [field.name for field in attrs.fields(Strings)]
    assert len(TABLES[language]["months"]) == 12


@pytest.mark.parametrize("key", sorted(TABLES["en"]))
def test_a_translation_fills_the_same_blanks(key: str) -> None:
    def blanks(value: object) -> list[set[str]]:
        texts = value.values() if isinstance(value, dict) else [value] if isinstance(value, str) else value
        return [{part.split("}")[0] for part in text.split("{")[1:]} for text in texts]  # type: ignore[attr-defined]

    assert blanks(TABLES["de"][key]) == blanks(TABLES["en"][key])


def test_every_field_of_a_report_has_a_name() -> None:
    for language in TABLES:
        assert list(strings_for(language).report_fields) == [field.value for field in ReportField]


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (0, "Records are not kept beyond the last session."),
        (1, "Records are kept for 1 month after the last session."),
        (18, "Records are kept for 18 months after the last session."),
        (12, "Records are kept for 1 year after the last session."),
        (120, "Records are kept for 10 years after the last session."),
    ],
)
def test_a_period_is_said_in_years_where_it_comes_out_even(months: int, words: str) -> None:
    assert strings_for("en").kept_for(months) == words


@pytest.mark.parametrize(
    ("tag", "code"), [("de-AT", "de"), ("EN", "en"), ("pl", "pl"), ("", "en"), ("klingon", "en"), ("1", "en")]
)
def test_a_tag_gives_its_language(tag: str, code: str) -> None:
    assert language_code(tag) == code


def test_a_language_without_strings_prints_english_ones() -> None:
    assert strings_for("pl").agreement == "Our agreement"
    assert strings_for("de-CH").agreement == "Unsere Vereinbarung"


@pytest.mark.parametrize(("language", "words"), [("en", "29 February 2028"), ("de", "29. Februar 2028")])
def test_a_date_reads_as_in_its_language(language: str, words: str) -> None:
    assert strings_for(language).long_date(date(2028, 2, 29)) == words


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        (None, "3 May 2026, 09:05"),
        (UTC, "3 May 2026, 09:05 (UTC)"),
        (timezone(timedelta(hours=-3, minutes=-30)), "3 May 2026, 09:05 (UTC-03:30)"),
    ],
)
def test_a_moment_says_its_offset_where_one_is_known(zone: timezone | None, words: str) -> None:
    assert strings_for("en").long_moment(datetime(2026, 5, 3, 9, 5, tzinfo=zone)) == words


@pytest.mark.parametrize(
    ("names", "words"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_names_are_joined_as_one_says_them(names: list[str], words: str) -> None:
    assert strings_for("en").joined(names) == words
