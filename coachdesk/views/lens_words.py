"""What a lens is called: by the coach, or else by the name that ships."""

from collections.abc import Mapping

from coachdesk.models.entities.prompt import Lens
from coachdesk.views.labels import label


def lens_text(lens: Lens, names: Mapping[Lens, str]) -> str:
    """Return the name of a lens; `names` are those that the coach has given."""
    return names.get(lens) or label(lens)


def lens_choices(names: Mapping[Lens, str]) -> tuple[tuple[Lens, str], ...]:
    """Return every lens with its name, as a choice takes them."""
    return tuple((lens, lens_text(lens, names)) for lens in Lens)
