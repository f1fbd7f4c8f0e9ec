"""From the coach's profile to the head of a page."""

from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.entities.sharing import Letterhead


def letterhead(profile: CoachProfile) -> Letterhead:
    """Return what of the profile is printed; everything else stays in the vault."""
    lines = (line.strip() for line in profile.contact.splitlines())
    return Letterhead(
        coach_name=profile.name,
        practice_name=profile.practice_name,
        contact_lines=tuple(line for line in lines if line),
        logo=profile.logo,
    )
