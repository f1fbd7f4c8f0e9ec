import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachdesk.models.content_hash import (
    AgreementText,
    canonical,
    chain_hash,
    content_hash,
    is_chained,
    printed_clauses,
)
from coachdesk.models.entities.agreement import (
    AgreementVersion,
    Audience,
    Clause,
    ClauseState,
    Layer,
    Party,
    PartyName,
    Signature,
)
from coachdesk.models.entities.ids import AgreementId, ClauseId, SignatureId, VersionId

_VERSION = AgreementVersion(id=VersionId("v"), agreement_id=AgreementId("a"), number=2, reason="A new job")
_PARTIES = (PartyName(party=Party.CLIENT, name="Mira"), PartyName(party=Party.COACH, name="Ines"))


def _clause(name: str, **other: Any) -> Clause:  # noqa: ANN401  (any field)
    clause = Clause(
        id=ClauseId(name),
        version_id=VersionId("v"),
        position=0,
        layer=Layer.ALLIANCE,
        heading=name,
        agreed_words=f"About {name}",
    )
    return attrs.evolve(clause, **other)


def _text(*clauses: Clause, previous: str = "0" * 64) -> AgreementText:
    return AgreementText(version=_VERSION, parties=_PARTIES, clauses=clauses, previous=previous)


def test_the_fingerprint_can_be_computed_without_coachdesk() -> None:
    by_hand = (
        '{"clauses":[{"audience":"pair","heading":"Pace","layer":"alliance","words":"About Pace"}],'
        '"effective_on":null,"format":"coachdesk agreement 1","language":"en","number":2,"parties":'
        '[{"name":"Mira","organisation":"","party":"client"},{"name":"Ines","organisation":"","party":"coach"}],'
        f'"previous":"{"0" * 64}","reason":"A new job","review_on":null}}'
    )
    assert content_hash(_text(_clause("Pace"))) == hashlib.sha256(by_hand.encode()).hexdigest()


@given(st.text(), st.text())
def test_other_words_have_another_fingerprint(one: str, other: str) -> None:
    hashes = {content_hash(_text(_clause("Pace", agreed_words=words))) for words in (one, other)}
    assert len(hashes) == len({one, other})


@pytest.mark.parametrize(
    "changed",
    [
        {"heading": "Tempo"},
        {"agreed_words": ""},
        {"audience": Audience.ALL_PARTIES},
        {"layer": Layer.TERMS},
        {"state": ClauseState.DROPPED},
    ],
)
def test_all_that_is_printed_of_a_clause_is_in_the_fingerprint(changed: dict[str, Any]) -> None:
    assert content_hash(_text(_clause("Pace"))) != content_hash(_text(_clause("Pace", **changed)))


def test_the_order_is_in_the_fingerprint() -> None:
    one = _text(_clause("A", position=0), _clause("B", position=1))
    other = _text(_clause("A", position=1), _clause("B", position=0))
    assert content_hash(one) != content_hash(other)


def test_the_version_before_is_in_the_fingerprint() -> None:
    assert content_hash(_text(previous="1" * 64)) != content_hash(_text(previous="2" * 64))


def test_the_two_voices_are_not_in_the_fingerprint() -> None:
    talked = _clause("Pace", clients_words="Slowly", coachs_words="As you like")
    assert content_hash(_text(talked)) == content_hash(_text(_clause("Pace")))


def test_the_sponsors_fingerprint_is_of_the_clauses_for_all_parties() -> None:
    text = _text(_clause("Trust"), _clause("Fees", audience=Audience.ALL_PARTIES))
    headings = [clause["heading"] for clause in json.loads(canonical(text, for_sponsor=True))["clauses"]]
    assert headings == ["Fees"]


def test_why_there_is_a_new_version_stays_between_the_two() -> None:
    text = _text(_clause("Fees", audience=Audience.ALL_PARTIES))
    assert b"A new job" in canonical(text)
    assert b"A new job" not in canonical(text, for_sponsor=True)


def test_the_alliance_is_printed_first_and_what_is_set_aside_not_at_all() -> None:
    clauses = [
        _clause("Fees", layer=Layer.TERMS),
        _clause("Silence", position=3, state=ClauseState.PARKED),
        _clause("Trust", position=2),
        _clause("Pace", position=1),
    ]
    assert [clause.heading for clause in printed_clauses(clauses)] == ["Pace", "Trust", "Fees"]


def _signature(name: str, previous: str) -> Signature:
    signature = Signature(
        id=SignatureId(name),
        version_id=VersionId("v"),
        party=Party.CLIENT,
        signer=name,
        name=name,
        place="Basel",
        signed_at=datetime(2026, 5, 14, 8, tzinfo=UTC),
        statement="I agree.",
        content_hash="0" * 64,
    )
    return attrs.evolve(signature, chain_hash=chain_hash(signature, previous))


def test_the_hash_of_a_signature_can_be_computed_without_coachdesk() -> None:
    by_hand = (
        f'{{"content_hash":"{"0" * 64}","format":"coachdesk signature 1","method":"typed","name":"Mira",'
        '"party":"client","place":"Basel","previous":"","signed_at":"2026-05-14T08:00:00+00:00",'
        '"signer":"Mira","statement":"I agree."}'
    )
    assert _signature("Mira", "").chain_hash == hashlib.sha256(by_hand.encode()).hexdigest()


def test_signatures_hold_on_to_each_other() -> None:
    first = _signature("Mira", "")
    second = _signature("Ines", first.chain_hash)
    assert is_chained([first, second])
    assert not is_chained([second, first])
    assert not is_chained([second])
    assert not is_chained([first, attrs.evolve(second, place="Bern")])
