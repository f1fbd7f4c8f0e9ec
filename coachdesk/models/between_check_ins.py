"""A word on how a promise goes, said between two sessions."""

import json
from collections.abc import Iterable
from typing import Final

import attrs

from coachdesk.models import session_index
from coachdesk.models.entities.between import BetweenCheckIn
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import CommitmentId
from coachdesk.models.entities.session import Commitment, Pledge
from coachdesk.models.store import Store, write

CHECK_INS_ON: Final = """
SELECT * FROM between_check_in
WHERE commitment_id IN (SELECT value FROM json_each(:ids)) OR pledge_id IN (SELECT value FROM json_each(:ids))
ORDER BY on_day DESC, created_at DESC, id
"""
_ANY_ON: Final = "SELECT EXISTS (SELECT 1 FROM between_check_in WHERE commitment_id = :id OR pledge_id = :id)"


@write
def keep_check_in(store: Store, *, check_in: BetweenCheckIn) -> Written[BetweenCheckIn]:
    """Keep a word on how a promise goes: a new one, or one that was removed and comes back."""
    tidy = attrs.evolve(check_in, words=check_in.words.strip(), mood=check_in.mood.strip())
    store.put("between_check_in", tidy)
    session_index.index_check_in(store, tidy)
    return Written(tidy, Change.of(Kind.CHECK_IN, tidy.id))


@write
def remove_check_in(store: Store, *, check_in: BetweenCheckIn) -> Written[BetweenCheckIn]:
    """Take a word away; `keep_check_in` brings it back."""
    store.delete("between_check_in", check_in.id)
    return Written(check_in, Change.of(Kind.CHECK_IN, check_in.id))


def check_ins_on(store: Store, promise_ids: Iterable[str]) -> dict[str, tuple[BetweenCheckIn, ...]]:
    """Return the words on these promises of either side by the promise's id, the newest first."""
    found: dict[str, tuple[BetweenCheckIn, ...]] = {}
    ids = json.dumps(sorted(promise_ids))
    for one in store.all(BetweenCheckIn, CHECK_INS_ON, {"ids": ids}):
        about = one.commitment_id or one.pledge_id or ""
        found[about] = (*found.get(about, ()), one)
    return found


def is_talked_about(store: Store, promise: Commitment | Pledge) -> bool:
    """Tell whether there are words on a promise."""
    return bool(store.value(_ANY_ON, {"id": promise.id}))


def hand_words_on(store: Store, *, of: CommitmentId, to: CommitmentId) -> None:
    """Let the words on a commitment be about another one; part of the caller's transaction."""
    store.db.execute("UPDATE between_check_in SET commitment_id = ? WHERE commitment_id = ?", [to, of])


def promise_about(store: Store, some_id: str) -> str:
    """Return the promise that a word with this id is about, or the id itself where no word has it."""
    sql = "SELECT coalesce(commitment_id, pledge_id) FROM between_check_in WHERE id = ?"
    return str(store.value(sql, [some_id]) or some_id)


def said_about(
    check_ins: Iterable[BetweenCheckIn], promise: Commitment | Pledge
) -> tuple[BetweenCheckIn, ...]:
    """Return the words that are about a promise, in their order."""
    return tuple(one for one in check_ins if promise.id in (one.commitment_id, one.pledge_id))
