"""From what was lived through to the look-back that a client may keep, and its way out of the vault.

What is the client's: the way as both know it, dials that they turned themselves, the days of sessions, what
both sides promised and what became of it, their own feedback word for word, and the coach's answer once it
was told. What became of a promise is said in the one word that both saw at the check-in; the coach's words on
why stay private, and so do those on how feedback was given. In a group a look-back is always for one member.
It may begin with a day, and holds nothing of what was before.
"""

from datetime import date, datetime
from typing import Final

import attrs
from attrs import frozen

from coachdesk.errors import StaleError
from coachdesk.models import profile
from coachdesk.models.clock import local
from coachdesk.models.days import since_cells
from coachdesk.models.entities.change import Written
from coachdesk.models.entities.ids import (
    ClientId,
    EngagementId,
    SharedDocumentId,
    new_id,
)
from coachdesk.models.entities.look_back import (
    DocumentFeedback,
    DocumentKept,
    DocumentTurned,
    SharedLookBack,
)
from coachdesk.models.entities.people import CoachProfile
from coachdesk.models.entities.relationship import Dial
from coachdesk.models.entities.session import CommitmentState, PledgeState
from coachdesk.models.entities.sharing import Protection, SharedDocument, SharedHow, SharedKind
from coachdesk.models.entities.validators import NAME_LIMIT
from coachdesk.models.letterhead import letterhead
from coachdesk.models.named_others import others_in
from coachdesk.models.preferences import DIALS
from coachdesk.models.promises import OF_A_LIVING_SESSION
from coachdesk.models.recipients import Recipients, recipients
from coachdesk.models.rows import Cell
from coachdesk.models.shared_path import shared_path
from coachdesk.models.sharing import record_shared
from coachdesk.models.store import Store, write

# A session of the coaching itself: what the coach received from somebody is their own matter.
_MET: Final = """
SELECT coalesce(began_at, planned_at) FROM session s WHERE engagement_id = :engagement AND state = 'held'
  AND deleted_at IS NULL AND NOT received AND coalesce(began_at, planned_at) >= :moment
  AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.session_id = s.id AND a.client_id = :client
    AND a.presence = 'absent')
ORDER BY 1
"""
_LEFT: Final = (
    "SELECT * FROM shared_document WHERE engagement_id = ? AND kind = 'look-back' ORDER BY shared_at, id"
)
_TURNED: Final = """
SELECT * FROM preference WHERE client_id = :client AND source = 'client said'
ORDER BY asked_on, created_at, rowid
"""
# A promise without a day counts for the one, on the coach's wall, on which it was given.
_SINCE: Final = "coalesce(by_when, date(created_at, 'localtime')) >= :since"
_COMMITMENTS: Final = f"""
SELECT what, by_when, how_we_will_know, state AS became FROM commitment
WHERE engagement_id = :engagement AND {_SINCE} AND {OF_A_LIVING_SESSION} ORDER BY by_when, created_at, id
"""  # noqa: S608  (our own text)
_PLEDGES: Final = f"""
SELECT what, by_when, '' AS how_we_will_know, state AS became FROM pledge
WHERE engagement_id = :engagement AND {_SINCE} AND {OF_A_LIVING_SESSION}
ORDER BY by_when IS NULL, by_when, created_at, id
"""  # noqa: S608  (our own text)
_FEEDBACK: Final = """
SELECT given_on, sentence, CASE WHEN told_on IS NULL THEN '' ELSE answer END AS answer,
  CASE WHEN told_on IS NULL THEN '' ELSE will_change END AS will_change
FROM feedback WHERE engagement_id = :engagement AND giver = 'client' AND how <> 'declined'
  AND given_on >= :since AND trim(sentence) <> '' AND (client_id = :client OR (:alone AND client_id IS NULL))
  AND (session_id IS NULL OR EXISTS (SELECT 1 FROM session WHERE id = session_id AND deleted_at IS NULL))
ORDER BY given_on, created_at, id
"""


def reader_of_look_back(everyone: Recipients, for_client: ClientId | None) -> ClientId | None:
    """Return whom a look-back is for: in a group one of them, the first as long as nobody was chosen."""
    if any(member.id == for_client for member in everyone.members):
        return for_client
    return everyone.members[0].id if everyone.members else None


def shared_look_back(
    store: Store,
    *,
    engagement_id: EngagementId,
    language: str,
    for_client: ClientId | None = None,
    since: date | None = None,
) -> SharedLookBack:
    """Return all that a look-back for one client, from a day on, is made from; `language` is a BCP 47 tag.

    Raises:
        NotFoundError: this client takes no part.
    """
    everyone = recipients(store, engagement_id)
    reader = for_client or reader_of_look_back(everyone, for_client)
    coach = profile.get_profile(store) or CoachProfile(name="–")
    is_alone = len(everyone.members) <= 1
    cells: dict[str, Cell] = {"engagement": engagement_id, "client": reader, "alone": int(is_alone)}
    cells |= since_cells(since)
    return SharedLookBack(
        letterhead=letterhead(coach),
        paper=coach.paper,
        language=language,
        client_name="–" if reader is None else everyone.one(reader).called,
        since=since,
        of_group=not is_alone,
        met_on=tuple(_day(row[0]) for row in store.db.execute(_MET, cells).fetchall()),
        path=shared_path(store, engagement_id, since),
        turned=tuple(one for one in _turned(store, cells) if since is None or one.on_day >= since),
        commitments=tuple(_kept(row) for row in store.all(_CommitmentRow, _COMMITMENTS, cells)),
        pledges=tuple(_kept(row) for row in store.all(_PledgeRow, _PLEDGES, cells)),
        feedback=store.all(DocumentFeedback, _FEEDBACK, cells),
    )


def _day(moment: str) -> date:
    return local(datetime.fromisoformat(moment)).date()


@frozen(kw_only=True)
class _TurnedRow:
    asked_on: date
    pace: Dial
    directness: Dial
    structure: Dial
    reassurance: Dial
    contact: Dial


def _turned(store: Store, cells: dict[str, Cell]) -> tuple[DocumentTurned, ...]:
    """Return each answer that turned a dial otherwise than the one before."""
    found: list[DocumentTurned] = []
    for row in store.all(_TurnedRow, _TURNED, cells):
        dials = tuple((name, dial) for name in DIALS if (dial := getattr(row, name)) is not Dial.UNSAID)
        if dials and (not found or found[-1].dials != dials):
            found.append(DocumentTurned(on_day=row.asked_on, dials=dials))
    return tuple(found)


@frozen(kw_only=True)
class _CommitmentRow:
    what: str
    by_when: date | None
    how_we_will_know: str
    became: CommitmentState


@frozen(kw_only=True)
class _PledgeRow:
    what: str
    by_when: date | None
    how_we_will_know: str
    became: PledgeState


def _kept(row: _CommitmentRow | _PledgeRow) -> DocumentKept:
    return DocumentKept(**attrs.asdict(row))


def handed_out_look_backs(store: Store, *, engagement_id: EngagementId) -> tuple[SharedDocument, ...]:
    """Return the look-backs on an engagement that left, oldest first."""
    return store.all(SharedDocument, _LEFT, [engagement_id])


def others_in_look_back(
    look_back: SharedLookBack, everyone: Recipients, for_client: ClientId | None
) -> tuple[str, ...]:
    """Return whom a look-back names in its words though its reader should not read of them."""
    return others_in(_words(look_back), everyone, for_client)


def _words(look_back: SharedLookBack) -> list[str]:
    path = look_back.path
    kept = (*look_back.commitments, *look_back.pledges)
    return [
        *(words for goal in path.goals for words in (goal.words, goal.measure)),
        *(step.words for goal in path.goals for step in goal.scalings),
        *(words for stop in path.stops for words in (stop.what, stop.measure)),
        *(turn.what_before for stop in path.stops for turn in stop.detours),
        *(words for promise in kept for words in (promise.what, promise.how_we_will_know)),
        *(words for one in look_back.feedback for words in (one.sentence, one.answer, one.will_change)),
    ]


@write
def hand_out_look_back(
    store: Store,
    *,
    engagement_id: EngagementId,
    paper: SharedLookBack,
    title: str,
    how: SharedHow,
    sha256: str,
    protection: Protection = Protection.PLAIN,
    for_client: ClientId | None = None,
) -> Written[SharedDocument]:
    """Record that a look-back left, as previewed; `sha256` is of the file that left.

    Raises:
        StaleError: it is not what was previewed any more.
    """
    current = shared_look_back(
        store, engagement_id=engagement_id, language=paper.language, for_client=for_client, since=paper.since
    )
    if current != paper:
        raise StaleError
    return record_of_work(
        store,
        engagement_id,
        SharedKind.LOOK_BACK,
        title=title,
        for_whom=paper.client_name,
        how=how,
        sha256=sha256,
        protection=protection,
        for_client=for_client,
    )


def record_of_work(
    store: Store,
    engagement_id: EngagementId,
    kind: SharedKind,
    *,
    title: str,
    for_whom: str,
    how: SharedHow,
    sha256: str,
    protection: Protection,
    for_client: ClientId | None,
) -> Written[SharedDocument]:
    """Record that a paper about a whole engagement left for one client; part of the caller's transaction."""
    document = SharedDocument(
        id=SharedDocumentId(new_id()),
        kind=kind,
        title=title[:NAME_LIMIT],
        for_whom=for_whom[:NAME_LIMIT],
        how=how,
        sha256=sha256,
        shared_at=store.now(),
        protection=protection,
        engagement_id=engagement_id,
        client_id=for_client or reader_of_look_back(recipients(store, engagement_id), for_client),
    )
    return record_shared(store, document)
