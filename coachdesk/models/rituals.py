"""Rituals in the coach's own words, of one engagement or of every client: written, changed, taken away."""

from typing import Final

import attrs
from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.engagements import clients_of, get_engagement
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import EngagementId, RitualId
from coachdesk.models.entities.people import Client, Engagement
from coachdesk.models.entities.ritual import Ritual, RitualMoment, RitualTime
from coachdesk.models.sessions import if_stored
from coachdesk.models.store import Store, write

# Those of one engagement, and of every client; the first query's cell is the engagement, None for none.
_OF: Final = (
    "SELECT * FROM ritual WHERE engagement_id = ? OR engagement_id IS NULL ORDER BY created_at, rowid"
)
_TIMES: Final = "SELECT * FROM ritual_time WHERE ritual_id = ? ORDER BY on_day, rowid"
_IN_ORDER: Final = (RitualMoment.OPENING, RitualMoment.EVERY, RitualMoment.CLOSING, RitualMoment.ON_DAY)


@frozen(kw_only=True)
class RitualsPage:
    """The rituals of an engagement and those of every client; without an engagement only the latter."""

    engagement: Engagement | None = None
    clients: tuple[Client, ...] = ()
    rituals: tuple[Ritual, ...] = ()

    @property
    def names(self) -> str:
        """The clients' full names."""
        return " & ".join(client.display_name for client in self.clients)

    @property
    def called(self) -> str:
        """The clients' names as they are used in conversation."""
        return " & ".join(client.called for client in self.clients)

    @property
    def language(self) -> str:
        """The language of the first client, empty where it is not known."""
        return self.clients[0].language if self.clients else ""


@frozen(kw_only=True)
class RemovedRitual:
    """A ritual that was taken away, with the times it was done, so that all of it can come back."""

    ritual: Ritual
    times: tuple[RitualTime, ...] = ()


def rituals_page(store: Store, *, engagement_id: EngagementId | None = None) -> RitualsPage:
    """Return the rituals of an engagement and of every client, its own first.

    Raises:
        NotFoundError: there is no such engagement.
    """
    found = rituals_of(store, engagement_id=engagement_id)
    if engagement_id is None:
        return RitualsPage(rituals=found)
    return RitualsPage(
        engagement=get_engagement(store, engagement_id=engagement_id),
        clients=clients_of(store, engagement_id=engagement_id),
        rituals=tuple(sorted(found, key=lambda ritual: ritual.engagement_id is None)),
    )


def rituals_of(store: Store, *, engagement_id: EngagementId | None = None) -> tuple[Ritual, ...]:
    """Return the rituals that an engagement meets, in the order in which they come in a session."""
    found = store.all(Ritual, _OF, [engagement_id])
    return tuple(sorted(found, key=lambda ritual: _IN_ORDER.index(ritual.moment)))


def get_ritual(store: Store, *, ritual_id: RitualId) -> Ritual:
    """Return a ritual.

    Raises:
        NotFoundError: there is none with this id.
    """
    return store.one(Ritual, "SELECT * FROM ritual WHERE id = ?", [ritual_id])


@write
def keep_ritual(store: Store, *, ritual: Ritual) -> Written[Ritual]:
    """Keep a ritual, a new one or a changed one; steps without words are left out.

    Raises:
        InvalidInputError: one that comes every so many sessions does not say how many, or one of a
            day has none.
        NotFoundError: its engagement is not there.
    """
    kept = _tidied(ritual)
    if kept.engagement_id is not None:
        get_engagement(store, engagement_id=kept.engagement_id)
    store.put("ritual", kept)
    return Written(kept, _change(kept))


def _tidied(ritual: Ritual) -> Ritual:
    """Return a ritual with what belongs to its moment and nothing else."""
    if ritual.moment is RitualMoment.EVERY and not ritual.every:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "After how many sessions does it come again?"),
            QT_TRANSLATE_NOOP("errors", "Type a number from 1 on."),
        )
    if ritual.moment is RitualMoment.ON_DAY and ritual.on_day is None:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "On which day does it come?"),
            QT_TRANSLATE_NOOP("errors", "Type a day; it comes again each year."),
        )
    return attrs.evolve(
        ritual,
        name=ritual.name.strip(),
        every=ritual.every if ritual.moment is RitualMoment.EVERY else None,
        on_day=ritual.on_day if ritual.moment is RitualMoment.ON_DAY else None,
        steps=tuple(step.strip() for step in ritual.steps if step.strip()),
    )


@write
def remove_ritual(store: Store, *, ritual_id: RitualId) -> Written[RemovedRitual]:
    """Take a ritual away; `put_ritual_back` brings it back with the times it was done.

    Raises:
        NotFoundError: there is none with this id.
    """
    ritual = get_ritual(store, ritual_id=ritual_id)
    removed = RemovedRitual(ritual=ritual, times=store.all(RitualTime, _TIMES, [ritual_id]))
    store.delete("ritual", ritual_id)
    return Written(removed, _change(ritual))


@write
def put_ritual_back(store: Store, *, removed: RemovedRitual) -> Written[Ritual]:
    """Bring a ritual back that was taken away."""
    store.put("ritual", removed.ritual)
    for time in removed.times:
        store.put("ritual_time", attrs.evolve(time, session_id=if_stored(store, time.session_id)))
    return Written(removed.ritual, _change(removed.ritual))


def _change(ritual: Ritual) -> Change:
    return Change.of(Kind.RITUAL, ritual.id)
