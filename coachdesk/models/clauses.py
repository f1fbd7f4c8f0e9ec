"""A clause between coach and client: two voices, the words they agree on, and each one's yes."""

from datetime import datetime
from typing import Any, Final

import attrs
from attrs import frozen

from coachdesk.errors import QT_TRANSLATE_NOOP, InvalidInputError, StaleError
from coachdesk.models import clause_index, earlier, removed
from coachdesk.models.agreement_page import clauses_of, concerned
from coachdesk.models.agreement_versions import changeable, discuss, reopen_for
from coachdesk.models.entities.agreement import (
    Agreement,
    AgreementVersion,
    Audience,
    Clause,
    ClauseState,
    Layer,
    Party,
    ProposedBy,
)
from coachdesk.models.entities.change import Change, Kind, Written
from coachdesk.models.entities.ids import ClauseId, VersionId, new_id
from coachdesk.models.store import Store, write

_YES: Final = {
    Party.CLIENT: "agreed_by_client_at",
    Party.COACH: "agreed_by_coach_at",
    Party.SPONSOR: "agreed_by_sponsor_at",
}
_NOBODYS_YES: Final[dict[str, Any]] = dict.fromkeys(_YES.values())
_AGREEMENT_OF: Final = """
SELECT a.* FROM agreement a JOIN agreement_version v ON v.agreement_id = a.id WHERE v.id = ?
"""


@frozen(kw_only=True)
class Words:
    """What was typed into a clause; None leaves a voice as it is.

    With `keep_former`, the words that are replaced are kept in the history in any case.
    """

    clients: str | None = None
    coachs: str | None = None
    agreed: str | None = None
    proposed_by: ProposedBy | None = None
    keep_former: bool | None = None

    def in_clause(self, clause: Clause) -> Clause:
        """Return the clause as these words leave it: other agreed words take back every yes."""
        given: dict[str, Any] = {
            "clients_words": self.clients,
            "coachs_words": self.coachs,
            "agreed_words": self.agreed,
            "proposed_by": self.proposed_by,
        }
        said = attrs.evolve(clause, **{name: value for name, value in given.items() if value is not None})
        return said if said.agreed_words == clause.agreed_words else _opened(said)

    def then(self, later: "Words") -> "Words":
        """Return these words with later ones in their place."""
        given = {name: value for name, value in attrs.asdict(later).items() if value is not None}
        return attrs.evolve(self, **given)


def get_clause(store: Store, *, clause_id: ClauseId) -> Clause:
    """Return a clause.

    Raises:
        NotFoundError: there is none with this id.
    """
    return store.one(Clause, "SELECT * FROM clause WHERE id = ?", [clause_id])


@write
def save_words(
    store: Store,
    *,
    clause_id: ClauseId,
    clients_words: str | None = None,
    coachs_words: str | None = None,
    agreed_words: str | None = None,
    proposed_by: ProposedBy | None = None,
    keep_former: bool = False,
) -> Written[Clause]:
    """Keep what was typed; None leaves a voice as it is.

    Other agreed words than before take back every yes and open the clause again. A draft in which
    the client says something is in discussion from then on. The words that are replaced are kept
    once a minute, with `keep_former` in any case.

    Raises:
        LockedTextError: somebody has signed the version, or it is history.
    """
    clause = get_clause(store, clause_id=clause_id)
    version = changeable(store, clause.version_id)
    words = Words(clients=clients_words, coachs=coachs_words, agreed=agreed_words, proposed_by=proposed_by)
    said = words.in_clause(clause)
    earlier.keep(store, earlier.CLAUSES, clause_id, _voices(clause), _voices(said), always=keep_former)
    has_spoken = said.clients_words not in (clause.clients_words, "")
    talk = discuss(store, version) if has_spoken else Change()
    if said.agreed_words == clause.agreed_words:
        written = _put(store, said)
    else:
        written = _put_changed_text(store, version, said)
    return Written(written.value, written.change | talk)


@write
def agree(store: Store, *, clause_id: ClauseId, party: Party, words: str | None = None) -> Written[Clause]:
    """Note a party's yes to the agreed words; with everybody's the clause is agreed.

    `words` are the ones that were read, where a screen showed them. A draft in which somebody says
    yes is in discussion from then on.

    Raises:
        InvalidInputError: there are no words yet, the clause is set aside, or the party has no say in it.
        LockedTextError: somebody has signed the version, or it is history.
        StaleError: the words are not the ones that were read.
    """
    clause = get_clause(store, clause_id=clause_id)
    version = changeable(store, clause.version_id)
    if words not in (None, clause.agreed_words):
        raise StaleError(
            QT_TRANSLATE_NOOP("errors", "The words have changed since they were shown."),
            QT_TRANSLATE_NOOP("errors", "Read them together again, then say yes."),
        )
    _insist_on_something_to_agree_on(clause)
    if party not in concerned(clause, _agreement(store, clause).kind):
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "This clause is not for everybody's eyes."),
            QT_TRANSLATE_NOOP("errors", "Make it one for all parties first."),
        )
    agreed = _with_yes(clause, party, store.now())
    written = _put(store, attrs.evolve(agreed, state=_state_by_yes(store, agreed)))
    return Written(written.value, written.change | discuss(store, version))


@write
def withdraw_agreement(store: Store, *, clause_id: ClauseId, party: Party) -> Written[Clause]:
    """Take a party's yes back.

    Raises:
        LockedTextError: somebody has signed the version, or it is history.
    """
    clause = get_clause(store, clause_id=clause_id)
    version = changeable(store, clause.version_id)
    without = _with_yes(clause, party, None)
    state = ClauseState.OPEN if clause.state is ClauseState.AGREED else clause.state
    return _put_changed_text(store, version, attrs.evolve(without, state=state))


@write
def set_state(store: Store, *, clause_id: ClauseId, state: ClauseState) -> Written[Clause]:
    """Park, drop, mark for another talk, or bring back.

    To talk again is to be free again: *revisit* takes back every yes. Parking and dropping
    keep them, so that bringing a clause back (any of *open* and *agreed*) makes it as it was.

    Raises:
        LockedTextError: somebody has signed the version, or it is history.
    """
    clause = get_clause(store, clause_id=clause_id)
    version = changeable(store, clause.version_id)
    if state is ClauseState.REVISIT:
        changed = attrs.evolve(clause, state=state, **_NOBODYS_YES)
    elif state in (ClauseState.PARKED, ClauseState.DROPPED):
        changed = attrs.evolve(clause, state=state)
    else:
        back = attrs.evolve(clause, state=ClauseState.OPEN)
        changed = attrs.evolve(back, state=_state_by_yes(store, back))
    return _put_changed_text(store, version, changed)


@write
def rename_clause(store: Store, *, clause_id: ClauseId, heading: str) -> Written[Clause]:
    """Give a clause another heading; every yes was given under the old one and is taken back.

    Raises:
        InvalidInputError: the heading is empty.
        LockedTextError: somebody has signed the version, or it is history.
    """
    clause = get_clause(store, clause_id=clause_id)
    version = changeable(store, clause.version_id)
    if heading.strip() == clause.heading:
        return Written(clause, Change())
    return _put_changed_text(store, version, _opened(attrs.evolve(clause, heading=heading.strip())))


@write
def set_audience(store: Store, *, clause_id: ClauseId, audience: Audience) -> Written[Clause]:
    """Say who may read a clause; who else reads it is part of what was agreed on.

    Raises:
        LockedTextError: somebody has signed the version, or it is history.
    """
    clause = get_clause(store, clause_id=clause_id)
    version = changeable(store, clause.version_id)
    if audience is clause.audience:
        return Written(clause, Change())
    return _put_changed_text(store, version, _opened(attrs.evolve(clause, audience=audience)))


@write
def add_clause(
    store: Store, *, version_id: VersionId, layer: Layer, heading: str, prompt: str = ""
) -> Written[Clause]:
    """Add a clause of one's own at the end of its layer.

    Raises:
        InvalidInputError: the heading is empty.
        LockedTextError: somebody has signed the version, or it is history.
    """
    version = changeable(store, version_id)
    neighbours = [clause for clause in clauses_of(store, version_id) if clause.layer is layer]
    clause = Clause(
        id=ClauseId(new_id()),
        version_id=version_id,
        position=max((clause.position for clause in neighbours), default=-1) + 1,
        layer=layer,
        heading=heading.strip(),
        prompt=prompt.strip(),
        proposed_by=ProposedBy.TOGETHER,
    )
    return _put_changed_text(store, version, clause)


@write
def remove_clause(store: Store, *, clause_id: ClauseId) -> Written[Clause]:
    """Put a clause of one's own into the bin; one that came with CoachDesk is dropped instead.

    Raises:
        InvalidInputError: it is not one's own.
        LockedTextError: somebody has signed the version, or it is history.
    """
    clause = get_clause(store, clause_id=clause_id)
    version = changeable(store, clause.version_id)
    if clause.key:
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "“{heading}” came with the agreement."),
            QT_TRANSLATE_NOOP("errors", "Drop it instead: it leaves the text and can come back."),
            heading=clause.heading,
        )
    removed.keep(store, clause)
    store.delete("clause", clause_id)
    clause_index.drop(store, clause_id)
    return Written(clause, _change(store, clause) | reopen_for(store, version))


@write
def put_back(store: Store, *, clause: Clause) -> Written[Clause]:
    """Undo a removal.

    Raises:
        LockedTextError: somebody has signed the version since, or it is history.
    """
    version = changeable(store, clause.version_id)
    written = _put_changed_text(store, version, clause)
    removed.forget(store, clause)
    return written


@write
def move_clause(store: Store, *, clause_id: ClauseId, by: int) -> Written[Clause]:
    """Move a clause up (`by` below zero) or down among those of its layer, as far as it goes.

    Raises:
        LockedTextError: somebody has signed the version, or it is history.
    """
    moved = get_clause(store, clause_id=clause_id)
    version = changeable(store, moved.version_id)
    order = [clause for clause in clauses_of(store, version.id) if clause.layer is moved.layer]
    place = order.index(moved)
    order.insert(min(max(place + by, 0), len(order) - 1), order.pop(place))
    for position, clause in enumerate(order):
        if clause.position != position:
            store.put("clause", attrs.evolve(clause, position=position))
    change = Change.of(Kind.CLAUSE, *(clause.id for clause in order)) | _change(store, moved)
    return Written(get_clause(store, clause_id=clause_id), change | reopen_for(store, version))


def open_again(store: Store, version: AgreementVersion, key: str) -> Change:
    """Take back every yes to the clause with this key: what belongs to it has changed."""
    change = reopen_for(store, version)
    for clause in clauses_of(store, version.id):
        if clause.key == key:
            change |= _put(store, _opened(clause)).change
    return change


def _insist_on_something_to_agree_on(clause: Clause) -> None:
    if not clause.agreed_words.strip():
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "Nothing is written yet under “What we agree”."),
            QT_TRANSLATE_NOOP("errors", "Put it into words first, then say yes to it."),
        )
    if clause.state in (ClauseState.PARKED, ClauseState.DROPPED):
        raise InvalidInputError(
            QT_TRANSLATE_NOOP("errors", "“{heading}” is set aside."),
            QT_TRANSLATE_NOOP("errors", "Bring it back first, then say yes to it."),
            heading=clause.heading,
        )


def _with_yes(clause: Clause, party: Party, moment: datetime | None) -> Clause:
    yes: dict[str, Any] = {_YES[party]: moment}
    return attrs.evolve(clause, **yes)


def _opened(clause: Clause) -> Clause:
    """Return the clause without a yes, because there is something new to say yes to."""
    state = ClauseState.OPEN if clause.state is ClauseState.AGREED else clause.state
    return attrs.evolve(clause, state=state, **_NOBODYS_YES)


def _state_by_yes(store: Store, clause: Clause) -> ClauseState:
    parties = concerned(clause, _agreement(store, clause).kind)
    if all(getattr(clause, _YES[party]) is not None for party in parties):
        return ClauseState.AGREED
    return clause.state


def _agreement(store: Store, clause: Clause) -> Agreement:
    return store.one(Agreement, _AGREEMENT_OF, [clause.version_id])


def _voices(clause: Clause) -> tuple[str, ...]:
    return clause.clients_words, clause.coachs_words, clause.agreed_words


def _put_changed_text(store: Store, version: AgreementVersion, clause: Clause) -> Written[Clause]:
    written = _put(store, clause)
    return Written(clause, written.change | reopen_for(store, version))


def _put(store: Store, clause: Clause) -> Written[Clause]:
    store.put("clause", clause)
    clause_index.put(store, clause)
    return Written(clause, _change(store, clause))


def _change(store: Store, clause: Clause) -> Change:
    agreement_id = store.value(_AGREEMENT_OF.replace("a.*", "a.id"), [clause.version_id])
    return Change.of(Kind.CLAUSE, clause.id, clause.version_id, agreement_id)
