import attrs

from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.letterhead import letterhead


def test_the_letterhead_has_the_lines_that_are_not_blank() -> None:
    profile = CoachProfile(
        name="Ines", practice_name="Vogt", contact=" 1 Quay \n\n ines@vogt.example\n", logo=b"x"
    )
    head = letterhead(profile)
    assert head.contact_lines == ("1 Quay", "ines@vogt.example")
    assert (head.coach_name, head.practice_name, head.logo) == ("Ines", "Vogt", b"x")


def test_what_is_not_for_the_page_is_not_on_it() -> None:
    profile = CoachProfile(name="Ines", insurer="canary", jurisdiction="canary", ethics_code="canary")
    assert "canary" not in repr(attrs.asdict(letterhead(profile)))
