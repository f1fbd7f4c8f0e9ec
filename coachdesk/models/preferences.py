"""How a client wants to work, asked early and often: a dated history, of which the newest answer holds.

Whatever stands here was said by this client or noticed with them. Nothing is filled in beforehand, for
nobody is like others of their country, age or trade.
"""

from datetime import date, datetime, timedelta
from typing import Any, Final

import attrs
from attrs import field, frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError
from coachdesk.models.clients import get_client
from coachdesk.models.clock import local
from coachdesk.models.days import day_bounds
from coachdesk.models.engagements import engagements_of
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import ClientId, EngagementId, PreferenceId, new_id
from coachdesk.models.entities.people import Cadence, CadenceUnit, Client, Engagement
from coachdesk.models.entities.relationship import Dial, Preference, PreferenceSource
from coachdesk.models.store import Store, write

DIALS: Final = ("pace", "directness", "structure", "reassurance", "contact")
WORDS: Final = ("silence", "disagreeing", "off_track", "trust", "safer", "context", "channels")
ASKED_ON: Final = "asked_on"
RECHECK_ON: Final = "recheck_on"
NO_DAYS: Final = frozenset[str]()

OF_CLIENT: Final = """
SELECT * FROM preference WHERE client_id = ? ORDER BY asked_on DESC, created_at DESC, rowid DESC
"""
_WRITTEN_AT: Final = "SELECT created_at FROM preference WHERE id = ?"
_HELD_SINCE: Final = """
SELECT count(*) FROM session WHERE engagement_id = ? AND state = 'held' AND deleted_at IS NULL
  AND coalesce(began_at, planned_at) >= ?
"""


@frozen(kw_only=True)
class Recheck:
    """When to ask again: on a day, or after so many more sessions; with neither, nobody said when."""

    on: date | None = None
    after_sessions: int | None = None
    is_due: bool = False


@frozen(kw_only=True)
class KnownPreference:
    """What holds of one client, and whether it wants to be asked again."""

    client: Client
    preference: Preference
    recheck: Recheck = field(factory=Recheck)

    @property
    def confirmed_on(self) -> date | None:
        """When the client said so last; None while it is a guess of the coach."""
        return last_said(self.preference)


@frozen(kw_only=True)
class PreferencesPage:
    """All that the page of a client's preferences shows; `history` begins with what holds."""

    client: Client
    history: tuple[Preference, ...] = ()
    recheck: Recheck = field(factory=Recheck)
    cadence: Cadence | None = None
    is_of_today: bool = False

    @property
    def holds(self) -> Preference | None:
        """What holds; None before anything was asked."""
        return next(iter(self.history), None)


def says_nothing(said: Preference) -> bool:
    """Tell whether no dial is turned and nothing is written."""
    dials = any(getattr(said, name) is not Dial.UNSAID for name in DIALS)
    return not dials and not any(getattr(said, name).strip() for name in WORDS)


def last_said(said: Preference) -> date | None:
    """Return the day on which the client said so last; None for a guess that was never checked."""
    if said.confirmed_on is not None:
        return said.confirmed_on
    return said.asked_on if said.source is PreferenceSource.CLIENT else None


def preference_history(store: Store, *, client_id: ClientId) -> tuple[Preference, ...]:
    """Return every answer of a client, the one that holds first."""
    return store.all(Preference, OF_CLIENT, [client_id])


def holding(store: Store, *, client_id: ClientId) -> Preference | None:
    """Return the answer that holds; None before anything was asked."""
    return next(iter(store.all(Preference, f"{OF_CLIENT} LIMIT 1", [client_id])), None)


def preferences_page(store: Store, *, client_id: ClientId) -> PreferencesPage:
    """Return how a client wants to work, and how that changed.

    Raises:
        NotFoundError: there is no such client, or they were deleted.
    """
    client = get_client(store, client_id=client_id)
    history = preference_history(store, client_id=client_id)
    work = _engagement_at_hand(store, client_id)
    return PreferencesPage(
        client=client,
        history=history,
        recheck=recheck(store, history[0], work, day=store.today()) if history else Recheck(),
        cadence=None if work is None else work.preferences_every,
        is_of_today=bool(history) and is_written_today(store, history[0]),
    )


def known_of(
    store: Store, clients: tuple[Client, ...], engagement: Engagement, *, day: date
) -> tuple[KnownPreference, ...]:
    """Return what holds of each client of an engagement; who was not asked yet is not among them."""
    found = ((client, holding(store, client_id=client.id)) for client in clients)
    return tuple(
        KnownPreference(client=client, preference=said, recheck=recheck(store, said, engagement, day=day))
        for client, said in found
        if said is not None and not says_nothing(said)
    )


def known_among(
    store: Store, client: Client, history: tuple[Preference, ...], work: Engagement | None
) -> KnownPreference | None:
    """Return what holds of a client's answers, asked again as `work` wants; None where nothing was said."""
    said = next(iter(history), None)
    if said is None or says_nothing(said):
        return None
    again = recheck(store, said, work, day=store.today())
    return KnownPreference(client=client, preference=said, recheck=again)


def _engagement_at_hand(store: Store, client_id: ClientId) -> Engagement | None:
    return next(iter(engagements_of(store, client_id=client_id)), None)


def recheck(store: Store, said: Preference, engagement: Engagement | None, *, day: date) -> Recheck:
    """Return when to ask again: on the day that was set, or else by the engagement's cadence."""
    if said.recheck_on is not None:
        return Recheck(on=said.recheck_on, is_due=said.recheck_on <= day)
    cadence = None if engagement is None else engagement.preferences_every
    if engagement is None or cadence is None or cadence.every < 1:
        return Recheck()
    since = last_said(said) or said.asked_on
    if cadence.unit is CadenceUnit.WEEKS:
        on = since + timedelta(weeks=cadence.every)
        return Recheck(on=on, is_due=on <= day)
    left = max(0, cadence.every - _held_since(store, engagement.id, since))
    return Recheck(after_sessions=left, is_due=left == 0)


def _held_since(store: Store, engagement_id: EngagementId, day: date) -> int:
    """Return how many sessions were held after a day."""
    _, end = day_bounds(day)
    return int(store.value(_HELD_SINCE, [engagement_id, end.isoformat()]))


@write
def keep_preferences(
    store: Store, *, said: Preference, days: frozenset[str] = NO_DAYS
) -> Written[Preference]:
    """Keep what a client answers, or what the coach noticed, on top of what holds.

    What is changed within a day is one answer; a change on a later day is a new one, of that day, and
    the former stays as it was. Of the two days of an answer only those that are named in `days` are
    taken from `said`, and `asked_on` only while the answer is of today. That the client says what was a
    guess, and nothing else, confirms it.

    Raises:
        InvalidInputError: it was asked in the future, or before an older answer.
        NotFoundError: there is no such client.
    """
    get_client(store, client_id=said.client_id)
    holds = holding(store, client_id=said.client_id)
    if holds is None or not is_written_today(store, holds):
        return _begin_anew(store, said, holds, days)
    kept = attrs.evolve(said, id=holds.id, **(_days(holds) | _days(said, days)))
    if _answers(kept) == _answers(holds):
        return _put(store, attrs.evolve(kept, confirmed_on=holds.confirmed_on))
    if _confirms(kept, holds):
        return confirm_preferences(store, client_id=said.client_id)
    if says_nothing(kept) and len(preference_history(store, client_id=said.client_id)) == 1:
        store.delete("preference", holds.id)
        return Written(kept, _change(kept))
    return _put(store, attrs.evolve(kept, confirmed_on=None))


def _begin_anew(
    store: Store, said: Preference, holds: Preference | None, days: frozenset[str]
) -> Written[Preference]:
    """Begin an answer where there is another one; the same one again is none."""
    asked_on = said.asked_on if holds is None and ASKED_ON in days else store.today()
    recheck_on = said.recheck_on if RECHECK_ON in days else None
    if holds is None and says_nothing(said):
        return Written(said, Change())
    if holds is not None and _answers(said) == _answers(holds):
        return _put(store, attrs.evolve(holds, **_days(said, days - {ASKED_ON})))
    if holds is not None and _confirms(said, holds):
        return confirm_preferences(store, client_id=said.client_id)
    new = attrs.evolve(
        said,
        id=PreferenceId(new_id()),
        asked_on=asked_on,
        confirmed_on=None,
        recheck_on=recheck_on,
    )
    return _put(store, new)


def _days(said: Preference, names: frozenset[str] = frozenset({ASKED_ON, RECHECK_ON})) -> dict[str, Any]:
    return {name: getattr(said, name) for name in names}


def _put(store: Store, said: Preference) -> Written[Preference]:
    _insist_on_order(store, said)
    return put_preference_back(store, preference=said)


def _insist_on_order(store: Store, said: Preference) -> None:
    """Refuse a day that would make another answer the newest, or that has not come."""
    others = (one for one in preference_history(store, client_id=said.client_id) if one.id != said.id)
    before = next(others, None)
    if said.asked_on > store.today():
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "That day has not come yet."),
            QT_TRANSLATE_NOOP("errors", "Type the day on which you talked about it."),
        )
    if before is not None and said.asked_on < before.asked_on:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "There is a later answer, of {day}."),
            QT_TRANSLATE_NOOP("errors", "Type that day or one after it."),
            day=before.asked_on,
        )


@write
def confirm_preferences(store: Store, *, client_id: ClientId) -> Written[Preference]:
    """Note that the client says all of it is still right; a guess is what the client said from then on.

    Raises:
        InvalidInputError: nothing was asked yet.
    """
    holds = holding(store, client_id=client_id)
    if holds is None:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "There is nothing to confirm yet."),
            QT_TRANSLATE_NOOP("errors", "Ask your client first, and write down what they say."),
        )
    today = store.today()
    is_reached = holds.recheck_on is not None and holds.recheck_on <= today
    confirmed = attrs.evolve(
        holds,
        source=PreferenceSource.CLIENT,
        confirmed_on=today,
        recheck_on=None if is_reached else holds.recheck_on,
    )
    return put_preference_back(store, preference=confirmed)


@write
def put_preference_back(store: Store, *, preference: Preference) -> Written[Preference]:
    """Let an answer stand as it is here: undo that it was confirmed."""
    store.put("preference", preference)
    return Written(preference, _change(preference))


def _change(said: Preference) -> Change:
    return Change.of(Kind.PREFERENCE, said.client_id, said.id)


def _answers(said: Preference) -> tuple[object, ...]:
    return (said.source, *(getattr(said, name) for name in (*DIALS, *WORDS)))


def _confirms(said: Preference, holds: Preference) -> bool:
    was_guess = holds.source is PreferenceSource.COACH and said.source is not holds.source
    return was_guess and _answers(said)[1:] == _answers(holds)[1:]


def is_written_today(store: Store, said: Preference) -> bool:
    """Tell whether an answer is still being written down, so that its day may be put right."""
    written_at = datetime.fromisoformat(store.value(_WRITTEN_AT, [said.id]))
    return local(written_at).date() == store.today()
