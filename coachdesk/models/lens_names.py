"""What the coach calls the four lenses, where that differs from the names that ship."""

from typing import Final

from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.prompt import Lens, LensName
from coachdesk.models.store import Store, write

_EVERY: Final = "SELECT lens, name FROM lens_name"


def lens_names(store: Store) -> dict[Lens, str]:
    """Return the coach's own names; a lens that is not in there has the name that ships."""
    return {one.lens: one.name for one in store.all(LensName, _EVERY)}


@write
def name_lenses(store: Store, *, names: dict[Lens, str]) -> Written[dict[Lens, str]]:
    """Call the lenses so from now on, and return what they were called; without words, the name that ships.

    Raises:
        InvalidInputError: a name is too long.
    """
    before = lens_names(store)
    store.db.execute("DELETE FROM lens_name")
    for lens, name in names.items():
        if name.strip():
            store.put("lens_name", LensName(lens=lens, name=" ".join(name.split())), key=("lens",))
    is_same = lens_names(store) == before
    return Written(before, Change() if is_same else Change.of(Kind.LENS, *Lens))
