import pytest

from coachdesk.models.folding import folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Żółć", "zolc"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("Nguyễn", "nguyen"), ("محمد", "محمد")],
)
def test_case_and_accents_do_not_matter(text: str, expected: str) -> None:
    assert folded(text) == expected
